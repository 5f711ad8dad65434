package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manual says for pipelines, run in a scratch repository as each of them would. */
class PipelineExamplesIT {

  private static final Path TEMPLATE = Path.of("src/ci/gitlab.yml");
  private static final String IMAGE = "registry.example.org/posttls-lint:0.1.0";
  private static final String SOUND = "compatibility_level = 3.6\nsmtp_tls_security_level = may\n";
  private static final String BROKEN = SOUND + "smtpd_tls_cafile = /etc/postfix/ca.pem\n";

  @TempDir Path temp;

  private Commands commands;
  private Path project;

  @BeforeEach
  void makeProject() throws Exception {
    commands = new Commands(temp);
    project = Files.createDirectory(temp.resolve("project"));
    write("mail/etc/postfix/main.cf", BROKEN);
    write("hosts/a/main.cf", SOUND + "smtpd_use_tls = onn\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome run(String... command) throws Exception {
    return commands.run(project, command);
  }

  // ---- GitHub

  private static Workflow github() throws IOException {
    return Workflow.of(Path.of("posttls-lint.yml"), Readme.block("yaml", "posttls-lint@v"));
  }

  @Test
  void workflowForGithubIsOneByItsOwnParser() throws Exception {
    Path parser = NpmPackage.require("@actions/workflow-parser/dist/index.js");
    Path file = Files.writeString(temp.resolve("workflow.yml"), github().text());
    Outcome outcome =
        run(
            Program.require("node").toString(),
            Path.of("src/test/node/parse-workflow.mjs").toAbsolutePath().toString(),
            parser.resolve("../../../..").normalize().toString(),
            file.toString());
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void workflowForGithubKnowsTheInputsAndHasLeastPermissions() throws Exception {
    Workflow workflow = github();
    assertThat(workflow.tree().get("permissions")).isEmpty();
    JsonNode job = workflow.tree().at("/jobs/posttls-lint");
    assertThat(job.get("permissions").fieldNames())
        .toIterable()
        .containsExactly("contents", "security-events");
    JsonNode inputs = Workflow.read(Workflow.ACTION).tree().get("inputs");
    for (JsonNode step : workflow.steps()) {
      assertThat(step.get("uses").asText())
          .matches("actions/checkout@[0-9a-f]{40}|OWNER/posttls-lint@v\\d+\\.\\d+\\.\\d+");
      if (step.get("uses").asText().contains("posttls-lint")) {
        assertThat(step.get("with").fieldNames()).toIterable().allMatch(inputs::has);
      }
    }
    assertThat(workflow.steps().get(0).get("uses").asText())
        .isEqualTo(
            Workflow.read(Workflow.FOLDER.resolve("ci.yml")).uses().stream()
                .filter(one -> one.startsWith("actions/checkout@"))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void manualListsEveryInputAndOutputOfTheAction() throws Exception {
    JsonNode action = Workflow.read(Workflow.ACTION).tree();
    String manual = Files.readString(Readme.MANUAL.resolve("pipelines.md"));
    action
        .get("inputs")
        .fieldNames()
        .forEachRemaining(name -> assertThat(manual).contains("\n| `" + name + "` |"));
    action
        .get("outputs")
        .fieldNames()
        .forEachRemaining(name -> assertThat(manual).contains("`" + name + "`"));
  }

  // ---- GitLab

  /** Runs the manual's .gitlab-ci.yml with the template of this repository. */
  private Outcome gitlab(String... variables) throws Exception {
    Path runner = NpmPackage.require("gitlab-ci-local/src/index.js");
    Program.require("rsync"); // by which it lays a job's files
    Files.createDirectories(project.resolve("src/ci"));
    Files.copy(TEMPLATE, project.resolve("src/ci/gitlab.yml"));
    String pipeline = Readme.block("yaml", "include:");
    assertThat(pipeline).containsPattern("- remote: https://\\S+/src/ci/gitlab\\.yml\n");
    write(
        ".gitlab-ci.yml",
        pipeline.replaceAll(
            "- remote: https://\\S+/src/ci/gitlab\\.yml", "- local: src/ci/gitlab.yml"));
    for (String[] command : new String[][] {{"init", "-q"}, {"add", "."}, {"commit", "-qm", "x"}}) {
      List<String> git = new ArrayList<>(List.of(Program.require("git").toString()));
      git.addAll(List.of(command));
      assertThat(run(git.toArray(String[]::new)).status()).isZero();
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Program.require("node").toString(), runner.toString()));
    // in place of the image is the built program
    command.add("--force-shell-executor");
    for (String variable : variables) {
      command.addAll(List.of("--variable", variable));
    }
    return run(command.toArray(String[]::new));
  }

  @Test
  void pipelineOfGitlabFailsAndLeavesItsReports() throws Exception {
    Outcome outcome = gitlab();
    assertThat(outcome.output())
        .contains("mail/etc/postfix/main.cf:3:1", "hosts/a/main.cf:3", "FAIL 1");
    JsonNode reports = template().at("/artifacts/reports");
    JsonNode findings =
        new ObjectMapper().readTree(project.resolve(reports.get("codequality").asText()).toFile());
    assertThat(findings.at("/0/location/path").asText()).endsWith("main.cf");
    assertThat(project.resolve(reports.get("junit").asText())).content().contains("<testsuites");
    // without this GitLab would drop the reports of a job that fails
    assertThat(template().at("/artifacts/when").asText()).isEqualTo("always");
  }

  @Test
  void pipelineOfGitlabPassesWhereAllIsSound() throws Exception {
    write("mail/etc/postfix/main.cf", SOUND);
    write("hosts/a/main.cf", SOUND);
    assertThat(gitlab().status()).isZero();
  }

  private static JsonNode template() throws IOException {
    return Workflow.read(TEMPLATE).tree().get("posttls-lint");
  }

  /** The script of the template alone, as a runner starts it. */
  private Outcome job(String paths, String options) throws Exception {
    commands.set("POSTTLS_LINT_PATHS", paths);
    commands.set("POSTTLS_LINT_OPTIONS", options);
    return run("sh", "-e", "-c", template().at("/script/0").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "--help",
        "-",
        "--",
        "*",
        "$(touch hacked)",
        "`touch hacked`",
        "; touch hacked",
        "mail/etc/postfix --help",
        "--output=text=hacked"
      })
  void jobOfGitlabIsNotGreenWhereAPathIsNone(String paths) throws Exception {
    assertThat(job(paths, "").status()).isEqualTo(3);
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "--version", "--", "$(touch hacked)", "; touch hacked", "*", "--output"})
  void jobOfGitlabIsNotGreenByItsOptions(String options) throws Exception {
    assertThat(job("mail/etc/postfix", options).status()).isIn(1, 2, 3);
    assertThat(project.resolve("hacked")).doesNotExist();
  }

  @Test
  void jobOfGitlabTakesOptionsAndSeveralPaths() throws Exception {
    Outcome outcome = job("hosts\nmail/etc/postfix", "--fail-on never --postfix-version 3.7");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("hosts/a/main.cf:3", "mail/etc/postfix/main.cf:3");
  }

  @Test
  void jobOfGitlabHandsOnNoReportThatIsNotItsOwn() throws Exception {
    for (String report : List.of("gl-code-quality-report.json", "posttls-lint.xml")) {
      write(report, "green\n");
    }
    assertThat(job("mail/etc/postfix", "--nonsense").status()).isEqualTo(2);
    assertThat(project.resolve("gl-code-quality-report.json")).doesNotExist();
    assertThat(project.resolve("posttls-lint.xml")).doesNotExist();
  }

  @Test
  void shellCheckFindsNothingInTheJobOfGitlab() throws Exception {
    Path script = temp.resolve("script.sh");
    Files.writeString(script, "#!/bin/sh\n" + template().at("/script/0").asText());
    assertThat(run(Program.require("shellcheck").toString(), script.toString()).output()).isEmpty();
  }

  @Test
  void jobOfGitlabRunsInTheImageWithAShell() throws Exception {
    assertThat(template().at("/image/name").asText()).isEqualTo("$POSTTLS_LINT_IMAGE");
    assertThat(template().at("/variables/POSTTLS_LINT_IMAGE").asText()).isEqualTo(IMAGE);
    assertThat(template().at("/image/entrypoint/0").asText("none")).isEmpty();
  }

  // ---- Jenkins, Azure and others

  @Test
  void stepOfJenkinsFailsAndLeavesItsReport() throws Exception {
    String pipeline = Readme.block("groovy", "pipeline {");
    assertThat(pipeline).contains("image '" + IMAGE + "'", "args '--entrypoint='");
    assertThat(pipeline.chars().filter(c -> c == '{').count())
        .isEqualTo(pipeline.chars().filter(c -> c == '}').count());
    Matcher step = Pattern.compile("\\bsh '([^'\\\\]*)'").matcher(pipeline);
    assertThat(step.find()).isTrue();
    // as the step "sh" does
    Outcome outcome = run("sh", "-xe", "-c", step.group(1));
    assertThat(outcome.status()).isEqualTo(1);
    Matcher report = Pattern.compile("\\bjunit '([^']*)'").matcher(pipeline);
    assertThat(report.find()).isTrue();
    assertThat(project.resolve(report.group(1))).content().contains("<testsuites");
  }

  @Test
  void stepOfAzureGivesTheContainerWhatTheProgramTakes() throws Exception {
    JsonNode steps =
        Workflow.of(Path.of("azure-pipelines.yml"), Readme.block("yaml", "PublishTestResults"))
            .tree()
            .get("steps");
    String script = steps.at("/0/script").asText();
    assertThat(script).startsWith("docker run ").contains(" -e TF_BUILD ", " " + IMAGE + " ");
    commands.set("TF_BUILD", "True");
    Outcome outcome = run("sh", "-c", "posttls-lint" + after(script));
    assertThat(outcome.output()).contains("mail/etc/postfix/main.cf:3:1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(project.resolve(steps.at("/1/inputs/testResultsFiles").asText())).isNotEmptyFile();
    // a step that fails keeps those behind it from running unless they ask to
    assertThat(steps.at("/1/condition").asText()).isEqualTo("succeededOrFailed()");
  }

  private static String after(String script) {
    return script.substring(script.indexOf(IMAGE) + IMAGE.length());
  }

  @Test
  void containerIsGivenWhatTheProgramTakes() throws Exception {
    String script = Readme.block("sh", "docker run");
    assertThat(script).contains("-v \"$PWD:/work:ro\"");
    assertThat(Path.of("Dockerfile")).content().contains("\nWORKDIR /work\n");
    assertThat(run("sh", "-c", "posttls-lint" + after(script)).output())
        .contains("mail/etc/postfix/main.cf:3:1");
  }

  @Test
  void imageIsBuiltFromWhereTheBundleIsMade() throws Exception {
    String script = Readme.block("sh", "docker build");
    assertThat(script).contains("-P bundle", " -f Dockerfile target/bundle\n");
    assertThat(Path.of("src/main/bundle/build.xml"))
        .content()
        .contains("${project.build.directory}/bundle/${name}-linux-");
  }

  @Test
  void severalReportsAreWrittenAtOnce() throws Exception {
    assertThat(run("sh", "-c", Readme.block("sh", "-o sarif=")).status()).isEqualTo(1);
    assertThat(project.resolve("posttls-lint.sarif")).content().contains("param-case-mismatch");
    assertThat(project.resolve("posttls-lint.xml")).content().contains("<testsuites");
  }
}
