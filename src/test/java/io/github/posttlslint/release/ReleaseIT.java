package io.github.posttlslint.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.testkit.Commands;
import io.github.posttlslint.testkit.Commands.Outcome;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.ScratchRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that make a release, on what the build has made. */
class ReleaseIT {

  private static final Path SCRIPTS = Path.of("src/release").toAbsolutePath();
  private static final String DIGEST = "ab".repeat(32);
  private static final String IMAGE = "ghcr.io/somebody/posttls-lint@sha256:" + DIGEST;

  @TempDir static Path releases;
  private static ScratchRelease built;
  private static ScratchRelease dated;

  @TempDir Path temp;
  private Commands commands;

  @BeforeAll
  static void makeReleases() throws Exception {
    Commands commands = new Commands(releases);
    built = ScratchRelease.built(releases.resolve("built"), commands);
    dated = ScratchRelease.of("0.2.0", releases.resolve("dated"), commands);
  }

  @BeforeEach
  void makeCommands() throws IOException {
    temp = temp.toRealPath();
    commands = new Commands(temp);
    commands.set("PATH", System.getenv("PATH"));
  }

  private Outcome run(String script, String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = SCRIPTS.resolve(script).toString();
    System.arraycopy(words, 0, command, 1, words.length);
    return commands.run(temp, command);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void hasAllFilesWithTheirSums() throws Exception {
    String version = built.version();
    assertThat(names(built.files()))
        .contains(
            "SHA256SUMS",
            "install.sh",
            "posttls-lint-" + version + ".tar.gz",
            "posttls-lint-site-" + version + ".tar.xz",
            "posttls-lint_" + version + "_all.deb",
            "posttls-lint-" + version + "-sbom.json");
    if (System.getProperty("posttlslint.bundle") != null) {
      assertThat(names(built.files()))
          .anyMatch(name -> name.matches("posttls-lint-bundle-.*-linux-(amd64|arm64)[.]tar[.]gz"))
          .anyMatch(name -> name.matches("posttls-lint-bundle_.*_(amd64|arm64)[.]deb"));
    }
    Outcome sums = commands.run(built.files(), "sha256sum", "--strict", "-c", "SHA256SUMS");
    assertThat(sums.status()).as(sums.output()).isZero();
    assertThat(Files.readAllLines(built.files().resolve("SHA256SUMS")))
        .hasSize(names(built.files()).size() - 1);
    Path bill = built.files().resolve("posttls-lint-" + version + "-sbom.json");
    JsonNode components = new ObjectMapper().readTree(bill.toFile()).get("components");
    assertThat(components).isNotEmpty();
  }

  @Test
  void installerOfTheReleaseKnowsItsFilesAndMakesTheProgramStartFast() throws Exception {
    Path prefix = temp.resolve("prefix");
    String[] command = {
      "sh",
      built.installer().toString(),
      "--java",
      "--prefix",
      prefix.toString(),
      "--from",
      built.files().toString()
    };
    Outcome outcome = commands.run(temp, command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(prefix.resolve("lib/posttls-lint/lib/posttls-lint.jsa")).isNotEmptyFile();
    Path text = Files.copy(built.installer(), temp.resolve("text"));
    assertThat(text)
        .content()
        .contains("downloads='" + ScratchRelease.ADDRESS + "/releases/download/v");
  }

  @Test
  void checkTakesAReleaseWhoseAddressesAreReal() throws Exception {
    // the packages of a usual build name a mail address that is none
    Path out = copy(dated);
    Path deb = out.resolve("posttls-lint_0.2.0_all.deb");
    String script =
        """
        set -e
        tar -xJf posttls-lint-site-0.2.0.tar.xz
        dpkg-deb -R "$1" tree
        mv posttls-lint-site-*/ site
        grep -rlE '(git|registry)[.]example[.]org|posttls-lint[.]example' site tree/usr/share/doc |
          xargs sed -i 's/git[.]example[.]org/forge.test/g; s/registry[.]example[.]org/images.test/g
            s/posttls-lint[.]example[.]org/site.test/g'
        tar -cJf posttls-lint-site-0.2.0.tar.xz site
        sed -i 's/maintainers@example.invalid/somebody@posttls-lint.test/
          s|https://git.example.org/posttls-lint|https://forge.test/posttls-lint|
          s/^Version: .*/Version: 0.2.0/' tree/DEBIAN/control
        rm -rf tree/usr/share/posttls-lint/lib/posttls-lint.jar tree/usr/share/posttls-lint/lib/data
        sed -i 's|posttls-lint.example.org|site.test|' tree/usr/share/posttls-lint/configuration.schema.json
        dpkg-deb --root-owner-group -b tree "$1" >/dev/null
        sed -i 's/[0-9.]*-SNAPSHOT/0.2.0/g' posttls-lint-0.2.0-sbom.json
        tar -xzf posttls-lint-0.2.0.tar.gz
        rm posttls-lint-0.2.0/lib/posttls-lint.jar
        sed -i 's|posttls-lint.example.org|site.test|' posttls-lint-0.2.0/configuration.schema.json
        tar -czf posttls-lint-0.2.0.tar.gz posttls-lint-0.2.0
        rm -r tree site posttls-lint-0.2.0 SHA256SUMS
        sha256sum -- * >SHA256SUMS
        """;
    Program.require("dpkg-deb");
    Outcome rewritten = commands.run(out, "sh", "-c", script, "sh", deb.toString());
    assertThat(rewritten.status()).as(rewritten.output()).isZero();
    assertThat(run("check", out.toString())).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void checkFindsWhatStandsForNothingInsideOfPackages() throws Exception {
    Outcome outcome = run("check", built.files().toString());
    assertThat(outcome.status()).isEqualTo(1);
    String deb = "posttls-lint_" + built.version() + "_all.deb/";
    assertThat(outcome.output()).contains(deb + "DEBIAN/control: ");
    if (built.version().endsWith("-SNAPSHOT")) {
      assertThat(outcome.output())
          .contains(deb + "usr/share/posttls-lint/lib/posttls-lint.jar/io/github/posttlslint/cli/")
          .contains("posttls-lint-" + built.version() + ".tar.gz/posttls-lint-")
          .contains("install.sh: ");
    }
    assertThat(outcome.output().lines())
        .allMatch(
            line ->
                line.matches(
                    ".*(example[.]invalid|(git|registry|posttls-lint)[.]example[.].*|-SNAPSHOT) is left in"
                        + " it"));
  }

  @Test
  void checkFindsChangedMissingAndFurtherFiles() throws Exception {
    Path out = copy(dated);
    Files.writeString(out.resolve("install.sh"), "changed\n");
    Files.writeString(out.resolve("more"), "more\n");
    Files.delete(out.resolve("posttls-lint-0.2.0-sbom.json"));
    Outcome outcome = run("check", out.toString());
    assertThat(outcome.output())
        .contains("install.sh: FAILED", "more: not in SHA256SUMS", "-sbom.json: missing");
    assertThat(outcome.status()).isEqualTo(1);
  }

  private Path copy(ScratchRelease release) throws IOException {
    Path out = temp.resolve("out");
    Folders.copy(release.files(), out);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS_REPOSITORY, https://git.example.org/posttls-lint",
    "ADDRESS_REPOSITORY, https://github.com/OWNER/posttls-lint",
    "ADDRESS_IMAGE, ''",
    "ADDRESS_SITE, https://x/$(id)",
    "ADDRESS_CONTACT, maintainers@example.invalid",
    "BUNDLE_JDK, /nowhere",
  })
  void nothingIsMadeWithAnAddressThatStandsForNothing(String name, String value) throws Exception {
    commands.set("ADDRESS_REPOSITORY", "https://forge.test/somebody/posttls-lint");
    commands.set("ADDRESS_IMAGE", "forge.test/somebody/posttls-lint");
    commands.set("ADDRESS_SITE", "https://posttls-lint.test");
    commands.set("ADDRESS_CONTACT", "somebody@posttls-lint.test");
    commands.set("BUNDLE_JDK", "/nowhere");
    commands.set(name, value);
    Outcome outcome = run("make", temp.resolve("out").toString());
    assertThat(outcome.output()).startsWith("make: " + name);
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(temp.resolve("out")).doesNotExist();
  }

  @Test
  void collectMixesWithNothingThatIsThere() throws Exception {
    Path out = Files.createDirectory(temp.resolve("out"));
    Files.writeString(out.resolve("old"), "");
    String target = ScratchRelease.TARGET.toString();
    Outcome outcome = run("collect", target, out.toString(), ScratchRelease.ADDRESS);
    assertThat(outcome.output()).contains("is not empty");
    assertThat(run("collect", target, temp + "/new", "http://forge.test").status()).isEqualTo(3);
    assertThat(run("collect", target, temp + "/new", "https://forge.test/'x").status())
        .isEqualTo(3);
    assertThat(temp.resolve("new")).doesNotExist();
  }

  // ---- what users take from the repository

  /** A copy of what a release is written into. */
  private Path repository() throws IOException {
    Path top = temp.resolve("repository");
    Folders.copy(SCRIPTS, top.resolve("src/release"));
    for (String name : List.of("make", "collect", "check", "pin", "install.sh", "posttls-lint")) {
      top.resolve("src/release").resolve(name).toFile().setExecutable(true);
    }
    Folders.copy(Path.of("src/manual"), top.resolve("src/manual"));
    for (String file : List.of("README.md", ".pre-commit-hooks.yaml")) {
      Files.copy(Path.of(file), top.resolve(file));
    }
    return top;
  }

  private Outcome pin(Path top, String image) throws Exception {
    return commands.run(
        temp, top.resolve("src/release/pin").toString(), dated.files().toString(), image);
  }

  @Test
  void pinWritesTheReleaseIntoHooksRunnerAndManual() throws Exception {
    Path top = repository();
    Path image = Files.createDirectory(top.resolve("src/ci")).resolve("image.yml");
    Files.writeString(image, "a: registry.example.org/posttls-lint:0.1.0\nb: v1\n");
    assertThat(pin(top, IMAGE)).isEqualTo(new Outcome(0, ""));
    assertThat(image).hasContent("a: " + IMAGE.replace("@", ":0.2.0@") + "\nb: v1\n");
    assertThat(top.resolve("src/release/install.sh")).hasSameTextualContentAs(dated.installer());
    assertThat(top.resolve(".pre-commit-hooks.yaml"))
        .content()
        .contains("  entry: " + IMAGE + " check --changed-files\n")
        .doesNotContain("example.org", "00000000");
    assertThat(top.resolve("src/manual/pipelines.md"))
        .content()
        .contains("rev: v0.2.0\n", "repo: " + ScratchRelease.ADDRESS + "\n");
    try (Stream<Path> files = Files.walk(top)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.toString().contains("/src/release/")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContain("git.example.org/posttls-lint", "registry.example.org"));
      assertThat(top.resolve("src/release/posttls-lint")).isExecutable();
    }
    // the next one is written over this one
    assertThat(pin(top, IMAGE.replace("ab", "cd"))).isEqualTo(new Outcome(0, ""));
    assertThat(top.resolve(".pre-commit-hooks.yaml")).content().contains("cd".repeat(32));
    assertThat(image).content().contains("cd".repeat(32)).doesNotContain("abab");
    assertThat(pin(top, IMAGE.replace("ab", "cd"))).isEqualTo(new Outcome(0, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/somebody/posttls-lint:0.2.0",
        "ghcr.io/somebody/posttls-lint@sha256:abc",
        "--privileged@sha256:abababababababababababababababababababababababababababababababab",
        "x y@sha256:abababababababababababababababababababababababababababababababab",
      })
  void pinTakesAnImageByItsDigestAlone(String image) throws Exception {
    Path top = repository();
    String before = Files.readString(top.resolve(".pre-commit-hooks.yaml"));
    assertThat(pin(top, image).status()).isEqualTo(3);
    assertThat(top.resolve(".pre-commit-hooks.yaml")).hasContent(before);
    assertThat(top.resolve("src/release/install.sh")).content().contains("version=''");
  }

  // ---- the scripts themselves

  @Test
  void scriptsAreSoundShell() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Program.require("shellcheck").toString());
    for (String name : names(SCRIPTS)) {
      command.add(SCRIPTS.resolve(name).toString());
    }
    Outcome outcome = commands.run(temp, command.toArray(String[]::new));
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void whatIsRunFromTheNetworkNeitherEvaluatesNorRaisesRights() throws Exception {
    for (String name : List.of("install.sh", "posttls-lint")) {
      String text = Files.readString(SCRIPTS.resolve(name)).replaceAll("(?m)^ *#.*$", "");
      assertThat(text)
          .contains("set -eu\n")
          .doesNotContainPattern("\\b(eval|sudo|su|doas|source)\\b")
          .doesNotContainPattern("\\.(profile|bashrc|zshrc|zprofile)");
      assertThat(text.strip()).startsWith("{").endsWith("}");
    }
  }
}
