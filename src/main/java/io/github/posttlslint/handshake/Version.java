package io.github.posttlslint.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of TLS that OpenSSL has, oldest first, by their numbers on the wire. */
public enum Version {
  TLS_1_0(0x0301, "TLSv1"),
  TLS_1_1(0x0302, "TLSv1.1"),
  TLS_1_2(0x0303, "TLSv1.2"),
  TLS_1_3(0x0304, "TLSv1.3");

  private static final List<Version> ALL = List.of(values());

  private final int code;
  private final String label;

  Version(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** Its name in lists of Postfix, such as {@code TLSv1.2}. */
  public String label() {
    return label;
  }

  /** For people, such as {@code TLS 1.0}. */
  public String words() {
    return words(code);
  }

  /** The name of any number: {@code SSL 3.0}, {@code TLS 1.2}. */
  static String words(int code) {
    return switch (code) {
      case 0x0200, 0x0002 -> "SSL 2.0";
      case 0x0300 -> "SSL 3.0";
      case 0x0301 -> "TLS 1.0";
      case 0x0302 -> "TLS 1.1";
      case 0x0303 -> "TLS 1.2";
      case 0x0304 -> "TLS 1.3";
      default -> String.format("version %04x", code);
    };
  }

  /** That of a name in lists of Postfix; null for another name, such as {@code SSLv3}. */
  public static @Nullable Version of(String label) {
    for (Version version : ALL) {
      if (version.label.equals(label)) {
        return version;
      }
    }
    return null;
  }
}
