package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A scratch repository of the real git, which is run without anything of the user's own.
 *
 * @param top the working tree
 */
public record GitRepository(Path top) {

  /** Makes an empty one, with more words for {@code git init}. */
  public static GitRepository init(Path top, String... words) throws Exception {
    GitRepository made = new GitRepository(Files.createDirectories(top));
    List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
    command.addAll(List.of(words));
    made.git(command.toArray(String[]::new));
    return made;
  }

  /** Clones one, with more words for {@code git clone}. */
  public static GitRepository clone(Path from, Path to, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("clone", "-q"));
    command.addAll(List.of(words));
    command.addAll(List.of("file://" + from, to.toString()));
    new GitRepository(from).git(command.toArray(String[]::new));
    return new GitRepository(to);
  }

  /** Writes a file, and its directories. */
  public Path write(String name, String text) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Adds all and commits it. */
  public void commit(String message) throws Exception {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
  }

  /** Runs git at the top; what it prints. It must not fail. */
  public String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("git").toString()));
    command.addAll(List.of("-c", "user.name=x", "-c", "user.email=x@example.org"));
    command.addAll(List.of("-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(top.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_ALLOW_PROTOCOL", "file");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command + ": " + said).isZero();
    return said;
  }
}
