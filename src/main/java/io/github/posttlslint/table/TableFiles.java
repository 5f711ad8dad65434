package io.github.posttlslint.table;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Entry;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Kind;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.input.FileTree.Unseen;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.TableType;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The files of one table.
 *
 * @param path the file that the reference names
 * @param source what lies there
 * @param compiledPath the file that postmap makes of it; null for types that need none
 * @param compiled what lies there; null for types that need none
 */
public record TableFiles(
    String path, Entry source, @Nullable String compiledPath, @Nullable Entry compiled) {

  /** Postfix does not complain of a source that was changed this short a time ago, in seconds. */
  private static final int GRACE = 100;

  /**
   * Looks at the files of a table; null if its type has no file or its name is relative.
   *
   * @param serving the type whose files serve it, as a rule its own; null if it is not known which
   */
  public static @Nullable TableFiles of(
      TableReference reference, @Nullable TableType serving, FileTree tree) {
    String path = reference.path();
    TableType type = reference.type();
    if (path == null || type == null) {
      return null;
    }
    if (!type.isCompiled() || (serving != null && !serving.isCompiled())) {
      return new TableFiles(path, tree.look(path), null, null);
    }
    String compiled = path + (serving == null ? type : serving).compiledSuffixes().get(0);
    Entry made =
        serving == null
            ? new Unseen("one of several files, which that is is not known")
            : tree.look(compiled);
    return new TableFiles(path, tree.look(path), compiled, made);
  }

  /** Whether there is nothing to look up in: neither source nor compiled file. */
  public boolean isMissing() {
    return source instanceof Missing && (compiled == null || compiled instanceof Missing);
  }

  /** Whether the source is there, but not what postmap has to make of it. */
  public boolean isUncompiled() {
    return source instanceof Found && compiled instanceof Missing;
  }

  /**
   * Whether both files are there and the time of change of both is known.
   *
   * @see #isStale
   */
  public boolean hasTimes() {
    return modified(source) != null && modified(compiled) != null;
  }

  /**
   * Whether the source is newer than the compiled file, as Postfix's programs judge when they open
   * the table (dict_db.c, dict_lmdb.c, dict_cdb.c).
   *
   * @param now the moment of judgement
   */
  public boolean isStale(Instant now) {
    Instant from = modified(source);
    Instant made = modified(compiled);
    return from != null
        && made != null
        && from.getEpochSecond() > made.getEpochSecond()
        && from.getEpochSecond() < now.getEpochSecond() - GRACE;
  }

  private static @Nullable Instant modified(@Nullable Entry entry) {
    return entry instanceof Found found ? found.metadata().modified() : null;
  }

  /**
   * What was read of a source.
   *
   * @param text its text, {@linkplain SourceText#isCut cut} after {@link Limits#TABLE_LINES}; null
   *     if it was not read
   * @param unread why lines of it were not read, a phrase without a full stop; null if all were, or
   *     if there is no regular file
   */
  public record Content(@Nullable SourceText text, @Nullable String unread) {}

  /** Characters among which a file that is no text has a zero. */
  private static final int BEGINNING = 512;

  /**
   * Reads the source. A private key that is named in place of a table is not read: its lines are no
   * keys of a table, and no report may show them.
   */
  public Content content(FileTree tree) {
    if (!(source instanceof Found found) || found.kind() != Kind.FILE) {
      return new Content(null, null);
    }
    String name = tree.displayName(path);
    try {
      SourceText whole = SourceText.of(name, tree.read(path));
      int line = whole.lineLongerThan(Limits.LINE_LENGTH);
      if (line > 0) {
        String most = ": more than " + Limits.LINE_LENGTH + " characters in a line";
        return new Content(null, name + ":" + line + most);
      }
      if (whole.text().contains("PRIVATE KEY-----")) {
        return new Content(null, name + ": a private key in it; expected a table");
      }
      int nul = whole.text().indexOf('\0');
      if (nul >= 0 && nul < BEGINNING) {
        return new Content(null, name + ": not text; expected what postmap makes a table of");
      }
      SourceText text = whole.firstLines(Limits.TABLE_LINES);
      String most = "only the first " + Limits.TABLE_LINES + " lines of a table are judged";
      return new Content(text, text.isCut() ? most : null);
    } catch (IOException e) {
      return new Content(null, name + ": " + e.getMessage());
    }
  }
}
