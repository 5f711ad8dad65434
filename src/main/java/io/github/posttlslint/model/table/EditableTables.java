package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.secret.HiddenLines;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose source a fix may change, and show: text in the set-up's own directory or below,
 * read as a whole, of which no line can be a password.
 */
public final class EditableTables {

  /** A parameter for texts in which a long hexadecimal number is no key. */
  private static final String OF_DIGESTS = "smtp_tls_fingerprint_cert_match";

  /**
   * A table that may be changed.
   *
   * @param path its file, all links followed
   * @param source its text
   * @param compiler the command that makes the table that programs read; null if they read the text
   */
  public record EditableTable(String path, SourceText source, @Nullable String compiler) {}

  private final Setup setup;

  /** By the name in reports, one use of the file. */
  private final Map<String, TableUse> byFile = new HashMap<>();

  /** By the path after all links, what the file is used for. */
  private final Map<String, Map<Purpose, TableUse>> uses = new HashMap<>();

  private final Map<String, Optional<EditableTable>> found = new HashMap<>();

  EditableTables(Tables tables) {
    this.setup = tables.setup();
    for (TableUse use : tables.uses()) {
      TableFiles files = use.files();
      if (files != null && files.source() instanceof Found source) {
        byFile.putIfAbsent(setup.tree().displayName(files.path()), use);
        uses.computeIfAbsent(source.path(), path -> new EnumMap<>(Purpose.class))
            .putIfAbsent(use.purpose(), use);
      }
    }
  }

  /** The table of a file as reports name it; null if it may not be changed. */
  public @Nullable EditableTable find(String file) {
    return found.computeIfAbsent(file, name -> Optional.ofNullable(look(name))).orElse(null);
  }

  private @Nullable EditableTable look(String file) {
    TableUse use = byFile.get(file);
    if (use == null) {
      return null;
    }
    TableFiles files = use.files();
    SourceText text = use.text();
    if (files == null
        || text == null
        || text.isCut()
        || !(files.source() instanceof Found source)) {
      return null;
    }
    String path = source.path();
    boolean isOpen = isOwn(path) && isShown(text);
    for (TableUse one : uses.getOrDefault(path, Map.of()).values()) {
      isOpen = isOpen && isOfWords(one);
    }
    SourceText whole = SourceText.of(file, text.bytes(), setup.tree().place(path));
    return isOpen ? new EditableTable(path, whole, compiler(use)) : null;
  }

  private @Nullable String compiler(TableUse use) {
    TableType type = use.reference().type();
    if (type == null || !type.isCompiled()) {
      return null;
    }
    String command = use.purpose() == Purpose.SNI ? "postmap -F " : "postmap ";
    return command + setup.secrets().mask(use.reference().text());
  }

  /** Whether a file lies in the directory of main.cf, or below. */
  private boolean isOwn(String path) {
    FileTree.Entry directory = setup.tree().look(setup.configDirectory());
    String real = directory instanceof Found found ? found.path() : setup.configDirectory();
    return Paths.isBelow(path, real);
  }

  /** Whether the lines have the form that those of such a table have: the file can be any. */
  private static boolean isOfWords(TableUse use) {
    if (use.purpose() == Purpose.PASSWORD || use.purpose() == Purpose.ALIAS) {
      return false;
    }
    TableSource source = use.source();
    if (source == null) {
      return use.patterns() != null;
    }
    if (use.purpose() == Purpose.SNI) {
      return TableWords.areServers(source.entries());
    }
    for (TableEntry entry : source.entries()) {
      if (!isOfWords(use, entry)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfWords(TableUse use, TableEntry entry) {
    String key = entry.key().text();
    if (use.purpose() == Purpose.POLICY) {
      // a comment that Postfix takes for a part of the policy is looked at as one
      int comment = entry.value().text().indexOf(" #");
      LogicalText policy = comment < 0 ? entry.value() : entry.value().slice(0, comment);
      return TableWords.fits(TlsPolicy.of(new TableRow(use, entry.key(), policy, true, false)));
    }
    return TableWords.key(use.purpose(), key).equals(key);
  }

  /** Whether nothing in the lines looks like a password. */
  private boolean isShown(SourceText text) {
    HiddenLines hidden = setup.secrets().lines();
    for (int number = 1; number <= text.lineCount(); number++) {
      String line = text.line(number);
      boolean isComment = line.stripLeading().startsWith("#");
      boolean isShown =
          isComment ? hidden.comment(line).equals(line) : hidden.of(OF_DIGESTS, line).isEmpty();
      if (!isShown) {
        return false;
      }
    }
    return true;
  }
}
