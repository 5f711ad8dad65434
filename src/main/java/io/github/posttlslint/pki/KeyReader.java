package io.github.posttlslint.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys that are not encrypted and keeps the public half only. PKCS#8 (RFC 5958),
 * PKCS#1 (RFC 8017), SEC 1 (RFC 5915), DSA as OpenSSL has it.
 */
final class KeyReader {

  private KeyReader() {}

  /** The facts of a key in the structure that the block's label promises. */
  static Key read(BlockType type, byte[] der) {
    Der outer = Der.at(der, 0);
    if (outer == null || outer.tag() != Der.SEQUENCE) {
      return Key.unreadable("its content is not a key");
    }
    boolean excess = outer.end() < der.length;
    byte[] body = excess ? Arrays.copyOf(der, outer.end()) : der;
    try {
      Found found = find(type, ASN1Sequence.getInstance(body));
      return new Key(found.algorithm, false, found.publicKey, found.problem, excess);
    } catch (IOException | RuntimeException e) {
      // the exception's text may quote the key
      return Key.unreadable("its content is not a key of the kind that its label names");
    } finally {
      if (excess) {
        Arrays.fill(body, (byte) 0);
      }
    }
  }

  /** Which structure a private key in DER without a label has. */
  static BlockType typeOf(byte[] der) {
    Der outer = Der.at(der, 0);
    Der version = outer == null ? null : outer.firstChild();
    if (outer == null || version == null) {
      return BlockType.PRIVATE_KEY;
    }
    Der second = version.next(outer);
    if (second == null || second.tag() == Der.SEQUENCE) {
      return BlockType.PRIVATE_KEY;
    }
    if (second.tag() == Der.OCTET_STRING) {
      return BlockType.EC_PRIVATE_KEY;
    }
    int numbers = 1;
    for (Der at = second; at != null; at = at.next(outer)) {
      numbers++;
    }
    return numbers > 6 ? BlockType.RSA_PRIVATE_KEY : BlockType.DSA_PRIVATE_KEY;
  }

  private record Found(
      KeyAlgorithm algorithm, @Nullable PublicKey publicKey, @Nullable String problem) {}

  private static Found find(BlockType type, ASN1Sequence sequence) throws IOException {
    // d2i_PrivateKey takes PKCS#8 under the older labels, too, if the algorithm is the label's
    boolean pkcs8 = sequence.size() >= 3 && sequence.getObjectAt(1) instanceof ASN1Sequence;
    Found found =
        switch (type) {
          case RSA_PRIVATE_KEY -> pkcs8 ? pkcs8(sequence) : rsa(KeyAlgorithm.RSA, null, sequence);
          case EC_PRIVATE_KEY -> pkcs8 ? pkcs8(sequence) : ec(null, sequence);
          case DSA_PRIVATE_KEY -> pkcs8 ? pkcs8(sequence) : dsa(sequence);
          default -> pkcs8(sequence);
        };
    KeyAlgorithm labelled = Key.labelled(type);
    boolean fits = labelled == KeyAlgorithm.UNKNOWN || found.algorithm == labelled;
    return fits ? found : new Found(found.algorithm, null, "its label names another algorithm");
  }

  private static Found pkcs8(ASN1Sequence sequence) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(sequence);
    AlgorithmIdentifier id = info.getPrivateKeyAlgorithm();
    KeyAlgorithm algorithm = KeyAlgorithm.ofOid(id.getAlgorithm().getId());
    return switch (algorithm) {
      case RSA, RSA_PSS -> rsa(algorithm, id, ASN1Sequence.getInstance(info.parsePrivateKey()));
      case EC -> ec(id.getParameters(), ASN1Sequence.getInstance(info.parsePrivateKey()));
      case DSA -> dsa(id, ASN1Integer.getInstance(info.parsePrivateKey()).getPositiveValue());
      case ED25519 -> {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(octets(info, 32), 0);
        yield found(algorithm, new SubjectPublicKeyInfo(id, key.generatePublicKey().getEncoded()));
      }
      case ED448 -> {
        Ed448PrivateKeyParameters key = new Ed448PrivateKeyParameters(octets(info, 57), 0);
        yield found(algorithm, new SubjectPublicKeyInfo(id, key.generatePublicKey().getEncoded()));
      }
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> mlDsa(algorithm, info);
      case UNKNOWN -> new Found(algorithm, null, "its algorithm is unknown");
      default -> new Found(algorithm, null, null);
    };
  }

  /** As a seed, expanded, or both (RFC 9881, section 6). */
  private static Found mlDsa(KeyAlgorithm algorithm, PrivateKeyInfo info) throws IOException {
    return PrivateKeyFactory.createKey(info) instanceof MLDSAPrivateKeyParameters key
        ? found(
            algorithm,
            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.getPublicKeyParameters()))
        : new Found(algorithm, null, null);
  }

  private static byte[] octets(PrivateKeyInfo info, int length) throws IOException {
    byte[] octets = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    if (octets.length != length) {
      throw new IOException("wrong length");
    }
    return octets;
  }

  private static Found rsa(
      KeyAlgorithm algorithm, @Nullable AlgorithmIdentifier id, ASN1Sequence sequence)
      throws IOException {
    RSAPrivateKey key = RSAPrivateKey.getInstance(sequence);
    AlgorithmIdentifier named =
        id != null && algorithm == KeyAlgorithm.RSA_PSS
            ? id
            : new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    RSAPublicKey half = new RSAPublicKey(key.getModulus(), key.getPublicExponent());
    return found(algorithm, new SubjectPublicKeyInfo(named, half));
  }

  private static Found ec(@Nullable ASN1Encodable given, ASN1Sequence sequence) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(sequence);
    ASN1Encodable parameters = given != null ? given : key.getParametersObject();
    if (parameters == null) {
      return new Found(KeyAlgorithm.EC, null, "it does not say which curve it is for");
    }
    ASN1BitString half = key.getPublicKey();
    byte[] point = half != null ? half.getOctets() : point(parameters, key.getKey());
    if (point == null) {
      return new Found(KeyAlgorithm.EC, null, null);
    }
    AlgorithmIdentifier id =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
    return found(KeyAlgorithm.EC, new SubjectPublicKeyInfo(id, point));
  }

  /** A key without its public half, as OpenSSL computes it; null for a curve unknown here. */
  private static byte @Nullable [] point(ASN1Encodable parameters, BigInteger secret) {
    X9ECParameters domain =
        parameters instanceof ASN1ObjectIdentifier oid ? ECNamedCurveTable.getByOID(oid) : null;
    return domain == null
        ? null
        : new FixedPointCombMultiplier()
            .multiply(domain.getG(), secret)
            .normalize()
            .getEncoded(false);
  }

  private static Found dsa(ASN1Sequence sequence) throws IOException {
    BigInteger[] numbers = new BigInteger[6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ASN1Integer.getInstance(sequence.getObjectAt(i)).getPositiveValue();
    }
    DSAParameter parameters = new DSAParameter(numbers[1], numbers[2], numbers[3]);
    AlgorithmIdentifier id = new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, parameters);
    return found(KeyAlgorithm.DSA, new SubjectPublicKeyInfo(id, new ASN1Integer(numbers[4])));
  }

  private static Found dsa(AlgorithmIdentifier id, BigInteger secret) throws IOException {
    DSAParameter parameters = DSAParameter.getInstance(id.getParameters());
    if (parameters == null || parameters.getP().bitLength() > 16_384) {
      return new Found(KeyAlgorithm.DSA, null, "its parameters are missing or far too large");
    }
    BigInteger half = parameters.getG().modPow(secret, parameters.getP());
    return found(KeyAlgorithm.DSA, new SubjectPublicKeyInfo(id, new ASN1Integer(half)));
  }

  private static Found found(KeyAlgorithm algorithm, SubjectPublicKeyInfo half) throws IOException {
    return new Found(algorithm, PublicKey.of(half), null);
  }
}
