package io.github.posttlslint.rule;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that rules judge: a service, a setting, a certificate file, a table entry. */
public interface Subject {

  /** The setup it belongs to. */
  Setup setup();

  /** The services it concerns; empty if it does not depend on a service. */
  List<Service> services();

  /**
   * A fact about it.
   *
   * @return {@link Fact.Absent} where the thing has no such property; null where there is no fact
   *     of that name at all, which is a mistake in the rule
   */
  @Nullable Fact fact(String name);

  /** The effective value of a parameter for its service, or for main.cf if it has none. */
  Value value(String parameter);

  /**
   * The place of one of its parts, such as {@code name} or {@code value}; null if there is none.
   */
  @Nullable Span place(String anchor);

  /** Its own place; used where no anchor of the rule has one. */
  Span place();

  /** The parameter it is about; null if none. */
  @Nullable String parameter();

  /**
   * What a message may show of a fact: less where the text comes from a file that may be anything.
   *
   * @param fact the fact's name
   * @param text its text
   */
  default String quoted(String fact, String text) {
    return text;
  }
}
