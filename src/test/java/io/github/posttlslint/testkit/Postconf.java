package io.github.posttlslint.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the real {@code postconf(1)} on configurations and reads what it prints. All text is decoded
 * as ISO-8859-1, so that each character is one byte.
 */
public final class Postconf {

  /** Old enough that Postfix does not wait for a file that may still be written. */
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_500_000_000_000L);

  /** postconf sleeps for a second before it ends with a fatal error, so many run at once. */
  private static final int AT_ONCE = 40;

  private Postconf() {}

  /**
   * What one run gave. A postconf that was not found, or ended by somebody, gives nothing.
   *
   * @param status exit status; 1 after a fatal error, 139 after a segmentation fault, which unusual
   *     braces cause in 3.7
   * @param out standard output
   * @param err standard error
   */
  public record Run(int status, String out, String err) {

    public Run {
      if (status != 0 && status != 1 && status != 139) {
        throw new IllegalStateException("postconf ended with status " + status + ": " + err);
      }
    }

    /** The lines of the output; only a newline ends a line. */
    public List<String> lines() {
      return out.isEmpty() ? List.of() : List.of(out.split("\n", -1)).subList(0, count(out));
    }

    private static int count(String out) {
      return (int) out.chars().filter(c -> c == '\n').count();
    }

    /** The lines {@code name = value} of the output, by name. */
    public SortedMap<String, String> settings() {
      return Postconf.settings(out);
    }

    /** The texts of the warnings, each without the program's name. */
    public List<String> warnings() {
      String mark = "postconf: warning: ";
      return err.lines()
          .filter(line -> line.contains(mark))
          .map(line -> line.substring(line.indexOf(mark) + mark.length()))
          .toList();
    }

    /** The names, with the values, that the warnings of a file call unused. */
    public SortedMap<String, String> unused(Path file) {
      String mark = PostfixRoot.of(file).inside(file) + ": unused parameter: ";
      SortedMap<String, String> unused = new TreeMap<>();
      for (String warning : warnings()) {
        if (warning.startsWith(mark)) {
          String[] parts = warning.substring(mark.length()).split("=", 2);
          unused.put(parts[0], parts[1]);
        }
      }
      return unused;
    }
  }

  /** Writes a configuration directory; a master.cf that is null is left out. */
  public static Path configuration(Path directory, byte[] mainCf, byte @Nullable [] masterCf) {
    try {
      Files.createDirectories(directory);
      write(directory.resolve("main.cf"), mainCf);
      if (masterCf != null) {
        write(directory.resolve("master.cf"), masterCf);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file that Postfix reads at once: it waits a second for one that has just changed. */
  public static Path write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  /** Runs {@code postconf -c directory options...}. */
  public static Run run(Path directory, String... options) {
    return runAll(List.of(directory), options).get(0);
  }

  /** Runs {@code postconf -c directory options...} for many directories, from one shell. */
  public static List<Run> runAll(List<Path> directories, String... options) {
    StringBuilder script = new StringBuilder();
    int started = 0;
    for (Path directory : directories) {
      if (started++ % AT_ONCE == 0) {
        script.append("wait\n");
      }
      PostfixRoot root = PostfixRoot.of(directory);
      script.append("{ ").append(String.join(" ", root.command("postconf")));
      script.append(" -c '").append(root.inside(directory)).append('\'');
      for (String option : options) {
        script.append(" '").append(option).append('\'');
      }
      script.append(" >'").append(directory).append("/.out' 2>'").append(directory);
      script.append("/.err'; echo $? >'").append(directory).append("/.status'; } &\n");
    }
    script.append("wait\n");
    try {
      runScript(script.toString());
      List<Run> runs = new ArrayList<>();
      for (Path directory : directories) {
        runs.add(
            new Run(
                Integer.parseInt(read(directory.resolve(".status")).strip()),
                read(directory.resolve(".out")),
                read(directory.resolve(".err"))));
      }
      return runs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void runScript(String script) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(script.getBytes(ISO_8859_1));
    }
    String said = new String(shell.getInputStream().readAllBytes(), ISO_8859_1);
    if (!shell.waitFor(2, TimeUnit.MINUTES) || shell.exitValue() != 0) {
      shell.destroyForcibly();
      throw new IllegalStateException("postconf could not be run: " + said);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }

  /** The lines {@code name = value} of an output, by name. */
  public static SortedMap<String, String> settings(String out) {
    SortedMap<String, String> settings = new TreeMap<>();
    for (String line : out.split("\n", -1)) {
      int at = line.indexOf(" = ");
      if (at >= 0) {
        settings.put(line.substring(0, at), line.substring(at + 3));
      } else if (line.endsWith(" =")) {
        settings.put(line.substring(0, line.length() - 2), "");
      }
    }
    return settings;
  }

  /** A line as postconf prints settings: runs of white space are one space. */
  public static String folded(String text) {
    return String.join(" ", text.strip().split("[ \\t\\r\\n]+"));
  }

  /** A text as Postfix's messages show it: a question mark for what is not printable ASCII. */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      printable.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return printable.toString();
  }
}
