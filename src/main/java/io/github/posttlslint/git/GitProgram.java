package io.github.posttlslint.git;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.WorkingTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs git, which is the only program that is ever started.
 *
 * <p>Git has no switch that makes it ignore a repository's configuration, by which it starts
 * filters, monitors, hooks, helpers and pagers. So it runs only commands that need none of these,
 * at the top of a working tree that was found without it. It is not told where its own directory
 * is: it looks at the owner of a repository only if it has found it itself.
 */
final class GitProgram {

  /** Most bytes of what git says that are passed on. */
  private static final int SAID = 300;

  /** Before each command; git takes the last of several values, and these come last. */
  private static final List<String> SETTINGS =
      List.of(
          "--no-pager",
          "-c",
          "safe.bareRepository=explicit",
          "-c",
          "core.fsmonitor=", // that is off in all releases; some take "false" for a program's name
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.excludesFile=/dev/null", // a repository could name any file of the machine
          "-c",
          "protocol.allow=never");

  /** Instead of all that the environment says to git. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_ALLOW_PROTOCOL", "none", // a repository's protocol.NAME.allow comes after .allow
          "GIT_NO_LAZY_FETCH", "1",
          "GIT_NO_REPLACE_OBJECTS", "1",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_TERMINAL_PROMPT", "0",
          "LC_ALL", "C");

  private final WorkingTree tree;
  private final Path program;
  private final String path;

  private GitProgram(WorkingTree tree, Path program, String path) {
    this.tree = tree;
    this.program = program;
    this.path = path;
  }

  /**
   * Finds git for a working tree: in absolute directories outside of it alone, since what is judged
   * must not bring the program along.
   *
   * @param path directories, as in PATH
   * @throws IOException if there is none; the message is a clause for people
   */
  static GitProgram of(WorkingTree tree, String path) throws IOException {
    Path judged = tree.top().toRealPath();
    List<String> usable = new ArrayList<>();
    Path program = null;
    for (String entry : path.split(File.pathSeparator, -1)) {
      Path directory = directory(entry, judged);
      if (directory != null) {
        usable.add(entry);
        Path file = directory.resolve("git");
        if (program == null && Files.isRegularFile(file) && Files.isExecutable(file)) {
          program = file.toRealPath().startsWith(judged) ? null : file;
        }
      }
    }
    if (program == null) {
      throw new IOException("no git in an absolute directory of PATH, outside " + judged);
    }
    return new GitProgram(tree, program, String.join(File.pathSeparator, usable));
  }

  private static @Nullable Path directory(String entry, Path judged) {
    try {
      Path directory = Path.of(entry);
      boolean usable = directory.isAbsolute() && !directory.toRealPath().startsWith(judged);
      return usable ? directory : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /**
   * Makes sure that git means the repository of this working tree.
   *
   * @throws IOException if it means another
   */
  void checkRepository() throws IOException {
    byte[] said = run("rev-parse", "--absolute-git-dir");
    String used = new String(said, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    if (!tree.git().equals(real(used))) {
      throw new IOException("git takes " + used + " for the repository of " + tree.top());
    }
  }

  private static @Nullable Path real(String text) {
    try {
      return Path.of(text).toRealPath();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /**
   * What git prints.
   *
   * @param words a command that converts, filters, compares, signs and monitors nothing
   * @throws IOException if it fails, takes too long or prints too much; the message is a clause for
   *     people
   */
  byte[] run(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("-C", tree.top().toString()));
    command.addAll(SETTINGS);
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.putAll(ENVIRONMENT);
    environment.put("PATH", path);
    environment.put("GIT_WORK_TREE", tree.top().toString()); // not what core.worktree says
    Path above = tree.top().getParent();
    environment.put("GIT_CEILING_DIRECTORIES", above == null ? "" : above.toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("git cannot be run", e);
    }
    try {
      return answer(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] answer(Process process) throws IOException {
    process.getOutputStream().close();
    Errors errors = new Errors(process.getErrorStream());
    Deadline deadline = new Deadline(process);
    errors.start();
    deadline.start();
    try (InputStream in = process.getInputStream()) {
      byte[] out = in.readNBytes(Limits.GIT_ANSWER + 1);
      if (out.length > Limits.GIT_ANSWER) {
        throw new IOException(
            "git lists more than " + Limits.shown(Limits.GIT_ANSWER) + " of names");
      }
      int status = process.waitFor();
      errors.join();
      if (deadline.hasPassed) {
        throw new IOException("git has not ended after " + Limits.GIT_SECONDS + " seconds");
      }
      if (status != 0) {
        throw new IOException("git says: " + errors.line);
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      deadline.interrupt();
    }
  }

  /** Ends git when its time is over. */
  private static final class Deadline extends Thread {

    private final Process process;
    private volatile boolean hasPassed;

    Deadline(Process process) {
      this.process = process;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        if (!process.waitFor(Limits.GIT_SECONDS, TimeUnit.SECONDS)) {
          hasPassed = true;
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes all that git says, so that it need not wait, and keeps the first line. */
  private static final class Errors extends Thread {

    private final InputStream in;
    private volatile String line = "";

    Errors(InputStream in) {
      this.in = in;
      setDaemon(true);
    }

    @Override
    public void run() {
      try (in) {
        byte[] first = in.readNBytes(SAID);
        String text = new String(first, StandardCharsets.UTF_8);
        line = text.lines().findFirst().orElse("nothing").replaceAll("\\p{Cntrl}", "?");
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        line = "nothing that can be read";
      }
    }
  }
}
