package io.github.posttlslint.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerMailserverTest {

  @TempDir Path directory;

  @Test
  void overridesAreJudgedWithWhatTheImageSets() throws IOException {
    write(
        "config/postfix-main.cf",
        """
        # ours
        smtpd_tls_cert_file = /tmp/docker-mailserver/ssl/cert.pem
        smtpd_tls_key_file = /tmp/docker-mailserver/ssl/key.pem
        """);
    write("config/postfix-accounts.cf", "");
    assertThat(found("config"))
        .contains(
            "config/postfix-main.cf:2 chain-files-and-legacy",
            "config/postfix-main.cf:3 chain-and-key-leftover");
  }

  @Test
  void linesForServicesAreJudgedInTheirFile() throws IOException {
    write(
        "config/postfix-master.cf",
        """
        # ours

        submission/inet/smtpd_tls_security_level=may
        smtpd/pass/smtpd_tls_security_level = encrypt
        """);
    assertThat(found("config"))
        .contains(
            "config/postfix-master.cf:3 submission-not-encrypt",
            "config/postfix-master.cf:4 mx-encrypt");
    assertThat(Cli.runIn(directory, "check", "config").out())
        .contains("    3 | submission/inet/smtpd_tls_security_level=may");
  }

  @Test
  void whatTheImageDoesByItselfIsNotTold() throws IOException {
    write("config/postfix-main.cf", "recipient_delimiter = ~\n");
    write("config/postfix-master.cf", "submission/inet/syslog_name=postfix/users\n");
    assertThat(Cli.runIn(directory, "check", "config").out()).startsWith("No findings in config");
    assertThat(found("config")).isEmpty();
  }

  @Test
  void aNameOfTheImageThatIsSetIsUsed() throws IOException {
    write(
        "config/postfix-main.cf",
        "dms_smtpd_sender_restrictions = permit_mynetworks\nmy_own = permit_sasl_authenticated,reject\n");
    write("config/postfix-master.cf", "submission/inet/smtpd_client_restrictions=$my_own\n");
    assertThat(found("config")).isEmpty();
  }

  @Test
  void whatTheStartUpDecidesCannotBeTold() throws IOException {
    write("config/postfix-main.cf", "smtp_tls_mandatory_protocols = >=TLSv1.2\n");
    write("config/postfix-virtual.cf", "");
    assertThat(found("config")).isEmpty();
    assertThat(Cli.runIn(directory, "check", "-v", "config").out())
        .contains("smtp_tls_security_level: docker-mailserver's start-up may set it");
  }

  @Test
  void aFaultThatShowsElsewhereIsToldAtTheSettingThatIsToBlame() throws IOException {
    write(
        "config/postfix-main.cf",
        "recipient_delimiter = ~\nsmtpd_tls_security_level = encrypt\nbiff = no\n");
    write("config/postfix-virtual.cf", "");
    assertThat(found("config"))
        .contains("config/postfix-main.cf:2 mx-encrypt")
        .noneMatch(one -> one.startsWith("config/postfix-main.cf:1 "));
  }

  @Test
  void aFileOfThatNameElsewhereIsAPart() throws IOException {
    write("files/postfix-main.cf", "smtp_tls_security_level = dnae\nsmtp_tls_ciphers = high\n");
    assertThat(found("files")).containsExactly("files/postfix-main.cf:1 smtp-level-invalid");
    assertThat(Cli.runIn(directory, "check", "-v", "files").out())
        .contains("another part of main.cf may set it")
        .doesNotContain("docker-mailserver");
  }

  @Test
  void filesOfThatNameAreNotTakenBesideAMainCf() throws IOException {
    write("etc/main.cf", "smtpd_tls_security_level = mya\n");
    write("etc/postfix-main.cf", "smtp_tls_security_level = mya\n");
    assertThat(found("etc")).anyMatch(one -> one.startsWith("etc/main.cf:1 "));
    assertThat(found("etc")).noneMatch(one -> one.contains("postfix-main.cf"));
    assertThat(found("etc/postfix-main.cf")).anyMatch(one -> one.contains("postfix-main.cf:1 "));
  }

  @Test
  void theDirectoriesAreFound() throws IOException {
    write("a/docker-data/dms/config/postfix-main.cf", "smtpd_tls_security_level = mya\n");
    write("b/config/postfix-master.cf", "smtps/inet/smtpd_tls_loglevel=1\n");
    assertThat(found("."))
        .contains(
            "a/docker-data/dms/config/postfix-main.cf:1 smtpd-level-invalid",
            "b/config/postfix-master.cf:1 dms-service-unknown");
  }

  @Test
  void certificatesBesideAreSeenWhereTheContainerHasThem() throws IOException {
    write("config/postfix-main.cf", "smtpd_tls_chain_files = /tmp/docker-mailserver/mail.pem\n");
    write("config/postfix-virtual.cf", "");
    write("config/mail.pem", "no certificate\n");
    assertThat(found("config")).contains("config/postfix-main.cf:1 cert-file-empty");
  }

  @Test
  void fixesChangeMainAloneAndNothingOfTheImage() throws IOException {
    write("config/postfix-main.cf", "smtpd_tls_loglevel = 9\n");
    write("config/postfix-master.cf", "submission/inet/smtpd_tls_security_level=may\n");
    Cli.Run run = Cli.runIn(directory, "check", "--fix", "--unsafe-fixes", "config");
    assertThat(run.err()).contains("1 fix applied");
    assertThat(directory.resolve("config/postfix-main.cf")).hasContent("smtpd_tls_loglevel = 1\n");
    assertThat(directory.resolve("config/postfix-master.cf"))
        .hasContent("submission/inet/smtpd_tls_security_level=may\n");
  }

  @Test
  void theOriginOfAValueIsShown() throws IOException {
    write("config/postfix-master.cf", "submission/inet/smtpd_tls_loglevel=2\n");
    Cli.Run run = Cli.runIn(directory, "show", "config");
    assertThat(run.out())
        .contains("config: Postfix 3.7 as docker-mailserver 15 has, OpenSSL 3.0, Debian 12")
        .containsPattern("smtpd_tls_security_level += encrypt +docker-mailserver's stock conf")
        .containsPattern("587 .* smtpd_tls_security_level, docker-mailserver's stock conf")
        .containsPattern("smtpd_tls_loglevel += 2 +config/postfix-master.cf:1 -o");
  }

  @Test
  void anUpgradeConcernsWhatTheUserHasWritten() throws IOException {
    write("config/postfix-main.cf", "smtpd_tls_eecdh_grade = ultra\n");
    write("config/postfix-master.cf", "submission/inet/smtpd_use_tls=yes\n");
    String told = Cli.runIn(directory, "upgrade", "--to", "3.11", "config").out();
    assertThat(told)
        .contains(
            "compatibility_level: 3.6 (the image's)",
            "config/postfix-main.cf:1: smtpd_tls_eecdh_grade",
            "config/postfix-master.cf:1: submission/inet: smtpd_use_tls")
        .doesNotContain(
            "docker-mailserver's main.cf", "docker-mailserver's master.cf", "alias_maps");
  }

  @Test
  void passwordsInLinesForServicesAreHidden() throws IOException {
    write(
        "config/postfix-master.cf",
        """
        # smtp/unix/smtp_sasl_password_maps=static:alice:zq7oneKd
        smtp/unix/smtp_sasl_password_maps=static:alice:zq7twoKd
        smtp/unix/smtp_tls_loglevl=1
        """);
    for (String format : List.of("text", "json", "sarif", "html")) {
      assertThat(Cli.runIn(directory, "check", "--format", format, "config").out())
          .doesNotContain("zq7");
    }
    assertThat(Cli.runIn(directory, "show", "config").out()).doesNotContain("zq7");
  }

  @Test
  void whatATemplateWritesForServicesIsNotKnown() throws IOException {
    write(
        "config/postfix-master.cf",
        "{{ more }}\nsubmission/inet/smtpd_tls_security_level=may\nsmtp/inet/{{ x }}\n");
    assertThat(found("config")).isEmpty();
  }

  /** As docker-mailserver does: each line to postconf -P, then main.cf with postfix-main.cf. */
  @Test
  void postconfMakesTheSameOfTheFiles() throws IOException {
    Program.require("postconf");
    String main = "smtpd_tls_loglevel = 2\nsmtp_tls_ciphers =\n  high\n";
    List<String> good =
        List.of(
            "submission/inet/smtpd_tls_security_level=may",
            "submissions/inet/smtpd_tls_loglevel = 1",
            "smtp/*/syslog_name=postfix/mx",
            "smtpd/pass/smtpd_tls_CAfile=");
    List<String> bad =
        List.of(
            "smtps/inet/smtpd_tls_loglevel=1",
            "submission/inet/smtpd_tls_protocols=>=TLSv1.2, <=TLSv1.3",
            "10587 inet n - n - - smtpd",
            "submission/inet=x",
            "submission/inet/a/b=x",
            "submission/inet/smtpd_tls_loglevel");
    Path image = Postconf.configuration(directory.resolve("image"), plain("main"), plain("master"));
    for (String line : good) {
      assertThat(Postconf.run(image, "-P", line).warnings()).as(line).isEmpty();
    }
    Set<String> expected = options(image);
    for (String line : bad) {
      Postconf.run(image, "-P", line);
    }
    assertThat(options(image)).isEqualTo(expected);
    Postconf.write(
        image.resolve("main.cf"),
        (Files.readString(image.resolve("main.cf")) + main).getBytes(UTF_8));

    write("config/postfix-main.cf", main);
    write("config/postfix-master.cf", String.join("\n", good) + "\n" + String.join("\n", bad));
    JsonNode shown =
        new ObjectMapper()
            .readTree(Cli.runIn(directory, "show", "--all", "--format", "json", "config").out());
    Set<String> options = new TreeSet<>();
    for (JsonNode service : shown.path("services")) {
      for (JsonNode parameter : service.path("parameters")) {
        String file = parameter.path("origin").path(0).path("file").asText();
        if (file.endsWith("postfix-master.cf")) {
          options.add(
              "%s/%s/%s = %s"
                  .formatted(
                      service.path("name").asText(),
                      service.path("type").asText(),
                      parameter.path("name").asText(),
                      parameter.path("raw").asText())
                  .strip());
        }
      }
    }
    assertThat(expected).containsAll(options).hasSizeGreaterThan(options.size());
    assertThat(options).hasSize(5);
    Postconf.Run all = Postconf.run(image, "-n");
    for (JsonNode parameter : shown.path("main")) {
      String name = parameter.path("name").asText();
      if (parameter.path("origin").path("file").asText().endsWith("postfix-main.cf")) {
        assertThat(all.settings()).containsEntry(name, parameter.path("raw").asText());
      }
    }
    assertThat(found("config").stream().filter(one -> one.contains(" dms-"))).hasSize(bad.size());
  }

  @Test
  void anIndentedFirstLineContinuesWhatTheImageSetsLast() throws IOException {
    Program.require("postconf");
    String main = "  smtpd_tls_security_level = encrypt\nsmtpd_tls_loglevel = 1\n";
    Path image = Postconf.configuration(directory.resolve("image"), plain("main"), plain("master"));
    Path file = image.resolve("main.cf");
    Postconf.write(file, (Files.readString(file) + main).getBytes(UTF_8));
    Postconf.Run all = Postconf.run(image, "-n");
    assertThat(all.settings().values()).anyMatch(one -> one.endsWith(" = encrypt"));
    assertThat(all.settings()).containsEntry("smtpd_tls_security_level", "may");

    write("config/postfix-main.cf", main);
    write("config/postfix-virtual.cf", "");
    assertThat(found("config")).containsExactly("config/postfix-main.cf:1 dms-first-line-indented");
    Cli.runIn(directory, "check", "--fix", "--unsafe-fixes", "config");
    assertThat(Files.readString(directory.resolve("config/postfix-main.cf")))
        .startsWith("smtpd_tls_security_level = ");
  }

  /** The settings of the image without what is not known of them. */
  private static byte[] plain(String name) throws IOException {
    byte[] text = PackedFile.read(DockerMailserver.class, "docker-mailserver-" + name + ".cf");
    return new String(text, UTF_8)
        .replaceAll("(?s)\\{%.*?%\\}|\\{\\{.*?\\}\\}", "")
        .getBytes(UTF_8);
  }

  private static Set<String> options(Path image) {
    return new TreeSet<>(Postconf.run(image, "-P").lines());
  }

  /** FILE:LINE RULE of each finding. */
  private List<String> found(String path) throws IOException {
    String out = Cli.runIn(directory, "check", "--format", "json", path).out();
    List<String> found = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(out).path("findings")) {
      Path file = Path.of(one.path("path").asText());
      Path shown = file.isAbsolute() ? directory.relativize(file) : file;
      found.add(shown.normalize() + ":" + one.path("line") + " " + one.path("rule").asText());
    }
    return found;
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
