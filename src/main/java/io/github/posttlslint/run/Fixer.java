package io.github.posttlslint.run;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.EditableTables.EditableTable;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies the fixes of findings to main.cf, master.cf and tables, in memory. It judges and mends
 * until there is nothing more to mend, so that to mend again changes nothing. What is safe was
 * compared with what the round began with, which protects no less than what was given.
 */
public final class Fixer {

  /** A fix can bring forth another finding with a fix, but not for ever. */
  private static final int MOST_ROUNDS = 10;

  private final Linter linter;
  private final boolean unsafe;
  private final boolean releaseGiven;

  /**
   * Makes a fixer.
   *
   * @param unsafe whether to apply those fixes too that a person should look at
   * @param releaseGiven whether the release to judge by is the user's choice; else it is found anew
   *     in what was mended
   */
  public Fixer(Linter linter, boolean unsafe, boolean releaseGiven) {
    this.linter = linter;
    this.unsafe = unsafe;
    this.releaseGiven = releaseGiven;
  }

  /**
   * A file that was mended.
   *
   * @param before its text as it was read
   * @param after its text now, never the same
   * @param afterwards the command that has to be run once it is written; null if none has
   */
  public record Change(SourceText before, SourceText after, @Nullable String afterwards) {}

  /**
   * A setup after its fixes.
   *
   * @param setup the setup as it is now
   * @param changes the files that differ, main.cf first, tables last
   * @param fixes how many findings were mended
   * @param unsafe how many were not, because a person should look at their fixes
   * @param described how many were not, because their fixes are only described
   */
  public record Outcome(Setup setup, List<Change> changes, int fixes, int unsafe, int described) {}

  /** Applies what can be applied; the files themselves stay as they are. */
  public Outcome fix(Setup given) {
    Setup setup = given;
    int fixes = 0;
    int left = 0;
    int described = 0;
    Map<String, EditableTable> tables = new LinkedHashMap<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      TextEdits edits = new TextEdits(setup);
      int applied = 0;
      left = 0;
      described = 0;
      SetupReport report = unsafe ? linter.judge(setup) : linter.lint(setup);
      for (Finding finding : report.findings()) {
        Finding.Fix fix = finding.fix();
        if (fix == null) {
          continue;
        }
        if (fix.isOnlyDescribed()) {
          described++;
        } else if (!fix.safe() && !unsafe) {
          left++;
        } else if (edits.add(fix.edits())) {
          applied++;
        }
      }
      if (applied == 0) {
        break;
      }
      fixes += applied;
      edits.tables().forEach(table -> tables.putIfAbsent(table.path(), table));
      setup = atItsRelease(edits.result());
    }
    return new Outcome(setup, changes(given, setup, tables.values()), fixes, left, described);
  }

  private Setup atItsRelease(Setup setup) {
    if (releaseGiven) {
      return setup;
    }
    OpenSslReleases openSsl = setup.platform().openSsl();
    Platform found = PlatformFinder.find(setup.files(), setup.parameters(), null, openSsl);
    return found.equals(setup.platform()) ? setup : setup.on(found);
  }

  /**
   * Whether a finding is gone from its place once its fix, and nothing else, is applied.
   *
   * @param finding one of the linter's about the setup, with edits
   */
  public static boolean mends(Linter linter, Setup setup, Finding finding) {
    Finding.Fix fix = finding.fix();
    TextEdits edits = new TextEdits(setup);
    if (fix == null || !edits.add(fix.edits())) {
      return false;
    }
    Setup mended = edits.result();
    for (Finding other : linter.judge(mended).findings()) {
      if (other.rule().id().equals(finding.rule().id())
          && other.span().file().equals(finding.span().file())
          && isAtPlace(other.span(), mended, finding.span(), edits)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtPlace(Span now, Setup mended, Span before, TextEdits edits) {
    SourceText old = edits.source(before.file());
    SourceText text = new TextEdits(mended).source(now.file());
    if (old == null || text == null) {
      return now.equals(before);
    }
    int first = old.offset(before.startLine(), before.startColumn());
    int last = old.offset(before.endLine(), before.endColumn());
    int from = edits.moved(old, first, false);
    int to = edits.moved(old, last, true);
    int start = text.offset(now.startLine(), now.startColumn());
    int end = text.offset(now.endLine(), now.endColumn());
    return (start < to && from < end) || (first == last && start == from);
  }

  private static List<Change> changes(Setup before, Setup after, Collection<EditableTable> tables) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < before.texts().size(); i++) {
      SourceText old = before.texts().get(i);
      SourceText now = after.texts().get(i);
      if (!old.text().equals(now.text())) {
        changes.add(new Change(old, now, null));
      }
    }
    for (EditableTable table : tables) {
      SourceText now = now(table, after);
      if (!table.source().text().equals(now.text())) {
        changes.add(new Change(table.source(), now, table.compiler()));
      }
    }
    return changes;
  }

  private static SourceText now(EditableTable table, Setup after) {
    try {
      SourceText old = table.source();
      return SourceText.of(old.file(), after.tree().read(table.path()), old.place());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // its new contents are in memory
    }
  }
}
