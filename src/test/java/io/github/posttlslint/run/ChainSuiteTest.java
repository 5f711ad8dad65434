package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the linter says of the cases of Postfix's own chain tests, and that Postfix says it too. */
@Slow
class ChainSuiteTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "list", "smtpd_tls_chain_files = /f.pem\n",
          "one", "smtpd_tls_cert_file = /f.pem\n",
          "two", "smtpd_tls_cert_file = /f.pem\nsmtpd_tls_key_file = /link.pem\n");

  private final List<String> differences = new ArrayList<>();
  private Table table;
  private Map<String, byte[]> parts;

  /** The table as its file has it. */
  record Table(
      Map<String, Object> parts, Map<String, Map<String, String>> files, List<ListCase> lists) {}

  /** A list of files, comma-separated, of parts separated by blanks. */
  record ListCase(String files, String verdict) {
    List<String> each() {
      return List.of(files.split(", *"));
    }
  }

  /** A verdict, with what the linter shall say. */
  record Verdict(String postfix, Set<String> rules) {
    static Verdict of(String text) {
      List<String> words = List.of(text.split(" +"));
      return new Verdict(words.get(0), new TreeSet<>(words.subList(1, words.size())));
    }
  }

  @BeforeEach
  void readTable() throws IOException {
    try (InputStream in = ChainSuiteTest.class.getResourceAsStream("/chains/suite.yaml")) {
      table = new ObjectMapper(new YAMLFactory()).readValue(in, Table.class);
    }
    parts = Recipes.build(table.parts(), TestSetup.NOW);
  }

  @Test
  void findingsSayWhatPostfixDoesWithEachFile() {
    table.files().forEach((name, file) -> SETTINGS.keySet().forEach(mode -> judge(name, mode)));
    assertThat(differences).isEmpty();
    assertThat(table.files()).hasSize(29);
  }

  private void judge(String name, String mode) {
    Map<String, String> file = table.files().get(name);
    TestSetup setup = new TestSetup().file("/f.pem", TestSetup.join(parts, file.get("parts")));
    setup.link("/link.pem", "f.pem");
    compare(name + " " + mode, Verdict.of(file.get(mode)), setup.lint(SETTINGS.get(mode)));
  }

  @Test
  void findingsSayWhatPostfixDoesWithEachList() {
    for (ListCase one : table.lists()) {
      TestSetup setup = new TestSetup();
      List<String> names = new ArrayList<>();
      for (String file : one.each()) {
        names.add("/f" + names.size() + ".pem");
        if (!file.equals("none")) {
          setup.file(names.get(names.size() - 1), TestSetup.join(parts, file));
        }
      }
      String setting = "smtpd_tls_chain_files = " + String.join(", ", names) + "\n";
      compare(one.files(), Verdict.of(one.verdict()), setup.lint(setting));
    }
    assertThat(differences).isEmpty();
    assertThat(table.lists()).hasSize(14);
  }

  /** Errors where Postfix rejects and nowhere else; errors and warnings are those of the table. */
  private void compare(String name, Verdict expected, List<Finding> findings) {
    Set<String> found = new TreeSet<>();
    boolean rejected = false;
    for (Finding finding : findings) {
      boolean error = finding.severity() == Severity.ERROR;
      rejected |= error && !finding.rule().id().startsWith("chain-file-missing");
      if (error || finding.severity() == Severity.WARNING) {
        found.add(finding.rule().id());
      }
    }
    if (rejected != expected.postfix().equals("reject") || !found.equals(expected.rules())) {
      differences.add(name + ": " + found + " instead of " + expected);
    }
  }

  @Test
  void postfixDoesWhatTheTableSays(@TempDir Path directory) throws Exception {
    Files.createSymbolicLink(directory.resolve("link.pem"), Path.of("f.pem"));
    try (PostfixLoader postfix = PostfixLoader.start(directory)) {
      for (Map.Entry<String, Map<String, String>> file : table.files().entrySet()) {
        Map<String, String> row = file.getValue();
        Files.write(directory.resolve("f.pem"), TestSetup.join(parts, row.get("parts")));
        ask(postfix, "A f.pem", file.getKey(), row.get("list"));
        ask(postfix, "B f.pem", file.getKey(), row.get("one"));
        ask(postfix, "C f.pem link.pem", file.getKey(), row.get("two"));
      }
      for (ListCase one : table.lists()) {
        List<String> names = new ArrayList<>();
        for (String file : one.each()) {
          names.add(file.equals("none") ? "none.pem" : "f" + names.size() + ".pem");
          if (!file.equals("none")) {
            Path path = directory.resolve(names.get(names.size() - 1));
            Files.write(path, TestSetup.join(parts, file));
          }
        }
        ask(postfix, "A " + String.join(",", names), one.files(), one.verdict());
      }
    }
    assertThat(differences).isEmpty();
  }

  private void ask(PostfixLoader postfix, String request, String name, String expected)
      throws IOException {
    PostfixLoader.Answer answer = postfix.ask(request);
    String verdict = !answer.accepted() ? "reject" : answer.log().isEmpty() ? "accept" : "warn";
    if (!Verdict.of(expected).postfix().equals(verdict)) {
      differences.add(name + " as " + request + ": " + verdict + " " + answer.log());
    }
  }
}
