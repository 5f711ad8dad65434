package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.jspecify.annotations.Nullable;

/** Verifies the signature of a certificate, without a security provider, which would cost 0.2 s. */
public final class SignatureCheck {

  /** The outcome. */
  public enum Result {
    /** The key made the signature. */
    VALID,
    /** The key did not make the signature. */
    INVALID,
    /** The algorithm, the curve or the parameters are not known here. */
    CANNOT_TELL
  }

  /** Numbers beyond this are no keys but attempts to keep a verifier busy. */
  private static final int MOST_EXPONENT_BITS = 64;

  /** FIPS 186-4 has 256; OpenSSL verifies with no others either. */
  private static final int MOST_DSA_BITS = 256;

  private SignatureCheck() {}

  static Result check(byte[] signed, AlgorithmIdentifier id, byte[] signature, PublicKey key) {
    SignatureAlgorithm algorithm = SignatureAlgorithm.of(id);
    boolean fits =
        algorithm.key() == key.algorithm()
            || (algorithm.key() == KeyAlgorithm.RSA_PSS && key.algorithm() == KeyAlgorithm.RSA);
    if (algorithm.key() == KeyAlgorithm.UNKNOWN || key.algorithm() == KeyAlgorithm.UNKNOWN) {
      return Result.CANNOT_TELL;
    }
    if (!fits) {
      return Result.INVALID;
    }
    if (key.bits() > Limits.KEY_BITS) {
      return Result.CANNOT_TELL;
    }
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.encodedUncopied());
      return switch (algorithm.key()) {
        case RSA -> rsa(signed, algorithm.digest(), signature, info);
        case RSA_PSS -> pss(signed, id, signature, info);
        case DSA -> dsa(signed, algorithm.digest(), signature, info);
        case EC -> ecdsa(signed, algorithm.digest(), signature, info);
        case ED25519 -> {
          byte[] octets = info.getPublicKeyData().getOctets();
          yield of(
              new Ed25519Signer(), new Ed25519PublicKeyParameters(octets, 0), signed, signature);
        }
        case ED448 -> {
          byte[] octets = info.getPublicKeyData().getOctets();
          yield of(
              new Ed448Signer(new byte[0]),
              new Ed448PublicKeyParameters(octets, 0),
              signed,
              signature);
        }
        default -> Result.CANNOT_TELL;
      };
    } catch (IOException | RuntimeException e) {
      return Result.CANNOT_TELL;
    }
  }

  private static Result of(boolean valid) {
    return valid ? Result.VALID : Result.INVALID;
  }

  private static Result of(Signer signer, CipherParameters key, byte[] signed, byte[] signature) {
    signer.init(false, key);
    signer.update(signed, 0, signed.length);
    return of(signer.verifySignature(signature));
  }

  /** RFC 8017, section 8.2.2: the padded digest is computed and compared as a whole. */
  private static Result rsa(
      byte[] signed, @Nullable String digest, byte[] signature, SubjectPublicKeyInfo info)
      throws IOException {
    String oid = digestOid(digest);
    RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
    BigInteger modulus = key.getModulus();
    if (digest == null || oid == null || key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
      return Result.CANNOT_TELL;
    }
    BigInteger number = new BigInteger(1, signature);
    if (number.compareTo(modulus) >= 0) {
      return Result.INVALID;
    }
    byte[] hash = Hash.require(digest, signed);
    BigInteger opened = number.modPow(key.getPublicExponent(), modulus);
    AlgorithmIdentifier with =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), DERNull.INSTANCE);
    int size = (modulus.bitLength() + 7) / 8;
    return of(opened.equals(padded(new DigestInfo(with, hash).getEncoded("DER"), size)));
  }

  private static BigInteger padded(byte[] info, int size) throws IOException {
    byte[] block = new byte[size];
    int start = size - info.length;
    if (start < 11) {
      throw new IOException("the key is too small for the digest");
    }
    Arrays.fill(block, 2, start - 1, (byte) 0xFF);
    block[1] = 1;
    System.arraycopy(info, 0, block, start, info.length);
    return new BigInteger(1, block);
  }

  private static Result pss(
      byte[] signed, AlgorithmIdentifier id, byte[] signature, SubjectPublicKeyInfo info)
      throws IOException {
    RSASSAPSSparams parameters =
        id.getParameters() == null
            ? new RSASSAPSSparams()
            : RSASSAPSSparams.getInstance(id.getParameters());
    AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
    Digest digest = digest(parameters.getHashAlgorithm());
    Digest maskDigest = digest(AlgorithmIdentifier.getInstance(mask.getParameters()));
    RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
    if (digest == null
        || maskDigest == null
        || key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
      return Result.CANNOT_TELL;
    }
    int salt = parameters.getSaltLength().intValueExact();
    PSSSigner signer = new PSSSigner(new RSAEngine(), digest, maskDigest, salt);
    CipherParameters known = new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent());
    return of(signer, known, signed, signature);
  }

  private static @Nullable Digest digest(AlgorithmIdentifier id) {
    return PasswordCipher.digest(id.getAlgorithm().getId());
  }

  private static Result dsa(
      byte[] signed, @Nullable String digest, byte[] signature, SubjectPublicKeyInfo info)
      throws IOException {
    ASN1Encodable given = info.getAlgorithm().getParameters();
    if (digest == null || given == null || DERNull.INSTANCE.equals(given)) {
      return Result.CANNOT_TELL;
    }
    DSAParameter parameters = DSAParameter.getInstance(given);
    if (parameters.getQ().bitLength() > MOST_DSA_BITS) {
      return Result.CANNOT_TELL;
    }
    BigInteger y = ASN1Integer.getInstance(info.parsePublicKey()).getPositiveValue();
    DSASigner signer = new DSASigner();
    signer.init(
        false,
        new DSAPublicKeyParameters(
            y, new DSAParameters(parameters.getP(), parameters.getQ(), parameters.getG())));
    BigInteger[] pair = pair(signature);
    byte[] hash = Hash.require(digest, signed);
    return of(pair != null && signer.verifySignature(hash, pair[0], pair[1]));
  }

  private static Result ecdsa(
      byte[] signed, @Nullable String digest, byte[] signature, SubjectPublicKeyInfo info) {
    if (digest == null
        || !(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)) {
      return Result.CANNOT_TELL;
    }
    byte[] point = info.getPublicKeyData().getOctets();
    Boolean valid = Ecdsa.verify(curve, point, Hash.require(digest, signed), pair(signature));
    return valid == null ? Result.CANNOT_TELL : of(valid);
  }

  /** The two numbers of a DSA or ECDSA signature; null if it is not two numbers. */
  private static BigInteger @Nullable [] pair(byte[] signature) {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(signature);
      return new BigInteger[] {
        ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
        ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
      };
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String digestOid(@Nullable String digest) {
    return digest == null
        ? null
        : switch (digest) {
          case "md2" -> "1.2.840.113549.2.2";
          case "md5" -> "1.2.840.113549.2.5";
          case "sha1" -> "1.3.14.3.2.26";
          case "sha224" -> "2.16.840.1.101.3.4.2.4";
          case "sha256" -> "2.16.840.1.101.3.4.2.1";
          case "sha384" -> "2.16.840.1.101.3.4.2.2";
          case "sha512" -> "2.16.840.1.101.3.4.2.3";
          default -> null;
        };
  }
}
