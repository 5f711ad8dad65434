package io.github.posttlslint.lsp;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Fixer.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ResourceOperation;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Changes of files, in the form that the client takes. */
final class Edits {

  private final EditedSetup edited;
  private final OpenTexts texts;
  private final Map<Path, List<TextEdit>> byFile = new LinkedHashMap<>();

  Edits(EditedSetup edited, OpenTexts texts) {
    this.edited = edited;
    this.texts = texts;
  }

  /** Those of a fix. */
  Edits add(Finding.Fix fix) {
    for (Finding.Edit edit : fix.edits()) {
      add(edited.path(edit.span()), Places.range(edit.span()), edit.replacement());
    }
    return this;
  }

  /** What makes one text of another: the lines between those that are the same at both ends. */
  Edits add(Change change) {
    SourceText before = change.before();
    SourceText after = change.after();
    int most = Math.min(before.lineCount(), after.lineCount());
    int first = 1;
    while (first < most && before.line(first).equals(after.line(first))) {
      first++;
    }
    int left = 0;
    while (left < most - first && same(before, after, left)) {
      left++;
    }
    int beforeEnd = before.lineCount() - left;
    int afterEnd = after.lineCount() - left;
    String now = after.text().substring(after.startOfLine(first), end(after, afterEnd));
    Position from = new Position(first - 1, 0);
    int lastLength = end(before, beforeEnd) - before.startOfLine(beforeEnd);
    add(edited.path(before.file()), new Range(from, new Position(beforeEnd - 1, lastLength)), now);
    return this;
  }

  private static boolean same(SourceText before, SourceText after, int left) {
    return before.line(before.lineCount() - left).equals(after.line(after.lineCount() - left));
  }

  /** Where a line ends, without the newline. */
  private static int end(SourceText text, int line) {
    return line < text.lineCount() ? text.startOfLine(line + 1) - 1 : text.text().length();
  }

  /** Puts text in the place of what is there. */
  Edits add(Path file, Range range, String text) {
    byFile.computeIfAbsent(file, path -> new ArrayList<>()).add(new TextEdit(range, text));
    return this;
  }

  boolean areNone() {
    return byFile.isEmpty();
  }

  /**
   * As one change.
   *
   * @param versioned whether the client takes versions, with which it refuses what is out of date
   */
  WorkspaceEdit workspaceEdit(boolean versioned) {
    if (!versioned) {
      Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
      byFile.forEach((path, edits) -> changes.put(Places.uri(path, texts), edits));
      return new WorkspaceEdit(changes);
    }
    List<Either<TextDocumentEdit, ResourceOperation>> changes = new ArrayList<>();
    byFile.forEach(
        (path, edits) -> {
          OpenText open = texts.find(path);
          Integer version = open == null ? null : Integer.valueOf(open.version());
          changes.add(
              Either.forLeft(
                  new TextDocumentEdit(
                      new VersionedTextDocumentIdentifier(Places.uri(path, texts), version),
                      new ArrayList<>(edits.stream().map(Edits::annotatable).toList()))));
        });
    return new WorkspaceEdit(changes);
  }

  private static Either<TextEdit, SnippetTextEdit> annotatable(TextEdit edit) {
    return Either.forLeft(edit);
  }
}
