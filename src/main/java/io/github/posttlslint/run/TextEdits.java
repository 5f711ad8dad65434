package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits of main.cf and master.cf of one setup that do not get into each other's way. */
final class TextEdits {

  private final Setup setup;
  private final List<Placed> placed = new ArrayList<>();

  TextEdits(Setup setup) {
    this.setup = setup;
  }

  /** Offsets into a text, and what comes between them. */
  private record Placed(SourceText source, int from, int to, String text) {

    boolean meets(Placed other) {
      return source == other.source && (from == other.from || (from < other.to && other.from < to));
    }
  }

  /** Takes the edits of a fix, all or none; false where one changes nothing or meets another. */
  boolean add(List<Finding.Edit> edits) {
    List<Placed> wanted = new ArrayList<>();
    for (Finding.Edit edit : edits) {
      Placed one = place(edit);
      if (one == null || meets(one, placed) || meets(one, wanted)) {
        return false;
      }
      wanted.add(one);
    }
    placed.addAll(wanted);
    return !wanted.isEmpty();
  }

  private static boolean meets(Placed one, List<Placed> others) {
    for (Placed other : others) {
      if (one.meets(other)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Placed place(Finding.Edit edit) {
    Span span = edit.span();
    SourceText source = source(setup, span.file());
    if (source == null) {
      return null;
    }
    int from = source.offset(span.startLine(), span.startColumn());
    int to = source.offset(span.endLine(), span.endColumn());
    boolean same =
        from >= 0 && to >= from && source.text().substring(from, to).equals(edit.replacement());
    return from < 0 || to < from || same ? null : new Placed(source, from, to, edit.replacement());
  }

  /** The text of main.cf or master.cf; null for another file. */
  static @Nullable SourceText source(Setup setup, String file) {
    for (SourceText text : setup.texts()) {
      if (text.file().equals(file)) {
        return text;
      }
    }
    return null;
  }

  /**
   * Where an offset of a text comes to stand. Inside of what is replaced that is the start of the
   * replacement or, for the end of something, its end.
   */
  int moved(SourceText source, int offset, boolean end) {
    int moved = offset;
    for (Placed one : placed) {
      if (one.source == source && one.to <= offset && (one.from < offset || !end)) {
        moved += one.text.length() - (one.to - one.from);
      } else if (one.source == source && one.from < offset) {
        moved += (end ? one.text.length() : 0) - (offset - one.from);
      }
    }
    return moved;
  }

  /** The setup with all edits; the same one if there are none. */
  Setup result() {
    MainCf main = setup.main();
    MasterCf master = setup.master();
    SourceText mainText = main == null ? null : result(main.source());
    SourceText masterText = master == null ? null : result(master.source());
    return mainText == null && masterText == null
        ? setup
        : setup.with(
            mainText == null ? null : MainCf.parse(mainText),
            masterText == null ? null : MasterCf.parse(masterText));
  }

  private @Nullable SourceText result(SourceText source) {
    List<Placed> own = new ArrayList<>(placed);
    own.removeIf(one -> one.source != source);
    if (own.isEmpty()) {
      return null;
    }
    own.sort((a, b) -> Integer.compare(b.from, a.from));
    StringBuilder text = new StringBuilder(source.text());
    for (Placed one : own) {
      text.replace(one.from, one.to, one.text);
    }
    return source.with(text.toString());
  }
}
