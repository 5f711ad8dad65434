package io.github.posttlslint.model;

/**
 * Why something cannot be told.
 *
 * @param about what of the files it is about, such as a path, which can be a secret; empty if the
 *     reason says it all
 * @param why for people, a phrase without a full stop
 * @param parameter the parameter that hides it; empty if none
 */
public record Doubt(String about, String why, String parameter) {

  /** A doubt in words of our own. */
  public Doubt(String why, String parameter) {
    this("", why, parameter);
  }

  /** What it is about and why, as it may not be shown yet, see {@link Secrets#mask(Doubt)}. */
  public String reason() {
    return about.isEmpty() ? why : about + ": " + why;
  }

  /** A doubt that no parameter is to blame for. */
  public static Doubt of(String reason) {
    return new Doubt(reason, "");
  }
}
