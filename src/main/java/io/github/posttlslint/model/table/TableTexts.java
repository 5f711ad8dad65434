package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalLines;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.table.MatchSteps;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableFiles.Content;
import io.github.posttlslint.table.TableSource;
import io.github.posttlslint.table.WrittenTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tables of a setup hold: each is read and parsed once, whoever names it. */
final class TableTexts {

  private static final String SHARED = "/usr/share/postfix";

  private final Setup setup;
  private final MatchSteps steps = new MatchSteps();
  private final Map<String, Content> contents = new HashMap<>();
  private final Map<String, TableSource> sources = new HashMap<>();
  private final Map<String, PatternTable> patterns = new HashMap<>();
  private int linesLeft = Limits.SETUP_TABLE_LINES;
  private final Lazy<Known<Set<String>>> listedTypes = new Lazy<>(this::findListedTypes);

  TableTexts(Setup setup) {
    this.setup = setup;
  }

  /** The text of a table's source, or why it was not read, wholly or at all. */
  Content content(TableFiles files) {
    return contents.computeIfAbsent(files.path(), path -> read(files));
  }

  private Content read(TableFiles files) {
    Content whole = files.content(setup.tree());
    SourceText text = whole.text();
    if (text == null) {
      return whole;
    }
    int cost = text.lineCount() + text.text().length() / Limits.TABLE_LINE;
    if (cost <= linesLeft) {
      linesLeft -= cost;
      return whole;
    }
    int lines = (int) ((long) linesLeft * text.lineCount() / cost);
    linesLeft = 0;
    return new Content(lines == 0 ? null : text.firstLines(lines), tooMany());
  }

  /** Why lines are not judged that are beyond what all tables together may have. */
  static String tooMany() {
    return "only the first " + Limits.SETUP_TABLE_LINES + " lines of all tables are judged";
  }

  /** The text of a table's source; null if it was not read. */
  @Nullable SourceText text(TableFiles files) {
    return content(files).text();
  }

  /** The lines of a table of the {@code key value} form; null if they were not read. */
  @Nullable TableSource source(TableFiles files) {
    SourceText text = text(files);
    return text == null
        ? null
        : sources.computeIfAbsent(files.path(), path -> TableSource.parse(text));
  }

  /** The lines of a table of patterns; null if they were not read. */
  @Nullable PatternTable patterns(TableFiles files, PatternTable.Form form) {
    SourceText text = text(files);
    return text == null
        ? null
        : patterns.computeIfAbsent(
            form + files.path(), key -> PatternTable.parse(text, form, steps));
  }

  /**
   * The lines of a table of patterns that is written where it is named, <code>{{/one/ result},
   * {/other/ result}}</code> (dict_stream.c, since 3.7; whoever writes so has that release).
   *
   * @param name what follows the type
   * @return null if it is no such table, or Postfix refuses it
   */
  @Nullable PatternTable writtenPatterns(String name, PatternTable.Form form) {
    String key = form + name;
    PatternTable known = patterns.get(key);
    String lines = known == null ? WrittenTable.lines(name) : null;
    if (lines == null) {
      return known;
    }
    PatternTable read = PatternTable.parse(SourceText.of("a table in braces", lines), form, steps);
    patterns.put(key, read);
    return read;
  }

  /** The types of tables that dynamicmaps.cf lists; none if there is no list. */
  Known<Set<String>> listedTypes() {
    return listedTypes.get();
  }

  private Known<Set<String>> findListedTypes() {
    Value directory = setup.value("meta_directory");
    return directory.isExplicit()
        ? directory.known().map(this::listedTypes)
        : directory.known().orUnset("").map(usual -> listedTypes(usualDirectory(usual)));
  }

  /** Since 3.11 Debian has it elsewhere; before, a pattern of the list lay there, by itself. */
  private String usualDirectory(String usual) {
    boolean isShared = !setup.tree().list(SHARED + "/dynamicmaps.cf.d").isEmpty();
    return isShared ? SHARED : usual;
  }

  private Set<String> listedTypes(String directory) {
    Set<String> types = new HashSet<>();
    addTypes(directory + "/dynamicmaps.cf", types);
    for (String name : setup.tree().list(directory + "/dynamicmaps.cf.d")) {
      addTypes(directory + "/dynamicmaps.cf.d/" + name, types);
    }
    return types;
  }

  private void addTypes(String path, Set<String> types) {
    FileTree tree = setup.tree();
    if (!(tree.look(path) instanceof Found)) {
      return;
    }
    try {
      SourceText text = SourceText.of(tree.displayName(path), tree.read(path));
      for (LogicalLine line : LogicalLines.read(text).lines()) {
        types.add(ListText.split(line.text()).get(0).text());
      }
    } catch (IOException e) {
      types.clear();
    }
  }
}
