package io.github.posttlslint.model;

import java.util.List;

/**
 * The TLS level that is in force, after the obsolete parameters and wrapper mode have had their
 * say. {@link Side} works it out.
 *
 * @param name {@code none}, {@code may}, {@code encrypt} or a level of the client; as written where
 *     Postfix does not know it; never unset
 * @param decidedBy the parameter that decided
 */
public record Level(Known<String> name, String decidedBy) {

  /** Whether it is one of some levels. */
  public Truth is(String... levels) {
    return name.is(List.of(levels)::contains);
  }

  /** Its name for people. */
  public String shown() {
    return name.or(known -> known, "", "unknown");
  }
}
