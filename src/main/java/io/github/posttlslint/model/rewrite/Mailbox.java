package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.cf.Chars;

/** The parts of a mail address in text form. */
public final class Mailbox {

  private Mailbox() {}

  /**
   * The address with quotes around a local part that needs them (quote_822_local.c).
   *
   * @param bare whether all of it is a local part
   */
  static String quoted(String address, boolean bare) {
    int colon = address.startsWith("@") ? address.indexOf(':') : -1;
    int start = colon + 1;
    int at = bare ? -1 : address.lastIndexOf('@');
    int end = at < start ? address.length() : at;
    if (isDotString(address, start, end)) {
      return address;
    }
    StringBuilder quoted = new StringBuilder(address.substring(0, start)).append('"');
    for (int i = start; i < end; i++) {
      char c = address.charAt(i);
      quoted.append(c == '"' || c == '\\' || c == '\r' ? "\\" : "").append(c);
    }
    return quoted.append('"').append(address.substring(end)).toString();
  }

  private static boolean isDotString(String text, int start, int end) {
    if (start == end || text.charAt(start) == '.' || text.charAt(end - 1) == '.') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean dots = c == '.' && text.charAt(i + 1) == '.';
      if (dots || isControl(c) || " ()<>@,;:\\\"[]".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The address without what follows a delimiter (strip_addr.c, split_addr.c). */
  public static String withoutExtension(String address, String delimiters) {
    int at = address.lastIndexOf('@');
    String local = at < 0 ? address : address.substring(0, at);
    int end = 0;
    while (end < local.length() && delimiters.indexOf(local.charAt(end)) < 0) {
      end++;
    }
    return end == 0 ? address : local.substring(0, end) + (at < 0 ? "" : address.substring(at));
  }

  /** Whether a character is none that is printed. */
  static boolean isControl(char c) {
    return c < ' ' || c == 0x7f;
  }

  /** Whether a text is four numbers with dots between (valid_hostname.c, valid_ipv4_hostaddr()). */
  static boolean isFourNumbers(String text) {
    int bytes = 0;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        bytes += value < 0 ? 1 : 0;
        value = Math.max(0, value) * 10 + c - '0';
        if (value > 255) {
          return false;
        }
      } else if (c == '.') {
        boolean zeroFirst = bytes == 1 && value == 0 && !isZeros(text);
        if (value < 0 || i + 1 == text.length() || zeroFirst) {
          return false;
        }
        value = -1;
      } else {
        return false;
      }
    }
    return bytes == 4;
  }

  private static boolean isZeros(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '0' && text.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text is an IPv6 address (valid_hostname.c, valid_ipv6_hostaddr()). */
  static boolean isColonAddress(String text) {
    int field = 0;
    int nullField = 0;
    int length = 0;
    int i = 0;
    while (true) {
      char c = i < text.length() ? text.charAt(i) : '\0';
      if (c == '\0') {
        return field >= 2 && (length > 0 || nullField == field - 1);
      } else if (c == '.') {
        return field >= 2 && field <= 6 && isFourNumbers(text.substring(i - length));
      } else if (c == ':') {
        boolean wordFirst =
            field == 0
                && length == 0
                && i + 1 < text.length()
                && Chars.isAlphanumeric(text.charAt(i + 1));
        field++;
        i++;
        length = 0;
        if (wordFirst || field > 7) {
          return false;
        }
        if (text.startsWith(":", i)) {
          if (nullField > 0) {
            return false;
          }
          nullField = field;
        }
      } else {
        length = 0;
        while (i + length < text.length() && isHex(text.charAt(i + length))) {
          length++;
        }
        if (length == 0 || length > 4) {
          return false;
        }
        i += length;
      }
    }
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  /** Whether a text is an address without brackets (valid_hostaddr()). */
  static boolean isAddress(String text) {
    return text.indexOf(':') < 0 ? isFourNumbers(text) : isColonAddress(text);
  }

  /** Whether a text has the form {@code [1.2.3.4]} or {@code [IPv6:1::2]}. */
  static boolean isLiteral(String text) {
    int close = text.indexOf(']');
    return text.startsWith("[")
        && close == text.length() - 1
        && close <= 46
        && !inLiteral(text.substring(1, close)).isEmpty();
  }

  /** The address in what stands between brackets (valid_mailhost_addr()); empty if it is none. */
  static String inLiteral(String inside) {
    boolean six = inside.regionMatches(true, 0, "IPv6:", 0, 5);
    String address = six ? inside.substring(5) : inside;
    return (six ? isColonAddress(address) : isFourNumbers(address)) ? address : "";
  }
}
