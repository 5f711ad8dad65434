package io.github.posttlslint.pki;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.jspecify.annotations.Nullable;

/**
 * A public key, of a certificate or derived from a private key. Two are equal if they are the same
 * key, however it was encoded.
 */
public final class PublicKey {

  private final KeyAlgorithm algorithm;
  private final int bits;
  private final @Nullable String curve;
  private final byte[] encoded;
  private final byte[] canonical;

  private PublicKey(
      KeyAlgorithm algorithm, int bits, @Nullable String curve, byte[] encoded, byte[] canonical) {
    this.algorithm = algorithm;
    this.bits = bits;
    this.curve = curve;
    this.encoded = encoded;
    this.canonical = canonical;
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7). A key that this class does not
   * understand is of algorithm {@link KeyAlgorithm#UNKNOWN} or has 0 bits.
   */
  static PublicKey of(SubjectPublicKeyInfo info) throws IOException {
    byte[] encoded = info.getEncoded("DER");
    KeyAlgorithm algorithm = KeyAlgorithm.ofOid(info.getAlgorithm().getAlgorithm().getId());
    try {
      return switch (algorithm) {
        case RSA, RSA_PSS -> rsa(algorithm, info, encoded);
        case DSA -> dsa(info, encoded);
        case EC -> ec(info, encoded);
        case ED25519, X25519 -> new PublicKey(algorithm, 256, null, encoded, encoded);
        case ED448, X448 -> new PublicKey(algorithm, 456, null, encoded, encoded);
        default -> new PublicKey(algorithm, 0, null, encoded, encoded);
      };
    } catch (IOException | RuntimeException e) {
      return new PublicKey(algorithm, 0, null, encoded, encoded);
    }
  }

  /** Some encoders leave the NULL of RSA's algorithm identifier out. */
  private static PublicKey rsa(KeyAlgorithm algorithm, SubjectPublicKeyInfo info, byte[] encoded)
      throws IOException {
    RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
    byte[] canonical = encoded;
    if (algorithm == KeyAlgorithm.RSA
        && !DERNull.INSTANCE.equals(info.getAlgorithm().getParameters())) {
      AlgorithmIdentifier id =
          new AlgorithmIdentifier(info.getAlgorithm().getAlgorithm(), DERNull.INSTANCE);
      canonical = new SubjectPublicKeyInfo(id, key).getEncoded("DER");
    }
    return new PublicKey(algorithm, key.getModulus().bitLength(), null, encoded, canonical);
  }

  private static PublicKey dsa(SubjectPublicKeyInfo info, byte[] encoded) {
    ASN1Encodable parameters = info.getAlgorithm().getParameters();
    boolean there = parameters != null && !DERNull.INSTANCE.equals(parameters);
    int bits = there ? DSAParameter.getInstance(parameters).getP().bitLength() : 0;
    return new PublicKey(KeyAlgorithm.DSA, bits, null, encoded, encoded);
  }

  /** A point may be compressed in one place and not in the other. */
  private static PublicKey ec(SubjectPublicKeyInfo info, byte[] encoded) throws IOException {
    ASN1Encodable parameters = info.getAlgorithm().getParameters();
    if (!(parameters instanceof ASN1ObjectIdentifier oid)) {
      return new PublicKey(KeyAlgorithm.EC, 0, "explicit parameters", encoded, encoded);
    }
    Curve curve = Curve.ofOid(oid.getId());
    byte[] point = info.getPublicKeyData().getOctets();
    byte[] canonical = encoded;
    if (point.length > 0 && (point[0] == 2 || point[0] == 3)) {
      X9ECParameters domain = ECNamedCurveTable.getByOID(oid);
      if (domain != null) {
        byte[] whole = domain.getCurve().decodePoint(point).getEncoded(false);
        canonical = new SubjectPublicKeyInfo(info.getAlgorithm(), whole).getEncoded("DER");
      }
    }
    return new PublicKey(KeyAlgorithm.EC, curve.bits(), curve.name(), encoded, canonical);
  }

  /** The algorithm. */
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** The size of modulus, prime or field in bits; 0 if it is not known. */
  public int bits() {
    return bits;
  }

  /**
   * The curve's name as OpenSSL writes it, such as {@code prime256v1}; null for other algorithms.
   */
  public @Nullable String curve() {
    return curve;
  }

  /**
   * The key's fingerprint, as {@code smtp_tls_fingerprint_cert_match} of a public key wants it.
   *
   * @param digest name of a digest as OpenSSL spells it, in any case
   * @return pairs of capital hex digits with colons between them; null for an unknown digest
   */
  public @Nullable String fingerprint(String digest) {
    return Fingerprint.of(digest, encoded);
  }

  /** Such as {@code RSA 2048 bit} or {@code EC prime256v1}. */
  public String words() {
    if (curve != null) {
      return algorithm.words() + " " + curve;
    }
    boolean sized =
        switch (algorithm) {
          case RSA, RSA_PSS, DSA -> bits > 0;
          default -> false;
        };
    return sized ? algorithm.words() + " " + bits + " bit" : algorithm.words();
  }

  byte[] encodedUncopied() {
    return encoded;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey key && Arrays.equals(canonical, key.canonical);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonical);
  }

  @Override
  public String toString() {
    return words();
  }
}
