package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An entry of smtp_tls_policy_maps or lmtp_tls_policy_maps: a level and attributes
 * (smtp_tls_policy.c, tls_policy_lookup_one()).
 *
 * @param row where it stands; its key is the destination
 * @param level the first word; null if there is none
 * @param attributes the other words
 */
public record TlsPolicy(TableRow row, @Nullable LogicalText level, List<PolicyAttribute> attributes)
    implements TablePart {

  /** Attributes that only an external policy has. */
  private static final String[] STS = {
    "policy_ttl", "policy_domain", "policy_string", "mx_host_pattern", "policy_failure"
  };

  private static final List<String> NARROWING = List.of("protocols", "ciphers", "exclude");

  /** What is quoted of a file only where the whole line has the form of a policy. */
  private static final Set<String> OF_FILE = Set.of("key", "level", "narrowing", "exclusion");

  /** The policies of all tables whose text is at hand, in order; conditional lines left out. */
  public static List<TlsPolicy> all(List<TableUse> uses) {
    List<TlsPolicy> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      if (use.purpose() != Purpose.POLICY || !use.reference().isAnswer()) {
        continue;
      }
      if (files == null || seen.add(use.parameter() + " " + files.path())) {
        for (TableRow row : TableRow.of(use)) {
          if (!row.isPattern() || !isOfNetworks(use)) {
            all.add(of(row));
          }
        }
      }
    }
    return all;
  }

  /** No next hop is found by its network. */
  private static boolean isOfNetworks(TableUse use) {
    PatternTable patterns = use.patterns();
    return patterns != null && patterns.form() == PatternTable.Form.CIDR;
  }

  /** The policy of a row. */
  public static TlsPolicy of(TableRow row) {
    boolean groups = row.use().setup().version().isAtLeast(3, 10);
    List<LogicalText> words = ListText.split(row.value(), Grammar.newest());
    List<PolicyAttribute> attributes = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      attributes.add(PolicyAttribute.parse(words.get(i), groups));
    }
    LogicalText level = words.isEmpty() ? null : words.get(0);
    return new TlsPolicy(row, level, List.copyOf(attributes));
  }

  @Override
  public TableUse use() {
    return row.use();
  }

  /** The destination; empty for {@code static:}, which answers for each. */
  public LogicalText key() {
    return row.key();
  }

  /** Whether the key is a regular expression. */
  public boolean isPattern() {
    return row.isPattern();
  }

  /** The next hops that it is for, in words. */
  public String whom() {
    if (row.isIndirect()) {
      return "next hops of another table";
    }
    String destination = key().text();
    if (isPattern()) {
      return "next hops that match '" + destination + "'";
    }
    return destination.isEmpty() ? "every next hop" : "'" + destination + "'";
  }

  /** The value of the first attribute of a name, in lower case; null if there is none. */
  public @Nullable String find(String name) {
    for (PolicyAttribute attribute : attributes) {
      if (attribute.isPair() && attribute.name().equals(name)) {
        return attribute.value();
      }
    }
    return null;
  }

  /** The values of all attributes of a name, in lower case. */
  public List<String> all(String name) {
    List<String> all = new ArrayList<>();
    for (PolicyAttribute attribute : attributes) {
      if (attribute.isPair() && attribute.name().equals(name)) {
        all.add(attribute.value());
      }
    }
    return all;
  }

  /** The attributes that choose cipher suites, as written; null if there is none. */
  public @Nullable String narrowing() {
    StringJoiner words = new StringJoiner(" ");
    for (PolicyAttribute attribute : attributes) {
      if (NARROWING.contains(attribute.name())) {
        words.add(attribute.text().text());
      }
    }
    return words.length() == 0 ? null : words.toString();
  }

  /** The place of the first of these; null if there is none. */
  public @Nullable Span narrowingPlace() {
    for (PolicyAttribute attribute : attributes) {
      if (NARROWING.contains(attribute.name())) {
        return span(attribute.text());
      }
    }
    return null;
  }

  /** The attribute {@code exclude}, as written; null if there is none. */
  public @Nullable String exclusion() {
    for (PolicyAttribute attribute : attributes) {
      if (attribute.name().equals("exclude")) {
        return attribute.text().text();
      }
    }
    return null;
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

  /** Whether MX records are looked up for the key: it has neither brackets nor a port. */
  public Truth isDomain() {
    String text = key().text();
    if (row.isIndirect()) {
      return Truth.unknown(new Doubt("another table gives the key", parameter()));
    }
    return isPattern()
        ? Truth.unknown(new Doubt("the key is a pattern", parameter()))
        : Truth.of(!text.isEmpty() && text.indexOf('[') < 0 && text.indexOf(':') < 0);
  }

  /** Whether it has an attribute of an MTA-STS policy, the policy's type aside. */
  public boolean isSts() {
    return has(STS);
  }

  /** The place of the level; null if there is none. */
  public @Nullable Span levelPlace() {
    return level == null ? null : span(level);
  }

  /** The place of the key. */
  @Override
  public Span place() {
    return span(key());
  }

  @Override
  public String quoted(String fact, String text) {
    return OF_FILE.contains(fact) && !TableWords.fits(this) ? Hidden.MARK : text;
  }

  /** The place of a part; in main.cf, that of the table's name. */
  public Span span(LogicalText part) {
    return row.span(part);
  }
}
