package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeCommandTest {

  private static final String MAIN =
      """
      compatibility_level = 2
      smtpd_use_tls = yes
      smtpd_tls_mandatory_ciphers = low
      smtpd_tls_eecdh_grade = ultra
      smtp_tls_protocols = !SSLv2
      tls_legacy_public_key_fingerprints = yes
      lmtp_tls_policy_maps = inline:{}
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeSetup() throws IOException {
    Files.writeString(directory.resolve("main.cf"), MAIN);
    Files.writeString(
        directory.resolve("master.cf"),
        "smtp unix - - n - - smtp\\n  -o smtp_use_tls=yes\\n".translateEscapes());
  }

  private String text(String from, String to, String... more) {
    List<String> words = new ArrayList<>(List.of("upgrade", "--from", from, "--to", to));
    words.addAll(List.of(more));
    words.add(".");
    CommandLine.Result result = CommandLine.run(directory, words.toArray(new String[0]));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }

  private JsonNode json(String from, String to) throws IOException {
    return new ObjectMapper().readTree(text(from, to, "--format", "json"));
  }

  @Test
  void settingsThatAgeAreListedWithTheirPlace() {
    assertThat(text("3.4", "3.11"))
        .contains(
            "main.cf:2: smtpd_use_tls: postconf warns",
            "use smtpd_tls_security_level",
            "main.cf:3: smtpd_tls_mandatory_ciphers: 'low' acts as medium",
            "main.cf:4: smtpd_tls_eecdh_grade is read, but does nothing",
            "main.cf:6: tls_legacy_public_key_fingerprints is gone since Postfix 3.11",
            "master.cf:2: smtp/unix: smtp_use_tls: postconf warns");
  }

  @Test
  void defaultThatTheCompatibilityLevelKeepsIsMarked() throws IOException {
    JsonNode json = json("3.4", "3.11");
    assertThat(json.path("format").asText()).isEqualTo("posttls-lint-upgrade/1");
    assertThat(effect(json, "smtpd_tls_fingerprint_digest")).isEqualTo("shielded");
    assertThat(effect(json, "smtpd_tls_protocols")).isEqualTo("changes");
    assertThat(effect(json, "smtp_tls_protocols")).as("set in main.cf").isEqualTo("not listed");

    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n");
    assertThat(effect(json("3.4", "3.11"), "smtpd_tls_fingerprint_digest")).isEqualTo("changes");
  }

  private static String effect(JsonNode json, String parameter) {
    for (JsonNode one : json.path("defaults")) {
      if (one.path("parameter").asText().equals(parameter)) {
        return one.path("effect").asText();
      }
    }
    return "not listed";
  }

  @Test
  void stepBackNamesWhatTheOlderReleaseDoesNotKnow() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\nsmtp_tls_enable_rpk = yes\nsmtpd_tls_protocols = >=TLSv1\n"
            + "transport_maps = lmdb:/etc/postfix/transport\n");
    assertThat(text("3.11", "2.10"))
        .contains(
            "to 2.10, a step back",
            "main.cf:2: smtp_tls_enable_rpk is not known before Postfix 3.9",
            "main.cf:3: smtpd_tls_protocols: '>=TLSv1' is not accepted by Postfix 2.10",
            "main.cf:4: error:",
            "[table-type-unknown]");
  }

  @Test
  void defaultsOfOtherParametersAreListedOnRequest() {
    assertThat(text("3.8", "3.9")).doesNotContain("smtpd_forbid_bare_newline");
    assertThat(text("3.8", "3.9", "--all")).contains("smtpd_forbid_bare_newline");
  }

  @Test
  void sameReleaseChangesNothing() {
    assertThat(text("3.7", "3.7")).contains("Nothing that is set");
  }
}
