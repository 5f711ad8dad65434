package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, built as a release does from the Dockerfile and the bundle, and run on a checkout of
 * somebody else's. Its base is a Debian of the same release that is made here.
 */
@EnabledIfSystemProperty(
    named = "posttlslint.container",
    matches = ".+",
    disabledReason =
        "the image is built, as root, with buildah and mmdebstrap, by:"
            + " mvn -P bundle verify -Dbundle.jdk=DIRECTORY_OF_JDK_25 -Dposttlslint.container=true")
@TestInstance(Lifecycle.PER_CLASS)
class ContainerImageIT {

  private static final Path ADAPTER = Path.of("src/test/referee/docker-by-buildah");
  private static final String NAME = "registry.example.org/posttls-lint:0.1.0";
  private static final String BASE = "localhost/base:made-here";

  private static final String SOUND = "compatibility_level = 3.6\nsmtp_tls_security_level = may\n";

  private static final String BROKEN = SOUND + "smtpd_tls_cafile = /etc/postfix/ca.pem\n";

  private Path temp = Path.of("");
  private Commands commands;
  private Path project;

  @BeforeAll
  void buildImage(@TempDir Path directory) throws Exception {
    temp = directory;
    commands = new Commands(temp);
    commands.allow(Duration.ofMinutes(10));
    Path programs = Files.createDirectory(temp.resolve("programs"));
    Files.createSymbolicLink(programs.resolve("docker"), ADAPTER.toAbsolutePath());
    commands.set("PATH", programs + ":" + System.getenv("PATH"));
    commands.set("BUILDAH_STORE", temp.resolve("store").toString());
    commands.set("BASE_IMAGE", BASE);
    commands.set("STORAGE_DRIVER", "vfs");
    commands.set("BUILDAH_ISOLATION", "chroot");
    commands.set("ADDRESS_REPOSITORY", "https://github.com/someone/posttls-lint");
    commands.set("ADDRESS_SITE", "https://someone.github.io/posttls-lint");
    makeBase();
    Path bundle = Path.of(System.getProperty("posttlslint.home")).resolveSibling("bundle");
    Path script = Path.of("src/release/image").toAbsolutePath();
    run(temp, script.toString(), bundle.toAbsolutePath().toString(), NAME);
  }

  /** A Debian with apt, of the release that the Dockerfile names. */
  private void makeBase() throws Exception {
    String dockerfile = Files.readString(Path.of("Dockerfile"));
    String release = dockerfile.replaceAll("(?s).*\nFROM debian:([a-z]+)-.*", "$1");
    String mirror =
        run(temp, "apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI)")
            .lines()
            .filter(line -> line.startsWith("Debian ") && !line.contains("security"))
            .findFirst()
            .orElseThrow()
            .substring("Debian ".length());
    String root = temp.resolve("base.tar").toString();
    run(temp, Program.require("mmdebstrap").toString(), "--variant=apt", release, root, mirror);
    String container = buildah("from", "scratch").strip();
    buildah("add", "-q", container, root, "/");
    buildah("commit", "-q", container, BASE);
    buildah("rm", container);
  }

  private String buildah(String... words) throws Exception {
    String store = temp.resolve("store").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.require("buildah").toString(),
                "--root",
                store + "/root",
                "--runroot",
                store + "/run"));
    command.addAll(List.of(words));
    return run(temp, command.toArray(String[]::new));
  }

  private String run(Path directory, String... command) throws Exception {
    Outcome outcome = commands.run(directory, command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }

  @AfterAll
  void removeImages() throws Exception {
    buildah("rm", "--all");
    buildah("rmi", "--all", "--force");
  }

  /** A checkout that belongs to nobody whom the image knows; only its owner can write there. */
  @BeforeEach
  void checkOut() throws Exception {
    project = Files.createTempDirectory(temp, "project");
    write(SOUND);
    run(project, "git", "init", "-q");
    run(project, "git", "add", ".");
    run(project, "git", "commit", "-q", "-m", "sound");
    write(BROKEN);
    run(project, "chown", "-R", "12345:12345", ".");
    run(project, "chmod", "755", ".");
  }

  private void write(String text) throws IOException {
    Path file = project.resolve("mail/etc/postfix/main.cf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome sh(String script) throws Exception {
    return commands.run(project, "sh", "-c", script);
  }

  @Test
  void commandOfTheManualJudgesAReadOnlyCheckoutOfSomebodyElse() throws Exception {
    Outcome outcome = sh(Readme.block("sh", "docker run"));
    assertThat(outcome.output()).contains("mail/etc/postfix/main.cf:3:1", "param-case-mismatch");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void withoutArgumentsTheMountedDirectoryIsSearched() throws Exception {
    Outcome outcome = sh("docker run --rm -v \"$PWD:/work:ro\" " + NAME);
    assertThat(outcome.output()).contains("mail/etc/postfix/main.cf:3:1");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void gitTellsWhatHasChangedThoughTheCheckoutIsSomebodyElses() throws Exception {
    String since = "docker run --rm -v \"$PWD:/work:ro\" " + NAME + " check --changed-since HEAD .";
    Outcome outcome = sh(since);
    assertThat(outcome.output()).contains("mail/etc/postfix/main.cf:3:1").doesNotContain("dubious");
    assertThat(outcome.status()).isEqualTo(1);
    write(SOUND);
    assertThat(sh(since).status()).isZero();
  }

  @Test
  void ownerOfTheCheckoutGetsReports() throws Exception {
    String run = "docker run --rm --user 12345:12345 -v \"$PWD:/work\" " + NAME;
    assertThat(sh(run + " check -o sarif=posttls-lint.sarif .").status()).isEqualTo(1);
    assertThat(project.resolve("posttls-lint.sarif")).content().contains("param-case-mismatch");
  }

  /** As for the whole host, of which a directory of the test's is here. */
  @Test
  void configurationOfAHostIsJudgedWithWhatOnlyRootMayRead() throws Exception {
    Path etc = Files.createDirectories(project.resolve("host/etc/postfix"));
    Files.writeString(
        etc.resolve("main.cf"),
        "compatibility_level = 3.6\nsmtpd_tls_security_level = may\n"
            + "smtpd_tls_chain_files = /etc/postfix/chain.pem\n");
    Files.writeString(etc.resolve("chain.pem"), "no key, for root alone\n");
    run(project, "chmod", "600", "host/etc/postfix/chain.pem");
    String command = Readme.block("sh", "--root /host");
    assertThat(command).contains(" -v /:/host:ro ");
    Outcome outcome = sh(command.replace(" -v /:", " -v \"$PWD/host\":"));
    assertThat(outcome.output()).contains("chain.pem:1", "host/etc/postfix/main.cf:3");
    assertThat(outcome.status()).isEqualTo(1);
  }

  /** A step of Azure Pipelines, whose shell is started with the checkout as current directory. */
  @Test
  void stepOfAzureIsRunAndLeavesItsReport() throws Exception {
    JsonNode step =
        Workflow.of(Path.of("azure-pipelines.yml"), Readme.block("yaml", "PublishTestResults"))
            .tree()
            .at("/steps/0");
    commands.set("TF_BUILD", "True");
    run(project, "chown", "-R", "0:0", ".");
    Outcome outcome = sh(step.get("script").asText());
    assertThat(outcome.output()).contains("mail/etc/postfix/main.cf:3:1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(project.resolve("posttls-lint.xml")).content().contains("<testsuites");
  }

  @Test
  void imageSaysWhereItComesFromAndHowItRuns() throws Exception {
    JsonNode config =
        new ObjectMapper()
            .readTree(buildah("inspect", "--type", "image", NAME))
            .at("/OCIv1/config");
    assertThat(config.at("/User").asText()).isEqualTo("65532:65532");
    assertThat(config.at("/Entrypoint/0").asText()).isEqualTo("posttls-lint");
    assertThat(config.at("/WorkingDir").asText()).isEqualTo("/work");
    JsonNode labels = config.get("Labels");
    assertThat(labels.get("org.opencontainers.image.source").asText())
        .isEqualTo("https://github.com/someone/posttls-lint");
    assertThat(labels.get("org.opencontainers.image.url").asText())
        .isEqualTo("https://someone.github.io/posttls-lint");
    assertThat(labels.get("org.opencontainers.image.version").asText()).isEqualTo("0.1.0");
    assertThat(labels.get("org.opencontainers.image.revision").asText()).matches("[0-9a-f]{40}");
  }
}
