package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.Chars;
import org.jspecify.annotations.Nullable;

/** The form that Postfix asks of a host's name (valid_hostname.c, valid_hostname()). */
public final class HostName {

  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 255;

  private HostName() {}

  /**
   * Whether it could be the name of a host: labels of ASCII letters, digits, {@code _} and inner
   * {@code -}, not all of them numbers, without a dot at the end.
   */
  public static boolean isValid(String name) {
    boolean nonNumeric = false;
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean last = i + 1 == name.length();
      if (Chars.isAlphanumeric(c) || c == '_') {
        label++;
        nonNumeric |= c < '0' || c > '9';
      } else if (c == '.') {
        if (label == 0 || last) {
          return false;
        }
        label = 0;
      } else if (c == '-') {
        label++;
        nonNumeric = true;
        if (label == 1 || last || name.charAt(i + 1) == '.') {
          return false;
        }
      } else {
        return false;
      }
      if (label > MAX_LABEL) {
        return false;
      }
    }
    return nonNumeric && name.length() <= MAX_NAME;
  }

  /**
   * A host's name out of a next hop, which can have brackets, a port and a final dot.
   *
   * @return null if it is one itself, or has none
   */
  public static @Nullable String meant(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    String name = close < 0 ? text : text.substring(1, close);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return name.equals(text) || !isValid(name) ? null : name;
  }
}
