package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a baseline accepts, and what it does not. */
class BaselineTest {

  private static final String FAULT = "smtpd_tls_ask_ccert = onn\n";
  private static final String MASTER = "smtp inet n - n - - smtpd\n";

  @TempDir Path directory = Path.of("");

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Run check(String... words) {
    return Cli.runIn(directory, words);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("known"));
  }

  @Test
  @Slow
  void everyCorpusConfigurationIsAcceptedAndANewFaultIsNot() throws IOException {
    int judged = 0;
    for (Corpus.Item item : Corpus.items()) {
      if (item.isPlain() && item.has("main.cf")) {
        Path copy = directory.resolve(item.id());
        Folders.copy(item.directory(), copy);
        assertAcceptedThenRefused(item.id());
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(20);
  }

  private void assertAcceptedThenRefused(String setup) throws IOException {
    String[] now = {"--fail-on", "note", "--now", "2026-06-01T12:00:00Z", setup};
    Run first = check(words(now, "check", "-q", "--write-baseline", "known"));
    assertThat(first.status()).as("%s, written: %s", setup, first).isZero();
    Run next = check(words(now, "check", "-q", "--baseline", "known"));
    assertThat(next.status()).as("%s, read: %s", setup, next).isZero();
    assertThat(next.err()).isEmpty();
    Path main = directory.resolve(setup).resolve("main.cf");
    Files.writeString(main, "\n" + FAULT, StandardOpenOption.APPEND);
    assertThat(check(words(now, "check", "-q", "--baseline", "known")).status())
        .as("%s, after a new fault", setup)
        .isEqualTo(1);
  }

  private static String[] words(String[] last, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void linesMayMove() throws IOException {
    write("main.cf", "smtpd_use_tls = on\nmyhostname = mx.example.org\n");
    write("master.cf", MASTER);
    check("check", "--write-baseline", "known", ".");
    write("main.cf", "# moved\n\nmyhostname = mx.example.org\nsmtpd_use_tls =  on\n");
    Run run = check("check", "-q", "--baseline", "known", ".");
    assertThat(run.out()).doesNotContain("bad-boolean");
    assertThat(run.status()).isZero();
  }

  @Test
  void twoEqualFindingsNeedTwoLines() throws IOException {
    write("main.cf", "permit_mynetworks\n");
    write("master.cf", MASTER);
    check("check", "--write-baseline", "known", ".");
    write("main.cf", "permit_mynetworks\npermit_mynetworks\n");
    Run run = check("check", "-q", "--baseline", "known", ".");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.contains("maincf-missing-equals"))).hasSize(1);
    check("check", "--write-baseline", "known", ".");
    assertThat(lines().stream().filter(line -> line.startsWith("maincf-missing"))).hasSize(2);
    assertThat(check("check", "--baseline", "known", ".").status()).isZero();
  }

  @Test
  void fileIsSortedAndTheSameFromEverywhere() throws IOException {
    write("a/main.cf", "smtpd_use_tls = on\npermit_mynetworks\n");
    write("b/main.cf", "smtpd_use_tls = on\n");
    check("check", "--write-baseline", "known", "b", "a");
    List<String> lines = lines();
    assertThat(lines.get(0)).isEqualTo("# posttls-lint baseline 1");
    assertThat(lines.subList(1, lines.size())).isSorted().isNotEmpty();
    Run run = Cli.runIn(directory.resolve("a"), "check", "--baseline", "../known", ".", "../b");
    assertThat(run.status()).as(run.out()).isZero();
  }

  @Test
  void anotherSetupWithTheSameFaultIsNotAccepted() throws IOException {
    write("a/main.cf", "permit_mynetworks\n");
    write("b/main.cf", "permit_mynetworks\n");
    check("check", "--write-baseline", "known", "a");
    assertThat(check("check", "--baseline", "known", "b").status()).isEqualTo(1);
  }

  @Test
  void bothOptionsDropWhatIsGoneAndAddNothing() throws IOException {
    write("a/main.cf", "permit_mynetworks\nreject\n");
    write("b/main.cf", "permit_mynetworks\n");
    check("check", "--write-baseline", "known", "a", "b");
    int before = lines().size();
    write("a/main.cf", "reject\npermit_sasl_authenticated\n");
    Run run = check("check", "--baseline", "known", "a");
    assertThat(run.err())
        .contains("known: 1 finding is no longer there; --baseline known --write-baseline known");
    Run pruned = check("check", "-q", "--baseline", "known", "--write-baseline", "known", "a");
    assertThat(pruned.status()).isEqualTo(1);
    assertThat(pruned.out()).contains("permit_sasl_authenticated").doesNotContain("'reject'");
    assertThat(pruned.err()).contains("findings listed; 0 added, 1 dropped");
    assertThat(lines()).hasSize(before - 1);
    Run anew = check("check", "-q", "--write-baseline", "known", "a");
    assertThat(anew.err()).contains("4 findings listed; 1 added, 3 dropped");
  }

  @Test
  void machineFormatsTellWhereAFindingIsAccepted() throws IOException {
    write("main.cf", "permit_mynetworks\n");
    check("check", "--write-baseline", "known", ".");
    assertThat(check("check", "-f", "json", "--baseline", "known", ".").out())
        .contains("\"reason\": \"in the baseline\"", "\"file\": \"known\"");
    assertThat(check("check", "-f", "sarif", "--suppressed", "--baseline", "known", ".").out())
        .contains("\"kind\":\"external\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';known: line 1: the file is empty",
        "'{\"a\": 1}';known: line 1: expected '# posttls-lint baseline 1'",
        "'# posttls-lint baseline 1\nmx-encrypt main.cf';known: line 2: found 'mx-encrypt main.cf'",
        "'# posttls-lint baseline 1\na\tb\tc\tdef';known: line 2: found"
      })
  void badFileIsNamed(String text, String message) throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    write("known", text);
    Run run = check("check", "--baseline", "known", ".");
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void missingAndUnwritableFilesAreNamed() throws IOException {
    write("main.cf", "myhostname = mx.example.org\n");
    Run missing = check("check", "--baseline", "nowhere", ".");
    assertThat(missing.err()).contains("nowhere: no such file");
    assertThat(missing.status()).isEqualTo(2);
    Run unwritable = check("check", "--write-baseline", "nowhere/known", ".");
    assertThat(unwritable.err()).contains("nowhere/known: cannot be written");
    assertThat(unwritable.status()).isEqualTo(3);
  }
}
