package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** The completion scripts in the shells that they are for, and the manual page. */
class CompletionTest {

  @TempDir Path directory = Path.of("");

  /** What bash offers after words; the last one is being typed. */
  private List<String> offered(String words) throws Exception {
    Files.writeString(directory.resolve("script"), Cli.run("completion", "bash").out());
    Files.createDirectories(directory.resolve("mail"));
    String driver =
        "source ./script\nCOMP_WORDS=("
            + words
            + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_posttls_lint\n"
            + "printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    return run(Program.require("bash").toString(), "--norc", "-c", driver);
  }

  private List<String> run(String... command) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  @ParameterizedTest
  @CsvSource({
    "posttls-lint up,upgrade",
    "posttls-lint check --form,--format",
    "posttls-lint --bas,--baseline",
    "posttls-lint check -f sar,sarif",
    "posttls-lint check --format = sar,sarif",
    "posttls-lint check --fail-on nev,never",
    "posttls-lint check --color al,always",
    "posttls-lint check --disable mx-enc,mx-encrypt",
    "posttls-lint check --root ma,mail",
    "posttls-lint check ma,mail",
    "posttls-lint rules -f mark,markdown",
    "posttls-lint explain cert-exp,cert-expired",
    "posttls-lint explain tls-pol,tls-policy-attribute",
    "posttls-lint completion z,zsh",
    "posttls-lint cli,clients",
    "posttls-lint clients --comp,--compare",
    "posttls-lint clients -f mark,markdown",
    "posttls-lint show --al,--all",
    "posttls-lint check --profile moz,mozilla-modern",
    "posttls-lint check --profile = moz,mozilla-modern",
    "posttls-lint check -o sar,sarif=",
    "posttls-lint check -o sarif = ma,mail",
    "posttls-lint check --output = sarif = ma,mail",
    "posttls-lint check --severity mx-enc,mx-encrypt=",
    "posttls-lint check --severity mx-encrypt = wa,warning",
    "posttls-lint check --select certk,certkey",
    "'posttls-lint check --select mx-encrypt,sni,certk','mx-encrypt,sni,certkey'",
    "'posttls-lint check --severity mx-encrypt,cert-expi','mx-encrypt,cert-expired='",
    "posttls-lint explain certk,certkey",
    "posttls-lint check --enable profiles/rfc,profiles/rfc9325",
    "posttls-lint explain smtpd_tls_cha,smtpd_tls_chain_files",
    "posttls-lint inspect --digest sha5,sha512"
  })
  void bashOffersTheWord(String words, String expected) throws Exception {
    assertThat(offered(words)).contains(expected);
  }

  @Test
  void bashOffersNoOptionOfAnotherCommand() throws Exception {
    assertThat(offered("posttls-lint rules --")).contains("--rules").doesNotContain("--fix");
    assertThat(offered("posttls-lint show -f ''")).contains("json").doesNotContain("sarif");
    assertThat(offered("posttls-lint rules --formatt")).doesNotContain("--format");
  }

  /** What fish offers after words, with its descriptions. */
  private List<String> offeredByFish(String words) throws Exception {
    Files.writeString(directory.resolve("script"), Cli.run("completion", "fish").out());
    Files.createDirectories(directory.resolve("mail"));
    String driver = "set -x HOME $PWD; source ./script; complete -C '" + words + "'";
    return run(Program.require("fish").toString(), "--no-config", "-c", driver);
  }

  @ParameterizedTest
  @CsvSource({
    "posttls-lint sho,show\t",
    "posttls-lint --bas,--baseline\t",
    "posttls-lint check --profile moz,mozilla-modern\t",
    "posttls-lint check -o sar,sarif=\t",
    "posttls-lint check -o sarif=ma,sarif=mail/",
    "posttls-lint check --severity mx-enc,mx-encrypt=warning\t",
    "posttls-lint check --select certk,certkey\t",
    "'posttls-lint check --select mx-encrypt,sni,certk','mx-encrypt,sni,certkey\t'",
    "'posttls-lint check --disable=mx-encrypt,certk','--disable=mx-encrypt,certkey\t'",
    "posttls-lint explain smtpd_tls_cha,smtpd_tls_chain_files",
    "posttls-lint check ma,mail/"
  })
  void fishOffersTheWord(String words, String expected) throws Exception {
    assertThat(offeredByFish(words)).anyMatch(line -> (line + "\t").startsWith(expected));
  }

  @Test
  void fishOffersNoOptionOfAnotherCommandAndDescribesBriefly() throws Exception {
    assertThat(String.join("\n", offeredByFish("posttls-lint rules --")))
        .contains("--rules\t")
        .doesNotContain("--fix\t");
    for (String line : offeredByFish("posttls-lint check --")) {
      assertThat(line.substring(line.indexOf('\t') + 1)).isNotBlank().hasSizeLessThan(52);
    }
  }

  @ParameterizedTest
  @CsvSource({"bash,-n", "zsh,-n", "fish,-n"})
  void shellReadsItsScript(String shell, String check) throws Exception {
    Path script = directory.resolve("script." + shell);
    Files.writeString(script, Cli.run("completion", shell).out());
    Optional<Path> program = Program.find(shell);
    if (program.isEmpty() && !shell.equals("bash")) {
      throw new TestAbortedException("program not installed: " + shell + ", test left out");
    }
    String path = Program.require(shell).toString();
    assertThat(run(path, check, script.toString())).isEmpty();
  }

  @Test
  void everyScriptKnowsEveryOptionAndCommand() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Run run = Cli.run("completion", shell);
      assertThat(run.status()).isZero();
      for (OptionTable.Entry entry : OptionTable.ENTRIES) {
        String option = shell.equals("fish") ? "-l " + entry.name() : "--" + entry.name();
        assertThat(run.out()).as(shell).contains(option);
      }
      for (String command : CommandTable.names()) {
        assertThat(run.out()).as(shell).contains(command);
      }
    }
  }

  @Test
  void manualPageIsWellFormedAndWhole() throws Exception {
    String page = Cli.run("man").out();
    Files.writeString(directory.resolve("posttls-lint.1"), page);
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      assertThat(page).contains(entry.name().replace("-", "\\-"));
    }
    String keys = Files.readString(Path.of("rules/configuration.schema.json"));
    new ObjectMapper()
        .readTree(keys)
        .get("properties")
        .fieldNames()
        .forEachRemaining(key -> assertThat(page).contains(key.replace("-", "\\-")));
    assertThat(page).contains("ignore[ID,ID]", ".SH EXAMPLES");
    Optional<Path> groff = Program.find("groff");
    if (groff.isPresent()) {
      String groffPath = groff.get().toString();
      List<String> lines =
          new ArrayList<>(run(groffPath, "-man", "-ww", "-Tutf8", "posttls-lint.1"));
      assertThat(lines).noneMatch(line -> line.contains("warning") && line.contains(".1:"));
      assertThat(String.join("\n", lines).replaceAll(".\\x08", ""))
          .contains("SYNOPSIS", "EXIT STATUS");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "completion;completion needs the name of a shell",
        "completion tcsh;completion tcsh: there are scripts for bash, zsh and fish",
        "completon bash;no command or path 'completon' (did you mean 'completion'?)"
      })
  void badWordsAreNamed(String words, String message) throws IOException {
    Run run = Cli.runIn(directory, words.split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }
}
