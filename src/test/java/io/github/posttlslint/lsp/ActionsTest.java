package io.github.posttlslint.lsp;

import static io.github.posttlslint.lsp.Client.codes;
import static io.github.posttlslint.lsp.Client.document;
import static io.github.posttlslint.lsp.Client.get;
import static io.github.posttlslint.lsp.Client.position;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done about findings, and where words are defined. */
class ActionsTest {

  private static final String MAIN =
      """
      compatibility_level = 3.6
      smtpd_tls_security_level = may
      smtpd_tls_chain_files = ${config_directory}/mail.pem
      smtp_tls_security_level = may
      smtp_tls_auth_only = yes
      smtp_tls_policy_maps = texthash:/etc/postfix/policy
      smtpd_restriction_classes = tls_only
      tls_only = permit
      smtpd_client_restrictions =
        check_client_access texthash:/etc/postfix/access,
        tls_only
      relay_transport = relay:[mail.example.com]
      mynetworks = $myhostname
      myhostname = mail.example.com
      """;

  private static final String MASTER =
      """
      smtp      inet  n       -       n       -       -       smtpd
        -o smtpd_tls_loglevel=0
        -o smtpd_tls_security_level=${stock}
        -o stock=may
      smtp      unix  -       -       n       -       -       smtp
      relay     unix  -       -       n       -       -       smtp
      tlsmgr    unix  -       -       n       1000?   1       tlsmgr
      qmgr      unix  n       -       n       300     1       qmgr
      """;

  @TempDir Path folder;
  private Path main;
  private Path master;

  @BeforeEach
  void makeSetup() throws Exception {
    main = folder.resolve("main.cf");
    master = folder.resolve("master.cf");
    Files.writeString(main, MAIN);
    Files.writeString(master, MASTER);
    Files.writeString(folder.resolve("policy"), "example.com encrypt\n");
    Files.writeString(folder.resolve("access"), "example.com tls_only\n");
  }

  private static List<CodeAction> actions(Client client, Path file, Position at, List<String> only)
      throws Exception {
    CodeActionContext context = new CodeActionContext(List.of());
    context.setOnly(only);
    List<CodeAction> all = new ArrayList<>();
    get(client
            .server()
            .getTextDocumentService()
            .codeAction(new CodeActionParams(document(file), new Range(at, at), context)))
        .forEach(one -> all.add(one.getRight()));
    return all;
  }

  private static String applied(String text, WorkspaceEdit edit, Path file) {
    OpenText now = OpenText.of(Client.uri(file), file, "", 1, text);
    List<TextEdit> edits = new ArrayList<>(edit.getChanges().get(Client.uri(file)));
    edits.sort((a, b) -> now.offset(b.getRange().getStart()) - now.offset(a.getRange().getStart()));
    StringBuilder out = new StringBuilder(text);
    for (TextEdit one : edits) {
      out.replace(
          now.offset(one.getRange().getStart()),
          now.offset(one.getRange().getEnd()),
          one.getNewText());
    }
    return out.toString();
  }

  private static CodeAction titled(List<CodeAction> actions, String part) {
    return actions.stream().filter(one -> one.getTitle().contains(part)).findFirst().orElseThrow();
  }

  @Test
  void aFixTakesTheFindingAway() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(main);
      assertThat(codes(client.findings(main))).contains("param-wrong-daemon-prefix");
      List<CodeAction> actions =
          actions(client, main, position(MAIN, "smtp_tls_auth_only"), List.of());
      CodeAction fix = actions.get(0);
      assertThat(fix.getKind()).isEqualTo("quickfix");
      String mended = applied(MAIN, fix.getEdit(), main);
      assertThat(codes(client.write(main, mended).findings(main)))
          .doesNotContain("param-wrong-daemon-prefix");
    }
  }

  @Test
  void aCommentSilencesAFinding() throws Exception {
    try (Client client = new Client(List.of(folder))) {
      client.open(main).findings(main);
      CodeAction ignore =
          titled(
              actions(client, main, position(MAIN, "smtp_tls_auth_only"), List.of("quickfix")),
              "Ignore param-wrong-daemon-prefix");
      String commented = applied(MAIN, ignore.getEdit(), main);
      assertThat(commented)
          .containsPattern(
              "# posttls-lint: ignore\\[param-wrong-daemon-prefix\\] until=\\d{4}-\\d\\d-\\d\\d"
                  + " -- REASON\nsmtp_tls_auth_only");
      assertThat(codes(client.write(main, commented).findings(main)))
          .doesNotContain("param-wrong-daemon-prefix");
    }
  }

  @Test
  void allSafeFixesAreOneAction() throws Exception {
    String old = MAIN + "smtpd_use_tls = yes\nsmtp_use_tls = yes\n";
    try (Client client = new Client(List.of(folder))) {
      client.open(main, old).findings(main);
      List<CodeAction> all = actions(client, main, new Position(0, 0), List.of("source.fixAll"));
      assertThat(all).hasSize(1);
      String mended = applied(old, all.get(0).getEdit(), main);
      assertThat(mended).hasSizeLessThan(old.length());
      client.write(main, mended).findings(main);
      assertThat(actions(client, main, new Position(0, 0), List.of("source.fixAll"))).isEmpty();
    }
  }

  @Test
  void withoutBeingAskedForAllFixesAreACommand() throws Exception {
    String old = MAIN + "smtpd_use_tls = yes\nsmtp_use_tls = yes\n";
    try (Client client = new Client(List.of(folder))) {
      client.open(main, old).findings(main);
      CodeAction all =
          titled(actions(client, main, new Position(0, 0), null), "Apply all safe fixes");
      assertThat(all.getCommand().getCommand()).isEqualTo("posttls-lint.fixAll");
      get(
          client
              .server()
              .getWorkspaceService()
              .executeCommand(
                  new ExecuteCommandParams(
                      all.getCommand().getCommand(), all.getCommand().getArguments())));
      String mended = applied(old, client.applied().get(0).getEdit(), main);
      assertThat(mended).hasSizeLessThan(old.length());
    }
  }

  private static List<String> definitions(Client client, Path file, Position at) throws Exception {
    List<? extends Location> found =
        get(client
                .server()
                .getTextDocumentService()
                .definition(new DefinitionParams(document(file), at)))
            .getLeft();
    return found.stream()
        .map(
            one ->
                one.getUri().substring(one.getUri().lastIndexOf('/') + 1)
                    + ":"
                    + (one.getRange().getStart().getLine() + 1))
        .toList();
  }

  @Test
  void wordsLeadToWhatTheyStandFor() throws Exception {
    Files.writeString(folder.resolve("mail.pem"), "");
    try (Client client = new Client(List.of(folder))) {
      client.open(main).open(master).findings(main);
      assertThat(definitions(client, main, position(MAIN, "$myhostname")))
          .containsExactly("main.cf:14");
      assertThat(definitions(client, main, position(MAIN, "/mail.pem")))
          .containsExactly("mail.pem:1");
      assertThat(definitions(client, main, position(MAIN, "texthash:/etc/postfix/policy")))
          .containsExactly("policy:1");
      assertThat(definitions(client, main, position(MAIN, "tls_only\nrelay")))
          .containsExactly("main.cf:8");
      assertThat(definitions(client, main, position(MAIN, "relay:[mail")))
          .containsExactly("master.cf:6");
      assertThat(definitions(client, master, position(MASTER, "${stock}")))
          .containsExactly("master.cf:4");
      assertThat(definitions(client, master, position(MASTER, "smtpd_tls_security_level")))
          .containsExactly("main.cf:2");
      assertThat(definitions(client, main, new Position(4, 24))).isEmpty();
    }
  }
}
