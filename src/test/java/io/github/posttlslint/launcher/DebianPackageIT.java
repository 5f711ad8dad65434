package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, unpacked by the real dpkg below a directory of its own. */
class DebianPackageIT {

  private static final Path TARGET = Path.of(System.getProperty("posttlslint.home")).getParent();

  @TempDir Path root;

  private record Outcome(int status, String output) {}

  @BeforeEach
  void install() throws Exception {
    for (String directory : List.of("info", "updates", "triggers")) {
      Files.createDirectories(root.resolve("var/lib/dpkg").resolve(directory));
    }
    Files.createFile(root.resolve("var/lib/dpkg/status"));
    Path deb;
    try (Stream<Path> files = Files.list(TARGET)) {
      deb = files.filter(file -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
    }
    Outcome outcome =
        run(
            Program.require("dpkg").toString(),
            "--root=" + root,
            "--force-script-chrootless",
            "--force-not-root",
            "--force-depends",
            "--force-unsafe-io",
            "--install",
            deb.toString());
    assertThat(outcome.status).as(outcome.output).isZero();
  }

  @Test
  void putsTheProgramOnThePath() throws Exception {
    Path program = root.resolve("usr/bin/posttls-lint");
    assertThat(program).isSymbolicLink();
    assertThat(run(program.toString(), "--version").output).startsWith("posttls-lint ");
    Outcome lint = run(program.toString(), "check", "-q", "samples/mx/good");
    assertThat(lint.status).as(lint.output).isZero();
  }

  @Test
  void bringsTheManualPageAndCompletions() throws Exception {
    Outcome page = run("zcat", root.resolve("usr/share/man/man1/posttls-lint.1.gz").toString());
    assertThat(page.output).contains(".TH POSTTLS", "--postfix-version".replace("-", "\\-"));
    assertThat(root.resolve("usr/share/bash-completion/completions/posttls-lint"))
        .content()
        .contains("complete ", "posttls-lint");
    assertThat(root.resolve("usr/share/zsh/vendor-completions/_posttls-lint"))
        .content()
        .startsWith("#compdef posttls-lint");
    assertThat(root.resolve("usr/share/fish/vendor_completions.d/posttls-lint.fish"))
        .content()
        .contains("complete -c posttls-lint");
  }

  @Test
  void bringsExamplesAndTheFormOfTheConfigurationFile() throws Exception {
    Path examples = root.resolve("usr/share/doc/posttls-lint/examples");
    for (String name :
        List.of("posttls-lint.service", "posttls-lint.timer", "certbot-deploy-hook")) {
      assertThat(examples.resolve(name))
          .hasSameTextualContentAs(Path.of("src/main/deb/examples").resolve(name));
    }
    assertThat(examples.resolve("certbot-deploy-hook")).isExecutable();
    // a release names it by its own address
    String address = "\"\\$id\": \"https://[^\"]+/configuration.schema.json\"";
    assertThat(
            Files.readString(root.resolve("usr/share/posttls-lint/configuration.schema.json"))
                .replaceFirst(address, ""))
        .isEqualTo(
            Files.readString(Path.of("rules/configuration.schema.json")).replaceFirst(address, ""))
        .doesNotContain("$id");
  }

  @Test
  void bringsACopyOfTheSiteThatIsSmall() throws Exception {
    Path site = root.resolve("usr/share/doc/posttls-lint/html");
    assertThat(site.resolve("index.html")).content().contains("rules/index.html");
    assertThat(site.resolve("rules/cert-expired.html")).isNotEmptyFile();
    Path archive = siteArchive();
    assertThat(Files.size(archive)).isLessThan(1_000_000);
    Outcome names = run("tar", "-tJf", archive.toString());
    try (Stream<Path> files = Files.walk(site)) {
      assertThat(names.output.lines().filter(name -> !name.endsWith("/")))
          .hasSize((int) files.filter(Files::isRegularFile).count());
    }
  }

  private static Path siteArchive() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files.filter(file -> file.toString().endsWith(".tar.xz")).findFirst().orElseThrow();
    }
  }

  @Test
  void carriesNoClassDataArchiveOfTheBuildersJava() {
    assertThat(root.resolve("usr/share/posttls-lint/lib/posttls-lint.jar")).isNotEmptyFile();
    assertThat(root.resolve("usr/share/posttls-lint/lib/posttls-lint.jsa")).doesNotExist();
    assertThat(root.resolve("usr/share/doc/posttls-lint/copyright")).isNotEmptyFile();
  }

  @Test
  void goesWithoutATrace() throws Exception {
    Outcome outcome =
        run(
            Program.require("dpkg").toString(),
            "--root=" + root,
            "--force-script-chrootless",
            "--force-not-root",
            "--purge",
            "posttls-lint");
    assertThat(outcome.status).as(outcome.output).isZero();
    assertThat(root.resolve("usr")).doesNotExist();
  }

  private Outcome run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("deb", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after a minute: " + List.of(command));
      }
      return new Outcome(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }
}
