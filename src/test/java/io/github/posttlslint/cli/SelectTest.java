package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules chosen by id, group and pattern. */
class SelectTest {

  private static final Pattern ID = Pattern.compile("\\[([a-z0-9-]+)]$", Pattern.MULTILINE);

  @TempDir Path directory;

  @BeforeEach
  void writeSetup() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"),
        """
        compatibility_level = 3.6
        smtpd_use_tls = onn
        smtp_tls_securty_level = may
        smtp_tls_protocols = SSLv3, TLSv1.2
        """);
  }

  private Run run(String... options) {
    List<String> words = new ArrayList<>(List.of("check", "-q"));
    words.addAll(List.of(options));
    words.add(".");
    return Cli.runIn(directory, words.toArray(String[]::new));
  }

  /** The rules that report, with commas between. */
  private static String ids(Run run) {
    assertThat(run.status()).as(run.err()).isLessThan(2);
    TreeSet<String> ids = new TreeSet<>();
    Matcher id = ID.matcher(run.out());
    while (id.find()) {
      ids.add(id.group(1));
    }
    return String.join(",", ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--select=bad-boolean|bad-boolean",
        "--select=BAD-Boolean|bad-boolean",
        "--select=BAD-*|bad-boolean",
        "--select=Syntax --disable=PARAM-*|bad-boolean",
        "--select=bad-boolean,|bad-boolean",
        "--select=bad-boolean,param-misspelled|bad-boolean,param-misspelled",
        "--select=param-*|param-misspelled",
        "--select=param-* --select=bad-*|bad-boolean,param-misspelled",
        "--select=param-*,bad-* --disable=*-boolean|param-misspelled",
        "--select=bad-boolean --enable=param-mis*|bad-boolean,param-misspelled",
        "--select=suppression|''",
        "--disable=*|''"
      })
  void onlyTheseReport(String options, String ids) {
    assertThat(ids(run(options.split(" ")))).isEqualTo(ids);
  }

  @Test
  void aGroupIsTheFolderOfRules() {
    assertThat(ids(run("--select=compat"))).isEmpty();
    assertThat(ids(run("--select=syntax"))).contains("bad-boolean").doesNotContain("dep-use-tls");
    assertThat(ids(run())).contains("bad-boolean", "dep-use-tls");
  }

  @Test
  void selectionOfTheCommandLineTakesThePlaceOfThatOfTheFile() throws IOException {
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "select: [\"param-*\"]\n");
    assertThat(ids(run())).isEqualTo("param-misspelled");
    assertThat(ids(run("--select=bad-boolean"))).isEqualTo("bad-boolean");
  }

  @Test
  void overridesSelectForSomeSetups() throws IOException {
    Path other = Files.createDirectories(directory.resolve("hosts/b"));
    Files.copy(directory.resolve("main.cf"), other.resolve("main.cf"));
    Files.writeString(
        directory.resolve(".posttls-lint.yaml"),
        "overrides:\n  - paths: [\"hosts/*\"]\n    select: [bad-boolean]\n    severity: {\"bad-*\": note}\n");
    Run run = Cli.runIn(directory, "check", "-q", "hosts/b");
    assertThat(ids(run)).isEqualTo("bad-boolean");
    assertThat(run.out()).contains(": note: ");
    assertThat(ids(run())).contains("param-misspelled");
  }

  @Test
  void selectionOfTheCommandLineIsAloneWhateverTheFileSwitchesOnOrOff() throws IOException {
    Files.writeString(
        directory.resolve(".posttls-lint.yaml"),
        "enable: [param-misspelled]\ndisable: [bad-boolean]\n");
    assertThat(ids(run("--select=bad-boolean"))).isEqualTo("bad-boolean");
    assertThat(ids(run("--select=bad-*"))).isEmpty();
    assertThat(ids(run("--select=param-*"))).isEqualTo("param-misspelled");
  }

  @Test
  void whereNoRuleIsLeftThatIsSaid() throws IOException {
    String told = "the options leave no rule to judge by";
    assertThat(run("--disable=*").err()).contains(told);
    assertThat(run("--select=bad-boolean", "--disable=syntax").err()).contains(told);
    assertThat(run("--disable=*", "--enable=bad-boolean").err()).isEmpty();
    Files.writeString(directory.resolve(".posttls-lint.yaml"), "disable: [\"*\"]\n");
    assertThat(run().err()).contains(told);
  }

  @Test
  void anIdMeansMoreThanAPatternWhateverComesFirst() {
    Run run = run("--select=bad-*", "--severity=bad-boolean=note", "--severity=bad-*=error");
    assertThat(run.out()).contains(": note: ").doesNotContain(": error: ");
  }

  @Test
  void nothingThatIsMeantIsAnErrorWithWhatIsNear() {
    assertThat(run("--select=certkye").err())
        .contains("--select certkye: no rule 'certkye' (did you mean 'certkey'?)");
    assertThat(run("--disable=nosuch-*").err()).contains("no rule matches 'nosuch-*'");
    assertThat(run("--select=cert").err()).contains("no rule 'cert' (did you mean 'cert-*'?)");
    assertThat(run("--select=xyzzy").err())
        .contains("no rule 'xyzzy', and no group; groups are auth, ca, cache, certkey, ")
        .hasLineCount(1);
    for (String nothing : List.of("", ",", " , ")) {
      Run run = run("--select=" + nothing);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("expected an id, a group or a pattern").doesNotContain("''");
    }
  }
}
