package io.github.posttlslint.lsp;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Fixer;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.UsageException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.jspecify.annotations.Nullable;

/** What can be done about findings: fixes, all fixes at once, comments that silence them. */
final class Actions {

  /** The command that applies the safe fixes of a set-up; with true, those to be reviewed too. */
  static final String FIX_ALL = "posttls-lint.fixAll";

  /** The kind of the action that applies all safe fixes, for editors that do so on saving. */
  static final String ALL_SAFE = CodeActionKind.SourceFixAll + ".posttls-lint";

  /** That of the others: no editor takes it for one that may be applied on saving. */
  static final String ALL = CodeActionKind.Source + ".posttls-lint";

  /** Days that an ignore comment is to count unless another day is written into it. */
  private static final int IGNORED_DAYS = 90;

  private final OpenText text;
  private final EditedSetup edited;
  private final OpenTexts texts;
  private final boolean versioned;

  /**
   * Those for an open file.
   *
   * @param versioned whether the client takes versions in changes
   */
  Actions(OpenText text, EditedSetup edited, OpenTexts texts, boolean versioned) {
    this.text = text;
    this.edited = edited;
    this.texts = texts;
    this.versioned = versioned;
  }

  /** Those at a place. */
  List<CodeAction> at(Range range, CodeActionContext context) throws UsageException {
    Loaded loaded = edited.load();
    SetupReport report = edited.judge();
    Setup setup = loaded.setup();
    List<CodeAction> actions = new ArrayList<>();
    if (report == null || setup == null) {
      return actions;
    }
    Set<String> ignorable = ignorable(setup);
    int safe = 0;
    int others = 0;
    for (Finding finding : report.findings()) {
      Finding.Fix fix = applicable(finding);
      safe += fix != null && fix.safe() ? 1 : 0;
      others += fix != null && !fix.safe() ? 1 : 0;
      if (!edited.path(finding.span()).equals(text.path())
          || !Places.touch(Places.range(finding.span()), range)) {
        continue;
      }
      if (fix != null && wants(context, CodeActionKind.QuickFix)) {
        actions.add(fix(finding, fix, context));
      }
      if (finding.rule().suppressible()
          && ignorable.contains(finding.span().file())
          && wants(context, CodeActionKind.QuickFix)) {
        actions.add(ignore(finding, context));
      }
    }
    if (safe > 0 && wants(context, ALL_SAFE)) {
      actions.add(all("Apply all safe fixes of this set-up", ALL_SAFE, false, context, loaded));
    }
    if (others > 0 && wants(context, ALL)) {
      actions.add(
          all(
              "Apply all fixes of this set-up, also those to be reviewed",
              ALL,
              true,
              context,
              loaded));
    }
    return actions;
  }

  private static Finding.@Nullable Fix applicable(Finding finding) {
    Finding.Fix fix = finding.fix();
    return fix == null || fix.isOnlyDescribed() ? null : fix;
  }

  private static boolean wants(CodeActionContext context, String kind) {
    List<String> only = context == null ? null : context.getOnly();
    if (only == null || only.isEmpty()) {
      return true;
    }
    for (String one : only) {
      if (kind.equals(one) || kind.startsWith(one + ".")) {
        return true;
      }
    }
    return false;
  }

  private CodeAction fix(Finding finding, Finding.Fix fix, CodeActionContext context) {
    String review = fix.safe() ? "" : " (to be reviewed)";
    CodeAction action = new CodeAction(Characters.name(fix.description()) + review);
    action.setKind(CodeActionKind.QuickFix);
    action.setIsPreferred(fix.safe());
    action.setDiagnostics(diagnostics(finding, context));
    action.setEdit(new Edits(edited, texts).add(fix).workspaceEdit(versioned));
    return action;
  }

  private static @Nullable List<Diagnostic> diagnostics(
      Finding finding, CodeActionContext context) {
    List<Diagnostic> same = new ArrayList<>();
    List<Diagnostic> given = context == null ? null : context.getDiagnostics();
    if (given != null) {
      for (Diagnostic one : given) {
        if (one.getCode() != null
            && one.getCode().isLeft()
            && one.getCode().getLeft().equals(finding.rule().id())
            && Places.range(finding.span()).equals(one.getRange())) {
          same.add(one);
        }
      }
    }
    return same.isEmpty() ? null : same;
  }

  /** The files in which ignore comments count. */
  private static Set<String> ignorable(Setup setup) {
    Set<String> files = new LinkedHashSet<>();
    setup.texts().forEach(one -> files.add(one.file()));
    Tables.of(setup).sources().forEach(one -> files.add(one.file()));
    return files;
  }

  private CodeAction ignore(Finding finding, CodeActionContext context) {
    String day =
        edited.desk().now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(IGNORED_DAYS).toString();
    String id = finding.rule().id();
    String comment = "# posttls-lint: ignore[" + id + "] until=" + day + " -- REASON\n";
    CodeAction action = new CodeAction("Ignore " + id + " here (change day and REASON)");
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(diagnostics(finding, context));
    Position start = new Position(above(finding.span()) - 1, 0);
    action.setEdit(
        new Edits(edited, texts)
            .add(text.path(), new Range(start, start), comment)
            .workspaceEdit(versioned));
    return action;
  }

  /**
   * The line, from 1, that a comment has to stand above: that where the setting or entry begins; in
   * master.cf, whose options are silenced one by one, that of the place itself.
   */
  private int above(Span span) {
    SourceText source = text.text();
    int line = Math.min(span.startLine(), source.lineCount());
    String name = String.valueOf(text.path().getFileName());
    if (name.contains("master")) {
      return line;
    }
    while (line > 1 && !isStart(source.line(line))) {
      line--;
    }
    return line;
  }

  private static boolean isStart(String line) {
    return !line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '#';
  }

  private CodeAction all(
      String title, String kind, boolean unsafe, CodeActionContext context, Loaded loaded) {
    CodeAction action = new CodeAction(title);
    action.setKind(kind);
    boolean isAsked = context != null && context.getOnly() != null && !context.getOnly().isEmpty();
    if (isAsked) {
      action.setEdit(outcome(unsafe, loaded).edits());
    } else {
      // an editor asks at every move of the cursor, and this takes several judgings
      action.setCommand(new Command(title, FIX_ALL, List.of(text.uri(), unsafe)));
    }
    return action;
  }

  /**
   * What applying all fixes comes to.
   *
   * @param edits the changes
   * @param commands what has to be run once the files are written, such as postmap
   */
  record Outcome(WorkspaceEdit edits, List<String> commands) {}

  /** All fixes of the set-up. */
  Outcome outcome(boolean unsafe, Loaded loaded) {
    Edits edits = new Edits(edited, texts);
    List<String> commands = new ArrayList<>();
    Setup setup = loaded.setup();
    if (setup != null) {
      Fixer fixer = new Fixer(loaded.judge().linter(), unsafe, loaded.isReleaseGiven());
      for (Fixer.Change change : fixer.fix(setup).changes()) {
        edits.add(change);
        if (change.afterwards() != null) {
          commands.add(change.afterwards());
        }
      }
    }
    return new Outcome(edits.workspaceEdit(versioned), commands);
  }
}
