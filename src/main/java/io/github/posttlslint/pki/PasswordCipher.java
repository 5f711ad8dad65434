package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what a password protects: PBES2 with PBKDF2 (RFC 8018), which OpenSSL writes today, and
 * the schemes of PKCS#12 (RFC 7292, appendix C), which {@code openssl pkcs12 -legacy} writes. For
 * one file, whose rounds together have a limit.
 */
final class PasswordCipher {

  private long roundsLeft = Limits.PASSWORD_ROUNDS;

  /**
   * Decrypts.
   *
   * @param id the algorithm with its parameters
   * @throws PasswordException if the password is wrong, as far as the padding tells, or if the
   *     algorithm is not supported
   */
  byte[] decrypt(AlgorithmIdentifier id, byte[] data, char[] password) throws PasswordException {
    try {
      return switch (id.getAlgorithm().getId()) {
        case "1.2.840.113549.1.5.13" ->
            schemeTwo(PBES2Parameters.getInstance(id.getParameters()), data, password);
        case "1.2.840.113549.1.12.1.3" -> ofPkcs12(new DESedeEngine(), 192, id, data, password);
        case "1.2.840.113549.1.12.1.4" -> ofPkcs12(new DESedeEngine(), 128, id, data, password);
        case "1.2.840.113549.1.12.1.5" -> ofPkcs12(new RC2Engine(), 128, id, data, password);
        case "1.2.840.113549.1.12.1.6" -> ofPkcs12(new RC2Engine(), 40, id, data, password);
        default -> throw PasswordException.unsupported(id.getAlgorithm().getId());
      };
    } catch (InvalidCipherTextException e) {
      throw PasswordException.wrong();
    } catch (RuntimeException e) {
      // the parameters or the length of the data are not what the algorithm demands
      throw PasswordException.unsupported("broken parameters");
    }
  }

  private byte[] schemeTwo(PBES2Parameters parameters, byte[] data, char[] password)
      throws InvalidCipherTextException, PasswordException {
    String derivation = parameters.getKeyDerivationFunc().getAlgorithm().getId();
    if (!derivation.equals("1.2.840.113549.1.5.12")) {
      throw PasswordException.unsupported(derivation);
    }
    PBKDF2Params derive =
        PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
    String scheme = parameters.getEncryptionScheme().getAlgorithm().getId();
    int bits =
        switch (scheme) {
          case "2.16.840.1.101.3.4.1.2" -> 128;
          case "2.16.840.1.101.3.4.1.22", "1.2.840.113549.3.7" -> 192;
          case "2.16.840.1.101.3.4.1.42" -> 256;
          default -> throw PasswordException.unsupported(scheme);
        };
    BlockCipher engine =
        scheme.equals("1.2.840.113549.3.7") ? new DESedeEngine() : AESEngine.newInstance();
    String function = derive.getPrf().getAlgorithm().getId();
    Digest digest = digestOfHmac(function);
    if (digest == null) {
      throw PasswordException.unsupported(function);
    }
    byte[] iv =
        ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctets();
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    generator.init(secret, derive.getSalt(), rounds(derive.getIterationCount()));
    CipherParameters key = generator.generateDerivedParameters(bits);
    Arrays.fill(secret, (byte) 0);
    return run(engine, new ParametersWithIV(key, iv), data);
  }

  private byte[] ofPkcs12(
      BlockCipher engine, int bits, AlgorithmIdentifier id, byte[] data, char[] password)
      throws InvalidCipherTextException, PasswordException {
    PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(id.getParameters());
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    byte[] secret = pkcs12Bytes(password);
    generator.init(secret, parameters.getIV(), rounds(parameters.getIterations()));
    CipherParameters key = generator.generateDerivedParameters(bits, 8 * engine.getBlockSize());
    Arrays.fill(secret, (byte) 0);
    return run(engine, key, data);
  }

  private static byte[] run(BlockCipher engine, CipherParameters key, byte[] data)
      throws InvalidCipherTextException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine));
    cipher.init(false, key);
    byte[] plain = new byte[cipher.getOutputSize(data.length)];
    try {
      int length = cipher.processBytes(data, 0, data.length, plain, 0);
      length += cipher.doFinal(plain, length);
      return Arrays.copyOf(plain, length);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The rounds of a derivation that is to be made.
   *
   * @throws PasswordException if they are too many, or none
   */
  int rounds(BigInteger count) throws PasswordException {
    if (count.signum() <= 0) {
      throw PasswordException.unsupported("broken parameters");
    }
    if (count.compareTo(BigInteger.valueOf(roundsLeft)) > 0) {
      throw PasswordException.tooManyRounds(count);
    }
    roundsLeft -= count.intValue();
    return count.intValue();
  }

  /** RFC 7292, appendix B.1: UTF-16 with a zero character at the end, of an empty password too. */
  static byte[] pkcs12Bytes(char[] password) {
    return password.length == 0
        ? new byte[2]
        : PBEParametersGenerator.PKCS12PasswordToBytes(password);
  }

  private static @Nullable Digest digestOfHmac(String oid) {
    return switch (oid) {
      case "1.2.840.113549.2.7" -> new SHA1Digest();
      case "1.2.840.113549.2.8" -> new SHA224Digest();
      case "1.2.840.113549.2.9" -> SHA256Digest.newInstance();
      case "1.2.840.113549.2.10" -> new SHA384Digest();
      case "1.2.840.113549.2.11" -> new SHA512Digest();
      default -> null;
    };
  }

  /** The digest that an algorithm identifier names; null if it is none of SHA-1 and SHA-2. */
  static @Nullable Digest digest(String oid) {
    return switch (oid) {
      case "1.3.14.3.2.26" -> new SHA1Digest();
      case "2.16.840.1.101.3.4.2.4" -> new SHA224Digest();
      case "2.16.840.1.101.3.4.2.1" -> SHA256Digest.newInstance();
      case "2.16.840.1.101.3.4.2.2" -> new SHA384Digest();
      case "2.16.840.1.101.3.4.2.3" -> new SHA512Digest();
      default -> null;
    };
  }
}
