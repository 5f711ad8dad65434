package io.github.posttlslint.pki.make;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.generators.DSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed448KeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed448KeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * A private key that is made from its kind and a number, always the same one.
 *
 * @param kind such as {@code rsa-2048}
 * @param pair both halves, as Bouncy Castle's lightweight API has them
 * @param info the private half as PKCS#8
 * @param half the public half
 */
record MadeKey(
    String kind, AsymmetricCipherKeyPair pair, PrivateKeyInfo info, SubjectPublicKeyInfo half) {

  /** Keys already made, since RSA keys take long: a pure function's results and no state. */
  private static final Map<String, MadeKey> MADE = new ConcurrentHashMap<>();

  private static final int MOST_RSA_BITS = 8192;

  AsymmetricKeyParameter secret() {
    return pair.getPrivate();
  }

  boolean isKind(String prefix) {
    return kind.startsWith(prefix);
  }

  /** The key of a kind with a number; another number gives another key. */
  static MadeKey of(String entry, String kind, int number) {
    return MADE.computeIfAbsent(
        kind + " " + number, name -> make(entry, kind, new SeededRandom(name)));
  }

  private static MadeKey make(String entry, String kind, SecureRandom random) {
    AsymmetricCipherKeyPair pair =
        kind.startsWith("rsa-") ? rsa(entry, kind, random) : generated(entry, kind, random);
    try {
      PrivateKeyInfo info = PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate());
      SubjectPublicKeyInfo half =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
      if (kind.startsWith("rsa-pss-")) {
        AlgorithmIdentifier pss = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS);
        info = new PrivateKeyInfo(pss, info.parsePrivateKey());
        half = new SubjectPublicKeyInfo(pss, half.parsePublicKey());
      } else if (kind.startsWith("rsa-")) {
        AlgorithmIdentifier rsa =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        info = new PrivateKeyInfo(rsa, info.parsePrivateKey());
      } else if (kind.startsWith("ed") || kind.equals("x25519")) {
        // without the public half, as OpenSSL writes them
        info = new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
      }
      return new MadeKey(kind, pair, info, half);
    } catch (IOException e) {
      throw new RecipeException(entry, "cannot encode a key of kind " + kind, e);
    }
  }

  private static AsymmetricCipherKeyPair generated(String entry, String kind, SecureRandom random) {
    if (kind.startsWith("ec-")) {
      ASN1ObjectIdentifier curve = curve(entry, kind.substring(3));
      ECDomainParameters domain =
          new ECNamedDomainParameters(curve, ECNamedCurveTable.getByOID(curve));
      return generated(new ECKeyPairGenerator(), new ECKeyGenerationParameters(domain, random));
    }
    return switch (kind) {
      case "ed25519" ->
          generated(new Ed25519KeyPairGenerator(), new Ed25519KeyGenerationParameters(random));
      case "ed448" ->
          generated(new Ed448KeyPairGenerator(), new Ed448KeyGenerationParameters(random));
      case "x25519" ->
          generated(new X25519KeyPairGenerator(), new X25519KeyGenerationParameters(random));
      case "dsa-1024" -> dsa(dsaParameters(1024, 160, 299, 4), random);
      case "dsa-2048" -> dsa(dsaParameters(2048, 256, 95, 138), random);
      case "ml-dsa-44" -> mldsa(MLDSAParameters.ml_dsa_44, random);
      case "ml-dsa-65" -> mldsa(MLDSAParameters.ml_dsa_65, random);
      case "ml-dsa-87" -> mldsa(MLDSAParameters.ml_dsa_87, random);
      default ->
          throw new RecipeException(
              entry,
              "no such kind of key: "
                  + kind
                  + " (rsa-BITS, rsa-pss-BITS, ec-CURVE, ed25519, ed448, x25519, dsa-1024,"
                  + " dsa-2048, ml-dsa-44, ml-dsa-65, ml-dsa-87)");
    };
  }

  private static AsymmetricCipherKeyPair generated(
      AsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters parameters) {
    generator.init(parameters);
    return generator.generateKeyPair();
  }

  private static AsymmetricCipherKeyPair rsa(String entry, String kind, SecureRandom random) {
    String digits = kind.substring(kind.lastIndexOf('-') + 1);
    int bits;
    try {
      bits = Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new RecipeException(entry, "not a number of bits: " + digits, e);
    }
    if (bits < 512 || bits > MOST_RSA_BITS) {
      throw new RecipeException(entry, "an RSA key has 512 to 8192 bits, not " + bits);
    }
    return rsa(bits, random);
  }

  /** With the JDK's primes, which take a third of the time of Bouncy Castle's. */
  private static AsymmetricCipherKeyPair rsa(int bits, SecureRandom random) {
    BigInteger exponent = BigInteger.valueOf(65537);
    while (true) {
      BigInteger p = BigInteger.probablePrime(bits / 2, random);
      BigInteger q = BigInteger.probablePrime(bits - bits / 2, random);
      BigInteger modulus = p.multiply(q);
      BigInteger p1 = p.subtract(BigInteger.ONE);
      BigInteger q1 = q.subtract(BigInteger.ONE);
      BigInteger phi = p1.multiply(q1);
      if (modulus.bitLength() != bits || !phi.gcd(exponent).equals(BigInteger.ONE)) {
        continue;
      }
      BigInteger d = exponent.modInverse(phi);
      return new AsymmetricCipherKeyPair(
          new RSAKeyParameters(false, modulus, exponent),
          new RSAPrivateCrtKeyParameters(
              modulus, exponent, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p)));
    }
  }

  /** The curve of a name, such as {@code p256}, or of one of Bouncy Castle's own. */
  static ASN1ObjectIdentifier curve(String entry, String name) {
    String known = name.matches("p\\d+") ? "P-" + name.substring(1) : name;
    ASN1ObjectIdentifier oid = ECNamedCurveTable.getOID(known);
    if (oid == null) {
      throw new RecipeException(entry, "no such curve: " + name);
    }
    return oid;
  }

  private static AsymmetricCipherKeyPair dsa(DSAParameters parameters, SecureRandom random) {
    return generated(new DSAKeyPairGenerator(), new DSAKeyGenerationParameters(random, parameters));
  }

  /**
   * The first primes of their sizes that fit together: a search of seconds, so its result stands
   * here as two small numbers.
   */
  private static DSAParameters dsaParameters(int bits, int small, int first, int second) {
    BigInteger q = BigInteger.ONE.shiftLeft(small - 1).add(BigInteger.valueOf(first));
    BigInteger half = BigInteger.ONE.shiftLeft(bits - small - 1).add(BigInteger.valueOf(second));
    BigInteger times = half.shiftLeft(1);
    BigInteger p = q.multiply(times).add(BigInteger.ONE);
    return new DSAParameters(p, q, BigInteger.TWO.modPow(times, p));
  }

  private static AsymmetricCipherKeyPair mldsa(MLDSAParameters parameters, SecureRandom random) {
    return generated(
        new MLDSAKeyPairGenerator(), new MLDSAKeyGenerationParameters(random, parameters));
  }

  /** Never the key itself. */
  @Override
  public String toString() {
    return kind;
  }
}
