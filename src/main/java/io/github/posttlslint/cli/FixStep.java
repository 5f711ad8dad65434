package io.github.posttlslint.cli;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.lint.Fixer;
import io.github.posttlslint.lint.Fixer.Change;
import io.github.posttlslint.lint.Fixer.Outcome;
import io.github.posttlslint.lint.Linter;
import io.github.posttlslint.lint.SetupSources;
import io.github.posttlslint.report.UnifiedDiff;
import io.github.posttlslint.report.WholeFile;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;

/** {@code --fix} and {@code --diff} of {@code check}. */
final class FixStep {

  private final Terminal terminal;
  private final boolean unsafe;
  private final boolean write;
  private boolean failed;

  private FixStep(Terminal terminal, boolean unsafe, boolean write) {
    this.terminal = terminal;
    this.unsafe = unsafe;
    this.write = write;
  }

  /** Whether the options ask for one. */
  static boolean isWanted(Arguments arguments) {
    return arguments.has("fix") || arguments.has("diff");
  }

  /**
   * Makes the step.
   *
   * @throws UsageException if the options do not fit together
   */
  static FixStep of(Arguments arguments, Terminal terminal) throws UsageException {
    if (arguments.has("fix") && arguments.has("diff")) {
      throw new UsageException("--fix and --diff: expected one of the two");
    }
    if (arguments.has("fix") && arguments.paths().contains("-")) {
      throw new UsageException("--fix: standard input cannot be changed; --diff shows the fixes");
    }
    return new FixStep(terminal, arguments.has("unsafe-fixes"), arguments.has("fix"));
  }

  /** Whether a file could not be written. */
  boolean hasFailed() {
    return failed;
  }

  /**
   * Mends a setup.
   *
   * @param linter finds what is to be mended
   * @return the setup to report about: as it is on disk when this returns
   */
  Setup run(Setup setup, Linter linter) throws IOException {
    Outcome outcome = new Fixer(linter, unsafe).fix(setup);
    if (outcome.unsafe() > 0) {
      terminal.say(
          setup.directory()
              + ": "
              + outcome.unsafe()
              + (outcome.unsafe() == 1 ? " fix" : " fixes")
              + " to be reviewed; --unsafe-fixes includes them");
    }
    if (!write) {
      show(setup, outcome);
      return setup;
    }
    boolean all = true;
    for (Change change : outcome.changes()) {
      all &= isReplaceable(change.before());
    }
    for (Change change : all ? outcome.changes() : List.<Change>of()) {
      all &= replace(change);
    }
    if (!outcome.changes().isEmpty() && all) {
      int fixes = outcome.fixes();
      terminal.say(
          setup.directory() + ": " + fixes + (fixes == 1 ? " fix" : " fixes") + " applied");
    }
    failed |= !all;
    return all ? outcome.setup() : setup;
  }

  private void show(Setup setup, Outcome outcome) throws IOException {
    for (Change change : outcome.changes()) {
      UnifiedDiff.write(
          change.before().file(),
          new SetupSources(setup),
          new SetupSources(outcome.setup()),
          terminal.out());
    }
  }

  private boolean isReplaceable(SourceText before) {
    Path file = before.place();
    if (file == null) {
      return refuse(before, "cannot be replaced");
    }
    try {
      if (Files.isSymbolicLink(file)) {
        return refuse(before, "became a symbolic link while it was judged");
      }
      if (!Arrays.equals(Files.readAllBytes(file), before.bytes())) {
        return refuse(before, "changed while it was judged");
      }
      // root may write to every file, and a directory's owner may replace each one in it
      boolean ownerMay =
          Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
      return (ownerMay && Files.isWritable(file)) || refuse(before, "is read-only");
    } catch (IOException e) {
      return refuse(before, "cannot be replaced");
    }
  }

  private boolean replace(Change change) {
    Path file = change.before().place();
    try {
      if (file != null) {
        WholeFile.replace(file, change.after().bytes());
        return true;
      }
    } catch (IOException e) {
      // said below
    }
    return refuse(change.before(), "cannot be replaced");
  }

  private boolean refuse(SourceText source, String why) {
    terminal.say(source.file() + ": " + why + "; not fixed");
    return false;
  }
}
