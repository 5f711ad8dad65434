package io.github.posttlslint.handshake;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.agreement.X448Agreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PublicKeyParameters;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** A client's half of a key agreement of TLS 1.3 (RFC 8446, section 4.2.8). */
interface KeyShare {

  SecureRandom RANDOM = new SecureRandom();

  /** What is sent. */
  byte[] ours();

  /** The secret that comes of it and of what the server sent. */
  byte[] agree(byte[] theirs);

  /** A new one; null for a group that is not known here, GREASE among them. */
  static @Nullable KeyShare make(int group) {
    return switch (group) {
      case 0x17 -> new Curve("secp256r1");
      case 0x18 -> new Curve("secp384r1");
      case 0x19 -> new Curve("secp521r1");
      case 0x1d -> new Montgomery25519();
      case 0x1e -> new Montgomery448();
      case 0x100 -> new Prime(DHStandardGroups.rfc7919_ffdhe2048);
      case 0x101 -> new Prime(DHStandardGroups.rfc7919_ffdhe3072);
      case 0x102 -> new Prime(DHStandardGroups.rfc7919_ffdhe4096);
      // the order differs (draft-ietf-tls-ecdhe-mlkem, section 4)
      case 0x11eb ->
          new Hybrid(new Curve("secp256r1"), 65, new Lattice(MLKEMParameters.ml_kem_768));
      case 0x11ec ->
          new Hybrid(new Lattice(MLKEMParameters.ml_kem_768), 1088, new Montgomery25519());
      case 0x11ed ->
          new Hybrid(new Curve("secp384r1"), 97, new Lattice(MLKEMParameters.ml_kem_1024));
      default -> null;
    };
  }

  /** X25519. */
  final class Montgomery25519 implements KeyShare {
    private final X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(RANDOM);

    @Override
    public byte[] ours() {
      return secret.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] agree(byte[] theirs) {
      X25519Agreement agreement = new X25519Agreement();
      agreement.init(secret);
      byte[] agreed = new byte[agreement.getAgreementSize()];
      agreement.calculateAgreement(new X25519PublicKeyParameters(theirs), agreed, 0);
      return agreed;
    }
  }

  /** X448. */
  final class Montgomery448 implements KeyShare {
    private final X448PrivateKeyParameters secret = new X448PrivateKeyParameters(RANDOM);

    @Override
    public byte[] ours() {
      return secret.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] agree(byte[] theirs) {
      X448Agreement agreement = new X448Agreement();
      agreement.init(secret);
      byte[] agreed = new byte[agreement.getAgreementSize()];
      agreement.calculateAgreement(new X448PublicKeyParameters(theirs), agreed, 0);
      return agreed;
    }
  }

  /** A curve of NIST. */
  final class Curve implements KeyShare {
    private final ECDomainParameters domain;
    private final AsymmetricCipherKeyPair pair;

    Curve(String name) {
      X9ECParameters curve = CustomNamedCurves.getByName(name);
      domain = new ECDomainParameters(curve);
      ECKeyPairGenerator generator = new ECKeyPairGenerator();
      generator.init(new ECKeyGenerationParameters(domain, RANDOM));
      pair = generator.generateKeyPair();
    }

    @Override
    public byte[] ours() {
      return ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
    }

    @Override
    public byte[] agree(byte[] theirs) {
      ECDHBasicAgreement agreement = new ECDHBasicAgreement();
      agreement.init(pair.getPrivate());
      BigInteger agreed =
          agreement.calculateAgreement(
              new ECPublicKeyParameters(domain.getCurve().decodePoint(theirs), domain));
      return BigIntegers.asUnsignedByteArray(agreement.getFieldSize(), agreed);
    }
  }

  /** A prime of RFC 7919. */
  final class Prime implements KeyShare {
    private final DHParameters group;
    private final int size;
    private final BigInteger secret = new BigInteger(256, RANDOM);

    Prime(DHParameters group) {
      this.group = group;
      this.size = group.getP().bitLength() / 8;
    }

    @Override
    public byte[] ours() {
      return BigIntegers.asUnsignedByteArray(size, group.getG().modPow(secret, group.getP()));
    }

    @Override
    public byte[] agree(byte[] theirs) {
      BigInteger agreed = new BigInteger(1, theirs).modPow(secret, group.getP());
      return BigIntegers.asUnsignedByteArray(size, agreed);
    }
  }

  /** ML-KEM: the server's part is the secret, encapsulated. */
  final class Lattice implements KeyShare {
    private final AsymmetricCipherKeyPair pair;

    Lattice(MLKEMParameters parameters) {
      MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
      generator.init(new MLKEMKeyGenerationParameters(RANDOM, parameters));
      pair = generator.generateKeyPair();
    }

    @Override
    public byte[] ours() {
      return ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded();
    }

    @Override
    public byte[] agree(byte[] theirs) {
      return new MLKEMExtractor((MLKEMPrivateKeyParameters) pair.getPrivate())
          .extractSecret(theirs);
    }
  }

  /**
   * Two, one after the other.
   *
   * @param firstSize how much of what the server sends is for the first
   */
  record Hybrid(KeyShare first, int firstSize, KeyShare second) implements KeyShare {

    @Override
    public byte[] ours() {
      return new HelloBytes.Output().raw(first.ours()).raw(second.ours()).bytes();
    }

    @Override
    public byte[] agree(byte[] theirs) {
      byte[] a = first.agree(Arrays.copyOf(theirs, firstSize));
      byte[] b = second.agree(Arrays.copyOfRange(theirs, firstSize, theirs.length));
      return new HelloBytes.Output().raw(a).raw(b).bytes();
    }
  }
}
