package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the composite action, run as a GitHub runner would, on the built program. */
class GithubActionIT {

  private static final Path HOME = Path.of(System.getProperty("posttlslint.home")).toAbsolutePath();

  /** Two errors, one about a value with a character that has to be escaped. */
  private static final String BROKEN =
      "compatibility_level = 3.6\nsmtpd_tls_cafile = /etc/postfix/ca.pem\nsmtpd_use_tls = 100%\n"
          + "smtp_tls_security_level = may\n";

  private static final String SOUND = "compatibility_level = 3.6\nsmtp_tls_security_level = may\n";

  @TempDir Path temp;

  private Commands commands;
  private Path project;
  private Workflow action;
  private final Map<String, String> expressions = new HashMap<>();

  @BeforeEach
  void checkOut() throws Exception {
    commands = new Commands(temp);
    project = Files.createDirectory(temp.resolve("project"));
    write("mail/etc/postfix/main.cf", BROKEN);
    action = Workflow.read(Workflow.ACTION);
    action
        .tree()
        .get("inputs")
        .fields()
        .forEachRemaining(input -> give(input.getKey(), input.getValue().get("default").asText()));
    give("path", "mail/etc/postfix");
    commands.set("GITHUB_ACTIONS", "true");
    commands.set("GITHUB_OUTPUT", temp.resolve("output").toString());
    commands.set("GITHUB_STEP_SUMMARY", temp.resolve("summary").toString());
    placeAction(temp.resolve("actions/posttls-lint"));
  }

  /** The action as GitHub lays it; in the place of the pinned release is the built one. */
  private void placeAction(Path folder) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("src/release"));
    Files.copy(Path.of("src/release/lint-action"), scripts.resolve("lint-action"));
    Path runner = scripts.resolve("posttls-lint");
    Files.writeString(
        runner,
        "#!/bin/sh\n[ \"$POSTTLS_LINT_PINNED_ONLY\" = 1 ] || exit 97\nexec "
            + HOME.resolve("bin/posttls-lint")
            + " \"$@\"\n");
    Files.setPosixFilePermissions(runner, PosixFilePermissions.fromString("rwxr-xr-x"));
    commands.set("GITHUB_ACTION_PATH", folder.toString());
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void give(String input, String value) {
    expressions.put("inputs." + input, value);
  }

  private Outcome run(String name) throws Exception {
    JsonNode step = action.step(name);
    step.get("env")
        .fields()
        .forEachRemaining(
            variable -> commands.set(variable.getKey(), filled(variable.getValue().asText())));
    // as the runner calls the shell "bash"
    return commands.run(
        project,
        Program.require("bash").toString(),
        "--noprofile",
        "--norc",
        "-eo",
        "pipefail",
        "-c",
        step.get("run").asText());
  }

  private String filled(String text) {
    assertThat(text).matches("\\$\\{\\{ [^}]* }}");
    String expression = text.substring(4, text.length() - 3);
    assertThat(expressions).containsKey(expression);
    return expressions.get(expression);
  }

  /** What the step has put out, as a runner reads it. */
  private Map<String, String> outputs() throws IOException {
    Map<String, String> outputs = new HashMap<>();
    for (String line : Files.readAllLines(temp.resolve("output"))) {
      assertThat(line).matches("(status|errors|warnings|notes|sarif)=.*");
      String name = line.substring(0, line.indexOf('='));
      assertThat(outputs.put(name, line.substring(name.length() + 1))).as(name).isNull();
    }
    return outputs;
  }

  /** The exit status that the step hands on; that of the job is the same. */
  private String status() throws Exception {
    String status = outputs().getOrDefault("status", "");
    expressions.put("steps.lint.outputs.status", status);
    assertThat(Integer.toString(run("Report the outcome").status())).isEqualTo(status);
    return status;
  }

  private Outcome lint() throws Exception {
    Outcome lint = run("Lint");
    assertThat(lint.status()).as(lint.output()).isZero();
    return lint;
  }

  @Test
  void brokenSetupFailsTheJobAfterAllReportsAreWritten() throws Exception {
    assertThat(lint().output())
        .contains("::error file=mail/etc/postfix/main.cf,line=2,", "'smtpd_use_tls' is '100%25'");
    assertThat(temp.resolve("summary")).content().contains("param-case-mismatch", "bad-boolean");
    JsonNode sarif = new ObjectMapper().readTree(project.resolve("posttls-lint.sarif").toFile());
    assertThat(sarif.at("/runs/0/results")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(status()).isEqualTo("1");
  }

  @Test
  void numbersOfFindingsAndTheReportArePutOut() throws Exception {
    write("mail/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
    give("options", "--severity param-case-mismatch=warning --severity bad-boolean=note");
    give("sarif", "out put.sarif");
    lint();
    JsonNode sarif = new ObjectMapper().readTree(project.resolve("out put.sarif").toFile());
    Map<String, Integer> levels = new HashMap<>(Map.of("error", 0));
    sarif
        .at("/runs/0/results")
        .forEach(result -> levels.merge(result.get("level").asText(), 1, Integer::sum));
    assertThat(levels).containsEntry("error", 0).containsEntry("warning", 1).containsKey("note");
    assertThat(outputs())
        .containsEntry("errors", "0")
        .containsEntry("warnings", "1")
        .containsEntry("notes", String.valueOf(levels.get("note")))
        .containsEntry("sarif", "out put.sarif");
    assertThat(status()).isEqualTo("0");
  }

  @Test
  void outputsOfTheActionAreThoseOfTheStep() throws Exception {
    lint();
    action
        .tree()
        .get("outputs")
        .fields()
        .forEachRemaining(
            output ->
                assertThat(output.getValue().get("value").asText())
                    .isEqualTo("${{ steps.lint.outputs." + output.getKey() + " }}"));
    assertThat(action.tree().get("outputs").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(outputs().keySet());
  }

  @Test
  void optionsAreWordsAndSoundSetupsPass() throws Exception {
    give("options", "--fail-on never\n  --postfix-version 3.7");
    lint();
    assertThat(status()).isEqualTo("0");
  }

  @Test
  void levelOfTheInputDecides() throws Exception {
    give("fail-on", "never");
    lint();
    assertThat(status()).isEqualTo("0");
  }

  @Test
  void severalPathsAreJudgedWithBlanksInTheirNames() throws Exception {
    write("two words/main.cf", SOUND + "smtpd_use_tls = onn\n");
    give("path", "mail/etc/postfix\n\n  \ntwo words\n");
    assertThat(lint().output()).contains("file=mail/etc/postfix/main.cf", "file=two words/main.cf");
    assertThat(status()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch hacked)",
        "; touch hacked",
        "`touch hacked`",
        "mail; touch hacked",
        "mail\"; touch hacked; \"",
        "'; touch hacked; '",
        "--help",
        "--version",
        "-h",
        "--output=text=hacked",
        "--write-baseline=hacked",
        "--fail-on=never\nmail/etc/nothing",
        "mail/etc/postfix\n--help",
        "mail/etc/postfix\n-",
        "-",
        "--",
        "*",
        "m*/etc/postfix",
        "mail/etc/[p]ostfix",
        "~",
        "$HOME",
        "::error::hacked",
        "::stop-commands::hacked",
        "##[error]hacked",
        "x\n::error::hacked\n##[error]hacked",
        "mail/etc/postfix::add-mask::hacked",
        "\u001b[31mhacked",
        "",
        " ",
        "\n\t\n"
      })
  void pathIsNeitherCommandNorOptionNorPattern(String path) throws Exception {
    give("path", path);
    assertNoCommandIn(lint());
    assertThat(status()).isEqualTo("3");
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch hacked)",
        "`touch hacked`",
        "; touch hacked",
        "| touch hacked",
        "\"; touch hacked; \"",
        "--help",
        "--version",
        "-h",
        "--",
        "-- --help",
        "-",
        "*",
        "--output",
        "--output=",
        "--fail-on",
        "--config",
        "--fail-on='never'",
        "--changed-files",
        "--fail-on=::error::hacked",
        "::error::hacked",
        "\n::error::hacked"
      })
  void optionsAreNoCommandsAndMakeNothingGreen(String options) throws Exception {
    give("options", options);
    assertNoCommandIn(lint());
    assertThat(status()).isIn("1", "2", "3");
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nstatus=0", "a\rb", "$(touch hacked)", "--help", "", "no/such/place"})
  void nameOfTheReportIsNoOutputAndNoCommand(String sarif) throws Exception {
    give("sarif", sarif);
    assertNoCommandIn(lint());
    assertThat(status()).isIn("1", "2", "3");
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$(touch hacked)", "never hacked", "--help", "::error::hacked"})
  void levelIsNoCommand(String level) throws Exception {
    give("fail-on", level);
    assertNoCommandIn(lint());
    assertThat(status()).isEqualTo("2");
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  /** Nothing of an input is taken for a command of the runner, which trims lines first. */
  private static void assertNoCommandIn(Outcome outcome) {
    for (String line : outcome.output().split("[\\r\\n]+")) {
      if (line.strip().startsWith("::")) {
        assertThat(line)
            .matches(
                "::(error|warning|notice) (file=(mail/etc/postfix/)?main\\.cf,|title=posttls-lint).*");
      }
      assertThat(line).doesNotContain("##[");
    }
  }

  @Test
  void helpAmongTheOptionsIsSaidNotToBeAReport() throws Exception {
    give("options", "--help");
    assertThat(lint().output()).contains("::error title=posttls-lint::Nothing was judged");
    assertThat(outputs()).doesNotContainKey("sarif");
  }

  @Test
  void aReportThatWasNotWrittenIsNotPutOut() throws Exception {
    give("sarif", "no/such/place");
    lint();
    assertThat(outputs()).containsEntry("errors", "2").doesNotContainKey("sarif");
    assertThat(status()).isEqualTo("3");
  }

  @Test
  void theReportOfAnEarlierRunIsNotPutOut() throws Exception {
    String name = "x".repeat(249) + ".sarif"; // no room for the name of one beside it
    write(name, "of another run");
    Files.setLastModifiedTime(project.resolve(name), FileTime.from(Instant.now().minusSeconds(5)));
    give("sarif", name);
    lint();
    assertThat(outputs()).containsEntry("errors", "2").doesNotContainKey("sarif");
    assertThat(status()).isEqualTo("3");
  }

  @Test
  void checkoutOfTheActionInsideOfTheProjectIsLeftOut() throws Exception {
    Path inside = project.resolve("tools [x]/{a}");
    placeAction(inside);
    write("tools [x]/{a}/samples/bad/main.cf", BROKEN);
    give("path", ".");
    assertThat(lint().output())
        .contains("file=mail/etc/postfix/main.cf", "1 directory left out")
        .doesNotContain("samples");
    assertThat(outputs()).containsEntry("errors", "2");
  }

  /** Between releases no release is pinned; then there is nothing to be run, and all is red. */
  @Test
  void checkoutThatIsOfNoReleaseIsNotGreen() throws Exception {
    Path scripts = temp.resolve("actions/posttls-lint/src/release");
    for (String name : List.of("posttls-lint", "install.sh")) {
      Files.deleteIfExists(scripts.resolve(name));
      Files.copy(Path.of("src/release", name), scripts.resolve(name));
    }
    Path installer = scripts.resolve("install.sh");
    Files.writeString(
        installer, Files.readString(installer).replaceFirst("(?m)^version='.*'$", "version=''"));
    assertThat(lint().output()).contains("this checkout is of no release");
    assertThat(outputs()).containsOnlyKeys("status");
    assertThat(status()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "busybox sh", "zsh --emulate sh"})
  void everyShellJudgesTheSame(String shell) throws Exception {
    List<String> words = List.of(shell.split(" "));
    Program.require(words.get(0));
    give("path", "mail/etc/postfix\n*");
    action
        .step("Lint")
        .get("env")
        .fields()
        .forEachRemaining(one -> commands.set(one.getKey(), filled(one.getValue().asText())));
    String script = temp.resolve("actions/posttls-lint/src/release/lint-action").toString();
    List<String> command = new ArrayList<>(words);
    command.add(script);
    Outcome outcome = commands.run(project, command.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outputs())
        .containsEntry("status", "3")
        .containsEntry("errors", "2")
        .containsEntry("sarif", "posttls-lint.sarif");
  }

  @Test
  void projectThatIsTheActionItselfIsJudged() throws Exception {
    placeAction(project);
    give("path", ".");
    lint();
    assertThat(outputs()).containsEntry("errors", "2");
  }

  @Test
  void patternsAreLeftOutOfASearchAndTheShellExpandsNone() throws Exception {
    write("vendor a/x/main.cf", BROKEN);
    write("vendor b/x/main.cf", BROKEN);
    give("path", ".");
    give("exclude", "vendor *\n--help\n");
    assertThat(lint().output()).contains("2 set-ups left out").doesNotContain("file=vendor");
    assertThat(status()).isEqualTo("1");
  }

  @Test
  void jobSummaryStaysBelowWhatGithubTakesAndSaysWhatIsLeftOut() throws Exception {
    StringBuilder master = new StringBuilder();
    for (int port = 10_000; port < 10_900; port++) {
      master.append(port).append(" inet n - n - - smtpd\n  -o smtpd_use_tls=onn\n");
    }
    write("a/main.cf", SOUND);
    write("a/master.cf", master.toString());
    write("b/main.cf", SOUND);
    write("b/master.cf", master.toString());
    give("path", "a\nb");
    lint();
    List<String> summary = Files.readAllLines(temp.resolve("summary"));
    assertThat(Files.size(temp.resolve("summary"))).isBetween(900_000L, 1_048_576L);
    assertThat(summary.get(0)).matches("> The last \\d{4,} of \\d{5} lines are left out,.*SARIF.*");
    String[] words = summary.get(0).split(" ");
    // the line itself and the empty one behind it are none of the report's
    assertThat(summary).hasSize(Integer.parseInt(words[5]) - Integer.parseInt(words[3]) + 2);
    assertThat(outputs()).containsEntry("errors", "1800");
  }

  @Test
  void uploadTakesOnlyReportsThatAreWhole() {
    assertThat(action.step("Upload the findings").get("if").asText())
        .isEqualTo(
            "inputs.upload == 'true' && (steps.lint.outputs.status == '0'"
                + " || steps.lint.outputs.status == '1')");
    assertThat(action.step("Upload the findings").at("/with/sarif_file").asText())
        .isEqualTo("${{ steps.lint.outputs.sarif }}");
  }

  @Test
  void jobFailsWhereTheLinterHasSaidNothing() throws Exception {
    expressions.put("steps.lint.outputs.status", "");
    assertThat(run("Report the outcome").status()).isEqualTo(3);
  }
}
