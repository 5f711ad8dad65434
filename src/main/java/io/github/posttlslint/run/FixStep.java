package io.github.posttlslint.run;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.Fixer.Change;
import io.github.posttlslint.run.Fixer.Outcome;
import io.github.posttlslint.secret.HiddenLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code --fix} and {@code --diff} of {@code check}. */
public final class FixStep {

  private final Workplace workplace;
  private final boolean unsafe;
  private final boolean write;
  private boolean failed;

  private FixStep(Workplace workplace, boolean unsafe, boolean write) {
    this.workplace = workplace;
    this.unsafe = unsafe;
    this.write = write;
  }

  /**
   * Makes the step.
   *
   * @throws UsageException if the options do not fit together
   */
  public static FixStep of(GivenOptions arguments, Workplace workplace) throws UsageException {
    if (arguments.has("fix") && arguments.has("diff")) {
      throw new UsageException("--fix and --diff: expected one of the two");
    }
    if (arguments.has("fix") && arguments.paths().contains("-")) {
      throw new UsageException("--fix: standard input cannot be changed; --diff shows the fixes");
    }
    return new FixStep(workplace, arguments.has("unsafe-fixes"), arguments.has("fix"));
  }

  /** Whether a file could not be written. */
  public boolean hasFailed() {
    return failed;
  }

  /**
   * Mends a setup.
   *
   * @param linter finds what is to be mended
   * @param releaseGiven whether the user named the release to judge by
   * @return whether files have changed, so that the setup is another one by now
   */
  public boolean run(Setup setup, Linter linter, boolean releaseGiven) throws IOException {
    Outcome outcome = new Fixer(linter, unsafe, releaseGiven).fix(setup);
    if (write && isElsewhere(setup) && outcome.unsafe() + outcome.fixes() > 0) {
      workplace.say(setup.directory() + ": lies in an archive; --fix changes files on disk");
      failed = true;
      return false;
    }
    if (outcome.unsafe() > 0) {
      String includes = outcome.unsafe() == 1 ? "it" : "them";
      String hint = " to be reviewed; --unsafe-fixes includes " + includes;
      workplace.say(setup.directory() + ": " + counted(outcome.unsafe()) + hint);
    }
    if (!write) {
      show(setup, outcome);
      tell(setup, outcome, "shown");
      return false;
    }
    boolean changed = !outcome.changes().isEmpty();
    boolean done = !changed || replace(outcome.changes());
    if (done) {
      tell(setup, outcome, "applied");
      for (Change change : outcome.changes()) {
        if (change.afterwards() != null) {
          workplace.say(change.before().file() + ": now run \"" + change.afterwards() + "\"");
        }
      }
    }
    failed |= !done;
    return done && changed;
  }

  /** Whether nothing of it was read from a file of its own: standard input is refused before. */
  private static boolean isElsewhere(Setup setup) {
    for (SourceText text : setup.texts()) {
      if (text.place() != null) {
        return false;
      }
    }
    return true;
  }

  /** What has been done; of a diff, which speaks for itself, only if there is more to say. */
  private void tell(Setup setup, Outcome outcome, String done) {
    int described = outcome.described();
    if (described > 0 || (write && outcome.fixes() > 0)) {
      workplace.say(
          setup.directory()
              + ": "
              + counted(outcome.fixes())
              + " "
              + done
              + (described == 0 ? "" : "; " + described)
              + (described == 0 ? "" : (described == 1 ? " is" : " are") + " only described"));
    }
  }

  private static String counted(int fixes) {
    return fixes + (fixes == 1 ? " fix" : " fixes");
  }

  private void show(Setup setup, Outcome outcome) throws IOException {
    for (Change change : outcome.changes()) {
      String file = change.before().file();
      HiddenLines old = setup.secrets().lines();
      HiddenLines fixed = outcome.setup().secrets().lines();
      Map<String, String> seen = shownLines(change.before(), old);
      if (TextEdits.source(setup, file) == null) {
        // a table whose lines are no secrets, else it would not have been changed
        show(whole(change.before()), whole(change.after()), change);
        continue;
      }
      ShownText before = ShownText.of(change.before(), number -> old.line(file, number));
      ShownText after =
          ShownText.of(
              change.after(),
              number -> {
                String shown = seen.get(change.after().line(number));
                return shown == null ? masked(fixed.line(file, number), setup) : shown;
              });
      if (!show(before, after, change)) {
        workplace.say(
            file + ": a line that may hold a password is hidden, so that patch(1) may refuse it");
      }
    }
  }

  private boolean show(ShownText before, ShownText after, Change change) throws IOException {
    String name = patched(change.before());
    return workplace.show(before.named(name), after.named(name));
  }

  /** The name of a file for git-apply(1) and patch(1), which go through no symbolic link. */
  private String patched(SourceText text) {
    Path place = text.place();
    Path named = Path.of(text.file());
    if (place == null || place.endsWith(named)) {
      return text.file();
    }
    Path here = workplace.current().toAbsolutePath().normalize();
    return place.startsWith(here) ? here.relativize(place).toString() : place.toString();
  }

  private static ShownText whole(SourceText text) {
    return ShownText.of(text, text::line);
  }

  /**
   * What is shown of each line, so that it is the same where the line stays: what is left of a file
   * may look like none of Postfix, of which all lines are hidden.
   */
  private static Map<String, String> shownLines(SourceText text, HiddenLines hidden) {
    Map<String, String> shown = new HashMap<>();
    for (int number = 1; number <= text.lineCount(); number++) {
      String line = text.line(number);
      String visible = hidden.line(text.file(), number);
      if (visible != null && (!shown.containsKey(line) || !visible.equals(line))) {
        shown.put(line, visible);
      }
    }
    return shown;
  }

  /** A fix can take a password to where none is looked for. */
  private static @Nullable String masked(@Nullable String line, Setup before) {
    return line == null ? null : before.secrets().maskWords(line);
  }

  /** Replaces all files or none; false, and said, where that cannot be done. */
  private boolean replace(List<Change> changes) {
    try (FileExchange exchange = new FileExchange()) {
      for (Change change : changes) {
        Path file = change.before().place();
        if (file == null) {
          return refuse(change.before(), "cannot be replaced");
        }
        if (!isConfiguration(file, change.before().file())) {
          return refuse(change.before(), "a symbolic link to a file of another name");
        }
        exchange.add(file, change.before().bytes(), change.after().bytes());
      }
      exchange.commit();
      return true;
    } catch (FileExchange.Refusal e) {
      for (Change change : changes) {
        if (e.file().equals(change.before().place())) {
          return refuse(change.before(), e.why());
        }
      }
      return false;
    }
  }

  /**
   * A link may lead to a setup's file elsewhere, but not make a fix change other kinds of files.
   */
  private static boolean isConfiguration(Path file, String shown) {
    String name = String.valueOf(file.getFileName());
    return name.contains("main.cf") || name.contains("master.cf") || shown.endsWith(name);
  }

  private boolean refuse(SourceText source, String why) {
    workplace.say(source.file() + ": " + why + "; not fixed");
    return false;
  }
}
