package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the composite action, run as a GitHub runner would, on the built program. */
class GithubActionIT {

  private static final Path ACTION = Path.of("action.yml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Two errors, one about a value with a character that has to be escaped. */
  private static final String BROKEN =
      "compatibility_level = 3.6\nsmtpd_tls_cafile = /etc/postfix/ca.pem\nsmtpd_use_tls = 100%\n";

  @TempDir Path temp;

  private Commands commands;
  private Path project;
  private JsonNode action;
  private final Map<String, String> expressions = new HashMap<>();

  @BeforeEach
  void checkOut() throws IOException {
    commands = new Commands(temp);
    project = Files.createDirectories(temp.resolve("project/mail/etc/postfix"));
    Files.writeString(project.resolve("main.cf"), BROKEN);
    project = temp.resolve("project");
    action = YAML.readTree(ACTION.toFile());
    action
        .get("inputs")
        .fields()
        .forEachRemaining(
            input ->
                expressions.put(
                    "inputs." + input.getKey(), input.getValue().get("default").asText()));
    Path target = Path.of(System.getProperty("posttlslint.home")).getParent();
    expressions.put("github.action_path", target.getParent().toString());
    expressions.put("inputs.path", "mail/etc/postfix");
    commands.set("GITHUB_OUTPUT", temp.resolve("output").toString());
    commands.set("GITHUB_STEP_SUMMARY", temp.resolve("summary").toString());
  }

  private Outcome run(String name) throws Exception {
    for (JsonNode step : action.at("/runs/steps")) {
      if (step.path("name").asText().equals(name)) {
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
    }
    throw new AssertionError("no step " + name);
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> expression : expressions.entrySet()) {
      filled = filled.replace("${{ " + expression.getKey() + " }}", expression.getValue());
    }
    assertThat(filled).doesNotContain("${{");
    return filled;
  }

  /** Takes over what a step has put out. */
  private String status() throws IOException {
    String output = Files.readString(temp.resolve("output"));
    assertThat(output).startsWith("status=").hasLineCount(1);
    String status = output.strip().substring("status=".length());
    expressions.put("steps.lint.outputs.status", status);
    return status;
  }

  @Test
  void brokenSetupFailsTheJobAfterAllReportsAreWritten() throws Exception {
    Outcome lint = run("Lint");
    assertThat(lint.status()).as(lint.output()).isZero();
    assertThat(lint.output())
        .contains("::error file=mail/etc/postfix/main.cf,line=2,", "'smtpd_use_tls' is '100%25'");
    assertThat(temp.resolve("summary")).content().contains("param-case-mismatch", "bad-boolean");
    JsonNode sarif = new ObjectMapper().readTree(project.resolve("posttls-lint.sarif").toFile());
    assertThat(sarif.at("/runs/0/results")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(status()).isEqualTo("1");
    assertThat(run("Report the outcome").status()).isEqualTo(1);
  }

  @Test
  void optionsAreWordsAndSoundSetupsPass() throws Exception {
    expressions.put("inputs.options", "--fail-on never --postfix-version 3.7");
    assertThat(run("Lint").status()).isZero();
    assertThat(status()).isEqualTo("0");
    assertThat(run("Report the outcome").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$(touch hacked)", "; touch hacked", "`touch hacked`", "mail; touch hacked"})
  void inputsAreNoCommands(String input) throws Exception {
    expressions.put("inputs.path", input);
    expressions.put("inputs.options", input);
    run("Lint");
    assertThat(status()).isIn("2", "3");
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @Test
  void actionIsOneByTheSchemaOfGithub() throws Exception {
    assertValid(Files.copy(ACTION, temp.resolve("action.yml")));
  }

  @Test
  void workflowOfTheReadmeIsOneAndKnowsTheInputs() throws Exception {
    String steps = Readme.block("yaml", "uses: ./.posttls-lint");
    String workflow = "on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n" + steps;
    assertValid(Files.writeString(temp.resolve("workflow.yml"), workflow));
    for (JsonNode step : YAML.readTree(workflow).at("/jobs/lint/steps")) {
      if (step.get("uses").asText().startsWith("./")) {
        step.get("with")
            .fieldNames()
            .forEachRemaining(name -> assertThat(action.get("inputs").has(name)).isTrue());
      }
    }
  }

  private void assertValid(Path file) throws Exception {
    Path validator = NpmPackage.require("@action-validator/cli/cli.mjs");
    Outcome outcome =
        commands.run(
            temp, Program.require("node").toString(), validator.toString(), file.toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }
}
