package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.ShownLine;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines of tables' sources as reports may show them: those with a key and a value of the form that
 * such a table's have, see {@link TableWords}. A value of another form is hidden, and a line with
 * such a key is not shown at all; nor is any line of a file that holds passwords for another use,
 * or whose use is not known.
 */
public final class TableExcerpts {

  private static final Set<Purpose> OPEN =
      Set.of(Purpose.POLICY, Purpose.FINGERPRINT, Purpose.PER_SITE, Purpose.TRANSPORT, Purpose.SNI);

  private TableExcerpts() {}

  /**
   * The lines that some spans stand in, as far as they are lines of tables.
   *
   * @return of each file, by its name in {@link Span#file()}, and each line, from 1, what may be
   *     shown
   */
  public static Map<String, Map<Integer, ShownLine>> of(Tables tables, Collection<Span> spans) {
    Map<String, Set<Integer>> wanted = new HashMap<>();
    for (Span span : spans) {
      wanted.computeIfAbsent(span.file(), file -> new HashSet<>()).add(span.startLine());
    }
    Map<String, Map<Integer, ShownLine>> found = new HashMap<>();
    Set<String> closed = closed(tables);
    for (TableUse use : tables.uses()) {
      TableFiles files = use.files();
      SourceText text = OPEN.contains(use.purpose()) ? use.text() : null;
      if (files == null || text == null || closed.contains(real(use.setup(), files.path()))) {
        continue;
      }
      Reader reader = new Reader(use, wanted.getOrDefault(text.file(), Set.of()), new HashMap<>());
      reader.read();
      Map<Integer, ShownLine> ofFile = found.computeIfAbsent(text.file(), file -> new HashMap<>());
      reader.found.forEach(ofFile::putIfAbsent);
    }
    return found;
  }

  /** Files that a use makes unfit to be shown, whatever others there are. */
  private static Set<String> closed(Tables tables) {
    Set<String> closed = new HashSet<>();
    for (TableUse use : tables.uses()) {
      TableFiles files = use.files();
      if (files != null && !OPEN.contains(use.purpose())) {
        closed.add(real(use.setup(), files.path()));
      }
    }
    return closed;
  }

  /** The path with links followed. */
  private static String real(Setup setup, String path) {
    return setup.tree().look(path) instanceof Found found ? found.path() : path;
  }

  /** Reads the wanted lines of one table. */
  private record Reader(TableUse use, Set<Integer> wanted, Map<Integer, ShownLine> found) {

    void read() {
      if (wanted.isEmpty()) {
        return;
      }
      TableSource source = use.source();
      boolean servers =
          use.purpose() == Purpose.SNI && source != null && TableWords.areServers(source.entries());
      for (TableEntry entry : source == null ? List.<TableEntry>of() : source.entries()) {
        if (isWanted(entry.line())) {
          boolean fits = fits(entry, servers);
          boolean shown = !TableWords.key(use.purpose(), entry.key().text()).equals(Hidden.MARK);
          add(entry.line(), entry.key(), shown, entry.value(), fits);
        }
      }
      PatternTable patterns = use.purpose() == Purpose.POLICY ? use.patterns() : null;
      for (PatternTable.Rule rule :
          patterns == null ? List.<PatternTable.Rule>of() : patterns.rules()) {
        if (isWanted(rule.line())) {
          boolean fits = isPolicy(rule.pattern(), rule.result(), true);
          add(rule.line(), rule.pattern(), fits, rule.result(), fits);
        }
      }
    }

    private boolean isWanted(LogicalText line) {
      Span span = line.span();
      return !line.isOpaque()
          && span.startLine() == span.endLine()
          && wanted.contains(span.startLine());
    }

    private boolean fits(TableEntry entry, boolean servers) {
      LogicalText value = entry.value();
      return switch (use.purpose()) {
        case POLICY -> isPolicy(entry.key(), value, false);
        case FINGERPRINT, PER_SITE -> areWords(value);
        case TRANSPORT -> isTransport(value.text());
        case SNI -> servers;
        case PASSWORD, ALIAS, OTHER -> false;
      };
    }

    private boolean isPolicy(LogicalText key, LogicalText value, boolean isPattern) {
      return TableWords.fits(TlsPolicy.of(new TableRow(use, key, value, true, isPattern)));
    }

    private static boolean areWords(LogicalText value) {
      for (LogicalText word : ListText.split(value, false)) {
        boolean isWord = !TableWords.word("*", word.text()).equals(Hidden.MARK);
        if (!isWord && !TableWords.isLookupKey(word.text())) {
          return false;
        }
      }
      return true;
    }

    /** Whether it names a service of master.cf, and nothing or a next hop behind it. */
    private boolean isTransport(String value) {
      int colon = value.indexOf(':');
      String name = colon < 0 ? value : value.substring(0, colon);
      boolean known = name.isEmpty();
      for (Service service : use.setup().services()) {
        known |= service.name().equals(name);
      }
      String hop = value.substring(colon + 1);
      return known && (colon < 0 || hop.isEmpty() || TableWords.isLookupKey(hop));
    }

    private void add(
        LogicalText line, LogicalText key, boolean shown, LogicalText value, boolean fits) {
      int number = line.span().startLine();
      String written = line.source().line(number);
      Span at = value.span();
      boolean isWhole =
          value.isEmpty()
              ? written.strip().equals(key.text())
              : written.strip().startsWith(key.text())
                  && written.stripTrailing().length() == at.endColumn() - 1
                  && at.startLine() == number;
      if (!shown || !isWhole) {
        return;
      }
      List<Hidden> hidden = new ArrayList<>();
      if (!fits && !value.isEmpty()) {
        hidden.add(new Hidden(at.startColumn() - 1, at.endColumn() - 1, Hidden.UNFIT));
      } else if (!value.isEmpty() && use.purpose() != Purpose.FINGERPRINT) {
        for (Hidden part : use.setup().secrets().lines().of(value.text())) {
          int by = at.startColumn() - 1;
          hidden.add(new Hidden(part.start() + by, part.end() + by, part.reason()));
        }
      }
      found.put(number, new ShownLine(written, hidden));
    }
  }
}
