package io.github.posttlslint.zone.read;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.xbill.DNS.TextParseException;

/**
 * Why an entry cannot be read, in words that quote nothing of it: a file that is no zone may hold
 * what is not for reports.
 */
final class Faults {

  private static final String ELSE = "it is not a record";

  /** What the library's messages have in them, in lower case, in this order. */
  private static final Map<String, String> OF_LIBRARY = new LinkedHashMap<>();

  static {
    OF_LIBRARY.put("invalid address", "it has no IP address");
    OF_LIBRARY.put("empty label", "two dots of a name have nothing between them");
    OF_LIBRARY.put("label too long", "a part of a name has more than 63 characters");
    OF_LIBRARY.put("name too long", "a name has more than 255 characters");
    OF_LIBRARY.put("bad escape", "no character is written so in a name");
    OF_LIBRARY.put("hex", "its data are not hexadecimal digits, two of them a byte");
    OF_LIBRARY.put("end of record", "more stands there than a record has");
    OF_LIBRARY.put("expected eol", "more stands there than a record has");
    OF_LIBRARY.put("integer", "a number is missing or too large");
    OF_LIBRARY.put("ttl-like", "a time is missing");
    OF_LIBRARY.put("in quoted string", "a quotation mark is not closed in its line");
    OF_LIBRARY.put("close parenthesis", "a parenthesis is closed that is not open");
    OF_LIBRARY.put("end of input", "it has fewer bytes than it needs");
    OF_LIBRARY.put("length mismatch", "it has other bytes than its length says");
    OF_LIBRARY.put("expected a", "something is missing at its end");
    OF_LIBRARY.put("invalid string", "a text has more than 255 characters, or one that is none");
    OF_LIBRARY.put("missing unit", "it is not a time such as 1h30m");
  }

  private Faults() {}

  /** One that was found here. */
  static final class Fault extends TextParseException {

    private static final long serialVersionUID = 1;

    Fault(String reason) {
      super(reason);
    }
  }

  /** A clause for people. */
  static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof Fault) {
      return message;
    }
    String lower = message.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> one : OF_LIBRARY.entrySet()) {
      if (lower.contains(one.getKey())) {
        return one.getValue();
      }
    }
    return ELSE;
  }
}
