package io.github.posttlslint.pki;

import java.util.Locale;

/** Names of message digests, as Postfix hands them to OpenSSL's EVP_get_digestbyname(3). */
public final class Digest {

  private static final String WITH_RSA = "withrsaencryption";

  private Digest() {}

  /**
   * How many bytes the values of a digest have; 0 if that is not known.
   *
   * @param name in any case
   */
  public static int bytes(String name) {
    return switch (plain(name)) {
      case "md4", "md5", "mdc2", "shake128", "shake-128" -> 16;
      case "sha1", "sha-1", "sha1-2", "ripemd160", "ripemd-160", "ripemd", "rmd160" -> 20;
      case "sha224", "sha-224", "sha2-224", "sha512-224", "sha-512/224", "sha2-512/224" -> 28;
      case "sha3-224", "sha512/224" -> 28;
      case "sha256", "sha-256", "sha2-256", "sha512-256", "sha-512/256", "sha2-512/256" -> 32;
      case "sha3-256", "sha512/256", "sm3", "blake2s256", "blake2s-256" -> 32;
      case "shake256", "shake-256" -> 32;
      case "md5-sha1" -> 36;
      case "sha384", "sha-384", "sha2-384", "sha3-384" -> 48;
      case "sha512", "sha-512", "sha2-512", "sha3-512" -> 64;
      case "blake2b512", "blake2b-512", "whirlpool" -> 64;
      default -> 0;
    };
  }

  /** The digest of a name for a signature with it, or the name itself. */
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("rsa-")) {
      return lower.substring("rsa-".length());
    }
    if (lower.startsWith("ssl3-")) {
      return lower.substring("ssl3-".length());
    }
    if (lower.equals("ripemd160withrsa")) {
      return "ripemd160";
    }
    return lower.endsWith(WITH_RSA)
        ? lower.substring(0, lower.length() - WITH_RSA.length())
        : lower.startsWith("id-rsassa-pkcs1-v1_5-with-")
            ? lower.substring("id-rsassa-pkcs1-v1_5-with-".length())
            : lower;
  }
}
