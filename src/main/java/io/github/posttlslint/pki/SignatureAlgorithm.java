package io.github.posttlslint.pki;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate was signed.
 *
 * @param name such as {@code sha256WithRSAEncryption}; the dotted object identifier if unknown here
 * @param key the algorithm of the key that signed
 * @param digest OpenSSL's name of the digest, such as {@code sha256}; null if the algorithm has
 *     none of its own choosing, as Ed25519, or if it is unknown
 */
public record SignatureAlgorithm(String name, KeyAlgorithm key, @Nullable String digest) {

  /**
   * Whether the digest no longer protects a signature: MD2, MD4, MD5 or SHA-1, which OpenSSL 3
   * refuses at its security level 1 and above.
   */
  public boolean isWeak() {
    return digest != null
        && switch (digest) {
          case "md2", "md4", "md5", "sha1" -> true;
          default -> false;
        };
  }

  static SignatureAlgorithm of(AlgorithmIdentifier id) {
    String oid = id.getAlgorithm().getId();
    return switch (oid) {
      case "1.2.840.113549.1.1.2" -> rsa("md2WithRSAEncryption", "md2");
      case "1.2.840.113549.1.1.3" -> rsa("md4WithRSAEncryption", "md4");
      case "1.2.840.113549.1.1.4" -> rsa("md5WithRSAEncryption", "md5");
      case "1.2.840.113549.1.1.5", "1.3.14.3.2.29" -> rsa("sha1WithRSAEncryption", "sha1");
      case "1.2.840.113549.1.1.14" -> rsa("sha224WithRSAEncryption", "sha224");
      case "1.2.840.113549.1.1.11" -> rsa("sha256WithRSAEncryption", "sha256");
      case "1.2.840.113549.1.1.12" -> rsa("sha384WithRSAEncryption", "sha384");
      case "1.2.840.113549.1.1.13" -> rsa("sha512WithRSAEncryption", "sha512");
      case "1.2.840.113549.1.1.10" ->
          new SignatureAlgorithm("rsassaPss", KeyAlgorithm.RSA_PSS, pssDigest(id));
      case "1.2.840.10045.4.1" -> ec("ecdsa-with-SHA1", "sha1");
      case "1.2.840.10045.4.3.1" -> ec("ecdsa-with-SHA224", "sha224");
      case "1.2.840.10045.4.3.2" -> ec("ecdsa-with-SHA256", "sha256");
      case "1.2.840.10045.4.3.3" -> ec("ecdsa-with-SHA384", "sha384");
      case "1.2.840.10045.4.3.4" -> ec("ecdsa-with-SHA512", "sha512");
      case "1.2.840.10040.4.3" -> dsa("dsaWithSHA1", "sha1");
      case "2.16.840.1.101.3.4.3.1" -> dsa("dsa_with_SHA224", "sha224");
      case "2.16.840.1.101.3.4.3.2" -> dsa("dsa_with_SHA256", "sha256");
      case "2.16.840.1.101.3.4.3.3" -> dsa("dsa_with_SHA384", "sha384");
      case "2.16.840.1.101.3.4.3.4" -> dsa("dsa_with_SHA512", "sha512");
      default -> {
        KeyAlgorithm key = KeyAlgorithm.ofOid(oid);
        String name = key == KeyAlgorithm.UNKNOWN ? oid : key.words();
        yield new SignatureAlgorithm(name, key, null);
      }
    };
  }

  private static SignatureAlgorithm rsa(String name, String digest) {
    return new SignatureAlgorithm(name, KeyAlgorithm.RSA, digest);
  }

  private static SignatureAlgorithm ec(String name, String digest) {
    return new SignatureAlgorithm(name, KeyAlgorithm.EC, digest);
  }

  private static SignatureAlgorithm dsa(String name, String digest) {
    return new SignatureAlgorithm(name, KeyAlgorithm.DSA, digest);
  }

  /** RFC 8017, appendix A.2.3: SHA-1 unless the parameters say otherwise. */
  private static @Nullable String pssDigest(AlgorithmIdentifier id) {
    if (id.getParameters() == null || DERNull.INSTANCE.equals(id.getParameters())) {
      return "sha1";
    }
    return digestName(
        RSASSAPSSparams.getInstance(id.getParameters()).getHashAlgorithm().getAlgorithm().getId());
  }

  private static @Nullable String digestName(String oid) {
    return switch (oid) {
      case "1.2.840.113549.2.5" -> "md5";
      case "1.3.14.3.2.26" -> "sha1";
      case "2.16.840.1.101.3.4.2.4" -> "sha224";
      case "2.16.840.1.101.3.4.2.1" -> "sha256";
      case "2.16.840.1.101.3.4.2.2" -> "sha384";
      case "2.16.840.1.101.3.4.2.3" -> "sha512";
      default -> null;
    };
  }
}
