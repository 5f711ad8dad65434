package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir java.nio.file.Path directory;

  private static Certificate made(Map<String, Object> spec) {
    byte[] pem = Recipes.build(Map.of("c", Map.of("certificate", spec)), NOW).get("c");
    return PemFile.parse("c", pem).blocks().get(0).certificate();
  }

  @Test
  void saysWhatItSays() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("subject", "CN=mx.example.org,O=Example\\, Inc.,C=AT");
    spec.put(
        "san", List.of("mx.example.org", "*.example.net", "IP:192.0.2.7", "email:a@b.example"));
    spec.put("key", "ec-p256");
    spec.put("must-staple", true);
    spec.put("extended-key-usage", List.of("serverAuth", "any"));
    Certificate certificate = made(spec);
    assertThat(certificate.subject()).hasToString("C=AT,O=Example\\, Inc.,CN=mx.example.org");
    assertThat(certificate.subject().commonNames()).containsExactly("mx.example.org");
    assertThat(certificate.dnsNames()).containsExactly("mx.example.org", "*.example.net");
    assertThat(certificate.ipAddresses()).containsExactly("192.0.2.7");
    assertThat(certificate.emailAddresses()).containsExactly("a@b.example");
    assertThat(certificate.publicKey()).hasToString("EC prime256v1");
    assertThat(certificate.signatureAlgorithm().digest()).isEqualTo("sha256");
    assertThat(certificate.mustStaple()).isTrue();
    assertThat(certificate.isAuthority()).isFalse();
    assertThat(certificate.keyUsage()).containsExactly(KeyUsage.DIGITAL_SIGNATURE);
    assertThat(certificate.permits(Purpose.SERVER)).isTrue();
    assertThat(certificate.permits(Purpose.CLIENT)).isFalse();
    assertThat(certificate.isSelfSigned()).isTrue();
    assertThat(certificate.malformedExtensions()).isEmpty();
  }

  @Test
  void isValidFromItsFirstToItsLastSecond() {
    Certificate certificate = made(Map.of("for", "a.example", "from", -1, "until", 1));
    Instant last = NOW.plus(Duration.ofDays(1));
    assertThat(certificate.notAfter()).isEqualTo(last);
    assertThat(certificate.isExpired(last)).isFalse();
    assertThat(certificate.isExpired(last.plusSeconds(1))).isTrue();
    Instant first = NOW.minus(Duration.ofDays(1));
    assertThat(certificate.isNotYetValid(first)).isFalse();
    assertThat(certificate.isNotYetValid(first.minusSeconds(1))).isTrue();
  }

  @Test
  void timeBeyond2049IsRead() {
    Certificate certificate = made(Map.of("for", "a.example", "until", "2061-02-03"));
    assertThat(certificate.notAfter()).isEqualTo("2061-02-03T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa-2048",
        "rsa-pss-2048",
        "ec-p256",
        "ec-p384",
        "ec-p521",
        "ec-secp256k1",
        "ed25519",
        "ed448",
        "dsa-2048"
      })
  void signatureIsVerified(String kind) {
    Certificate good = made(Map.of("for", "a.example", "key", kind));
    Certificate forged = made(Map.of("for", "a.example", "key", kind, "broken-signature", true));
    assertThat(good.signedBy(good.publicKey())).isEqualTo(SignatureCheck.Result.VALID);
    assertThat(forged.signedBy(good.publicKey())).isEqualTo(SignatureCheck.Result.INVALID);
    assertThat(forged.isSelfSigned()).isFalse();
  }

  @Test
  void pointOfAnEllipticKeyIsTheSameKeyHoweverItIsWritten() {
    Map<String, byte[]> files =
        Recipes.build(
            Map.of(
                "k", Map.of("key", "ec-p256"),
                "t", Map.of("key", "k", "form", "traditional"),
                "c", Map.of("certificate", Map.of("for", "a", "key", "k"))),
            NOW);
    PublicKey key = PemFile.parse("k", files.get("k")).blocks().get(0).key().publicKey();
    PublicKey old = PemFile.parse("t", files.get("t")).blocks().get(0).key().publicKey();
    Certificate certificate = PemFile.parse("c", files.get("c")).blocks().get(0).certificate();
    assertThat(key).isEqualTo(old).isEqualTo(certificate.publicKey());
  }

  /** openssl x509 -checkhost looks at partial wildcards, too, which Postfix forbids. */
  @ParameterizedTest
  @CsvSource({
    "mx.example.org, MX.example.ORG, true",
    "*.example.org, mx.example.org, true",
    "*.example.org, a.b.example.org, false",
    "*.example.org, example.org, false",
    "*.org, example.org, false",
    "m*.example.org, mx.example.org, false",
    "*x.example.org, mx.example.org, false",
    "mx.*.org, mx.example.org, false",
    "*.xn--bcher-kva.example, mx.xn--bcher-kva.example, true",
    "*.example.org, xn--bcher-kva.example.org, true",
    "*.exa_mple.org, mx.exa_mple.org, false",
    "*.example.org., mx.example.org., false",
    "*.example-.org, mx.example-.org, false",
    "mx.example.org, mx.example.org., false"
  })
  void hostIsMatchedAsPostfixDoes(String pattern, String host, boolean matches) {
    Certificate certificate = made(Map.of("for", pattern, "key", "ec-p256"));
    assertThat(certificate.matchesHost(host)).isEqualTo(matches);
  }

  @Test
  void commonNameCountsOnlyWithoutDnsNames() {
    Certificate alone = made(Map.of("for", "mx.example.org", "san", List.of()));
    Certificate address = made(Map.of("for", "mx.example.org", "san", List.of("IP:192.0.2.1")));
    Certificate other = made(Map.of("subject", "CN=mx.example.org", "san", "a.example"));
    assertThat(alone.matchesHost("mx.example.org")).isTrue();
    assertThat(address.matchesHost("mx.example.org")).isTrue();
    assertThat(other.matchesHost("mx.example.org")).isFalse();
  }

  @Test
  void controlCharactersOfANameAreEscaped() {
    Certificate certificate = made(Map.of("for", "a\u001b[31m\nb\u202Ec"));
    assertThat(certificate.subject()).hasToString("CN=a\\1B[31m\\0Ab\\E2\\80\\AEc");
  }

  @Test
  void agreesWithOpenSslOnNamesHashesAndFingerprints() throws Exception {
    String openssl = Program.require("openssl").toString();
    List<String> subjects =
        List.of(
            "CN=mx.example.org",
            "C=AT,O=Example  Inc,OU=  Mail ,CN=Root CA 1",
            "C=DE,O=Müller und Söhne,CN=Ä",
            "O=A+OU=B,CN=c",
            "E=who@example.org,CN=x,DC=example,DC=org",
            "DC=example,".repeat(20) + "CN=x");
    for (String subject : subjects) {
      Certificate certificate = made(Map.of("subject", subject, "san", "a.example"));
      java.nio.file.Path file = directory.resolve("c.der");
      Files.write(file, certificate.encoded());
      List<String> said =
          run(
              openssl,
              "x509",
              "-inform",
              "DER",
              "-in",
              file.toString(),
              "-noout",
              "-subject_hash",
              "-subject_hash_old",
              "-serial",
              "-fingerprint",
              "-sha256");
      List<String> here = new ArrayList<>();
      here.add(NameHash.of(certificate.subject()));
      here.add(NameHash.oldOf(certificate.subject()));
      here.add("serial=" + certificate.serialNumber());
      here.add("sha256 Fingerprint=" + certificate.fingerprint("sha256"));
      assertThat(here).as(subject).isEqualTo(said);
    }
  }

  @Test
  void agreesWithOpenSslOnTheHashOfEveryRootOfTheSystem() throws Exception {
    java.nio.file.Path bundle = java.nio.file.Path.of("/etc/ssl/certs/ca-certificates.crt");
    assumeTrue(Files.isReadable(bundle));
    PemFile file = PemFile.parse("bundle", Files.readAllBytes(bundle));
    TrustAnchors anchors = TrustAnchors.of(List.of(file));
    for (PemBlock block : file.certificateBlocks()) {
      Certificate root = block.certificate();
      assertThat(root).as(block.span().toString()).isNotNull();
      assertThat(anchors.withSubject(root.subject())).contains(root);
      assertThat(root.isSelfSigned()).as(root.toString()).isTrue();
      // the links that the distribution made with openssl rehash
      java.nio.file.Path link = bundle.resolveSibling(NameHash.of(root.subject()) + ".0");
      assertThat(link).as(root.toString()).exists();
    }
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
