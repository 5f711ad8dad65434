package io.github.posttlslint.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures that would keep the tool busy. */
@Timeout(60)
class KeyLimitsTest {

  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  @TempDir static Path made = Path.of("");

  @TempDir Path directory;

  @BeforeAll
  static void makeFiles() throws Exception {
    openssl("req -x509 -newkey rsa:2048 -noenc -keyout ca.key -out ca.pem -subj /CN=CA -days 400");
    openssl("req -newkey rsa:2048 -noenc -keyout key.pem -out request.pem -subj /CN=mail");
    openssl("x509 -req -in request.pem -CA ca.pem -CAkey ca.key -out cert.pem -days 100");
    openssl("x509 -in ca.pem -outform DER -out ca.der");
    openssl("pkcs8 -topk8 -in key.pem -out encrypted.pem -passout pass:secret");
  }

  private static void openssl(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("openssl").toString()));
    command.addAll(List.of(words.split(" ", -1)));
    Process process =
        new ProcessBuilder(command)
            .directory(made.toFile())
            .redirectErrorStream(true)
            .redirectOutput(made.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(words).isZero();
  }

  @BeforeEach
  void writePassword() throws IOException {
    Files.writeString(directory.resolve("password"), "secret\n");
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static String keyWithRounds(int rounds) throws IOException {
    byte[] salt = new byte[16];
    AlgorithmIdentifier mac = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    PBES2Parameters scheme =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, rounds, mac)),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(salt)));
    AlgorithmIdentifier id = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme);
    byte[] der = new EncryptedPrivateKeyInfo(id, new byte[32]).getEncoded("DER");
    return pem("ENCRYPTED PRIVATE KEY", der);
  }

  private void assertTooManyRounds(String file, int rounds) {
    Run run = Cli.runIn(directory, "inspect", "--password-file", "password", file);
    assertThat(run.err())
        .isEqualTo(
            "posttls-lint: "
                + file
                + ": its password protects it by "
                + rounds
                + " rounds; at most 10000000 are made for all of a file\n");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aKeyHasItsRounds() throws IOException {
    Files.writeString(directory.resolve("key.pem"), keyWithRounds(Limits.PASSWORD_ROUNDS + 1));
    assertTooManyRounds("key.pem", Limits.PASSWORD_ROUNDS + 1);
  }

  @Test
  void allKeysOfAFileHaveTheirRoundsTogether() throws IOException {
    String first = Files.readString(made.resolve("encrypted.pem"));
    Files.writeString(
        directory.resolve("keys.pem"), first + keyWithRounds(Limits.PASSWORD_ROUNDS - 1));
    assertTooManyRounds("keys.pem", Limits.PASSWORD_ROUNDS - 1);
  }

  @Test
  void aPkcs12FileHasItsRounds() throws IOException {
    byte[] empty = new DERSequence().getEncoded("DER");
    Pfx pfx =
        new Pfx(
            new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(empty)),
            new MacData(
                new DigestInfo(SHA_256, new byte[32]), new byte[8], Limits.PASSWORD_ROUNDS + 1));
    Files.write(directory.resolve("file.p12"), pfx.getEncoded("DER"));
    assertTooManyRounds("file.p12", Limits.PASSWORD_ROUNDS + 1);
  }

  /** The CA's certificate with another key. */
  private static byte[] authorityWith(BigInteger modulus) throws IOException {
    SubjectPublicKeyInfo key =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
            new RSAPublicKey(modulus, BigInteger.valueOf(65_537)));
    ASN1Sequence whole = ASN1Sequence.getInstance(Files.readAllBytes(made.resolve("ca.der")));
    ASN1Encodable[] signed = ASN1Sequence.getInstance(whole.getObjectAt(0)).toArray();
    signed[6] = key;
    ASN1Encodable[] parts = whole.toArray();
    parts[0] = new DERSequence(signed);
    return new DERSequence(parts).getEncoded("DER");
  }

  private Run checkChainOf(int bits) throws IOException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    String chain =
        Files.readString(made.resolve("cert.pem")) + pem("CERTIFICATE", authorityWith(modulus));
    Files.write(directory.resolve("cert.pem"), chain.getBytes(US_ASCII));
    Files.copy(made.resolve("key.pem"), directory.resolve("key.pem"));
    Files.writeString(
        directory.resolve("main.cf"),
        """
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/cert.pem
        smtpd_tls_key_file = /etc/postfix/key.pem
        """);
    return Cli.runIn(directory, "check", "-v", ".");
  }

  @Test
  void aSignatureIsVerifiedWithAKeyOfTheGreatestSize() throws IOException {
    assertThat(checkChainOf(Limits.KEY_BITS).out())
        .contains("CN=mail was not signed with the key of CN=CA");
  }

  @Test
  void aSignatureByALargerKeyCannotBeTold() throws IOException {
    assertThat(checkChainOf(Limits.KEY_BITS + 8).out())
        .contains(
            "not checked: the signature of CN=mail: its issuer's key has 16392 bits, more than")
        .doesNotContain("was not signed");
  }
}
