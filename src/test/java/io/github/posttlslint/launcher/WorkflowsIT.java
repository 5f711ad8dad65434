package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub is to run, by its own parser, by linters, and by the rules that keep it safe. */
class WorkflowsIT {

  private static final Pattern PINNED =
      Pattern.compile("uses: ([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # v\\d+\\.\\d+\\.\\d+");

  @TempDir Path temp;

  private String said(String... command) throws Exception {
    Outcome outcome = new Commands(temp).run(Path.of(".").toAbsolutePath(), command);
    return outcome.output().strip();
  }

  /** What GitHub's parser says against workflows. */
  private String parsed(List<Path> files) throws Exception {
    Path parser = NpmPackage.require("@actions/workflow-parser/dist/index.js");
    List<String> command = new ArrayList<>(List.of(Program.require("node").toString()));
    command.add("src/test/node/parse-workflow.mjs");
    command.add(parser.resolve("../../../..").normalize().toString());
    files.forEach(file -> command.add(file.toString()));
    return said(command.toArray(String[]::new));
  }

  @Test
  void parserOfGithubFindsNothing() throws Exception {
    assertThat(parsed(Workflow.all().stream().map(Workflow::file).toList())).isEmpty();
  }

  @Test
  void parserOfGithubWouldFindWhatIsWrong() throws Exception {
    String text = Files.readString(Workflow.FOLDER.resolve("release.yml"));
    Path wrong = temp.resolve("wrong.yml");
    Files.writeString(
        wrong, text.replace("id-token:", "id-tokens:").replace("matrix.", "metrics."));
    assertThat(parsed(List.of(wrong))).contains("Unexpected value 'id-tokens'");
    Files.writeString(wrong, text.replace("steps.version.", "step.version."));
    assertThat(parsed(List.of(wrong))).contains("Unrecognized named-value: 'step'");
  }

  @Test
  void actionIsOneByTheSchemaOfGithub() throws Exception {
    Path validator = NpmPackage.require("@action-validator/cli/cli.mjs");
    String node = Program.require("node").toString();
    assertThat(said(node, validator.toString(), Workflow.ACTION.toString())).isEmpty();
  }

  @Test
  void shellCheckFindsNothingInWhatIsRun() throws Exception {
    String shellcheck = Program.require("shellcheck").toString();
    for (Workflow workflow : Workflow.withAction()) {
      for (String script : workflow.scripts()) {
        Path file = Files.writeString(temp.resolve("run.sh"), "#!/bin/bash\nset -e\n" + script);
        assertThat(said(shellcheck, file.toString())).as(script).isEmpty();
      }
    }
  }

  @Test
  void actionsOfOthersArePinnedByCommitAndNameTheirVersion() throws IOException {
    Map<String, String> pins = new HashMap<>();
    for (Workflow workflow : Workflow.withAction()) {
      Matcher pinned = PINNED.matcher(workflow.text());
      int count = 0;
      while (pinned.find()) {
        count++;
        String before = pins.put(pinned.group(1), pinned.group(2));
        assertThat(before).as(pinned.group(1)).isIn(null, pinned.group(2));
      }
      List<String> others = new ArrayList<>(workflow.uses());
      others.removeIf(one -> one.startsWith("./"));
      assertThat(others).as(workflow.file().toString()).hasSize(count);
    }
    assertThat(pins).containsKey("actions/checkout");
  }

  @Test
  void imagesArePinnedByDigest() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      for (JsonNode job : workflow.jobs()) {
        if (job.has("container")) {
          assertThat(job.at("/container/image").asText()).matches(".+:.+@sha256:[0-9a-f]{64}");
        }
      }
    }
  }

  @Test
  void nothingMayBeDoneUnlessAJobSaysSo() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      JsonNode permissions = workflow.tree().get("permissions");
      assertThat(permissions.isObject() && permissions.isEmpty()).isTrue();
      workflow.jobs().forEach(job -> assertThat(job.has("permissions")).isTrue());
    }
  }

  @Test
  void onlyTheJobsOfAReleaseThatNeedItMayWrite() throws IOException {
    Set<String> writing = new TreeSet<>();
    for (Workflow workflow : Workflow.all()) {
      workflow
          .tree()
          .get("jobs")
          .fields()
          .forEachRemaining(
              job ->
                  job.getValue()
                      .get("permissions")
                      .fields()
                      .forEachRemaining(
                          permission -> {
                            if (permission.getValue().asText().equals("write")) {
                              writing.add(job.getKey() + " " + permission.getKey());
                            }
                          }));
    }
    assertThat(writing)
        .containsExactly(
            "image attestations", "image id-token", "image packages", "publish contents");
  }

  @Test
  void checkoutsKeepNoCredentials() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      for (JsonNode step : workflow.steps()) {
        if (step.path("uses").asText().startsWith("actions/checkout@")) {
          assertThat(step.at("/with/persist-credentials").asText()).isEqualTo("false");
        }
      }
    }
  }

  @Test
  void nothingIsPutIntoTheTextOfACommand() throws IOException {
    for (Workflow workflow : Workflow.withAction()) {
      assertThat(workflow.scripts()).isNotEmpty().noneMatch(script -> script.contains("${{"));
    }
  }

  @Test
  void everyJobEndsAndNoTwoReleasesRunAtOnce() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.tree().at("/concurrency/group").asText()).isNotEmpty();
      for (JsonNode job : workflow.jobs()) {
        assertThat(job.has("uses") || job.path("timeout-minutes").asInt() > 0).isTrue();
      }
    }
    Workflow release = Workflow.read(Workflow.FOLDER.resolve("release.yml"));
    assertThat(release.tree().at("/concurrency/group").asText()).isEqualTo("release");
    assertThat(release.tree().at("/concurrency/cancel-in-progress").asBoolean(true)).isFalse();
  }

  @Test
  void strangersCodeRunsWithoutSecretsAndReleasesWithoutTheirCaches() throws IOException {
    for (Workflow workflow : Workflow.all()) {
      assertThat(workflow.text()).doesNotContain("pull_request_target", "workflow_run", "secrets.");
      assertThat(workflow.uses()).noneMatch(one -> one.contains("cache"));
      workflow.steps().forEach(step -> assertThat(step.at("/with/cache").isMissingNode()).isTrue());
    }
  }

  @Test
  void releaseIsMadeOnlyOfWhatIsTested() throws IOException {
    JsonNode jobs = Workflow.read(Workflow.FOLDER.resolve("release.yml")).tree().get("jobs");
    assertThat(jobs.at("/test/uses").asText()).isEqualTo("./.github/workflows/ci.yml");
    assertThat(jobs.at("/image/needs")).extracting(JsonNode::asText).contains("test", "build");
    assertThat(jobs.at("/publish/needs")).extracting(JsonNode::asText).contains("image");
  }

  @Test
  void scriptsThatAreCalledAreThere() throws IOException {
    Pattern script = Pattern.compile("(?:src/release|\\.ci)/[a-z-]+");
    for (Workflow workflow : Workflow.withAction()) {
      Matcher called = script.matcher(String.join("\n", workflow.scripts()));
      assertThat(called.find()).isTrue();
      do {
        assertThat(Path.of(called.group())).isExecutable();
      } while (called.find());
    }
  }
}
