package io.github.posttlslint.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Message digests. They are the JDK's: Bouncy Castle's look up loggers and random numbers first.
 */
public final class Hash {

  private Hash() {}

  /** The SHA-256 digest, 32 bytes. */
  public static byte[] sha256(byte[] data) {
    return digest("SHA-256", data);
  }

  /** The digest by OpenSSL's name for it, in any case; null if the name is not known. */
  static byte @Nullable [] of(String name, byte[] data) {
    String javaName = javaName(name.toLowerCase(Locale.ROOT));
    return javaName == null ? null : digest(javaName, data);
  }

  /**
   * The digest by a name that must be known. MD2 is known here only: there are certificates that
   * are signed with it, but OpenSSL computes it no more.
   *
   * @throws IllegalArgumentException if it is not known
   */
  static byte[] require(String name, byte[] data) {
    String javaName = name.equals("md2") ? "MD2" : javaName(name);
    if (javaName == null) {
      throw new IllegalArgumentException("no digest " + name);
    }
    return digest(javaName, data);
  }

  private static byte[] digest(String javaName, byte[] data) {
    try {
      return MessageDigest.getInstance(javaName).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks the digest " + javaName, e);
    }
  }

  private static @Nullable String javaName(String name) {
    return switch (name) {
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
