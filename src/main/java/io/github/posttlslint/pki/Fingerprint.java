package io.github.posttlslint.pki;

import org.jspecify.annotations.Nullable;

/** Digests in the form that Postfix logs and wants them: {@code 0A:1B:...}. */
final class Fingerprint {

  private static final String HEX = "0123456789ABCDEF";

  private Fingerprint() {}

  /** The fingerprint; null if the digest is not known. Digest names are OpenSSL's, in any case. */
  static @Nullable String of(String digest, byte[] data) {
    byte[] hash = Hash.of(digest, data);
    if (hash == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(hash.length * 3);
    for (byte b : hash) {
      if (text.length() > 0) {
        text.append(':');
      }
      text.append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
    }
    return text.toString();
  }
}
