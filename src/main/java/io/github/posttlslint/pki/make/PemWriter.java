package io.github.posttlslint.pki.make;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes PEM blocks as RFC 7468 has them: lines of 64 characters. */
final class PemWriter {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private PemWriter() {}

  static String block(String label, byte[] der) {
    return block(label, "", der);
  }

  /** A block with headers, which end in an empty line unless there are none. */
  static String block(String label, String headers, byte[] der) {
    String lines = new String(LINES.encode(der), StandardCharsets.US_ASCII);
    return "-----BEGIN "
        + label
        + "-----\n"
        + headers
        + lines
        + (lines.isEmpty() ? "" : "\n")
        + "-----END "
        + label
        + "-----\n";
  }
}
