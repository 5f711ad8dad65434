package io.github.posttlslint.lint;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.rule.Finding;
import io.github.posttlslint.setup.Setup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies the fixes of findings to main.cf and master.cf, in memory. It judges and mends until
 * there is nothing more to mend, so that to mend again changes nothing.
 */
public final class Fixer {

  /** A fix can bring forth another finding with a fix, but not for ever. */
  private static final int MOST_ROUNDS = 10;

  private final Linter linter;
  private final boolean unsafe;

  /**
   * Makes a fixer.
   *
   * @param unsafe whether to apply those fixes too that a person should look at
   */
  public Fixer(Linter linter, boolean unsafe) {
    this.linter = linter;
    this.unsafe = unsafe;
  }

  /**
   * A file that was mended.
   *
   * @param before its text as it was read
   * @param after its text now, never the same
   */
  public record Change(SourceText before, SourceText after) {}

  /**
   * A setup after its fixes.
   *
   * @param setup the setup as it is now
   * @param changes the files that differ, main.cf first
   * @param fixes how many findings were mended
   */
  public record Outcome(Setup setup, List<Change> changes, int fixes) {}

  /** Applies what can be applied; the files themselves stay as they are. */
  public Outcome fix(Setup given) {
    Setup setup = given;
    int fixes = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Edits main = new Edits(setup.main() == null ? null : setup.main().source());
      Edits master = new Edits(setup.master() == null ? null : setup.master().source());
      int applied = 0;
      SetupReport report = linter.lint(setup);
      for (Finding finding : report.findings()) {
        Finding.Fix fix = finding.fix();
        if (fix != null && (fix.safe() || unsafe)) {
          applied += main.add(fix.edits()) || master.add(fix.edits()) ? 1 : 0;
        }
      }
      if (applied == 0) {
        break;
      }
      fixes += applied;
      SourceText mainText = main.result();
      SourceText masterText = master.result();
      setup =
          setup.with(
              mainText == null ? null : MainCf.parse(mainText),
              masterText == null ? null : MasterCf.parse(masterText));
    }
    return new Outcome(setup, changes(given, setup), fixes);
  }

  private static List<Change> changes(Setup before, Setup after) {
    List<Change> changes = new ArrayList<>();
    if (before.main() != null && after.main() != null) {
      addChange(before.main().source(), after.main().source(), changes);
    }
    if (before.master() != null && after.master() != null) {
      addChange(before.master().source(), after.master().source(), changes);
    }
    return changes;
  }

  private static void addChange(SourceText before, SourceText after, List<Change> changes) {
    if (!before.text().equals(after.text())) {
      changes.add(new Change(before, after));
    }
  }

  /** The edits of one round to one file. */
  private static final class Edits {

    private final @Nullable SourceText source;
    private final List<Placed> placed = new ArrayList<>();

    Edits(@Nullable SourceText source) {
      this.source = source;
    }

    /** Offsets into the text, and what comes between them. */
    private record Placed(int from, int to, String text) {

      boolean meets(Placed other) {
        return from == other.from || (from < other.to && other.from < to);
      }
    }

    /** Takes the edits of a fix, all or none; false where one is not for this file or meets one. */
    boolean add(List<Finding.Edit> edits) {
      List<Placed> wanted = new ArrayList<>();
      for (Finding.Edit edit : edits) {
        Placed one = place(edit);
        if (one == null) {
          return false;
        }
        for (Placed other : placed) {
          if (one.meets(other)) {
            return false;
          }
        }
        wanted.add(one);
      }
      placed.addAll(wanted);
      return !wanted.isEmpty();
    }

    private @Nullable Placed place(Finding.Edit edit) {
      if (source == null || !edit.span().file().equals(source.file())) {
        return null;
      }
      int from = source.offset(edit.span().startLine(), edit.span().startColumn());
      int to = source.offset(edit.span().endLine(), edit.span().endColumn());
      boolean same =
          from >= 0 && to >= from && source.text().substring(from, to).equals(edit.replacement());
      return from < 0 || to < from || same ? null : new Placed(from, to, edit.replacement());
    }

    /** The text with all edits; null if there are none. */
    @Nullable SourceText result() {
      if (source == null || placed.isEmpty()) {
        return null;
      }
      placed.sort((a, b) -> Integer.compare(b.from, a.from));
      StringBuilder text = new StringBuilder(source.text());
      for (Placed one : placed) {
        text.replace(one.from, one.to, one.text);
      }
      return source.with(text.toString());
    }
  }
}
