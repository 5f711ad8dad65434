package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.postfix.OpenSslRelease;
import org.jspecify.annotations.Nullable;

/** Groups of a key exchange by their numbers on the wire (IANA, TLS Supported Groups). */
final class NamedGroup {

  /** From 1 on (RFC 8422, RFC 7027, RFC 8734), by the names of {@link GroupList}. */
  private static final String[] CURVES =
      ("sect163k1 sect163r1 sect163r2 sect193r1 sect193r2 sect233k1 sect233r1 sect239k1 sect283k1"
              + " sect283r1 sect409k1 sect409r1 sect571k1 sect571r1 secp160k1 secp160r1 secp160r2"
              + " secp192k1 secp192r1 secp224k1 secp224r1 secp256k1 P-256 P-384 P-521"
              + " brainpoolP256r1 brainpoolP384r1 brainpoolP512r1 X25519 X448"
              + " brainpoolP256r1tls13 brainpoolP384r1tls13 brainpoolP512r1tls13")
          .split(" ");

  /** From 256 on (RFC 7919). */
  private static final String[] FINITE = {
    "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192"
  };

  private NamedGroup() {}

  /** The name of a group; null for a number that OpenSSL has no group by. */
  static @Nullable String of(int code) {
    if (code >= 1 && code <= CURVES.length) {
      return CURVES[code - 1];
    }
    if (code >= 0x100 && code < 0x100 + FINITE.length) {
      return FINITE[code - 0x100];
    }
    return switch (code) {
      case 0x0200 -> "MLKEM512";
      case 0x0201 -> "MLKEM768";
      case 0x0202 -> "MLKEM1024";
      case 0x11eb -> "SecP256r1MLKEM768";
      case 0x11ec -> "X25519MLKEM768";
      case 0x11ed -> "SecP384r1MLKEM1024";
      default -> null;
    };
  }

  /** Whether a version can use it; OpenSSL 1.1.1 does not look at that. */
  static boolean isIn(String group, Version version, OpenSslRelease library) {
    if (library == OpenSslRelease.V1_1_1) {
      return true;
    }
    boolean isElliptic = group.startsWith("P-") || group.equals("X25519") || group.equals("X448");
    return version == Version.TLS_1_3
        ? GroupList.isOfTls13(group)
        : isElliptic || !GroupList.isOfTls13(group);
  }

  /**
   * How many bits of security OpenSSL counts it for (ssl/t1_lib.c, providers/.../capabilities.c).
   */
  static int strength(String group) {
    return switch (group) {
      case "P-521", "brainpoolP512r1", "brainpoolP512r1tls13", "sect571k1", "sect571r1" -> 256;
      case "X448" -> 224;
      case "P-384", "brainpoolP384r1", "brainpoolP384r1tls13", "sect409k1", "sect409r1" -> 192;
      case "SecP384r1MLKEM1024", "MLKEM1024" -> 192;
      case "secp224k1", "secp224r1", "sect233k1", "sect233r1", "ffdhe2048" -> 112;
      case "sect239k1" -> 119;
      case "secp192k1", "secp192r1", "sect193r1", "sect193r2" -> 96;
      case "secp160k1", "secp160r1", "secp160r2", "sect163k1", "sect163r1", "sect163r2" -> 80;
      default -> 128;
    };
  }
}
