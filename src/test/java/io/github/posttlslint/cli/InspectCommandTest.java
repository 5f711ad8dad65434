package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inspect} on files that OpenSSL makes, held against what OpenSSL says of them. */
class InspectCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory = Path.of("");

  @BeforeAll
  static void makeFiles() throws Exception {
    openssl(
        "req -x509 -newkey rsa:2048 -noenc -keyout ca.key -out ca.pem -days 400 -subj /CN=Root");
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout key.pem -out request.pem"
            + " -subj /CN=mail.example.org -addext extendedKeyUsage=serverAuth -addext"
            + " subjectAltName=DNS:mail.example.org,DNS:*.example.net,IP:192.0.2.1,email:a@b.example");
    openssl(
        "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -days 100 -copy_extensions copyall"
            + " -out cert.pem");
    join("chain.pem", "key.pem", "cert.pem", "ca.pem");
    join("reversed.pem", "key.pem", "ca.pem", "cert.pem");
    openssl("x509 -in cert.pem -outform DER -out cert.der");
    openssl("pkey -in key.pem -outform DER -out key.der");
    openssl("pkey -in key.pem -pubout -out public.pem");
    openssl("crl2pkcs7 -nocrl -certfile chain.pem -out bundle.p7");
    openssl("pkcs8 -topk8 -in key.pem -out encrypted.pem -passout pass:secret");
    openssl("ec -in key.pem -aes128 -out old-encrypted.pem -passout pass:secret");
    openssl(
        "pkcs12 -export -inkey key.pem -in cert.pem -certfile ca.pem -out modern.p12"
            + " -passout pass:secret");
    Files.writeString(directory.resolve("right"), "secret\nsecond line\n");
    Files.writeString(directory.resolve("wrong"), "guess\n");
  }

  private static String openssl(String words) throws IOException, InterruptedException {
    Run run = start(words);
    assertThat(run.status()).as(words + ": " + run.err()).isZero();
    return run.out();
  }

  private static Run start(String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Program.require("openssl").toString()));
    command.addAll(List.of(words.split(" ")));
    Path errors = Files.createTempFile("openssl", null);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    String err = Files.readString(errors);
    Files.delete(errors);
    return new Run(process.exitValue(), out, err);
  }

  private static void join(String to, String... from) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : from) {
      text.append(Files.readString(directory.resolve(name)));
    }
    Files.writeString(directory.resolve(to), text);
  }

  private static Run inspect(String... words) {
    List<String> all = new ArrayList<>(List.of("inspect"));
    all.addAll(List.of(words));
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Cli.runIn(directory, all.toArray(new String[0])));
  }

  private static JsonNode json(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    Run run = inspect(all.toArray(new String[0]));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.path("format").asText()).isEqualTo("posttls-lint-inspect/1");
    return json;
  }

  private static JsonNode items(JsonNode json) {
    return json.at("/files/0/items");
  }

  private static void assertOneLine(Run run, int status, String... parts) {
    assertThat(run.err()).contains(parts).doesNotContain("internal error", "Exception", "\tat ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5", "sha1", "sha256", "sha384", "sha512"})
  void fingerprintsAreThoseOfOpenSslAndOfTheManual(String digest) throws Exception {
    JsonNode found = items(json("cert.pem", "--digest", digest)).at("/0/fingerprints/" + digest);

    String certificate = openssl("x509 -in cert.pem -noout -fingerprint -" + digest).strip();
    assertThat(found.path("certificate").asText())
        .isEqualTo(certificate.substring(certificate.indexOf('=') + 1));

    // postconf(5), smtp_tls_fingerprint_cert_match
    Files.writeString(directory.resolve("half.pem"), openssl("x509 -in cert.pem -noout -pubkey"));
    openssl("pkey -pubin -in half.pem -outform DER -out half.der");
    String key = openssl("dgst -" + digest + " -c half.der").strip();
    assertThat(found.path("publicKey").asText())
        .isEqualToIgnoringCase(key.substring(key.indexOf('=') + 1).strip())
        .matches("([0-9A-F]{2}:)+[0-9A-F]{2}");
  }

  @Test
  void whatIsInsideIsToldInOrderWithItsLines() throws IOException {
    JsonNode items = items(json("chain.pem"));
    assertThat(items.findValuesAsText("type"))
        .containsExactly("private-key", "certificate", "certificate");
    List<String> lines = Files.readAllLines(directory.resolve("chain.pem"));
    for (JsonNode item : items) {
      assertThat(lines.get(item.path("line").asInt() - 1)).startsWith("-----BEGIN ");
      assertThat(lines.get(item.path("endLine").asInt() - 1)).startsWith("-----END ");
    }
  }

  @Test
  void namesPurposesAndValidityOfACertificate() throws Exception {
    String end = openssl("x509 -in cert.pem -noout -enddate -dateopt iso_8601").strip();
    String now = end.substring("notAfter=".length()).replace(' ', 'T');
    JsonNode certificate = items(json("cert.pem", "--now", now, "--name", "x.example.org")).get(0);
    assertThat(certificate.path("dnsNames"))
        .hasToString("[\"mail.example.org\",\"*.example.net\"]");
    assertThat(certificate.path("ipAddresses")).hasToString("[\"192.0.2.1\"]");
    assertThat(certificate.path("emailAddresses")).hasToString("[\"a@b.example\"]");
    assertThat(certificate.path("uncoveredNames")).hasToString("[\"x.example.org\"]");
    assertThat(certificate.path("server").asBoolean()).isTrue();
    assertThat(certificate.path("client").asBoolean()).isFalse();
    assertThat(certificate.path("daysLeft").asInt()).isZero();
    assertThat(certificate.path("validity").asText()).isEqualTo("expires-soon");
    assertThat(inspect("cert.pem", "--now", now).out())
        .contains("expires soon: 0 days left", "good for      TLS server\n");
    assertThat(inspect("cert.pem", "--now", "2100-01-01T00:00:00Z").out()).contains("expired ");
    assertThat(inspect("cert.pem", "--now", "2000-01-01T00:00:00Z").out())
        .contains("not yet valid");
  }

  @Test
  void keyFitsItsCertificateAcrossFilesAndNoOther() {
    assertThat(inspect("key.pem", "cert.pem").out())
        .contains("fits          1 of cert.pem", "fits          1 of key.pem");
    assertThat(inspect("ca.key", "cert.pem").out()).contains("nothing that was given");
  }

  @Test
  void chainIsFollowedWhateverItsOrder() throws IOException {
    JsonNode right = json("chain.pem").at("/files/0/chains/0");
    assertThat(right.path("numbers")).hasToString("[2,3]");
    assertThat(right.path("ordered").asBoolean()).isTrue();
    assertThat(right.path("end").asText()).isEqualTo("root-in-file");

    JsonNode reversed = json("reversed.pem").at("/files/0");
    assertThat(reversed.at("/chains/0/numbers")).hasToString("[3,2]");
    assertThat(reversed.at("/chains/0/ordered").asBoolean()).isFalse();
    assertThat(reversed.at("/uses/0/accepted").asBoolean()).as("chain_files").isFalse();

    JsonNode alone = json("cert.pem").at("/files/0/chains/0");
    assertThat(alone.path("complete").asBoolean()).isFalse();
    assertThat(alone.path("issuer").asText()).isEqualTo("CN=Root");
  }

  @Test
  void filesAreJudgedTogetherAsAList() throws IOException {
    assertThat(json("key.pem", "cert.pem").at("/together/accepted").asBoolean()).isTrue();
    assertThat(json("cert.pem", "key.pem").at("/together/accepted").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "cert.der, der-certificate, certificate",
    "key.der, der-private-key, ec-private-key",
    "public.pem, pem, public-key",
    "request.pem, pem, certificate-request",
    "encrypted.pem, pem, encrypted-private-key",
    "old-encrypted.pem, pem, ec-private-key",
    "bundle.p7, pem, certificate",
  })
  void otherFormsAreRecognised(String file, String form, String first) throws IOException {
    JsonNode json = json(file);
    assertThat(json.at("/files/0/form").asText()).isEqualTo(form);
    assertThat(items(json).at("/0/type").asText()).isEqualTo(first);
  }

  @Test
  void opensshKeyIsRecognised() throws IOException {
    Files.writeString(
        directory.resolve("id"),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n"
            + "-----END OPENSSH PRIVATE KEY-----\n");
    assertThat(inspect("id").out()).contains("OpenSSH private key", "OpenSSH's own format");
  }

  @Test
  void encryptedKeyStaysClosedWithoutItsPassword() throws IOException {
    JsonNode closed = items(json("encrypted.pem", "cert.pem")).get(0);
    assertThat(closed.path("encrypted").asBoolean()).isTrue();
    assertThat(closed.path("fits")).isEmpty();

    JsonNode open = items(json("encrypted.pem", "cert.pem", "--password-file", "right")).get(0);
    assertThat(open.path("encrypted").asBoolean()).isTrue();
    assertThat(open.path("fits")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-legacy",
        "-keypbe AES-192-CBC -certpbe DES-EDE3-CBC -macalg SHA512",
        "-keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-RC2-128 -provider legacy -provider default"
      })
  void pkcs12OpensWithItsPasswordAlone(String how) throws Exception {
    Run made =
        start(
            "pkcs12 -export -inkey key.pem -in cert.pem -certfile ca.pem -out made.p12"
                + " -passout pass:secret "
                + how);
    if (made.status() != 0 && how.contains("egacy")) {
      assertThat(made.err()).containsAnyOf("legacy", "unsupported");
      return; // this OpenSSL was built without the old ciphers
    }
    assertThat(made.status()).as(made.err()).isZero();
    JsonNode items = items(json("made.p12", "--password-file", "right"));
    assertThat(items.findValuesAsText("type"))
        .containsExactly("certificate", "certificate", "private-key");
    assertThat(items.at("/2/fits/0/number").asInt()).isEqualTo(1);
    assertOneLine(
        inspect("made.p12", "--password-file", "wrong"), 3, "made.p12", "password is wrong");
    assertOneLine(inspect("made.p12"), 3, "made.p12", "password is needed", "--password-file");
  }

  @Test
  void pkcs12WithoutAPasswordNeedsNone() throws Exception {
    openssl("pkcs12 -export -inkey key.pem -in cert.pem -out open.p12 -passout pass:");
    assertThat(items(json("open.p12"))).hasSize(2);
  }

  @Test
  void fileThatCannotBeReadIsNamedAndTheOthersAreShown() {
    Run run = inspect("nowhere.pem", "cert.pem", ".");
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).contains("nowhere.pem: no such file", "a directory");
    assertThat(run.out()).contains("CN=mail.example.org");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void wrongUsageIsNamed() {
    assertOneLine(inspect(), 2, "name of a file");
    assertOneLine(inspect("cert.pem", "--digest", "sha265"), 2, "sha265", "sha256");
    assertOneLine(inspect("cert.pem", "--format", "sarif"), 2, "sarif", "text and json");
    assertOneLine(inspect("cert.pem", "--password-file", "none"), 2, "none", "cannot be read");
    assertOneLine(inspect("cert.pem", "--pasword-file", "x"), 2, "did you mean '--password-file'");
  }

  @Test
  void damagedFilesEndInAMessageNotInATrace() throws IOException {
    byte[] whole = Files.readAllBytes(directory.resolve("modern.p12"));
    for (int length = 0; length < whole.length; length += 37) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      Files.write(directory.resolve("part.p12"), part);
      Run run = inspect("part.p12", "--password-file", "right");
      assertThat(run.err()).doesNotContain("internal error", "Exception", "\tat ");
      assertThat(run.status()).isIn(0, 3);
    }
  }

  @Test
  void noKeyByteAndNoPasswordIsPrinted() throws IOException {
    List<String> secrets = new ArrayList<>(List.of("secret\n", "pass:secret"));
    for (String file : List.of("key.pem", "ca.key", "encrypted.pem", "old-encrypted.pem")) {
      for (String line : Files.readAllLines(directory.resolve(file))) {
        if (line.length() > 20 && !line.contains("-----") && !line.contains(":")) {
          secrets.add(line);
        }
      }
    }
    String[] files = {
      "key.pem",
      "ca.key",
      "encrypted.pem",
      "old-encrypted.pem",
      "key.der",
      "modern.p12",
      "chain.pem"
    };
    for (String format : List.of("text", "json")) {
      List<String> words = new ArrayList<>(List.of(files));
      words.addAll(List.of("--format", format, "--password-file", "right"));
      Run run = inspect(words.toArray(new String[0]));
      assertThat(run.status()).isZero();
      assertThat(run.out() + run.err()).doesNotContain(secrets);
    }
  }
}
