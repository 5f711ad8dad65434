package io.github.posttlslint.pki;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Digests in the form that Postfix logs and wants them: {@code 0A:1B:...}. */
final class Fingerprint {

  private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();

  private Fingerprint() {}

  /** The fingerprint; null if the digest is not known. Digest names are OpenSSL's, in any case. */
  static @Nullable String of(String digest, byte[] data) {
    byte[] hash = Hash.of(digest, data);
    return hash == null ? null : FORM.formatHex(hash);
  }
}
