package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not in a checkout was not seen; one that is not on a system is missing. */
class MissingFilesTest {

  private static final String MAIN =
      """
      myhostname = mail.example.org
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = /etc/postfix/fulchain.pem
      smtpd_tls_key_file = /etc/postfix/private.pem
      """;

  private static final Path CERTIFICATE =
      Path.of("samples/submission/bad/etc/postfix/mail-cert.pem");

  @TempDir Path directory;

  @BeforeEach
  void writeSetup() throws IOException {
    Files.createDirectories(directory.resolve("etc/postfix"));
    Files.writeString(directory.resolve("etc/postfix/main.cf"), MAIN);
    Files.writeString(directory.resolve("etc/postfix/master.cf"), "smtp inet n - n - - smtpd\n");
  }

  private static List<String> rules(JsonNode report) {
    List<String> rules = new ArrayList<>();
    report.path("findings").forEach(one -> rules.add(one.path("rule").asText()));
    return rules;
  }

  private JsonNode check(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("check", "--format", "json"));
    all.addAll(List.of(words));
    return new ObjectMapper().readTree(Cli.runIn(directory, all.toArray(new String[0])).out());
  }

  @Test
  void inACheckoutTheKeyIsNotCheckedAndCounted() throws IOException {
    JsonNode report = check("etc/postfix");
    assertThat(rules(report)).doesNotContain("key-file-missing", "cert-file-missing");
    assertThat(report.path("unverified").findValuesAsText("parameter"))
        .contains("smtpd_tls_cert_file", "smtpd_tls_key_file");
    assertThat(report.at("/summary/unverified").asInt()).isPositive();
    Run text = Cli.runIn(directory, "check", "etc/postfix");
    assertThat(text.status()).isZero();
    assertThat(text.out()).contains("not checked");
    assertThat(Cli.runIn(directory, "check", "-v", "etc/postfix").out())
        .contains("etc/postfix/private.pem: not among the given files");
  }

  @Test
  void onASystemItIsMissing() throws IOException {
    JsonNode report = check("--root", ".", "etc/postfix");
    assertThat(rules(report)).contains("key-file-missing", "cert-file-missing");
    assertThat(Cli.runIn(directory, "check", "--root", ".", "etc/postfix").status()).isEqualTo(1);
    assertThat(rules(check("--files", "complete", "etc/postfix"))).contains("key-file-missing");
  }

  @Test
  void anAbsolutePathOutsideOfTheRootIsRefused() throws IOException {
    write("img/etc/postfix/main.cf", MAIN);
    Path here = directory.toAbsolutePath();
    String outside = here.resolve("etc/postfix").toString();
    for (String root : List.of("img", "./img/", here.resolve("img").toString())) {
      Run live = Cli.runIn(directory, "check", "--root", root, "/etc/postfix");
      String inside = (root.endsWith("/") ? "./img" : root) + "/etc/postfix";
      assertThat(live.err())
          .isEqualTo(
              "posttls-lint: /etc/postfix: lies outside of --root %s; did you mean %s, or no PATH?\n"
                  .formatted(root, inside));
      assertThat(live.status()).isEqualTo(2);
    }
    Run other = Cli.runIn(directory, "show", "--root", "img", outside);
    assertThat(other.err()).contains("outside of --root img; expected a path in it");
    assertThat(other.status()).isEqualTo(2);
  }

  @Test
  void anAbsolutePathInsideOfTheRootIsJudged() throws IOException {
    write("img/etc/postfix/main.cf", MAIN);
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("img"));
    for (String root : List.of("img", "link", "/")) {
      String path = directory.toAbsolutePath().resolve("img/etc/postfix").toString();
      assertThat(Cli.runIn(directory, "check", "--root", root, path).err()).as(root).isEmpty();
    }
    assertThat(Cli.runIn(directory, "check", "--root", "img").out()).contains("cert-file-missing");
  }

  @Test
  void nearMissIsAFindingOrStandsInTheOneOfTheMissingFile() throws IOException {
    Files.copy(CERTIFICATE, directory.resolve("etc/postfix/fullchain.pem"));
    assertThat(rules(check("etc/postfix"))).contains("path-near-miss");
    JsonNode complete = check("--root", ".", "etc/postfix");
    assertThat(rules(complete)).contains("cert-file-missing").doesNotContain("path-near-miss");
    assertThat(complete.toString()).contains("Did you mean 'fullchain.pem'?");
  }

  @Test
  void aSignMoreOrAnotherSignIsANearMiss() throws IOException {
    for (String wrong : List.of("mail.pem.", "mail_pem", "mail-pem")) {
      write(
          "signs/main.cf",
          "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = $config_directory/"
              + wrong
              + "\n");
      write("signs/mail.pem", Files.readString(CERTIFICATE));
      assertThat(check("--root", ".", "signs").toString()).contains("Did you mean 'mail.pem'?");
    }
  }

  @Test
  void aCompiledTableIsNotReadAsASource() throws IOException {
    write("compiled/main.cf", "smtp_tls_policy_maps = hash:$config_directory/x.db\n");
    write("compiled/x.db", " \0\0a\nbinary\0\n word\n");
    assertThat(rules(check("--root", ".", "compiled")))
        .contains("table-db-missing")
        .doesNotContain("table-line-no-value", "table-leading-blank");
  }

  @Test
  void aPolicyWithAnErrorOfItsOwnIsNotCalledUnreachable() throws IOException {
    write(
        "policy/main.cf",
        """
        relayhost = [r.example]:25
        smtp_tls_security_level = may
        smtp_tls_policy_maps = inline:{[r.example]:25=secure match=x}, static:
        smtp_sasl_password_maps = static:
        """);
    assertThat(rules(check("--root", ".", "policy")))
        .contains("policy-level-invalid", "table-no-name")
        .doesNotContain(
            "policy-key-unreachable",
            "policy-empty",
            "sasl-password-no-user",
            "sasl-password-empty");
  }

  @Test
  void fileOfAnotherNameIsNoNearMiss() throws IOException {
    Files.writeString(directory.resolve("etc/postfix/chain.pem"), "");
    assertThat(rules(check("etc/postfix"))).doesNotContain("path-near-miss");
  }

  @Test
  void namesAndDaysOfTheUserAreJudgedToo() throws IOException {
    String[] sample = {
      "--now", "2026-06-01T12:00:00Z", Path.of("samples/mx/good").toAbsolutePath().toString()
    };
    assertThat(rules(check(sample))).doesNotContain("cert-name-mismatch", "cert-expiring-soon");
    assertThat(rules(check("--name", "other.example.net", sample[0], sample[1], sample[2])))
        .contains("cert-name-mismatch");
    assertThat(rules(check("--expiry-days", "99999", sample[0], sample[1], sample[2])))
        .contains("cert-expiring-soon");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void completeSaysWhatIsMissingBelowWhatWasTypedAndNothingOfTheRest() throws IOException {
    Path here = directory.toRealPath().resolve("mail");
    write(
        "mail/main.cf",
        "compatibility_level = 3.6\nsmtpd_tls_security_level = may\n"
            + ("smtpd_tls_cert_file = " + here + "/gone.pem\n")
            + ("smtpd_tls_key_file = " + here + "/mail-key.pem\n")
            + "smtpd_tls_CAfile = /etc/ssl/cert.pem\n"
            + "smtpd_tls_dh1024_param_file = /etc/postfix/dh.pem\n");
    write("mail/master.cf", "smtp inet n - n - - smtpd\n");
    Path key = directory.resolve("mail/mail-key.pem");
    Files.copy(Path.of("samples/mx/bad/etc/postfix/mail-key.pem"), key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    JsonNode report = check("--files", "complete", "mail");
    assertThat(rules(report)).contains("cert-file-missing", "key-world-readable");
    assertThat(report.path("findings").toString()).contains("dh.pem").doesNotContain("/etc/ssl");
    assertThat(report.path("unverified").toString())
        .contains("/etc/ssl/cert.pem: outside what was given; with --root DIR");
    assertThat(rules(check("mail"))).doesNotContain("cert-file-missing", "key-world-readable");
    write("mail/.posttls-lint.yaml", "files: complete\n");
    assertThat(rules(check("mail"))).contains("cert-file-missing", "key-world-readable");
  }

  @Test
  void aTreeIsTheRootOfItsEtcPostfixAsFarAsItsRepositoryGoes() throws IOException {
    write(
        "etc/postfix/main.cf", "smtpd_tls_CAfile = /srv/ca.pem\nsmtpd_tls_security_level = may\n");
    write("srv/ca.pem", "none\n");
    assertThat(rules(check("etc/postfix"))).anyMatch(rule -> rule.startsWith("ca"));
    Files.createDirectories(directory.resolve(".git"));
    assertThat(rules(check("etc/postfix"))).anyMatch(rule -> rule.startsWith("ca"));
    Files.createDirectories(directory.resolve("etc/.git"));
    assertThat(rules(check("etc/postfix"))).noneMatch(rule -> rule.startsWith("ca"));
  }
}
