package io.github.posttlslint.setup;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.setup.TableUse.Purpose;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that main.cf and master.cf name.
 *
 * <p>The value of a parameter such as transport_maps is nothing but tables. Restriction lists, and
 * lists of hosts or domains, can name tables between other words; there only words that look like a
 * table of a known type count. Databases that Postfix's daemons write are left out.
 */
public final class TableUses {

  private final Setup setup;
  private final TableTypes types = TableTypes.load();
  private final TableTexts texts;
  private final List<TableUse> uses = new ArrayList<>();

  private TableUses(Setup setup) {
    this.setup = setup;
    this.texts = new TableTexts(setup);
  }

  /** All uses, main.cf first, in the order of the files. */
  public static List<TableUse> of(Setup setup) {
    return in(setup).uses;
  }

  /** All uses, and what they hold. */
  public static TableUses in(Setup setup) {
    TableUses found = new TableUses(setup);
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        if (main.isInForce(entry)) {
          found.add(null, entry.name(), entry.value(), setup.value(entry.name()));
        }
      }
    }
    for (Service service : setup.services()) {
      for (ParameterOverride override : service.entry().overrides()) {
        if (service.entry().isInForce(override)) {
          String name = override.name();
          found.add(service, name, override.value(), service.value(name));
        }
      }
    }
    return found;
  }

  public List<TableUse> uses() {
    return uses;
  }

  public TableTexts texts() {
    return texts;
  }

  private void add(@Nullable Service service, String name, LogicalText written, Value value) {
    if (value.isUnset() || isWrittenByDaemons(name) || isNoParameter(name)) {
      return;
    }
    List<LogicalText> raw = ListText.split(written);
    List<LogicalText> words = ListText.split(LogicalText.of("", value.text()));
    String before = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).text();
      if (word.startsWith("#")) {
        return; // a comment that Postfix takes for words; value-inline-comment tells
      }
      boolean same = raw.size() == words.size();
      Span span = same ? raw.get(i).span() : written.span();
      boolean access = before.startsWith("check_") && before.endsWith("_access");
      Purpose purpose =
          before.equals("check_ccert_access") ? Purpose.FINGERPRINT : Purpose.of(name);
      if (access && word.startsWith("{")) {
        word = firstWord(word);
        purpose = Purpose.OTHER;
      }
      if (!isGap(word)) {
        add(service, name, word, span, access || takesOnlyTables(name), purpose);
      }
      before = word;
    }
  }

  private void add(
      @Nullable Service service,
      String name,
      String word,
      Span span,
      boolean certain,
      Purpose purpose) {
    TableReference whole = TableReference.parse(word, types);
    if (!certain && (whole.type() == null || !isDistinct(whole.type()))) {
      return;
    }
    for (TableReference leaf : whole.leaves()) {
      TableFiles files = TableFiles.of(leaf, setup.tree());
      uses.add(new TableUse(setup, service, name, leaf, files, texts, span, purpose));
    }
  }

  /** Types whose names are not used for something else, such as sockets and transports. */
  private static boolean isDistinct(TableType type) {
    return switch (type.kind()) {
      case COMPILED, TEXT, PATTERN, ADAPTER, COMBINED, CLIENT -> true;
      case INLINE, NETWORK, OTHER -> false;
    };
  }

  private boolean isNoParameter(String name) {
    return setup.parameters().find(name, setup.version()) == null;
  }

  private static boolean isWrittenByDaemons(String name) {
    return name.endsWith("_cache_database")
        || name.endsWith("_cache_map")
        || name.equals("address_verify_map")
        || name.equals("proxy_read_maps")
        || name.equals("proxy_write_maps");
  }

  private static boolean takesOnlyTables(String name) {
    return name.endsWith("_maps")
        || name.endsWith("_checks")
        || name.equals("relay_clientcerts")
        || name.equals("smtp_tls_per_site")
        || name.equals("lmtp_tls_per_site");
  }

  private static String firstWord(String group) {
    String inside = group.endsWith("}") ? group.substring(1, group.length() - 1) : group;
    List<LogicalText> words = ListText.split(LogicalText.of("", inside));
    return words.isEmpty() ? "" : words.get(0).text();
  }

  /** Whether a template fills in a part of the word, see {@link Value#text()}. */
  private static boolean isGap(String word) {
    return word.isEmpty() || word.indexOf('\u2026') >= 0 || LogicalText.isOpaque(word);
  }
}
