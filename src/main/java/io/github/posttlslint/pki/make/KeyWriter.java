package io.github.posttlslint.pki.make;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.DSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.util.DigestFactory;
import org.jspecify.annotations.Nullable;

/** Writes made keys in the forms that keys are met in. */
final class KeyWriter {

  private static final int ROUNDS = 2048;

  private KeyWriter() {}

  /** The key as a file of a form has it. */
  static byte[] write(String entry, MadeKey key, String form, @Nullable String passphrase) {
    try {
      return switch (form) {
        case "pkcs8" -> text(pkcs8(key, passphrase));
        case "traditional" -> text(traditional(entry, key, passphrase));
        case "der" ->
            passphrase == null
                ? key.info().getEncoded("DER")
                : encrypted(key.info().getEncoded("DER"), passphrase);
        case "traditional-der" -> structure(entry, key);
        case "openssh" -> text(PemWriter.block("OPENSSH PRIVATE KEY", openSsh(key, passphrase)));
        case "public" -> text(PemWriter.block("PUBLIC KEY", key.half().getEncoded("DER")));
        case "public-der" -> key.half().getEncoded("DER");
        default ->
            throw new RecipeException(
                entry,
                "no such form of key: "
                    + form
                    + " (pkcs8, traditional, der, traditional-der, openssh, public, public-der)");
      };
    } catch (IOException | InvalidCipherTextException e) {
      throw new RecipeException(entry, "cannot write the key", e);
    }
  }

  private static byte[] text(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  private static String pkcs8(MadeKey key, @Nullable String passphrase)
      throws IOException, InvalidCipherTextException {
    byte[] plain = key.info().getEncoded("DER");
    return passphrase == null
        ? PemWriter.block("PRIVATE KEY", plain)
        : PemWriter.block("ENCRYPTED PRIVATE KEY", encrypted(plain, passphrase));
  }

  /** PBES2 with PBKDF2 and AES-256, as OpenSSL encrypts PKCS#8 (RFC 8018). */
  private static byte[] encrypted(byte[] plain, String passphrase)
      throws IOException, InvalidCipherTextException {
    byte[] salt = bytes("salt", 16);
    byte[] start = bytes("start", 16);
    PKCS5S2ParametersGenerator generator =
        new PKCS5S2ParametersGenerator(DigestFactory.createSHA256());
    generator.init(password(passphrase), salt, ROUNDS);
    byte[] secret = aes(generator.generateDerivedParameters(256), start, plain);
    AlgorithmIdentifier mac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    PBES2Parameters scheme =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ROUNDS, mac)),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(start)));
    AlgorithmIdentifier id = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme);
    return new EncryptedPrivateKeyInfo(id, secret).getEncoded("DER");
  }

  /** The algorithm's own structure, perhaps encrypted by OpenSSL's old key derivation. */
  private static String traditional(String entry, MadeKey key, @Nullable String passphrase)
      throws IOException, InvalidCipherTextException {
    String label =
        key.isKind("rsa-")
            ? "RSA PRIVATE KEY"
            : key.isKind("ec-") ? "EC PRIVATE KEY" : "DSA PRIVATE KEY";
    byte[] plain = structure(entry, key);
    if (passphrase == null) {
      return PemWriter.block(label, plain);
    }
    byte[] start = bytes("traditional", 16);
    OpenSSLPBEParametersGenerator generator = new OpenSSLPBEParametersGenerator();
    generator.init(password(passphrase), Arrays.copyOf(start, 8));
    byte[] secret = aes(generator.generateDerivedParameters(256), start, plain);
    String hex = HexFormat.of().formatHex(start).toUpperCase(Locale.ROOT);
    String headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC," + hex + "\n\n";
    return PemWriter.block(label, headers, secret);
  }

  private static byte[] structure(String entry, MadeKey key) throws IOException {
    if (key.secret() instanceof ECPrivateKeyParameters ec) {
      int bits = ec.getParameters().getN().bitLength();
      return new ECPrivateKey(
              bits,
              ec.getD(),
              key.half().getPublicKeyData(),
              key.half().getAlgorithm().getParameters())
          .getEncoded("DER");
    }
    if (key.secret() instanceof DSAPrivateKeyParameters dsa) {
      ASN1EncodableVector numbers = new ASN1EncodableVector();
      numbers.add(new ASN1Integer(0));
      numbers.add(new ASN1Integer(dsa.getParameters().getP()));
      numbers.add(new ASN1Integer(dsa.getParameters().getQ()));
      numbers.add(new ASN1Integer(dsa.getParameters().getG()));
      numbers.add(key.half().parsePublicKey());
      numbers.add(new ASN1Integer(dsa.getX()));
      return new DERSequence(numbers).getEncoded("DER");
    }
    if (key.isKind("rsa-")) {
      return key.info().parsePrivateKey().toASN1Primitive().getEncoded("DER");
    }
    throw new RecipeException(entry, "there is no traditional form of a key of kind " + key);
  }

  /**
   * The outline of an OpenSSH key (PROTOCOL.key); its key parts are not what OpenSSH would need.
   */
  private static byte[] openSsh(MadeKey key, @Nullable String passphrase) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
    string(out, text(passphrase == null ? "none" : "aes256-ctr"));
    string(out, text(passphrase == null ? "none" : "bcrypt"));
    string(out, passphrase == null ? new byte[0] : bytes("bcrypt", 24));
    out.writeInt(1);
    string(out, key.half().getEncoded("DER"));
    string(out, bytes("openssh " + key.kind(), 256));
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static byte[] aes(CipherParameters secret, byte[] start, byte[] plain)
      throws InvalidCipherTextException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()));
    cipher.init(true, new ParametersWithIV(secret, start));
    byte[] out = new byte[cipher.getOutputSize(plain.length)];
    int length = cipher.processBytes(plain, 0, plain.length, out, 0);
    length += cipher.doFinal(out, length);
    return Arrays.copyOf(out, length);
  }

  private static byte[] password(String passphrase) {
    return PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase.toCharArray());
  }

  private static byte[] bytes(String label, int length) {
    byte[] bytes = new byte[length];
    new SeededRandom(label).nextBytes(bytes);
    return bytes;
  }
}
