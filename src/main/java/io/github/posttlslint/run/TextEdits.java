package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.EditedTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.EditableTables;
import io.github.posttlslint.model.table.EditableTables.EditableTable;
import io.github.posttlslint.model.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits of the files of one setup that do not get into each other's way. */
final class TextEdits {

  private final Setup setup;
  private final List<Placed> placed = new ArrayList<>();
  private final Lazy<EditableTables> editable;

  TextEdits(Setup setup) {
    this.setup = setup;
    this.editable = new Lazy<>(() -> Tables.of(setup).editable());
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
    SourceText source = source(span.file());
    if (source == null) {
      return null;
    }
    int from = source.offset(span.startLine(), span.startColumn());
    int to = source.offset(span.endLine(), span.endColumn());
    if (source.hasByteOrderMark() && from == 1 && to == source.text().length()) {
      from = 0; // a byte order mark has no column, and is a part of the whole text
    }
    boolean same =
        from >= 0 && to >= from && source.text().substring(from, to).equals(edit.replacement());
    return from < 0 || to < from || same ? null : new Placed(source, from, to, edit.replacement());
  }

  /** The text of a file that can be edited; null for another one. */
  @Nullable SourceText source(String file) {
    SourceText text = source(setup, file);
    if (text != null) {
      return text;
    }
    EditableTable table = find(file);
    return table == null ? null : table.source();
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
    Setup edited =
        mainText == null && masterText == null
            ? setup
            : setup.with(
                main == null || mainText == null ? null : main.with(mainText),
                master == null || masterText == null ? null : master.with(masterText));
    Map<String, byte[]> others = new HashMap<>();
    for (EditableTable table : tables()) {
      SourceText text = result(table.source());
      if (text != null) {
        others.put(table.path(), text.bytes());
      }
    }
    return others.isEmpty() ? edited : edited.with(EditedTree.of(setup.tree(), others));
  }

  /** The tables that are edited. */
  Set<EditableTable> tables() {
    Set<EditableTable> edited = new LinkedHashSet<>();
    for (Placed one : placed) {
      EditableTable table =
          source(setup, one.source.file()) == null ? find(one.source.file()) : null;
      if (table != null) {
        edited.add(table);
      }
    }
    return edited;
  }

  private @Nullable EditableTable find(String file) {
    return editable.get().find(file);
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
