package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code check --diff} prints, as git and patch apply it: to the very bytes of {@code --fix}.
 */
class PatchTest {

  /** A way to apply a patch from the current directory, and how to say which one. */
  private static final List<List<String>> WAYS =
      List.of(List.of("git", "apply", "--whitespace=nowarn"), List.of("patch", "-p1", "-s", "-i"));

  /** Parts of a main.cf with faults that have safe fixes, at its beginning, middle and end. */
  private static final List<String> MAINS =
      List.of(
          "smtp_use_tls = no\nmyhostname = mx.example.org\n",
          "compatibility_level = 3.6\nsmtpd_use_tls = yes\nsmtpd_tls_protocols = >= TLSv1.2",
          "compatibility_level = 3.6\nsmtpd_use_tls = yes\n# Köln",
          "# Zürich\nsmtp_use_tls = no\n# Köln\n",
          "# Zürich\n\n\n\n\n\nsmtpd_tls_cert_file = \"/etc/zürich.pem\"\n\n\n\n\n\nsmtp_use_tls = no",
          "smtp_use_tls = no\n",
          "smtp_use_tls = no",
          "# one\n# two\n# three\n# four\nsmtpd_recipient_restrictions = permit_mynetworks,\n"
              + "reject_unauth_destination");

  @TempDir Path directory;

  static List<Arguments> files() {
    List<Arguments> files = new ArrayList<>();
    for (List<String> way : WAYS) {
      for (String main : MAINS) {
        for (String lineEnd : List.of("\n", "\r\n")) {
          String text = main.replace("\n", lineEnd);
          files.add(Arguments.of(way, text.getBytes(StandardCharsets.UTF_8)));
          if (!text.chars().allMatch(c -> c < 0x80)) {
            files.add(Arguments.of(way, text.getBytes(StandardCharsets.ISO_8859_1)));
          }
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void appliedItGivesWhatFixWrites(List<String> way, byte[] main) throws Exception {
    Program.require(way.get(0));
    Path file = Files.write(directory.resolve("main.cf"), main);
    run("check", "--fix", ".");
    byte[] fixed = Files.readAllBytes(file);
    Files.write(file, main);
    apply(way, run("check", "--diff", "."));
    assertThat(file).hasBinaryContent(fixed);
    assertThat(fixed).as("is changed at all").isNotEqualTo(main);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linked", "other"})
  void changesTheFileBehindALinkByItsOwnName(String judged) throws Exception {
    Program.require("git");
    Path real = Files.createDirectory(directory.resolve("real"));
    Path file = Files.writeString(real.resolve("main.cf"), "smtp_tls_security_level = \"may\"\n");
    Files.createSymbolicLink(directory.resolve("linked"), Path.of("real"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createSymbolicLink(other.resolve("main.cf"), Path.of("../real/main.cf"));
    apply(List.of("git", "apply"), run("check", "--diff", judged));
    assertThat(file).hasContent("smtp_tls_security_level = may\n");
  }

  /** A process has its directory as the empty path. */
  @Test
  void aProcessNamesTheFileBehindALinkFromItsOwnDirectory() throws Exception {
    Program.require("git");
    Path real = Files.createDirectory(directory.resolve("real"));
    Path file = Files.writeString(real.resolve("main.cf"), "smtp_tls_security_level = \"may\"\n");
    Files.createSymbolicLink(directory.resolve("linked"), Path.of("real"));
    Process process =
        new ProcessBuilder(ProgramProcess.command("check", "--diff", "linked"))
            .directory(directory.toFile())
            .start();
    process.getOutputStream().close();
    apply(List.of("git", "apply"), process.getInputStream().readAllBytes());
    assertThat(file).hasContent("smtp_tls_security_level = may\n");
  }

  @Test
  void absoluteNamesLieBelowTheDirectoryThatPatchesAreMadeFor() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path setup = Files.createDirectory(directory.resolve("setup"));
    Files.writeString(setup.resolve("main.cf"), "smtp_use_tls = no\n");
    String diff =
        new String(runIn(elsewhere, "check", "--diff", setup.toString()), StandardCharsets.UTF_8);
    String name = setup.resolve("main.cf").toString();
    assertThat(diff).startsWith("--- a" + name + "\n+++ b" + name + "\n@@ ");
  }

  private byte[] run(String... words) {
    return runIn(directory, words);
  }

  private static byte[] runIn(Path current, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(
            new ByteArrayInputStream(new byte[0]),
            out,
            new ByteArrayOutputStream(),
            current,
            Map.of());
    Main.run(List.of(words), terminal);
    return out.toByteArray();
  }

  private void apply(List<String> way, byte[] diff) throws IOException, InterruptedException {
    Path patch = Files.write(directory.resolve("fixes.patch"), diff);
    List<String> command = new ArrayList<>(way);
    command.add(patch.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    // a checkout above would have git look for the file there
    builder.environment().put("GIT_CEILING_DIRECTORIES", directory.getParent().toString());
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
