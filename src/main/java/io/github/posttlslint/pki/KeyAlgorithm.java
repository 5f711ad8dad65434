package io.github.posttlslint.pki;

/** The public key algorithms that certificates are met with. */
public enum KeyAlgorithm {
  RSA("RSA"),
  /** RSA restricted to PSS signatures, an algorithm of its own for OpenSSL. */
  RSA_PSS("RSA-PSS"),
  DSA("DSA"),
  /** ECDSA on any curve. */
  EC("EC"),
  ED25519("Ed25519"),
  ED448("Ed448"),
  /** Key agreement only: cannot be a server's key. */
  X25519("X25519"),
  /** Key agreement only: cannot be a server's key. */
  X448("X448"),
  ML_DSA_44("ML-DSA-44"),
  ML_DSA_65("ML-DSA-65"),
  ML_DSA_87("ML-DSA-87"),
  UNKNOWN("unknown");

  private final String words;

  KeyAlgorithm(String words) {
    this.words = words;
  }

  /** The algorithm's usual name. */
  public String words() {
    return words;
  }

  /** Whether OpenSSL can present a certificate with such a key in a TLS handshake. */
  public boolean signsHandshakes() {
    return this != X25519 && this != X448 && this != UNKNOWN;
  }

  static KeyAlgorithm ofOid(String oid) {
    return switch (oid) {
      case "1.2.840.113549.1.1.1" -> RSA;
      case "1.2.840.113549.1.1.10" -> RSA_PSS;
      case "1.2.840.10040.4.1" -> DSA;
      case "1.2.840.10045.2.1" -> EC;
      case "1.3.101.110" -> X25519;
      case "1.3.101.111" -> X448;
      case "1.3.101.112" -> ED25519;
      case "1.3.101.113" -> ED448;
      case "2.16.840.1.101.3.4.3.17" -> ML_DSA_44;
      case "2.16.840.1.101.3.4.3.18" -> ML_DSA_65;
      case "2.16.840.1.101.3.4.3.19" -> ML_DSA_87;
      default -> UNKNOWN;
    };
  }
}
