package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.NpmPackage;
import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program in editors: Neovim itself; the extension for Visual Studio Code compiled,
 * packed, and started in a stub of the editor, and the protocol's own library.
 */
class EditorsIT {

  private static final Path PROGRAM =
      Path.of(System.getProperty("posttlslint.home")).resolve("bin/posttls-lint").toAbsolutePath();

  @TempDir Path temp;

  @Test
  void neovimShowsFindingsAndAppliesAFix() throws Exception {
    Path sample = temp.resolve("sample");
    Folders.copy(Path.of("samples/submission/bad"), sample);
    Path script = Path.of("src/test/editors/neovim.lua").toAbsolutePath();
    run(
        Path.of(""),
        Map.of(
            "PROGRAM", PROGRAM.toString(),
            "FOLDER", sample.toRealPath().toString(),
            "HOME", temp.toString()),
        Program.require("nvim").toString(),
        "--headless",
        "-u",
        "NONE",
        "-i",
        "NONE",
        "-n",
        "-c",
        "luafile " + script);
  }

  @Test
  void theExtensionIsCompiledTestedAndPacked() throws Exception {
    Path compiler = NpmPackage.require("../vscode/node_modules/typescript/bin/tsc").toRealPath();
    // where its modules are: to copy these would take longer than all else
    Path extension = compiler.resolve("../../../..").normalize();
    copy(Path.of("editors/vscode"), extension);
    Files.copy(
        Path.of("LICENSE"), extension.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
    String node = Program.require("node").toString();
    run(extension, Map.of(), node, "node_modules/typescript/bin/tsc", "-p", ".");
    String said =
        run(extension, Map.of("POSTTLS_LINT", PROGRAM.toString()), node, "--test", "test/");
    assertThat(said).contains("# fail 0").contains("# skipped 0");
    Path packed = temp.resolve("posttls-lint.vsix");
    run(
        extension,
        Map.of(),
        node,
        "node_modules/@vscode/vsce/vsce",
        "package",
        "--no-git-tag-version",
        "--allow-missing-repository",
        "-o",
        packed.toString());
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(packed.toFile())) {
      zip.stream().map(ZipEntry::getName).forEach(names::add);
    }
    assertThat(names)
        .contains(
            "extension/package.json",
            "extension/out/extension.js",
            "extension/out/program.js",
            "extension/syntaxes/postfix-main.tmLanguage.json",
            "extension/syntaxes/postfix-master.tmLanguage.json",
            "extension/node_modules/vscode-languageclient/package.json")
        .noneMatch(name -> name.startsWith("extension/src") || name.startsWith("extension/test"))
        .noneMatch(name -> name.contains("node_modules/typescript"));
  }

  @Test
  void theLockOfTheExtensionNamesNoRegistry() throws Exception {
    assertThat(Files.readString(Path.of("editors/vscode/package-lock.json")))
        .contains("\"integrity\"")
        .doesNotContain("\"resolved\"");
  }

  /** Without what a developer's own run has left there. */
  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        String name = from.relativize(file).toString();
        if (Files.isRegularFile(file)
            && !name.startsWith("node_modules")
            && !name.startsWith("out")) {
          Path target = to.resolve(name);
          Files.createDirectories(target.getParent());
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private String run(Path directory, Map<String, String> environment, String... command)
      throws Exception {
    Path out = temp.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(Arrays.asList(command))
            .directory(directory.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
