package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --profile clients} says, and which of the usual findings give way to it. */
class ClientsProfileTest {

  private static final String SERVICES =
      """
      smtp inet n - n - - smtpd
      submission inet n - n - - smtpd
        -o smtpd_tls_security_level=encrypt
      tlsmgr unix - - n 1000? 1 tlsmgr
      """;

  @TempDir Path directory;

  /** The rules that find something, with the line of it, in the order of the report. */
  private List<String> found(String chains, String settings, String... options) throws IOException {
    String main =
        "compatibility_level = 3.6\nmyhostname = mx.example.com\nmydestination = example.com\n"
            + "smtpd_tls_security_level = may\nsmtpd_tls_chain_files = "
            + ServerChains.files(chains)
            + "\n"
            + settings;
    Map<String, byte[]> files = ServerChains.make(main, Instant.now());
    files.put("etc/postfix/main.cf", main.getBytes(StandardCharsets.UTF_8));
    files.put("etc/postfix/master.cf", SERVICES.getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    List<String> arguments = new ArrayList<>(List.of("check", "-q", "--root", "."));
    arguments.addAll(List.of("--postfix-version", "3.7", "--openssl-version", "3.0"));
    arguments.addAll(List.of(options));
    arguments.add("etc/postfix");
    Cli.Run run = Cli.runIn(directory, arguments.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out()
        .lines()
        .filter(
            line -> line.contains("clients-") || line.matches(".*\\[(protocols-tls13|key|ec)-.*"))
        .map(line -> line.replaceFirst("etc/postfix/", "").replaceFirst(": .*\\[", " "))
        .map(line -> line.replaceFirst("\\]$", ""))
        .toList();
  }

  @Test
  void tls13AloneShutsWindowsOutAndTheUsualFindingsYield() throws IOException {
    String settings =
        "smtpd_tls_protocols = >=TLSv1.3\nsmtpd_tls_mandatory_protocols = >=TLSv1.3\n";
    assertThat(found("rsa", settings))
        .containsExactly("main.cf:6:23 protocols-tls13-only", "main.cf:7:33 protocols-tls13-only");
    assertThat(found("rsa", settings, "--profile", "clients"))
        .containsExactly("master.cf:1:1 clients-clear-text", "master.cf:2:1 clients-shut-out");
  }

  @Test
  void aCertificateThatFewCanUse() throws IOException {
    assertThat(found("ed25519", "", "--profile", "clients"))
        .containsExactly("master.cf:1:1 clients-certificate", "master.cf:2:1 clients-nobody");
    assertThat(found("ed25519 rsa", "", "--profile", "clients")).isEmpty();
  }

  @Test
  void theDefaultsShutNobodyCurrentOut() throws IOException {
    assertThat(found("rsa", "", "--profile", "clients")).isEmpty();
  }

  @Test
  void whatCannotBeToldIsNotReported() throws IOException {
    String settings = "smtpd_tls_protocols = {{ protocols }}\n";
    assertThat(found("rsa", settings, "--profile", "clients"))
        .noneMatch(line -> line.startsWith("master.cf:1"));
  }
}
