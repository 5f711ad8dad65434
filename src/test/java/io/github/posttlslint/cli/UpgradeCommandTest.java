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
  void whatFailsIsToldBesideWhatBecomesOfItsSetting() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "smtp_tls_security_level = may\nsmtp_tls_connection_reuse = yes\n"
            + "tlsproxy_client_level = may\n");
    Files.writeString(
        directory.resolve("master.cf"),
        "smtp unix - - n - - smtp\ntlsproxy unix - - n - 0 tlsproxy\n");
    assertThat(text("3.5.25", "3.7.11"))
        .contains("main.cf:3: error: TLS is off for the client in tlsproxy", "is a former name of");
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

  @Test
  void verdictCountsWhatIsToBeDoneBeforeAndAfter() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\nsmtpd_use_tls = yes\nsmtp_tls_ciphers = low\n"
            + "smtpd_tls_eecdh_grade = ultra\nalias_maps =\n");
    assertThat(text("3.5", "3.11"))
        .containsSubsequence(
            "Before the upgrade\n",
            "main.cf:2: smtpd_use_tls: postconf warns that support for it will be removed; use",
            "main.cf:3: smtp_tls_ciphers: 'low' acts as medium in Postfix 3.11; it did as low",
            "After the upgrade\n",
            "main.cf:4: smtpd_tls_eecdh_grade is read, but does nothing in Postfix 3.11; remove it",
            "Verdict: 3 things to do before the upgrade, 1 after it; ");

    JsonNode json = json("3.5", "3.11");
    assertThat(json.path("verdict").path("before").asInt()).isEqualTo(3);
    assertThat(json.path("verdict").path("after").asInt()).isEqualTo(1);
    assertThat(json.path("verdict").path("text").asText()).startsWith("3 things to do before");
    assertThat(json.path("settings").get(1).path("when").asText()).isEqualTo("after");
    assertThat(text("3.7", "3.7"))
        .endsWith(
            "Verdict: nothing to do before the upgrade, nothing after it; no value in force changes"
                + " with a default.\n");
  }

  @Test
  void replacementThatOnlyTheNewReleaseKnowsIsForAfterwards() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"), "postscreen_blacklist_action = drop\nalias_maps =\n");
    String line = "main.cf:1: postscreen_blacklist_action: postconf warns";
    assertThat(text("3.5", "3.11", "--all")).containsSubsequence("After the upgrade\n", line);
    assertThat(text("3.7", "3.11", "--all"))
        .containsSubsequence("Before the upgrade\n", line)
        .doesNotContain("After the upgrade");
  }

  @Test
  void settingWhoseReplacementIsSetIsToBeRemoved() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"), "smtpd_use_tls = yes\nsmtpd_tls_security_level = may\n");
    assertThat(text("3.7", "3.11"))
        .contains("; remove it, since smtpd_tls_security_level is set\n");
  }

  @Test
  void releaseThatIsLeftIsFoundWhereSomethingTellsIt() throws IOException {
    Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n");
    assertThat(run(0, "--to", "3.11").out())
        .startsWith(".: from Postfix 3.6 (by compatibility_level) to 3.11\n")
        .contains("\"at least\": name it with --from");

    Path etc = Files.createDirectories(directory.resolve("root/etc/postfix"));
    Files.writeString(etc.resolve("main.cf"), "alias_maps =\n");
    Path database = Files.createDirectories(directory.resolve("root/var/lib/dpkg"));
    Files.writeString(
        database.resolve("status"),
        "Package: postfix\nStatus: install ok installed\nVersion: 3.7.11-0+deb12u1\n\n"
            + "Package: libssl3\nStatus: install ok installed\nVersion: 3.0.17-1~deb12u2\n");
    CommandLine.Result found =
        CommandLine.run(
            directory, "upgrade", "--to", "3.11.7", "--openssl-version", "3.5", "--root", "root");
    assertThat(found.out())
        .contains(
            "from Postfix 3.7.11 (by the package database) to 3.11.7\nOpenSSL: 3.0, then 3.5\n")
        .contains(
            "tls_eecdh_auto_curves: X25519 X448 prime256v1 secp521r1 secp384r1 ->"
                + " ?X25519MLKEM768:DEFAULT\n")
        .doesNotContain("at least");
  }

  private CommandLine.Result run(int status, String... words) {
    List<String> all = new ArrayList<>(List.of("upgrade"));
    all.addAll(List.of(words));
    all.add(".");
    CommandLine.Result result = CommandLine.run(directory, all.toArray(new String[0]));
    assertThat(result.status()).isEqualTo(status);
    return result;
  }

  @Test
  void releaseThatIsLeftHasToBeNamedWhereNothingTellsIt() throws IOException {
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_security_level = may\n");
    assertThat(run(2, "--to", "3.11").err())
        .contains(".: --from is missing, and nothing tells the release of Postfix");
    assertThat(run(2, "--from", "3.7").err()).contains("upgrade needs --to X.Y; --to is missing");

    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("main.cf"), "compatibility_level = 3.6\n");
    CommandLine.Result both = run(3, "--to", "3.11", "other");
    assertThat(both.out()).contains("other: from Postfix 3.6 (by compatibility_level)");
    assertThat(both.err()).contains("nothing tells the release of Postfix");
  }

  @Test
  void whatPatchLevelsDoDifferentlyIsSaidOfThem() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"), "smtp_tls_security_level = may\nalias_maps =\n");
    assertThat(text("3.5", "3.11"))
        .contains(
            """
              smtp_tls_dane_insecure_mx_policy
                  3.5 up to 3.5.8: dane
                  3.5 from 3.5.9 on: ${{$smtp_tls_security_level} == {dane} ? {dane} : {may}}
                  3.11: dane
            """)
        .contains("tls_config_file (3.5 has it from 3.5.20 on)");
    assertThat(text("3.7.11", "3.11"))
        .contains("  smtp_tls_dane_insecure_mx_policy\n", "\n      here: may -> dane\n");
    assertThat(text("3.7.13", "3.11")).doesNotContain("insecure_mx_policy");
    assertThat(text("3.7.11", "3.7.13")).contains("insecure_mx_policy");

    JsonNode said = json("3.5", "3.11");
    JsonNode change = said.path("defaults").get(1);
    for (JsonNode one : said.path("defaults")) {
      change = one.path("parameter").asText().endsWith("insecure_mx_policy") ? one : change;
    }
    assertThat(change.path("oldDefaults").get(0).path("value").asText()).isEqualTo("dane");
    assertThat(change.path("oldDefaults").get(0).path("builds").asText()).isEqualTo("up to 3.5.8");
  }

  @Test
  void valueThatSomePatchLevelsRefuseIsSaidToBe() throws IOException {
    Files.writeString(directory.resolve("main.cf"), "tls_eecdh_auto_curves =\n");
    assertThat(text("3.11", "3.7"))
        .contains(
            "Before the step back\n",
            "main.cf:1: tls_eecdh_auto_curves: an empty value is not accepted by Postfix 3.7 up to"
                + " 3.7.12\n");
    assertThat(text("3.11", "3.7.13")).doesNotContain("an empty value");

    Files.writeString(directory.resolve("main.cf"), "tls_config_file = none\n");
    assertThat(text("3.11", "3.7"))
        .contains("tls_config_file is not known to Postfix 3.7 up to 3.7.5: the setting has no");
    assertThat(text("3.11", "3.7.5")).contains("tls_config_file is not known before Postfix 3.7.6");
  }

  @Test
  void oldRestrictionsAreToldWithTheirReplacement() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "smtpd_recipient_restrictions = permit_mx_backup, permit_naked_ip_address\n");
    assertThat(text("3.7", "3.11"))
        .contains(
            "smtpd_recipient_restrictions: 'permit_mx_backup' works, but Postfix warns that it will"
                + " be removed; use relay_domains\n",
            "'permit_naked_ip_address' is not accepted by Postfix 3.11; use permit_mynetworks\n");
    assertThat(text("3.9", "3.11")).doesNotContain("permit_mx_backup");
  }

  @Test
  void tablesOfBerkeleyDbAreToldOnce() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "transport_maps = hash:/etc/postfix/transport\n"
            + "smtpd_tls_session_cache_database = btree:/var/lib/postfix/scache\n"
            + "relay_clientcerts = proxy:hash:/etc/postfix/clients\n"
            + "virtual_alias_maps = lmdb:/etc/postfix/virtual\n");
    assertThat(text("3.7", "3.11"))
        .contains(
            "  main.cf:1, 2, 3:\n      hash: and btree: are tables of Berkeley DB.",
            "  alias_maps is not set, and its default has the type",
            "Verdict: 2 things to do before the upgrade, 1 after it; ");
    assertThat(text("3.5", "3.7")).doesNotContain("Berkeley");
    assertThat(text("3.11", "3.12")).doesNotContain("alias_maps is not set");
    assertThat(json("3.7", "3.11").path("tables").get(0).path("places")).hasSize(3);
  }

  @Test
  void longListsAreToldByTheirDifference() {
    assertThat(text("3.7.11", "3.11", "--all"))
        .contains("  proxy_read_maps\n      3.11 has in addition:\n")
        .doesNotContain("$local_recipient_maps");
  }

  @Test
  void findingsThatSayTheSameAreOneThingToDo() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        "compatibility_level = 3.6\nsmtpd_tls_security_level = may\nalias_maps =\n"
            + "smtpd_tls_ask_ccert = yes\nrelay_clientcerts = texthash:$config_directory/clients\n");
    Files.writeString(directory.resolve("master.cf"), "smtp inet n - n - - smtpd\n");
    String md5 = "D4:1D:8C:D9:8F:00:B2:04:E9:80:09:98:EC:F8:42:7E";
    Files.writeString(
        directory.resolve("clients"), md5 + " a\n" + md5.replace("D4", "D5") + " b\n");
    assertThat(text("3.4", "3.11"))
        .contains("  clients:1, 2: error: The fingerprint has 16 bytes")
        .contains("Verdict: 1 thing to do before");
    assertThat(json("3.4", "3.11").path("newFindings")).hasSize(2);
  }
}
