package io.github.posttlslint.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in main.cf is wrong in a TLS policy, too, and as grave. */
@Slow
class BothPlacesTest {

  private static final String FINGERPRINT = "D4:1D:8C:D9:8F:00:B2:04:E9:80:09:98:EC:F8:42:7E";

  private static final List<String> PROTOCOLS =
      List.of(
          "TLS1.2",
          "all",
          ">=TLSv1_2",
          ">=TLSv1.4",
          ">=SSLv2",
          ">=0x",
          "<=-1",
          "!",
          "-SSLv3",
          "SSLv2:SSLv3",
          "SSLv3",
          ">=TLSv1.3:<=TLSv1.2",
          "!TLSv1:!TLSv1.1:!TLSv1.2:!TLSv1.3",
          ">=TLSv1.2:TLSv1.1",
          "<=0300",
          "TLSv1",
          "TLSv1:TLSv1.1",
          "!SSLv3:<=302",
          "!SSLv2:!SSLv3:!TLSv1.2:!TLSv1.3",
          "TLSv1:TLSv1.2",
          "!SSLv3:!TLSv1.1",
          "TLSv1.1:TLSv1.3",
          "SSLv3:TLSv1.2:TLSv1.3");

  private static final List<String> EXCLUSIONS = List.of("!MD5", "MD5:+3DES", "-RC4", "@STRENGTH");

  private static final List<String> FINGERPRINTS =
      List.of(
          "SHA256:D4:1D",
          FINGERPRINT + ":",
          FINGERPRINT + ":AA",
          "x",
          "D4-1D-8C-D9",
          FINGERPRINT.substring(3));

  @TempDir Path directory;

  @Test
  void protocols() throws Exception {
    compare("encrypt", "mandatory_protocols", "protocols", PROTOCOLS);
  }

  @Test
  void protocolsOfOptionalTls() throws Exception {
    compare("may", "protocols", "protocols", List.of("TLS1.2", "SSLv3", "TLSv1", "!TLSv1.1"));
  }

  @Test
  void grades() throws Exception {
    compare("encrypt", "mandatory_ciphers", "ciphers", List.of("strong", "HIGH:!aNULL", "tls"));
  }

  @Test
  void exclusions() throws Exception {
    compare("encrypt", "mandatory_exclude_ciphers", "exclude", EXCLUSIONS);
  }

  @Test
  void fingerprints() throws Exception {
    compare("fingerprint", "fingerprint_cert_match", "match", FINGERPRINTS);
  }

  private void compare(String level, String parameter, String attribute, List<String> values)
      throws IOException {
    Map<String, String> different = new TreeMap<>();
    for (String value : values) {
      String common = "compatibility_level = 3.6\nsmtp_tls_fingerprint_digest = md5\n";
      String main =
          common
              + "relayhost = [mail.example.com]\nsmtp_tls_security_level = "
              + level
              + "\nsmtp_tls_"
              + parameter
              + " = "
              + value
              + "\n";
      String own = judge(main, "", 5);
      String policy =
          common
              + "relayhost = [mail.example.com]\nsmtp_tls_security_level = may\n"
              + "smtp_tls_policy_maps = texthash:/etc/postfix/tls_policy\n";
      String entry = "[mail.example.com] " + level + " " + attribute + "=" + value + "\n";
      String theirs = judge(policy, entry, 0);
      if (own.isEmpty() || !own.equals(theirs)) {
        different.put(value, "main.cf: " + own + ", policy: " + theirs);
      }
    }
    assertThat(different).isEmpty();
  }

  /** The severest finding of a line of main.cf, or of the table where that is 0; empty if none. */
  private String judge(String main, String policy, int line) throws IOException {
    Path etc = Files.createDirectories(directory.resolve("etc/postfix"));
    Files.writeString(etc.resolve("main.cf"), main, UTF_8);
    Files.writeString(etc.resolve("tls_policy"), policy, UTF_8);
    Cli.Run run =
        Cli.run(
            "check",
            "--format",
            "json",
            "--postfix-version",
            "3.7",
            "--root",
            directory.toString());
    JsonNode findings = new ObjectMapper().readTree(run.out()).path("findings");
    List<String> found = new ArrayList<>();
    for (JsonNode finding : findings) {
      boolean isHere =
          line == 0
              ? finding.path("file").asText().endsWith("tls_policy")
              : finding.path("line").asInt() == line;
      if (isHere && !finding.path("severity").asText().equals("note")) {
        found.add(finding.path("severity").asText());
      }
    }
    return found.contains("error") ? "error" : found.isEmpty() ? "" : found.get(0);
  }
}
