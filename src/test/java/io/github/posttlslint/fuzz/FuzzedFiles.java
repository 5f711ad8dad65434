package io.github.posttlslint.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.testkit.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Hostile bytes that are read from files, in a directory of their own. */
final class FuzzedFiles {

  private static final List<String> ENDINGS = List.of(".tar", ".tgz", ".zip");

  private FuzzedFiles() {}

  /** A directory with files to be judged, made when it is first used. */
  private static final class Place {
    static final Path DIRECTORY = make();

    private static Path make() {
      try {
        Path directory = Files.createTempDirectory("fuzzed");
        directory.toFile().deleteOnExit();
        write(directory.resolve("git/.git/HEAD"), new byte[0]);
        for (String setup : List.of("configured", "modes")) {
          String main = "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/x/a.pem\n";
          write(directory.resolve(setup).resolve("mail/main.cf"), main.getBytes(UTF_8));
          write(
              directory.resolve(setup).resolve("files/a.pem"), "no certificate\n".getBytes(UTF_8));
        }
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    file.getParent().toFile().deleteOnExit();
    file.toFile().deleteOnExit();
  }

  static void readArchive(int choice, byte[] content) {
    String ending = ENDINGS.get(Math.floorMod(choice, ENDINGS.size()));
    Path file = Place.DIRECTORY.resolve("archive" + ending);
    try {
      write(file, ending.equals(".tgz") ? packed(content) : content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      for (Archive.Setup setup : Archive.read(file, "archive", new Gate(file)).setups(true)) {
        String main = setup.main();
        FileTree tree = setup.tree();
        tree.list(setup.directory()).forEach(name -> tree.look(setup.directory() + "/" + name));
        if (main != null) {
          tree.read(main);
        }
      }
    } catch (IOException e) {
      FuzzTarget.check(!String.valueOf(e.getMessage()).isEmpty(), "a reason is given");
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  static void askGit(byte[] index) {
    Path top = Place.DIRECTORY.resolve("git");
    try {
      write(top.resolve(".git/index"), index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new GitIndexes().has(top.resolve("etc/postfix/key.pem"));
  }

  static void checkConfigured(byte[] configuration) {
    check("configured", ".posttls-lint.yaml", configuration);
  }

  static void checkWithModes(byte[] modes) {
    check("modes", "mail/posttls-lint.modes", modes);
  }

  private static void check(String setup, String name, byte[] content) {
    Path directory = Place.DIRECTORY.resolve(setup);
    try {
      write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Cli.Run run = Cli.runIn(directory, "check", "--now", "2026-06-01T12:00:00Z", "mail");
    FuzzTarget.check(!run.err().contains("internal error"), "it ends well: " + run.err());
  }
}
