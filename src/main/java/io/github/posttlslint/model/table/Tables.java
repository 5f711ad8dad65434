package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.BerkeleyTables;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.postfix.ListReader;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that main.cf and master.cf name, what they hold and what they answer.
 *
 * <p>The value of a parameter such as transport_maps is nothing but tables. Restriction lists, and
 * lists of hosts or domains, can name tables between other words; there only words that look like a
 * table of a known type count. Databases that Postfix's daemons write are left out.
 */
public final class Tables {

  private final Setup setup;
  private final TableTypes types = TableTypes.load();
  private final TableTexts texts;
  private final Lazy<TableLookup> lookup;
  private final List<TableUse> uses = new ArrayList<>();
  private final List<Hidden> hidden = new ArrayList<>();
  private final Lazy<Set<String>> classes = new Lazy<>(this::classes);
  private final Lazy<List<TlsPolicy>> policies = new Lazy<>(() -> TlsPolicy.all(uses()));
  private final Lazy<TableOpener> opener;
  private final Lazy<ClientDigests> digests;
  private final Lazy<EditableTables> editable;

  private Tables(Setup setup) {
    this.setup = setup;
    this.texts = new TableTexts(setup);
    this.opener = new Lazy<>(() -> new TableOpener(setup, types, texts));
    this.lookup = new Lazy<>(() -> new TableLookup(opener()));
    this.digests = new Lazy<>(() -> new ClientDigests(setup));
    this.editable = new Lazy<>(() -> new EditableTables(this));
  }

  /** Finds the tables of a setup. */
  public static Tables of(Setup setup) {
    Tables found = new Tables(setup);
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

  /** The setup that names them. */
  public Setup setup() {
    return setup;
  }

  /** Whether there is none, not even one that is hidden. */
  public boolean areNone() {
    return uses.isEmpty() && hidden.isEmpty();
  }

  /** Who names a table: main.cf first, in the order of the files. */
  public List<TableUse> uses() {
    return uses;
  }

  /**
   * A place where tables are named that cannot be told.
   *
   * @param use without a table
   */
  record Hidden(TableUse use, Doubt doubt) {}

  /** Where there is a table, or several, that cannot be told. */
  List<Hidden> hidden() {
    return hidden;
  }

  /** Those whose source a fix may change. */
  public EditableTables editable() {
    return editable.get();
  }

  /** The digests that clients' fingerprints are compared by. */
  ClientDigests digests() {
    return digests.get();
  }

  /** What serves tables of Berkeley DB. */
  BerkeleyTables berkeley() {
    return new BerkeleyTables(setup);
  }

  /** What the tables hold, each read once. */
  TableTexts texts() {
    return texts;
  }

  /** Their sources that are here, each once: what postmap compiles, patterns, aliases. */
  public List<SourceText> sources() {
    List<SourceText> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      SourceText text = files != null && seen.add(files.path()) ? use.text() : null;
      if (text != null) {
        sources.add(text);
      }
    }
    return sources;
  }

  /** The tables of a parameter's value, to be asked in turn. */
  public TableChain chain(Value value, OpenManner manner) {
    return new TableChain(value, manner, opener.get());
  }

  /** The domains of a parameter's value, with those of its tables and files. */
  public DomainList domains(Value value, DomainList.Subdomains subdomains) {
    return new DomainList(value, subdomains, opener.get());
  }

  private TableOpener opener() {
    return opener.get();
  }

  /** What they answer. */
  public TableLookup lookup() {
    return lookup.get();
  }

  /** The TLS policies in them. */
  public List<TlsPolicy> policies() {
    return policies.get();
  }

  private void add(@Nullable Service service, String name, LogicalText written, Value value) {
    boolean isRead = setup.parameters().find(name, setup.version()) != null || isClass(name);
    if (isWrittenByDaemons(name) || !isRead) {
      return;
    }
    List<LogicalText> raw = ListText.split(written, ListReader.hasGroups(name));
    List<Known<String>> words = value.words();
    List<LogicalText> seen =
        ListText.split(LogicalText.of("", value.shown()), ListReader.hasGroups(name));
    String before = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).or("", "");
      if (word.startsWith("#")) {
        return; // a comment that Postfix takes for words; value-inline-comment tells
      }
      if (i > 0 && isAssignment(word, i + 1 < words.size() ? words.get(i + 1).or("", "") : "")) {
        return; // a setting that Postfix takes for words; setting-joined tells
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
      boolean listed = isListOfNames(name) && isTable(word);
      if (listed) {
        word = withoutNegation(word);
      }
      boolean certain = access || listed || takesOnlyTables(name);
      Doubt doubt = words.get(i).doubt();
      if (!word.isEmpty()) {
        add(service, name, word, span, certain, purpose);
      } else if (doubt != null && certain && !(i < seen.size() && isNamed(seen.get(i).text()))) {
        hidden.add(new Hidden(use(service, name, none(), span, purpose), doubt));
      }
      before = word;
    }
  }

  /** Whether a word, with the next one, begins another setting. */
  private boolean isAssignment(String word, String next) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    return (equals > 0 || next.startsWith("=")) && setup.parameters().find(name) != null;
  }

  private void add(
      @Nullable Service service,
      String name,
      String word,
      Span span,
      boolean certain,
      Purpose purpose) {
    TableReference whole = TableReference.parse(word, types);
    TableType type = whole.type();
    boolean isTable =
        certain || (type != null && (isDistinct(type) || whole.name().startsWith("{")));
    if (!isTable) {
      return;
    }
    for (TableReference leaf : whole.leaves()) {
      uses.add(use(service, name, leaf, span, purpose));
    }
  }

  private TableUse use(
      @Nullable Service service, String name, TableReference table, Span span, Purpose purpose) {
    TableType type = table.type();
    TableFiles files =
        type == null
            ? null
            : TableFiles.of(table, berkeley().servingType(type, types), setup.tree());
    return new TableUse(setup, service, name, table, files, this, span, purpose);
  }

  /** The first table that is asked in the end: without adapters such as {@code proxy:}. */
  public String innermost(String table) {
    return TableReference.parse(table, types).leaves().get(0).text();
  }

  private TableReference none() {
    return TableReference.parse("", types);
  }

  /** Whether a type, and something behind it, stands in what can be seen of a word. */
  private static boolean isNamed(String word) {
    int last = word.length() - 1;
    while (last >= 0 && Value.hasGap(word.substring(last, last + 1))) {
      last--;
    }
    return hasType(word.substring(0, last + 1)) && word.charAt(last) != ':';
  }

  /** Whether a colon stands in what can be seen of a word, even if the type before it is hidden. */
  private static boolean hasType(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == ':') {
        return i > 0;
      }
      if (word.startsWith("${", i) || word.startsWith("$(", i)) {
        int end = word.indexOf(word.charAt(i + 1) == '{' ? '}' : ')', i);
        if (end < 0 || !isName(word.substring(i + 2, end))) {
          return false; // a condition, which may choose the type
        }
        i = end;
      }
    }
    return false;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Chars.isName(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a name is that of a restriction class, whose value is a list of restrictions. */
  public boolean isClass(String name) {
    return classes.get().contains(name);
  }

  private Set<String> classes() {
    Set<String> names = new HashSet<>();
    for (Known<String> word : setup.value("smtpd_restriction_classes").words()) {
      word.map(names::add);
    }
    return names;
  }

  /** Types whose names are not used for something else, such as sockets and transports. */
  private static boolean isDistinct(TableType type) {
    return switch (type.kind()) {
      case COMPILED, TEXT, PATTERN, ADAPTER, COMBINED, CLIENT -> true;
      case INLINE, NETWORK, OTHER -> false;
    };
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

  /** Lists of names, files and tables that smtp(8), lmtp(8) and smtpd(8) have for SASL. */
  private static boolean isListOfNames(String name) {
    return name.endsWith("_sasl_mechanism_filter") || name.equals("smtpd_sasl_exceptions_networks");
  }

  /** Whether a word of such a list is a table: all that has a colon (match_list.c). */
  private static boolean isTable(String word) {
    String bare = withoutNegation(word);
    return bare.indexOf(':') >= 0 && !bare.startsWith("/") && !bare.startsWith("[");
  }

  private static String withoutNegation(String word) {
    int start = 0;
    while (start < word.length() && word.charAt(start) == '!') {
      start++;
    }
    return word.substring(start);
  }

  private static String firstWord(String group) {
    String inside = group.endsWith("}") ? group.substring(1, group.length() - 1) : group;
    List<LogicalText> words = ListText.split(LogicalText.of("", inside));
    return words.isEmpty() ? "" : words.get(0).text();
  }
}
