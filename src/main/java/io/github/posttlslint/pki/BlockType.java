package io.github.posttlslint.pki;

/**
 * What the label of a PEM block says that it holds (RFC 7468, and OpenSSL's older labels).
 *
 * <p>The label alone decides whether OpenSSL's readers look at a block, so labels that mean the
 * same but are treated differently, such as {@code PRIVATE KEY} and {@code RSA PRIVATE KEY}, are
 * apart.
 */
public enum BlockType {
  /** {@code CERTIFICATE} or its old spelling {@code X509 CERTIFICATE}. */
  CERTIFICATE("certificate"),
  /** {@code TRUSTED CERTIFICATE}: a certificate with OpenSSL's own trust settings behind it. */
  TRUSTED_CERTIFICATE("OpenSSL trusted certificate"),
  /** {@code PRIVATE KEY}: PKCS#8 without encryption. */
  PRIVATE_KEY("private key"),
  /** {@code RSA PRIVATE KEY}: PKCS#1, perhaps encrypted the traditional way. */
  RSA_PRIVATE_KEY("RSA private key"),
  /** {@code EC PRIVATE KEY}: SEC 1, perhaps encrypted the traditional way. */
  EC_PRIVATE_KEY("EC private key"),
  /** {@code DSA PRIVATE KEY}, perhaps encrypted the traditional way. */
  DSA_PRIVATE_KEY("DSA private key"),
  /** {@code ENCRYPTED PRIVATE KEY}: PKCS#8 with encryption. */
  ENCRYPTED_PRIVATE_KEY("encrypted private key"),
  /** {@code OPENSSH PRIVATE KEY}: the format of OpenSSH, which OpenSSL cannot read. */
  OPENSSH_PRIVATE_KEY("OpenSSH private key"),
  /** Any other label that ends in {@code PRIVATE KEY}. */
  OTHER_PRIVATE_KEY("private key of an unknown kind"),
  /** {@code PUBLIC KEY} or {@code RSA PUBLIC KEY}. */
  PUBLIC_KEY("public key"),
  /** {@code CERTIFICATE REQUEST} or {@code NEW CERTIFICATE REQUEST} (PKCS#10). */
  CERTIFICATE_REQUEST("certificate request"),
  /** {@code PKCS7}, {@code CMS} or {@code PKCS #7 SIGNED DATA}. */
  PKCS7("PKCS#7 bundle"),
  /** {@code X509 CRL}: a list of revoked certificates. */
  CRL("certificate revocation list"),
  /** {@code DH PARAMETERS} or {@code X9.42 DH PARAMETERS}. */
  DH_PARAMETERS("DH parameters"),
  /** {@code EC PARAMETERS}, as {@code openssl ecparam -genkey} writes them before the key. */
  EC_PARAMETERS("EC parameters"),
  /** {@code DSA PARAMETERS}. */
  DSA_PARAMETERS("DSA parameters"),
  /** A label that is none of these. */
  OTHER("PEM block of an unknown kind");

  private final String words;

  BlockType(String words) {
    this.words = words;
  }

  /** What to call such a block in a sentence, without an article. */
  public String words() {
    return words;
  }

  /** Whether the block holds a private key in any form, readable by OpenSSL or not. */
  public boolean isPrivateKey() {
    return switch (this) {
      case PRIVATE_KEY,
          RSA_PRIVATE_KEY,
          EC_PRIVATE_KEY,
          DSA_PRIVATE_KEY,
          ENCRYPTED_PRIVATE_KEY,
          OPENSSH_PRIVATE_KEY,
          OTHER_PRIVATE_KEY ->
          true;
      default -> false;
    };
  }

  /** The type that belongs to the text between {@code -----BEGIN } and {@code -----}. */
  static BlockType ofLabel(String label) {
    return switch (label) {
      case "CERTIFICATE", "X509 CERTIFICATE" -> CERTIFICATE;
      case "TRUSTED CERTIFICATE" -> TRUSTED_CERTIFICATE;
      case "PRIVATE KEY" -> PRIVATE_KEY;
      case "RSA PRIVATE KEY" -> RSA_PRIVATE_KEY;
      case "EC PRIVATE KEY" -> EC_PRIVATE_KEY;
      case "DSA PRIVATE KEY" -> DSA_PRIVATE_KEY;
      case "ENCRYPTED PRIVATE KEY" -> ENCRYPTED_PRIVATE_KEY;
      case "OPENSSH PRIVATE KEY" -> OPENSSH_PRIVATE_KEY;
      case "PUBLIC KEY", "RSA PUBLIC KEY" -> PUBLIC_KEY;
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> CERTIFICATE_REQUEST;
      case "PKCS7", "CMS", "PKCS #7 SIGNED DATA" -> PKCS7;
      case "X509 CRL" -> CRL;
      case "DH PARAMETERS", "X9.42 DH PARAMETERS" -> DH_PARAMETERS;
      case "EC PARAMETERS" -> EC_PARAMETERS;
      case "DSA PARAMETERS" -> DSA_PARAMETERS;
      default -> label.endsWith(" PRIVATE KEY") ? OTHER_PRIVATE_KEY : OTHER;
    };
  }
}
