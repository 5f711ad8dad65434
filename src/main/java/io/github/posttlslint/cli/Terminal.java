package io.github.posttlslint.cli;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.report.Sink;
import io.github.posttlslint.report.UnifiedDiff;
import io.github.posttlslint.run.Progress;
import io.github.posttlslint.run.ShownText;
import io.github.posttlslint.run.Workplace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run reads from and writes to. All that is written goes through a {@link Sink}.
 *
 * @param in standard input
 * @param out standard output: findings and reports
 * @param err standard error: everything else
 * @param current the current directory
 * @param environment the process's environment
 * @param gate opens files, and knows which the run has opened
 * @param notes what was said that is said only once
 */
public record Terminal(
    InputStream in,
    Sink out,
    Sink err,
    Path current,
    Map<String, String> environment,
    Gate gate,
    Set<String> notes)
    implements Workplace {

  /** Variables that terminals with links set: GNOME's and its kin, Windows', KDE's, kitty. */
  private static final List<String> LINKING =
      List.of("VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID");

  /** Other terminals with links, by TERM_PROGRAM. */
  private static final List<String> LINKING_PROGRAMS =
      List.of("iTerm.app", "WezTerm", "vscode", "ghostty");

  /** And by TERM. */
  private static final List<String> LINKING_TYPES =
      List.of("xterm-kitty", "foot", "alacritty", "xterm-ghostty");

  /** Characters that are written at once. */
  private static final int BUFFER = 1 << 16;

  /** System property that the launcher sets where standard output is a terminal. */
  private static final String TERMINAL = "posttlslint.terminal";

  /** And where standard error is one. */
  private static final String PROGRESS = "posttlslint.progress";

  /**
   * The terminal of a process.
   *
   * @param out standard output
   * @param err standard error
   */
  public static Terminal of(
      InputStream in,
      Appendable out,
      Appendable err,
      Path current,
      Map<String, String> environment) {
    Sink.Reader reader = Sink.Reader.of(environment, Boolean.getBoolean(TERMINAL));
    return new Terminal(
        in,
        new Sink(out, reader),
        new Sink(err, reader),
        current,
        environment,
        new Gate(current),
        new HashSet<>());
  }

  /**
   * The terminal of a process, with what it writes as bytes.
   *
   * @param out standard output
   * @param err standard error
   */
  public static Terminal of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Path current,
      Map<String, String> environment) {
    Sink.Reader reader = Sink.Reader.of(environment, Boolean.getBoolean(TERMINAL));
    return new Terminal(
        in,
        new Sink(utf8(out), out, reader),
        new Sink(utf8(err), reader),
        current,
        environment,
        new Gate(current),
        new HashSet<>());
  }

  private static Writer utf8(OutputStream bytes) {
    return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
  }

  /** The same way out for what goes to a file, which may be a log's own. */
  Sink file(Appendable file) {
    return new Sink(file, Sink.Reader.of(environment, false));
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  /** Says one line on standard error. */
  @Override
  public void say(String message) {
    try {
      err.append("posttls-lint: ").append(Characters.name(message)).append('\n').flush();
    } catch (IOException e) {
      // nobody is there to be told
    }
  }

  @Override
  public synchronized void note(String message) {
    if (notes.add(message)) {
      say(message);
    }
  }

  @Override
  public boolean show(ShownText before, ShownText after) throws IOException {
    return UnifiedDiff.write(before, after, out);
  }

  @Override
  public Progress progress() {
    return new ProgressLine(err, Boolean.getBoolean(PROGRESS), ProgressLine.PATIENCE);
  }

  /** Whether text may be coloured: {@code auto}, {@code always} or {@code never}. */
  boolean colours(String wanted) {
    if (!wanted.equals("auto")) {
      return wanted.equals("always");
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = environment.getOrDefault("FORCE_COLOR", "");
    return (!force.isEmpty() && !force.equals("0"))
        || (Boolean.getBoolean(TERMINAL)
            && !environment.getOrDefault("TERM", "dumb").equals("dumb"));
  }

  /**
   * Whether text may hold links (OSC 8): the terminal is one of those that know them and show
   * others nothing of them.
   */
  boolean hyperlinks() {
    String force = environment.getOrDefault("FORCE_HYPERLINK", "");
    if (!force.isEmpty()) {
      return !force.equals("0");
    }
    if (!Boolean.getBoolean(TERMINAL) || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return false;
    }
    for (String variable : LINKING) {
      if (!environment.getOrDefault(variable, "").isEmpty()) {
        return true;
      }
    }
    return LINKING_PROGRAMS.contains(environment.getOrDefault("TERM_PROGRAM", ""))
        || LINKING_TYPES.contains(environment.getOrDefault("TERM", ""));
  }

  /** Columns of the terminal as COLUMNS says; 0 for no limit. */
  int width() {
    try {
      return Integer.parseInt(environment.getOrDefault("COLUMNS", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
