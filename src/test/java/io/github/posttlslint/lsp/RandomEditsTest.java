package io.github.posttlslint.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.Slow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is typed, the editor is told what {@code check} finds in the same text. */
class RandomEditsTest {

  private static final String NOW = "2026-06-01T00:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;

  @Test
  @Slow
  void hundredsOfEditsGiveTheFindingsOfCheck() throws Exception {
    edit("samples/submission/bad", 150, 10, 1);
    edit("samples/smarthost/bad", 150, 10, 2);
  }

  @Test
  @Tag("long")
  void tenThousandEditsGiveTheFindingsOfCheckAndNothingGrows() throws Exception {
    edit("samples/book-chapter", 200, 10, 9);
    long before = used();
    edit("samples/book-chapter", 4000, 20, 10);
    edit("samples/submission/good", 3000, 20, 11);
    edit("samples/client-certificates/bad", 3000, 20, 12);
    assertThat(used() - before).isLessThan(20 << 20);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void edit(String sample, int edits, int every, long seed) throws Exception {
    Path edited = temp.resolve("edited" + seed);
    Path saved = temp.resolve("saved" + seed);
    Folders.copy(Path.of(sample), edited);
    Folders.copy(Path.of(sample), saved);
    Editing editing = new Editing(edited, NOW);
    OpenTexts texts = editing.texts();
    List<Path> files = new ArrayList<>();
    for (String name : List.of("main.cf", "master.cf", "tls_policy", "sasl_passwd")) {
      Path file = edited.resolve("etc/postfix").resolve(name);
      if (Files.exists(file)) {
        files.add(file);
        editing.open(file);
      }
    }
    Random random = new Random(seed);
    for (int i = 1; i <= edits; i++) {
      Path file = files.get(random.nextInt(files.size()));
      OpenText text = texts.find(Client.uri(file));
      texts.change(text.with(i, List.of(change(text.text().text(), random))));
      if (i % 7 == 0) {
        editing.judge();
      }
      if (i % every == 0) {
        editing.judge();
        for (Path one : files) {
          String now = texts.find(Client.uri(one)).text().text();
          // half of a surrogate pair is a question mark then
          Files.write(saved.resolve(edited.relativize(one)), now.getBytes(StandardCharsets.UTF_8));
        }
        TreeSet<String> found = new TreeSet<>();
        Path folder = edited.resolve("etc/postfix");
        editing.told().values().forEach(told -> found.addAll(lines(told, folder)));
        assertThat(found).as(sample + ", edit " + i).isEqualTo(check(saved));
      }
    }
  }

  private static List<String> lines(PublishDiagnosticsParams found, Path folder) {
    Path file = OpenTexts.path(found.getUri());
    List<String> lines = new ArrayList<>();
    for (Diagnostic one : found.getDiagnostics()) {
      if (one.getCode() != null) {
        Range range = one.getRange();
        lines.add(
            folder.relativize(file)
                + ":"
                + (range.getStart().getLine() + 1)
                + ":"
                + (range.getStart().getCharacter() + 1)
                + "-"
                + (range.getEnd().getLine() + 1)
                + ":"
                + (range.getEnd().getCharacter() + 1)
                + " "
                + one.getSeverity()
                + " "
                + one.getCode().getLeft());
      }
    }
    return lines;
  }

  private static TreeSet<String> check(Path folder) throws Exception {
    Cli.Run run = Cli.runIn(folder, "check", "-f", "json", "--now", NOW, "etc/postfix");
    TreeSet<String> lines = new TreeSet<>();
    if (run.out().isEmpty()) {
      return lines;
    }
    for (JsonNode one : JSON.readTree(run.out()).path("findings")) {
      String severity = one.path("severity").asText();
      lines.add(
          one.path("file").asText()
              + ":"
              + one.path("line")
              + ":"
              + one.path("column")
              + "-"
              + one.path("endLine")
              + ":"
              + one.path("endColumn")
              + " "
              + (severity.equals("note")
                  ? "Information"
                  : Character.toUpperCase(severity.charAt(0)) + severity.substring(1))
              + " "
              + one.path("rule").asText());
    }
    return lines;
  }

  private static TextDocumentContentChangeEvent change(String text, Random random) {
    String[] lines = text.split("\n", -1);
    int line = random.nextInt(lines.length);
    int from = random.nextInt(lines[line].length() + 1);
    Position start = new Position(line, from);
    List<String> parts =
        Arrays.asList(
            "\n",
            " ",
            "#",
            "$",
            "${",
            "}",
            "=",
            ",",
            "yes",
            "no",
            "may",
            "encrypt",
            "none",
            "\nsmtpd_tls_security_level = may\n",
            "\n -o smtpd_tls_auth_only=yes\n",
            "\t",
            "\u00e9",
            "\ud83d\ude00",
            "\r\n",
            "tls",
            "/etc/postfix/",
            "hash:",
            "!",
            ">=TLSv1.2",
            "# posttls-lint: ignore[cert-expired] -- x\n");
    return switch (random.nextInt(4)) {
      case 0 ->
          new TextDocumentContentChangeEvent(
              new Range(start, new Position(line, Math.min(lines[line].length(), from + 4))), "");
      case 1 -> // a whole line goes, or two become one
          new TextDocumentContentChangeEvent(
              new Range(new Position(line, 0), new Position(line + 1, 0)), "");
      case 2 -> // a line stands there twice
          new TextDocumentContentChangeEvent(
              new Range(new Position(line, 0), new Position(line, 0)), lines[line] + "\n");
      default ->
          new TextDocumentContentChangeEvent(
              new Range(start, start), parts.get(random.nextInt(parts.size())));
    };
  }
}
