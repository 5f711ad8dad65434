package io.github.posttlslint.report;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Names of files in reports. */
final class Places {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Names that a finding lists. */
  static final int MOST = 20;

  private Places() {}

  /** The file's name relative to the directory of its setup; unchanged if it lies elsewhere. */
  static String within(String directory, String file) {
    if (directory.isEmpty() || directory.equals(".")) {
      return file;
    }
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
  }

  /** The first of what may be a thousand places. */
  static <T> List<T> first(List<T> places) {
    return places.subList(0, Math.min(MOST, places.size()));
  }

  /** The first ones of names that may be a thousand, and how many more there are. */
  static String first(List<String> names, String separator) {
    return names.size() <= MOST
        ? String.join(separator, names)
        : String.join(separator, names.subList(0, MOST))
            + separator
            + "and "
            + (names.size() - MOST)
            + " more";
  }

  /** A URI (RFC 3986): relative for a relative name, {@code file:} for an absolute one. */
  static String uri(String file) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(bytes.length + 8);
    if (file.startsWith("/")) {
      out.append("file://");
    }
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "/-._~".indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }
}
