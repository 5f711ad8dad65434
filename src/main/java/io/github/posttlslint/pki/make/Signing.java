package io.github.posttlslint.pki.make;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.DigestFactory;

/** Signs with made keys, the same way each time (RFC 6979 for DSA and ECDSA). */
final class Signing {

  private static final int PSS_SALT = 32;

  private Signing() {}

  static AlgorithmIdentifier algorithm(String entry, MadeKey key, String digest) {
    if (key.isKind("rsa-pss-")) {
      return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, pss());
    }
    if (key.isKind("rsa-")) {
      return new AlgorithmIdentifier(
          new ASN1ObjectIdentifier("1.2.840.113549.1.1." + rsaNumber(entry, digest)),
          DERNull.INSTANCE);
    }
    if (key.isKind("ec-")) {
      String id =
          switch (digest) {
            case "sha1" -> "1.2.840.10045.4.1";
            case "sha256" -> "1.2.840.10045.4.3.2";
            case "sha384" -> "1.2.840.10045.4.3.3";
            case "sha512" -> "1.2.840.10045.4.3.4";
            default -> throw noDigest(entry, digest);
          };
      return new AlgorithmIdentifier(new ASN1ObjectIdentifier(id));
    }
    if (key.isKind("dsa-")) {
      boolean first = digest.equals("sha1");
      return new AlgorithmIdentifier(
          new ASN1ObjectIdentifier(first ? "1.2.840.10040.4.3" : "2.16.840.1.101.3.4.3.2"));
    }
    return new AlgorithmIdentifier(key.half().getAlgorithm().getAlgorithm());
  }

  private static int rsaNumber(String entry, String digest) {
    return switch (digest) {
      case "md5" -> 4;
      case "sha1" -> 5;
      case "sha224" -> 14;
      case "sha256" -> 11;
      case "sha384" -> 12;
      case "sha512" -> 13;
      default -> throw noDigest(entry, digest);
    };
  }

  private static RecipeException noDigest(String entry, String digest) {
    return new RecipeException(entry, "no such digest for this kind of key: " + digest);
  }

  private static RSASSAPSSparams pss() {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(
            new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"), DERNull.INSTANCE);
    return new RSASSAPSSparams(
        sha256,
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
        new ASN1Integer(PSS_SALT),
        new ASN1Integer(1));
  }

  static byte[] sign(String entry, MadeKey key, AlgorithmIdentifier algorithm, byte[] data) {
    try {
      String id = algorithm.getAlgorithm().getId();
      Signer signer = signer(entry, key, id);
      signer.init(
          true,
          key.isKind("ed")
              ? key.secret()
              : new ParametersWithRandom(key.secret(), new SeededRandom("signature")));
      signer.update(data, 0, data.length);
      return signer.generateSignature();
    } catch (CryptoException | RuntimeException e) {
      throw new RecipeException(entry, "a key of kind " + key + " cannot sign this", e);
    }
  }

  private static Signer signer(String entry, MadeKey key, String id) {
    if (key.isKind("rsa-pss-")) {
      return new PSSSigner(new RSAEngine(), DigestFactory.createSHA256(), PSS_SALT);
    }
    if (key.isKind("rsa-")) {
      return new RSADigestSigner(digest(id));
    }
    if (key.isKind("ec-")) {
      return new DSADigestSigner(new ECDSASigner(new HMacDSAKCalculator(digest(id))), digest(id));
    }
    if (key.isKind("dsa-")) {
      return new DSADigestSigner(new DSASigner(new HMacDSAKCalculator(digest(id))), digest(id));
    }
    if (key.isKind("ml-dsa-")) {
      return new MLDSASigner();
    }
    return switch (key.kind()) {
      case "ed25519" -> new Ed25519Signer();
      case "ed448" -> new Ed448Signer(new byte[0]);
      default -> throw new RecipeException(entry, "a key of kind " + key + " cannot sign");
    };
  }

  private static Digest digest(String id) {
    return switch (id) {
      case "1.2.840.113549.1.1.4" -> DigestFactory.createMD5();
      case "1.2.840.113549.1.1.5", "1.2.840.10045.4.1", "1.2.840.10040.4.3" ->
          DigestFactory.createSHA1();
      case "1.2.840.113549.1.1.14" -> DigestFactory.createSHA224();
      case "1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3" -> DigestFactory.createSHA384();
      case "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4" -> DigestFactory.createSHA512();
      default -> DigestFactory.createSHA256();
    };
  }
}
