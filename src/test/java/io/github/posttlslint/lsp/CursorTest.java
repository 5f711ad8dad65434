package io.github.posttlslint.lsp;

import static io.github.posttlslint.lsp.Client.document;
import static io.github.posttlslint.lsp.Client.get;
import static io.github.posttlslint.lsp.Client.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor shows at the cursor: hovers and completions. */
class CursorTest {

  @TempDir Path folder;
  private Path directory;
  private Path main;
  private Path master;

  @BeforeEach
  void copySample() throws Exception {
    Folders.copy(Path.of("samples/submission/good"), folder);
    directory = folder.resolve("etc/postfix");
    main = directory.resolve("main.cf");
    master = directory.resolve("master.cf");
  }

  private static String hover(Client client, Path file, Position at) throws Exception {
    Hover hover =
        get(client.server().getTextDocumentService().hover(new HoverParams(document(file), at)));
    return hover == null ? "" : hover.getContents().getRight().getValue();
  }

  /** Hovers over a text of a file that is opened as it is on disk, with more at its end. */
  private String hoverOver(Path file, String more, String wanted) throws Exception {
    String text = Files.readString(file) + more;
    try (Client client = new Client(List.of(folder))) {
      client.open(file, text);
      return hover(client, file, position(text, wanted));
    }
  }

  @Test
  void aParameterIsExplainedWithItsValueForEachService() throws Exception {
    assertThat(hoverOver(main, "", "smtpd_tls_security_level"))
        .contains("**smtpd_tls_security_level**: parameter of Postfix 2.3 and later")
        .contains("Whether the server offers TLS")
        .contains("- values: none, may, encrypt")
        .contains("postconf.5.html#smtpd_tls_security_level")
        .containsPattern("smtp/inet.*: `may` \\(etc/postfix/main.cf:\\d+\\)")
        .containsPattern("submission/inet.*: `encrypt` \\(etc/postfix/master.cf:\\d+ -o\\)")
        .contains("protocols: ");
  }

  @Test
  void aReferenceIsExplainedWithWhatItStandsFor() throws Exception {
    String more = "own_name = $myhostname\nsmtpd_banner = ${own_name} x\n";
    assertThat(hoverOver(main, more, "${own_name}"))
        .contains("**`own_name`**: a name of this set-up's own");
    assertThat(hoverOver(main, more, "smtpd_banner")).containsPattern("from `\\$\\{own_name\\} x`");
  }

  @Test
  void aCertificateAndAKeyAreShownWithWhatFits() throws Exception {
    String text = Files.readString(main);
    String name = text.lines().filter(line -> line.contains(".pem")).findFirst().orElseThrow();
    String word = name.substring(name.indexOf('/'));
    assertThat(hoverOver(main, "", word))
        .startsWith("```text\n")
        .contains("certificate CN=mail.example.com")
        .contains("days left")
        .contains("fits ")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void aTableAPolicyAndANextHopAreTold() throws Exception {
    Path policy = directory.resolve("policy");
    Files.writeString(policy, "example.com encrypt protocols=>=TLSv1.3\n");
    String more =
        "smtp_tls_policy_maps = texthash:/etc/postfix/policy\nrelayhost = [mail.example.com]:587\n";
    assertThat(hoverOver(main, more, "texthash:"))
        .contains("**`texthash:/etc/postfix/policy`**: its file is there")
        .contains("1 entry");
    assertThat(hoverOver(main, more, "[mail.example.com]:587"))
        .contains("mail.example.com")
        .contains("TLS level");
    Files.writeString(main, Files.readString(main) + more);
    assertThat(hoverOver(policy, "", "encrypt"))
        .contains("**`example.com`**: TLS level `encrypt` by smtp_tls_policy_maps")
        .contains("protocols = `>=TLSv1.3`");
  }

  private List<CompletionItem> items(Client client, Path file, String typed) throws Exception {
    String text = Files.readString(file) + typed;
    client.open(file, text);
    int line = (int) text.chars().filter(c -> c == '\n').count();
    Position end = new Position(line, text.length() - text.lastIndexOf('\n') - 1);
    return get(client
            .server()
            .getTextDocumentService()
            .completion(new CompletionParams(document(file), end)))
        .getLeft();
  }

  private List<String> labels(Path file, String typed) throws Exception {
    try (Client client = new Client(List.of(folder))) {
      return items(client, file, typed).stream().map(CompletionItem::getLabel).toList();
    }
  }

  @Test
  void namesOfTheReleaseAreOfferedThoseAboutTlsFirst() throws Exception {
    try (Client client = new Client(List.of(folder), "--postfix-version", "3.5")) {
      List<CompletionItem> items = new ArrayList<>(items(client, main, "smtpd_tls"));
      items.sort((a, b) -> a.getSortText().compareTo(b.getSortText()));
      assertThat(items.get(0).getSortText()).startsWith("0").isNotEqualTo("0myhostname");
      assertThat(items)
          .extracting(CompletionItem::getLabel)
          .contains("smtpd_tls_chain_files", "myhostname")
          .doesNotContain("requiretls_enable");
      CompletionItem one =
          items.stream()
              .filter(item -> item.getLabel().equals("smtpd_tls_loglevel"))
              .findFirst()
              .orElseThrow();
      assertThat(one.getDetail()).contains("How much the server logs");
      assertThat(one.getTextEdit().getLeft().getNewText()).isEqualTo("smtpd_tls_loglevel = ");
      assertThat(one.getTextEdit().getLeft().getRange().getStart().getCharacter()).isZero();
    }
  }

  @Test
  void valuesFilesTablesAndNamesAreOffered() throws Exception {
    assertThat(labels(main, "smtpd_tls_security_level = ")).contains("may", "encrypt", "none");
    assertThat(labels(main, "smtpd_tls_auth_only = ")).containsExactly("yes", "no");
    assertThat(labels(main, "smtpd_tls_protocols = !SSLv2, >")).contains(">=TLSv1.2", "!TLSv1");
    assertThat(labels(main, "smtp_tls_policy_maps = ")).contains("hash", "lmdb", "texthash");
    assertThat(labels(main, "smtp_tls_policy_maps = hash:/etc/postfix/"))
        .contains("main.cf", "master.cf");
    assertThat(labels(main, "smtpd_tls_chain_files =\n  /etc/postfix/")).contains("main.cf");
    assertThat(labels(main, "smtpd_banner = $myho")).contains("myhostname");
    assertThat(labels(main, "smtpd_tls_chain_files = /etc/")).doesNotContain("passwd", "shadow");
  }

  @Test
  void columnsProgramsAndOptionsOfAServiceAreOffered() throws Exception {
    assertThat(labels(master, "sub")).contains("submission", "smtps");
    assertThat(labels(master, "x "))
        .containsExactlyInAnyOrder("inet", "unix", "fifo", "pass", "unix-dgram");
    assertThat(labels(master, "x inet n - - - - ")).contains("smtpd", "postscreen");
    assertThat(labels(master, "x inet n - - - - smtpd\n  -o smtpd_tls"))
        .contains("smtpd_tls_wrappermode")
        .doesNotContain("smtp_tls_security_level");
    assertThat(labels(master, "x inet n - - - - smtpd -o smtpd_tls_security_level="))
        .contains("encrypt");
  }

  @Test
  void rulesAreOfferedInIgnoreCommentsAndAttributesInPolicies() throws Exception {
    assertThat(labels(main, "# posttls-lint: ignore[cert-expired,")).contains("smtp-tls-off");
    assertThat(labels(main, "# posttls-lint: ")).containsExactly("ignore[]", "ignore-file[]");
    Path policy = directory.resolve("policy");
    Files.writeString(policy, "");
    Files.writeString(
        main, Files.readString(main) + "smtp_tls_policy_maps = texthash:/etc/postfix/policy\n");
    assertThat(labels(policy, "example.com ")).contains("encrypt", "dane-only", "secure");
    assertThat(labels(policy, "example.com encrypt ")).contains("protocols", "match");
    assertThat(labels(policy, "example.com encrypt protocols=!TLSv1:>")).contains(">=TLSv1.2");
  }

  @Test
  void noPasswordIsShown() throws Exception {
    String secret = "Gr4nat-Apfel";
    Files.writeString(directory.resolve("sasl_passwd"), "[mail.example.com] user:" + secret + "\n");
    String more =
        "relayhost = [mail.example.com]\nsmtp_sasl_auth_enable = yes\n"
            + "smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd inline:{x=u:"
            + secret
            + "} static:u:"
            + secret
            + "\nown_password = "
            + secret
            + "\nsmtp_tls_policy_maps = ldap:{bind_pw = "
            + secret
            + "}\n";
    String text = Files.readString(main) + more;
    Files.writeString(main, text);
    try (Client client = new Client(List.of(folder))) {
      client.open(main);
      StringBuilder all = new StringBuilder(client.findings(main).toString());
      String[] lines = text.split("\n", -1);
      for (int line = lines.length - 6; line < lines.length; line++) {
        for (int character = 0; character <= lines[line].length(); character += 3) {
          Position at = new Position(line, character);
          all.append(hover(client, main, at));
          all.append(
              get(
                  client
                      .server()
                      .getTextDocumentService()
                      .completion(new CompletionParams(document(main), at))));
        }
      }
      Path passwords = directory.resolve("sasl_passwd");
      client.open(passwords);
      all.append(client.findings(passwords));
      for (int character = 0; character < 20; character += 4) {
        all.append(hover(client, passwords, new Position(0, character)));
      }
      assertThat(all.toString()).contains("smtp_sasl_password_maps").doesNotContain(secret);
    }
  }
}
