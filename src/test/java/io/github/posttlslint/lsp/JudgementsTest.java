package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between judgings, and when it is out of date. */
class JudgementsTest {

  private static final String MAIN =
      """
      compatibility_level = 3.6
      smtpd_tls_security_level = may
      smtpd_tls_chain_files = /etc/postfix/mail.pem
      smtpd_tls_ciphers = tall
      """;
  private static final String RULE = "cipher-grade-invalid";

  @TempDir Path folder;
  private Path main;
  private Path master;

  @BeforeEach
  void makeSetup() throws Exception {
    main = Files.writeString(folder.resolve("main.cf"), MAIN);
    master =
        Files.writeString(
            folder.resolve("master.cf"),
            "smtp inet n - n - - smtpd\n2525 inet n - n - - smtpd\n  -o smtpd_tls_security_level=maybe\n");
  }

  @Test
  void certificatesExpireWhileTheEditorIsOpen() throws Exception {
    Path sample = Path.of("samples/submission/good/etc/postfix").toAbsolutePath();
    Path file = sample.resolve("main.cf");
    Editing editing = new Editing(sample, null).open(file).judge();
    List<String> before = editing.codes(file);
    assertThat(editing.poll()).isFalse();
    editing.setNow(Instant.parse("2026-06-01T00:00:00Z").plus(Duration.ofDays(365 * 200)));
    assertThat(editing.poll()).isTrue();
    assertThat(editing.told().values())
        .anySatisfy(
            told -> assertThat(Client.codes(told.getDiagnostics())).contains("cert-expired"));
    assertThat(before).doesNotContain("cert-expired");
    assertThat(editing.poll()).isFalse();
  }

  @Test
  void aConfigurationFileThatComesChangesOrGoesIsSeen() throws Exception {
    Editing editing = new Editing(folder, null).open(main).judge();
    assertThat(editing.codes(main)).contains(RULE);
    assertThat(editing.poll()).isFalse();
    Path configuration = folder.resolve(".posttls-lint.yaml");
    Files.writeString(configuration, "disable: [" + RULE + "]\n");
    assertThat(editing.poll()).isTrue();
    assertThat(editing.codes(main)).doesNotContain(RULE);
    Files.writeString(configuration, "disable: [no-such-rule, " + RULE + "]\n");
    assertThat(editing.poll()).isTrue();
    assertThat(editing.diagnostics(main).toString()).contains("not judged");
    assertThat(editing.poll()).isFalse();
    Files.delete(configuration);
    assertThat(editing.poll()).isTrue();
    assertThat(editing.codes(main)).contains(RULE);
  }

  @Test
  void aRuleFileThatChangesIsSeen() throws Exception {
    Path rules = folder.resolve("site-relayhost-port.yaml");
    String rule =
        Files.readString(
            Path.of("src/main/training/configured/site-rules/site-relayhost-port.yaml"));
    Files.writeString(rules, rule);
    Files.writeString(folder.resolve(".posttls-lint.yaml"), "rules: [site-relayhost-port.yaml]\n");
    Editing editing = new Editing(folder, null).open(main).judge();
    assertThat(editing.codes(main)).contains(RULE);
    Files.writeString(rules, rule + "colour: blue\n");
    assertThat(editing.poll()).isTrue();
    assertThat(editing.diagnostics(main).toString()).contains("colour");
    Files.writeString(rules, rule);
    assertThat(editing.poll()).isTrue();
    assertThat(editing.codes(main)).contains(RULE);
  }

  @Test
  void aMasterCfThatComesOrGoesIsSeen() throws Exception {
    String services = Files.readString(master);
    Files.delete(master);
    Files.writeString(main, "compatibility_level = 3.6\n"); // for which nothing else is looked up
    Editing editing = new Editing(folder, null).open(main).judge();
    assertThat(editing.codes(master)).isEmpty();
    Files.writeString(master, services);
    assertThat(editing.poll()).isTrue();
    assertThat(editing.codes(master)).contains("smtpd-level-invalid");
    Files.delete(master);
    assertThat(editing.poll()).isTrue();
    assertThat(editing.codes(master)).isEmpty();
  }

  @Test
  void ofAnOpenTextIsToldOnlyWhatIsNew() throws Exception {
    Editing editing = new Editing(folder, null).open(main).open(master).judge();
    editing.told().clear();
    OpenText text = editing.texts().find(Client.uri(master));
    String more = text.text().text() + "# a comment\n";
    editing.texts().change(text.with(2, List.of(new TextDocumentContentChangeEvent(more))));
    editing.judge();
    assertThat(editing.told()).containsOnlyKeys(Client.uri(master));
    editing.told().clear();
    editing.texts().close(Client.uri(master));
    editing.open(master).judge(); // as it was before, and told of all the same
    assertThat(editing.told()).containsOnlyKeys(Client.uri(master));
  }
}
