package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way to sign a handshake, in the order in which OpenSSL prefers them (t1_lib.c, tls12_sigalgs;
 * RFC 8446, section 4.2.3).
 */
public enum SignatureScheme {
  MLDSA65(0x0905, KeyAlgorithm.ML_DSA_65, null),
  MLDSA87(0x0906, KeyAlgorithm.ML_DSA_87, null),
  MLDSA44(0x0904, KeyAlgorithm.ML_DSA_44, null),
  ECDSA_P256_SHA256(0x0403, KeyAlgorithm.EC, "sha256"),
  ECDSA_P384_SHA384(0x0503, KeyAlgorithm.EC, "sha384"),
  ECDSA_P521_SHA512(0x0603, KeyAlgorithm.EC, "sha512"),
  ED25519(0x0807, KeyAlgorithm.ED25519, null),
  ED448(0x0808, KeyAlgorithm.ED448, null),
  ECDSA_BRAINPOOL256_SHA256(0x081a, KeyAlgorithm.EC, "sha256"),
  ECDSA_BRAINPOOL384_SHA384(0x081b, KeyAlgorithm.EC, "sha384"),
  ECDSA_BRAINPOOL512_SHA512(0x081c, KeyAlgorithm.EC, "sha512"),
  PSS_PSS_SHA256(0x0809, KeyAlgorithm.RSA_PSS, "sha256"),
  PSS_PSS_SHA384(0x080a, KeyAlgorithm.RSA_PSS, "sha384"),
  PSS_PSS_SHA512(0x080b, KeyAlgorithm.RSA_PSS, "sha512"),
  PSS_RSAE_SHA256(0x0804, KeyAlgorithm.RSA, "sha256"),
  PSS_RSAE_SHA384(0x0805, KeyAlgorithm.RSA, "sha384"),
  PSS_RSAE_SHA512(0x0806, KeyAlgorithm.RSA, "sha512"),
  PKCS1_SHA256(0x0401, KeyAlgorithm.RSA, "sha256"),
  PKCS1_SHA384(0x0501, KeyAlgorithm.RSA, "sha384"),
  PKCS1_SHA512(0x0601, KeyAlgorithm.RSA, "sha512"),
  ECDSA_SHA224(0x0303, KeyAlgorithm.EC, "sha224"),
  ECDSA_SHA1(0x0203, KeyAlgorithm.EC, "sha1"),
  PKCS1_SHA224(0x0301, KeyAlgorithm.RSA, "sha224"),
  PKCS1_SHA1(0x0201, KeyAlgorithm.RSA, "sha1"),
  DSA_SHA224(0x0302, KeyAlgorithm.DSA, "sha224"),
  DSA_SHA1(0x0202, KeyAlgorithm.DSA, "sha1"),
  DSA_SHA256(0x0402, KeyAlgorithm.DSA, "sha256"),
  DSA_SHA384(0x0502, KeyAlgorithm.DSA, "sha384"),
  DSA_SHA512(0x0602, KeyAlgorithm.DSA, "sha512");

  private static final List<SignatureScheme> ALL = List.of(values());

  private final int code;
  private final KeyAlgorithm key;
  private final @Nullable String digest;

  SignatureScheme(int code, KeyAlgorithm key, @Nullable String digest) {
    this.code = code;
    this.key = key;
    this.digest = digest;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** What key it takes. */
  public KeyAlgorithm key() {
    return key;
  }

  /** The digest, such as {@code sha256}; null where the key alone decides. */
  public @Nullable String digest() {
    return digest;
  }

  /** All of them. */
  static List<SignatureScheme> all() {
    return ALL;
  }

  /** The name that a configuration of OpenSSL calls it by, such as {@code rsa_pss_rsae_sha256}. */
  String nameInOpenSsl() {
    return switch (this) {
      case ECDSA_P256_SHA256 -> "ecdsa_secp256r1_sha256";
      case ECDSA_P384_SHA384 -> "ecdsa_secp384r1_sha384";
      case ECDSA_P521_SHA512 -> "ecdsa_secp521r1_sha512";
      case ECDSA_BRAINPOOL256_SHA256 -> "ecdsa_brainpoolp256r1tls13_sha256";
      case ECDSA_BRAINPOOL384_SHA384 -> "ecdsa_brainpoolp384r1tls13_sha384";
      case ECDSA_BRAINPOOL512_SHA512 -> "ecdsa_brainpoolp512r1tls13_sha512";
      default -> {
        String lower = name().toLowerCase(Locale.ROOT);
        boolean isRsa = lower.startsWith("pss") || lower.startsWith("pkcs1");
        yield isRsa ? "rsa_" + lower : lower;
      }
    };
  }

  /** Those that a release of OpenSSL has, in its order. */
  static List<SignatureScheme> of(OpenSslRelease library) {
    List<SignatureScheme> known = new ArrayList<>();
    for (SignatureScheme scheme : ALL) {
      boolean isNew = scheme.name().startsWith("MLDSA");
      boolean isBrainpool = scheme.name().startsWith("ECDSA_BRAINPOOL");
      OpenSslRelease since =
          isNew ? OpenSslRelease.V3_5 : isBrainpool ? OpenSslRelease.V3_2 : OpenSslRelease.V1_1_1;
      if (library.isAtLeast(since)) {
        known.add(scheme);
      }
    }
    return known;
  }

  /** The one that counts for a key where a client of TLS 1.2 names none; null if there is none. */
  static @Nullable SignatureScheme usual(KeyAlgorithm key) {
    return switch (key) {
      case RSA -> PKCS1_SHA1;
      case EC -> ECDSA_SHA1;
      case DSA -> DSA_SHA1;
      default -> null;
    };
  }

  /** That of a number; null if OpenSSL has none. */
  static @Nullable SignatureScheme of(int code) {
    for (SignatureScheme scheme : ALL) {
      if (scheme.code == code) {
        return scheme;
      }
    }
    return null;
  }

  /** Whether TLS 1.2 has it. */
  boolean isIn12() {
    return !name().startsWith("MLDSA") && !name().startsWith("ECDSA_BRAINPOOL");
  }

  /** Whether TLS 1.3 lets it sign a handshake: neither SHA-1, SHA-224 and DSA nor PKCS #1. */
  boolean isIn13() {
    boolean isOld = "sha1".equals(digest) || "sha224".equals(digest) || key == KeyAlgorithm.DSA;
    return !isOld && !name().startsWith("PKCS1");
  }

  boolean isPss() {
    return name().startsWith("PSS");
  }

  /** The curve that the key must be on in TLS 1.3; null if that does not matter. */
  @Nullable String curve() {
    return switch (this) {
      case ECDSA_P256_SHA256 -> "P-256";
      case ECDSA_P384_SHA384 -> "P-384";
      case ECDSA_P521_SHA512 -> "P-521";
      case ECDSA_BRAINPOOL256_SHA256 -> "brainpoolP256r1";
      case ECDSA_BRAINPOOL384_SHA384 -> "brainpoolP384r1";
      case ECDSA_BRAINPOOL512_SHA512 -> "brainpoolP512r1";
      default -> null;
    };
  }

  /** Whether it is how a certificate was signed (t1_lib.c, check_cert_usable). */
  boolean isOf(ServerKey.Signature signature) {
    boolean isPkcs1 = name().startsWith("PKCS1");
    return switch (signature.key()) {
      case RSA -> isPkcs1 && signature.digest().equals(digest);
      case RSA_PSS -> isPss() && signature.digest().equals(digest);
      case EC -> key == KeyAlgorithm.EC && signature.digest().equals(digest);
      case DSA -> key == KeyAlgorithm.DSA && signature.digest().equals(digest);
      default -> key == signature.key();
    };
  }

  /** How many bits of security OpenSSL counts it for (t1_lib.c, sigalg_security_bits). */
  int strength(OpenSslRelease library) {
    boolean isOld = library == OpenSslRelease.V1_1_1;
    return switch (digest == null ? "" : digest) {
      case "sha1" -> isOld ? 80 : 64;
      case "sha224" -> 112;
      case "sha256" -> 128;
      case "sha384" -> 192;
      case "sha512" -> 256;
      default ->
          switch (key) {
            case ED448 -> 224;
            case ML_DSA_65 -> 192;
            case ML_DSA_87 -> 256;
            default -> 128;
          };
    };
  }
}
