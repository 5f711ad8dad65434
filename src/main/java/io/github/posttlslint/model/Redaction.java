package io.github.posttlslint.model;

/** Takes secrets out of values that are shown. */
public final class Redaction {

  /** Stands where a secret was. */
  public static final String MARK = "[REDACTED]";

  private Redaction() {}

  /**
   * A parameter's value as it may be shown: tables written into main.cf can hold passwords ({@code
   * static:user:password}, {@code inline:{...}}).
   */
  public static String value(String parameter, String value) {
    return parameter.endsWith("_sasl_password_maps") ? maps(value) : value;
  }

  /** A text that may be the value of such a parameter, under a name of the user's own. */
  public static String maps(String value) {
    int secret = Math.min(place(value, "static:"), place(value, "inline:"));
    return secret == Integer.MAX_VALUE ? value : value.substring(0, secret) + MARK;
  }

  private static int place(String value, String type) {
    int at = value.indexOf(type);
    return at < 0 ? Integer.MAX_VALUE : at + type.length();
  }
}
