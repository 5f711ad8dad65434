package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.Chars;

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
}
