package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Redaction;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of smtp_tls_policy_maps or lmtp_tls_policy_maps: a level and attributes
 * (smtp_tls_policy.c, tls_policy_lookup_one()).
 *
 * @param use the table that has it
 * @param key the destination; empty for {@code static:}, which answers for each
 * @param level the first word; null if there is none
 * @param attributes the other words
 * @param inFile whether it stands in a file of its own, and not in main.cf
 * @param isPattern whether the key is a regular expression
 */
public record TlsPolicy(
    TableUse use,
    LogicalText key,
    @Nullable LogicalText level,
    List<PolicyAttribute> attributes,
    boolean inFile,
    boolean isPattern)
    implements TablePart {

  /** Attributes that only an external policy has. */
  private static final String[] STS = {
    "policy_ttl", "policy_domain", "policy_string", "mx_host_pattern", "policy_failure"
  };

  /** The policies of all tables whose text is at hand, in order; conditional lines left out. */
  public static List<TlsPolicy> all(List<TableUse> uses) {
    List<TlsPolicy> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableType type = use.reference().type();
      TableFiles files = use.files();
      if (use.purpose() != Purpose.POLICY || type == null) {
        continue;
      }
      LogicalText nothing = LogicalText.of("", "");
      String name = use.reference().name();
      if (type.name().equals("static")) {
        all.add(of(use, nothing, LogicalText.of("", name), false, false));
      } else if (type.name().equals("inline")) {
        for (TableLookup.Pair pair : TableLookup.inlinePairs(name)) {
          LogicalText value = LogicalText.of("", pair.value());
          all.add(of(use, LogicalText.of("", pair.key()), value, false, false));
        }
      } else if (files != null && seen.add(use.parameter() + " " + files.path())) {
        for (TableEntry entry : use.certainEntries()) {
          all.add(of(use, entry.key(), entry.value(), true, false));
        }
        addPatterns(use, all);
      }
    }
    return all;
  }

  /** Without those of networks, which match no next hop, and without what depends on the key. */
  private static void addPatterns(TableUse use, List<TlsPolicy> all) {
    PatternTable patterns = use.patterns();
    if (patterns == null || patterns.form() == PatternTable.Form.CIDR) {
      return;
    }
    for (PatternTable.Rule rule : patterns.rules()) {
      if (rule.result().text().indexOf('$') < 0) {
        all.add(of(use, rule.pattern(), rule.result(), true, true));
      }
    }
  }

  private static TlsPolicy of(
      TableUse use, LogicalText key, LogicalText value, boolean inFile, boolean isPattern) {
    boolean groups = use.setup().version().isAtLeast(3, 10);
    List<LogicalText> words = ListText.split(value, groups ? Grammar.newest() : Grammar.V2);
    List<PolicyAttribute> attributes = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      attributes.add(PolicyAttribute.parse(words.get(i), groups));
    }
    LogicalText level = words.isEmpty() ? null : words.get(0);
    return new TlsPolicy(use, key, level, List.copyOf(attributes), inFile, isPattern);
  }

  /** The level in lower case; empty if there is none. */
  public String levelName() {
    return level == null ? "" : level.text().toLowerCase(Locale.ROOT);
  }

  /** Whether an attribute of one of the names, in lower case, is there. */
  public boolean has(String... names) {
    for (PolicyAttribute attribute : attributes) {
      if (attribute.isPair() && List.of(names).contains(attribute.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether smtp(8) asks for it, and not lmtp(8). */
  boolean isOfSmtp() {
    return use.parameter().startsWith("smtp_");
  }

  /** Whether MX records are looked up for the key: it has neither brackets nor a port. */
  public Truth isDomain() {
    String text = key.text();
    return isPattern
        ? Truth.unknown(new Doubt("the key is a pattern", use.parameter()))
        : Truth.of(!text.isEmpty() && text.indexOf('[') < 0 && text.indexOf(':') < 0);
  }

  /** Whether it has an attribute of an MTA-STS policy, the policy's type aside. */
  public boolean isSts() {
    return has(STS);
  }

  /** Whether smtp(8) can be handed a next hop that it applies to. */
  public Truth isReachable() {
    return !isOfSmtp() || isPattern || key.isEmpty()
        ? Truth.YES
        : use.tables().hops().reach(key.text());
  }

  /**
   * Whether it is for the host of relayhost but in another form, and no other entry matches
   * relayhost.
   */
  public Truth missesRelayhost() {
    return isPattern || !isOfSmtp()
        ? Truth.NO
        : value("relayhost").known().fold(this::misses, () -> Truth.NO, Truth::unknown);
  }

  private Truth misses(String relayhost) {
    NextHop hop = NextHop.parse(relayhost);
    NextHop own = NextHop.parse(key.text());
    boolean isOther =
        own.host().equalsIgnoreCase(hop.host()) && !own.text().equalsIgnoreCase(hop.text());
    return isOther
        ? use.tables().lookup().policy(value(use.parameter()), hop.text()).isSet().not()
        : Truth.NO;
  }

  /** The place of the level; null if there is none. */
  public @Nullable Span levelPlace() {
    return level == null ? null : span(level);
  }

  /** The place of the key. */
  @Override
  public Span place() {
    return span(key);
  }

  @Override
  public String quoted(String fact, String text) {
    boolean ofFile = fact.equals("key") || fact.equals("level");
    return ofFile && !TableWords.fits(this) ? Redaction.MARK : text;
  }

  /** The place of a part; in main.cf, that of the table's name. */
  public Span span(LogicalText part) {
    return inFile ? part.span() : use.span();
  }
}
