package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.PemProblem.Kind;
import io.github.posttlslint.pki.make.Recipes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFileTest {

  private static final String CERT =
      """
      -----BEGIN CERTIFICATE-----
      AQIDBAUG
      -----END CERTIFICATE-----
      """;

  private static PemFile parse(String text) {
    return PemFile.parse("f.pem", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Kind> kinds(PemFile file) {
    return file.problems().stream().map(PemProblem::kind).toList();
  }

  private static PemFile made(Object recipe) {
    Map<String, byte[]> files =
        Recipes.build(
            Map.of("f.pem", recipe, "~key", Map.of("key", "ec-p256"), "~cert", cert()),
            Instant.parse("2026-06-01T00:00:00Z"));
    return PemFile.parse("f.pem", files.get("f.pem"));
  }

  private static Object cert() {
    return Map.of("certificate", Map.of("for", "mx.test", "key", "~key"));
  }

  @Test
  void blockSpansFromItsBeginLineToItsEndLine() {
    PemFile file = parse("a comment\n" + CERT + "\n" + CERT);
    assertThat(file.form()).isEqualTo(FileForm.PEM);
    assertThat(file.problems()).isEmpty();
    assertThat(file.blocks()).hasSize(2);
    PemBlock second = file.blocks().get(1);
    assertThat(second.span()).isEqualTo(new Span("f.pem", 6, 1, 8, 26));
    assertThat(second.beginLine()).isEqualTo(new Span("f.pem", 6, 1, 6, 28));
    assertThat(second.der()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void textWithoutBlocksIsNotPem() {
    assertThat(parse("hello\n").form()).isEqualTo(FileForm.TEXT);
    assertThat(parse("").form()).isEqualTo(FileForm.EMPTY);
    assertThat(parse(" \r\n\n").form()).isEqualTo(FileForm.EMPTY);
  }

  @Test
  void byteOrderMarkAndCarriageReturnsDoNoHarm() {
    PemFile file = parse("\uFEFF" + CERT.replace("\n", "\r\n"));
    assertThat(file.blocks()).hasSize(1);
    assertThat(file.blocks().get(0).problem()).isNull();
    assertThat(kinds(file)).containsExactly(Kind.BYTE_ORDER_MARK, Kind.CARRIAGE_RETURN);
  }

  @Test
  void badBase64IsShownWhereItStands() {
    PemFile file = parse("-----BEGIN X-----\nAAAA\nAA!A\n-----END X-----\n");
    PemProblem problem = file.blocks().get(0).problem();
    assertThat(problem.kind()).isEqualTo(Kind.BAD_BASE64);
    assertThat(problem.span()).isEqualTo(new Span("f.pem", 3, 3, 3, 4));
    assertThat(file.problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "'-----BEGIN X-----\nAAAA\n', MISSING_END",
    "'-----BEGIN X-----\nAAAA\n-----END Y-----\n', WRONG_END",
    "'-----BEGIN X-----\nAAAA\n-----END X----\n', WRONG_END",
    "'-----BEGIN X-----\n-----END X-----\n', EMPTY_BLOCK",
    "'-----BEGIN X-----\nAAA\n-----END X-----\n', BAD_BASE64",
    "'-----BEGIN X-----\nAA=A\n-----END X-----\n', BAD_BASE64",
    "'-----BEGIN X-----\nA: b\n\n\nAAAA\n-----END X-----\n', BAD_LINE",
    "'-----BEGIN X-----\n\nAAAA\nAAAA\n-----END X-----\n', BAD_LINE",
    "'-----END X-----\n', END_WITHOUT_BEGIN",
    "'  -----BEGIN X-----\nAAAA\n  -----END X-----\n', INDENTED_BEGIN",
    "'----BEGIN X----\nAAAA\n----END X----\n', MALFORMED_BEGIN",
    "'-----BEGIN X-----\rAAAA\r-----END X-----\r', NO_LINE_FEED"
  })
  void damageIsNamed(String text, Kind kind) {
    assertThat(kinds(parse(text))).contains(kind);
  }

  @Test
  void keyInsideABrokenBlockIsFoundThoughOpenSslWouldNot() {
    PemFile file =
        parse(
            """
            -----BEGIN CERTIFICATE-----
            AAAA
            -----BEGIN PRIVATE KEY-----
            AAAA
            -----END PRIVATE KEY-----
            """);
    assertThat(kinds(file)).containsExactly(Kind.BEGIN_INSIDE_BLOCK, Kind.WRONG_END);
    assertThat(file.keyBlocks()).hasSize(1);
    assertThat(file.holdsUnencryptedKey()).isTrue();
    assertThat(file.blocks().get(1).reach()).isEqualTo(PemBlock.Reach.INSIDE_BROKEN);
  }

  @Test
  void zeroByteAtTheStartOfALineHidesWhatFollows() {
    PemFile file = parse("\0\n" + CERT);
    assertThat(kinds(file)).containsExactly(Kind.NUL_BYTE);
    assertThat(file.blocks().get(0).reach()).isEqualTo(PemBlock.Reach.BEHIND_ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "der, ~cert, DER_CERTIFICATE",
    "der, ~key, DER_PRIVATE_KEY",
    "utf16, ~cert, UTF16_TEXT"
  })
  void formOfAnAlteredFileIsRecognised(String change, String of, FileForm form) {
    assertThat(made(Map.of("content", List.of(of), "with", change)).form()).isEqualTo(form);
  }

  @Test
  void formOfOtherFilesIsRecognised() {
    assertThat(made(Map.of("key", "~key", "form", "traditional-der")).form())
        .isEqualTo(FileForm.DER_PRIVATE_KEY);
    assertThat(made(Map.of("key", "rsa-1024", "form", "traditional-der")).form())
        .isEqualTo(FileForm.DER_PRIVATE_KEY);
    assertThat(made(Map.of("key", "dsa-1024", "form", "traditional-der")).form())
        .isEqualTo(FileForm.DER_PRIVATE_KEY);
    assertThat(made(Map.of("key", "~key", "form", "der", "passphrase", "x")).form())
        .isEqualTo(FileForm.DER_ENCRYPTED_PRIVATE_KEY);
    assertThat(made(Map.of("key", "~key", "form", "public-der")).form())
        .isEqualTo(FileForm.DER_PUBLIC_KEY);
    assertThat(made(Map.of("pkcs12", List.of("~key", "~cert"))).form()).isEqualTo(FileForm.PKCS12);
    assertThat(made(Map.of("pkcs7", "~cert", "with", "der")).form()).isEqualTo(FileForm.DER_PKCS7);
    assertThat(made(Map.of("request", Map.of("for", "a", "key", "~key"), "with", "der")).form())
        .isEqualTo(FileForm.DER_CERTIFICATE_REQUEST);
    assertThat(made(Map.of("parameters", "dh-1024", "with", "der")).form())
        .isEqualTo(FileForm.DER_DH_PARAMETERS);
    assertThat(parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me@example\n").form())
        .isEqualTo(FileForm.SSH_PUBLIC_KEY);
    assertThat(
            PemFile.parse("k", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED})
                .form())
        .isEqualTo(FileForm.JAVA_KEY_STORE);
    assertThat(PemFile.parse("k", new byte[] {1, 2, 3}).form()).isEqualTo(FileForm.BINARY);
  }

  @Test
  void encryptionIsSeenWithoutThePassword() {
    PemBlock pkcs8 = made(Map.of("key", "~key", "passphrase", "x")).blocks().get(0);
    PemBlock old =
        made(Map.of("key", "~key", "form", "traditional", "passphrase", "x")).blocks().get(0);
    PemBlock openSsh =
        made(Map.of("key", "~key", "form", "openssh", "passphrase", "x")).blocks().get(0);
    assertThat(pkcs8.key().encrypted()).isTrue();
    assertThat(old.key().encrypted()).isTrue();
    assertThat(old.key().algorithm()).isEqualTo(KeyAlgorithm.EC);
    assertThat(openSsh.key().encrypted()).isTrue();
    assertThat(made(Map.of("key", "~key", "passphrase", "x")).holdsUnencryptedKey()).isFalse();
    assertThat(made(Map.of("key", "~key", "form", "openssh")).holdsUnencryptedKey()).isTrue();
  }

  @Test
  void noTextOfAnObjectShowsKeyBytes() {
    PemFile file = made(List.of("~key", "~cert"));
    String shown =
        file + " " + file.blocks() + " " + file.blocks().get(0).key() + " " + file.problems();
    byte[] der = file.blocks().get(0).der();
    String hex = HexFormat.of().formatHex(der, 36, 52);
    assertThat(shown.toLowerCase(Locale.ROOT)).doesNotContain(hex);
    assertThat(shown).doesNotContain(Base64.getEncoder().encodeToString(der).substring(40, 60));
  }

  @Test
  void labelCannotBringControlCharactersToTheTerminal() {
    PemFile file = parse("-----BEGIN \u001b[31mX-----\nAAAA\n-----END \u001b[31mX-----\n");
    assertThat(file.blocks().get(0).label()).isEqualTo("?[31mX");
  }

  @Test
  void thousandsOfUnfinishedBlocksTakeNoTime() {
    PemFile file = parse("-----BEGIN CERTIFICATE-----\nAAAA\n".repeat(100_000));
    assertThat(file.blocks()).hasSizeBetween(1, 200);
    assertThat(file.problems()).hasSizeLessThan(200);
  }

  @Test
  void rubbishIsNeverAnException() {
    Random random = new Random(7);
    byte[] good = made(List.of("~key", "~cert")).blocks().get(1).der();
    for (int i = 0; i < 3000; i++) {
      byte[] der = good.clone();
      for (int j = 0; j <= i % 5; j++) {
        der[random.nextInt(der.length)] = (byte) random.nextInt();
      }
      PemFile.parse("der", der).form();
      String label = i % 3 == 0 ? "PRIVATE KEY" : i % 3 == 1 ? "CERTIFICATE" : "EC PRIVATE KEY";
      PemBlock block =
          parse(
                  "-----BEGIN "
                      + label
                      + "-----\n"
                      + Base64.getEncoder().encodeToString(der)
                      + "\n-----END "
                      + label
                      + "-----\n")
              .blocks()
              .get(0);
      Certificate certificate = block.certificate();
      if (certificate != null) {
        assertThat(certificate.toString()).isNotNull();
        assertThat(certificate.isSelfSigned()).isIn(true, false);
      }
      if (block.type().isPrivateKey()) {
        assertThat(block.key()).isNotNull();
      }
    }
  }

  @Test
  void deeplyNestedContentIsNeverAnError() {
    byte[] der = new byte[200_000];
    for (int i = 0; i < der.length; i += 2) {
      der[i] = 0x30;
      der[i + 1] = (byte) 0x80;
    }
    String base64 = Base64.getEncoder().encodeToString(der);
    for (String label : List.of("PRIVATE KEY", "CERTIFICATE", "RSA PRIVATE KEY")) {
      PemBlock block =
          parse("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n")
              .blocks()
              .get(0);
      assertThat(block.certificate()).isNull();
    }
  }
}
