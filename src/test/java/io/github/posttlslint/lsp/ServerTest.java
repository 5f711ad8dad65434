package io.github.posttlslint.lsp;

import static io.github.posttlslint.lsp.Client.codes;
import static io.github.posttlslint.lsp.Client.has;
import static io.github.posttlslint.lsp.Client.lacks;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor is told while somebody types. */
class ServerTest {

  private static final String MAIN =
      """
      compatibility_level = 3.6
      smtpd_tls_security_level = may
      smtpd_tls_chain_files = /etc/postfix/mail.pem
      smtp_tls_security_level = may
      """;

  @TempDir Path folder;
  private Path main;
  private Path master;

  @BeforeEach
  void makeSetup() throws Exception {
    main = folder.resolve("main.cf");
    master = folder.resolve("master.cf");
    Files.writeString(main, MAIN);
    Files.writeString(
        master,
        """
        smtp      inet  n       -       n       -       -       smtpd
        smtp      unix  -       -       n       -       -       smtp
        tlsmgr    unix  -       -       n       1000?   1       tlsmgr
        qmgr      unix  n       -       n       300     1       qmgr
        """);
  }

  @Test
  void whatIsTypedIsJudgedWithTheFilesOnDisk() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      assertThat(codes(client.open(main).findings(main))).doesNotContain("smtp-level-invalid");
      client.change(
          main,
          new TextDocumentContentChangeEvent(
              new Range(new Position(3, 26), new Position(3, 29)), "maybe"));
      List<Diagnostic> found = client.findings(main);
      assertThat(codes(found)).contains("smtp-level-invalid");
      Diagnostic one = found.get(codes(found).indexOf("smtp-level-invalid"));
      assertThat(one.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
      assertThat(one.getSource()).isEqualTo("posttls-lint");
      assertThat(one.getRange().getStart().getLine()).isEqualTo(3);
      assertThat(one.getMessage().getLeft()).contains("maybe").contains("\n");
      assertThat(one.getCodeDescription().getHref()).startsWith("https://www.postfix.org/");
    }
  }

  @Test
  void placesThatExplainAFindingAndTagsAreTold() throws Exception {
    Files.writeString(main, MAIN + "smtpd_use_tls = yes\n" + "smtpd_tls_loglevel = 1\n".repeat(2));
    try (Client client = new Client(List.of(folder))) {
      List<Diagnostic> found = client.open(main).findings(main);
      assertThat(found)
          .anySatisfy(one -> assertThat(one.getTags()).contains(DiagnosticTag.Deprecated));
      assertThat(found)
          .anySatisfy(
              one ->
                  assertThat(one.getRelatedInformation())
                      .isNotEmpty()
                      .allSatisfy(
                          place ->
                              assertThat(place.getLocation().getUri())
                                  .isEqualTo(Client.uri(main))));
    }
  }

  @Test
  void aChangeOfOneFileJudgesTheOthersAgain() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(main).open(master);
      client.findings(master);
      client.write(
          master,
          Files.readString(master)
              + "submission inet n - n - - smtpd\n -o smtpd_tls_security_level=bad\n");
      assertThat(codes(client.findings(master))).isNotEmpty();
      client.write(main, MAIN + "smtpd_tls_ciphers = tall\n");
      client.await(main, has("cipher-grade-invalid"));
    }
  }

  @Test
  void whenAFileIsClosedWhatIsOnDiskCountsAndNothingIsToldOfItsSetup() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(main, MAIN + "smtpd_tls_ciphers = tall\n");
      client.await(main, has("cipher-grade-invalid"));
      client.open(master);
      client.close(main);
      client.await(main, lacks("cipher-grade-invalid"));
      client.close(master);
      client.await(main, told -> told.getDiagnostics().isEmpty());
    }
  }

  @Test
  void changesOnDiskAreSeenWithoutAWord() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(master).findings(master);
      Files.writeString(main, MAIN + "smtpd_tls_ciphers = tall\n");
      Files.writeString(folder.resolve("mail.pem"), "no certificate\n");
      client.await(main, has("cipher-grade-invalid"));
      client.await(main, has("cert-file-empty"));
    }
  }

  @Test
  void filesThatVanishAreNoTrouble() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(main).open(master).findings(main);
      Files.delete(main);
      client.write(master, Files.readString(master) + "# x\n");
      client.findings(master);
      Files.delete(master);
      client.write(main, MAIN + "# x\n");
      client.findings(main);
      assertThat(client.errors()).isEmpty();
    }
  }

  @Test
  void severalFoldersAndSetupsAreJudgedEachByItself() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one/etc/postfix")).resolve("main.cf");
    Path two = Files.createDirectories(folder.resolve("two")).resolve("main.cf.j2");
    try (Client client = new Client(List.of(folder.resolve("one"), folder.resolve("two")))) {
      Files.writeString(one, "smtpd_tls_security_level = may\nsmtpd_tls_ciphers = tall\n");
      Files.writeString(
          two, "smtpd_tls_security_level = {{ level }}\nsmtp_tls_security_level = x\n");
      assertThat(codes(client.open(one).findings(one))).contains("cipher-grade-invalid");
      assertThat(codes(client.open(two).findings(two)))
          .contains("smtp-level-invalid")
          .doesNotContain("cipher-grade-invalid");
    }
  }

  @Test
  void aTableOrCertificateIsJudgedWithTheSetupThatNamesIt() throws Exception {
    Path tables = Files.createDirectories(folder.resolve("deep/down/there"));
    Path policy = tables.resolve("policy");
    Files.writeString(policy, "example.com maybe\n");
    Files.writeString(
        main, MAIN + "smtp_tls_policy_maps = texthash:/etc/postfix/deep/down/there/policy\n");
    try (Client client = new Client(List.of(folder))) {
      assertThat(codes(client.open(policy).findings(policy))).contains("policy-level-invalid");
      client.write(policy, "example.com encrypt\n");
      assertThat(codes(client.findings(policy))).doesNotContain("policy-level-invalid");
    }
  }

  @Test
  void theConfigurationFileCountsAndAMistakeInItIsTold() throws Exception {
    Files.writeString(main, MAIN + "smtpd_tls_ciphers = tall\n");
    Path configuration = folder.resolve(".posttls-lint.yaml");
    Files.writeString(configuration, "disable: [cipher-grade-invalid]\n");
    try (Client client = new Client(List.of(folder))) {
      assertThat(codes(client.open(main).findings(main))).doesNotContain("cipher-grade-invalid");
      client.open(configuration, "disable: [no-such-rule]\n");
      assertThat(
              client
                  .await(main, told -> told.getDiagnostics().size() == 1)
                  .get(0)
                  .getMessage()
                  .getLeft())
          .contains(".posttls-lint.yaml:1")
          .contains("no-such-rule");
      client.write(configuration, "disable: []\n");
      client.await(main, has("cipher-grade-invalid"));
    }
  }

  @Test
  void optionsOfTheCommandCount() throws Exception {
    Files.writeString(main, MAIN + "smtpd_tls_ciphers = tall\n");
    try (Client client = new Client(List.of(), "--disable", "cipher-grade-invalid", "--stdio")) {
      assertThat(codes(client.open(main).findings(main))).doesNotContain("cipher-grade-invalid");
    }
    assertThat(Cli.run("lsp", "somewhere").err()).contains("lsp takes no PATH");
  }

  @Test
  void whatLiesOutsideOfTheFolderIsNotOpened() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside")).resolve("mail.pem");
    Files.writeString(outside, "no certificate\n");
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Path own = inside.resolve("main.cf");
    Files.writeString(own, MAIN.replace("/etc/postfix/mail.pem", outside.toString()));
    Files.createSymbolicLink(inside.resolve("master.cf"), master);
    try (Client client = new Client(List.of(inside))) {
      List<Diagnostic> found = client.open(own).findings(own);
      assertThat(codes(found)).doesNotContain("cert-file-empty");
      assertThat(
              client.await(inside.resolve("master.cf"), told -> true).get(0).getMessage().getLeft())
          .contains("a symbolic link that leads out");
    }
  }

  @Test
  void theClientEndsTheServer() throws Exception {
    Client client = new Client(List.of(folder));
    client.open(main).findings(main);
    assertThat(Client.get(client.server().shutdown())).isNull();
    client.server().exit();
    assertThat(client.status()).isZero();
    assertThat(client.errors()).isEmpty();
    client.close();
  }

  @Test
  void aClientThatDiesEndsTheServer() throws Exception {
    Client client = new Client(List.of(folder));
    client.open(main);
    client.die();
    assertThat(client.status()).isEqualTo(1);
    assertThat(client.errors()).isEmpty();
    client.close();
  }

  @Test
  void messagesThatCannotBeReadAreSaidAndPassedOver() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      for (String message :
          List.of(
              "{",
              "[]",
              "null",
              "{\"jsonrpc\":\"2.0\",\"method\":7}",
              "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{}}",
              "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":null}}",
              "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"nowhere\"}}}",
              "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///%zz\",\"text\":\"\"}}}",
              "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"no/such\"}",
              "{\"a\":".repeat(3000))) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        client.sendRaw(
            ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        client.sendRaw(bytes);
      }
      client.sendRaw("Content-Length: many\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      client.sendRaw("Content-Length: -5\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(client.open(main).findings(main)).isNotNull();
      assertThat(client.errors().lines()).allMatch(line -> line.startsWith("posttls-lint: lsp: "));
    }
  }
}
