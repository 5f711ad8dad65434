package io.github.posttlslint.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Digests in the form that Postfix logs and wants them: {@code 0A:1B:...}. */
final class Fingerprint {

  private static final String HEX = "0123456789ABCDEF";

  private Fingerprint() {}

  /** The fingerprint; null if the digest is not known. Digest names are OpenSSL's, in any case. */
  static @Nullable String of(String digest, byte[] data) {
    String name = javaName(digest);
    if (name == null) {
      return null;
    }
    byte[] hash = digest(name, data);
    StringBuilder text = new StringBuilder(hash.length * 3);
    for (byte b : hash) {
      if (text.length() > 0) {
        text.append(':');
      }
      text.append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
    }
    return text.toString();
  }

  /**
   * The digest of data by the JDK's name for the algorithm, which must be one that each JDK has.
   */
  static byte[] digest(String javaName, byte[] data) {
    try {
      return MessageDigest.getInstance(javaName).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks the digest " + javaName, e);
    }
  }

  private static @Nullable String javaName(String digest) {
    return switch (digest.toLowerCase(Locale.ROOT)) {
      case "md5" -> "MD5";
      case "sha1", "sha-1" -> "SHA-1";
      case "sha224", "sha2-224", "sha-224" -> "SHA-224";
      case "sha256", "sha2-256", "sha-256" -> "SHA-256";
      case "sha384", "sha2-384", "sha-384" -> "SHA-384";
      case "sha512", "sha2-512", "sha-512" -> "SHA-512";
      case "sha512-224", "sha2-512/224", "sha-512/224" -> "SHA-512/224";
      case "sha512-256", "sha2-512/256", "sha-512/256" -> "SHA-512/256";
      case "sha3-224" -> "SHA3-224";
      case "sha3-256" -> "SHA3-256";
      case "sha3-384" -> "SHA3-384";
      case "sha3-512" -> "SHA3-512";
      default -> null;
    };
  }
}
