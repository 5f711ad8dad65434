package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.TableLookup;
import io.github.posttlslint.model.table.TableRow;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what tables say of a next hop: the TLS policy and whether there is a password. */
final class PolicyFinder {

  private final Setup setup;
  private final Tables tables;
  private final NamedHosts hosts;

  /** What tables of passwords have for hosts that are no next hops, by the tables' names. */
  private final Map<String, Known<TableRow>> unnamed = new HashMap<>();

  /** The policies that are keys, by table and key. */
  private final Map<String, Map<String, TlsPolicy>> written = new HashMap<>();

  /** Tables without their adapters. */
  private final Map<String, String> innermost = new HashMap<>();

  /** The first place that names a table. */
  private final Map<String, TableUse> uses = new HashMap<>();

  /**
   * For the ways of a setup.
   *
   * @param hosts those that the ways lead to; they are found later
   */
  PolicyFinder(Setup setup, Tables tables, NamedHosts hosts) {
    this.hosts = hosts;
    this.setup = setup;
    this.tables = tables;
    for (TlsPolicy policy : tables.policies()) {
      if (!policy.isPattern() && !policy.row().isIndirect()) {
        written
            .computeIfAbsent(policy.use().reference().text(), table -> new HashMap<>())
            .putIfAbsent(policy.key().text().toLowerCase(Locale.ROOT), policy);
      }
    }
    for (TableUse use : tables.uses()) {
      uses.putIfAbsent(use.reference().text(), use);
    }
  }

  Setup setup() {
    return setup;
  }

  /**
   * The policy of a next hop (smtp_tls_policy.c, tls_policy_lookup()): the first table that has its
   * text; a plain domain also matches the entries of its parent domains, which begin with a dot.
   */
  Known<TlsPolicy> find(Value maps, NextHop to) {
    if (!maps.known().isSet().ifUnknown(true)) {
      return Known.unset();
    }
    boolean any = to.isAny();
    String key = any ? RecipientDomains.OTHER : to.text();
    Known<TableLookup.Found> found = tables.lookup().first(maps, key);
    int dot = to.isPlainDomain() ? key.indexOf('.', 1) : -1;
    while (dot > 0 && !found.isSet().ifUnknown(true)) {
      found = tables.lookup().first(maps, key.substring(dot));
      dot = key.indexOf('.', dot + 1);
    }
    // tables that cannot be read: what holds for those that they do not name
    return any && found.isHidden() ? Known.unset() : found.then(this::policy);
  }

  /** The same where an entry has the text of the next hop itself, and is no pattern. */
  Known<TlsPolicy> findVery(Value maps, NextHop to) {
    return find(maps, to)
        .then(
            found ->
                !found.isPattern() && found.key().text().equalsIgnoreCase(to.text())
                    ? Known.of(found)
                    : Known.unset());
  }

  /** The policy of the first table that has a key. */
  Known<TlsPolicy> first(Value maps, String key) {
    return tables.lookup().first(maps, key).then(this::policy);
  }

  /** Some tables are long texts. */
  private String innermost(String table) {
    String inner = innermost.get(table);
    if (inner == null) {
      inner = tables.innermost(table);
      innermost.put(table, inner);
    }
    return inner;
  }

  private Known<TlsPolicy> policy(TableLookup.Found found) {
    String table = innermost(found.table());
    Map<String, TlsPolicy> ofTable = written.getOrDefault(table, Map.of());
    TlsPolicy policy = ofTable.get(found.key().toLowerCase(Locale.ROOT));
    if (policy == null) {
      policy = ofTable.get(""); // a static table has one for all
    }
    TableUse use = uses.get(table);
    return Known.ofNullable(
        policy == null && use != null ? TlsPolicy.of(ofPattern(use, found)) : policy);
  }

  /** The line of a table of patterns that is found, unless its result depends on the key. */
  private static TableRow ofPattern(TableUse use, TableLookup.Found found) {
    PatternTable patterns = use.patterns();
    PatternTable.Rule rule = patterns == null ? null : patterns.match(found.key(), true).rule();
    return rule == null || rule.text() == null
        ? new TableRow(use, LogicalText.of("", ""), LogicalText.of("", found.value()), false, true)
        : new TableRow(use, rule.pattern(), rule.result(), use.files() != null, true);
  }

  /** All policies, in the order of their tables. */
  List<TlsPolicy> all() {
    return tables.policies();
  }

  /** Whether a client asks the policy table. */
  static boolean isOf(TableUse use, Side client) {
    return isOf(use, client.service(), client.name("policy_maps"));
  }

  private static boolean isOf(TableUse use, Service service, String parameter) {
    Service named = use.service();
    return use.parameter().equals(parameter)
        && (named == null ? service.override(parameter) == null : named == service);
  }

  /** The first entry of a service's tables of passwords for a host that is no next hop. */
  Known<TableRow> passwordOfOther(Service service, String parameter) {
    String maps = parameter + " " + service.value(parameter).shown();
    Known<TableRow> found = unnamed.get(maps);
    if (found == null) {
      found = findPasswordOfOther(service, parameter);
      unnamed.put(maps, found);
    }
    return found;
  }

  private Known<TableRow> findPasswordOfOther(Service service, String parameter) {
    Known<TableRow> found = Known.unset();
    for (TableUse use : tables.uses()) {
      for (TableRow row : isOf(use, service, parameter) ? TableRow.of(use) : List.<TableRow>of()) {
        String key = row.key().text();
        if (!row.isPattern()
            && !row.isIndirect()
            && key.indexOf('.') > 0
            && HostName.isValid(key)) {
          found = hosts.has(key).not().then(() -> Known.of(row));
          if (found.isSet().ifUnknown(true)) {
            return found;
          }
        }
      }
    }
    return found;
  }

  /** Whether a policy of a parameter's tables lets mail leave in clear. */
  Truth asksForLess(Value maps) {
    Truth outcome = maps.known().isHidden() ? maps.known().isSet() : Truth.NO;
    for (TableUse use : tables.uses()) {
      if (use.parameter().equals(maps.name()) && !TableRow.areAllSeen(use)) {
        outcome = Truth.unknown(new Doubt("a policy table tells the level", maps.name()));
      }
    }
    for (TlsPolicy policy : tables.policies()) {
      if (policy.use().parameter().equals(maps.name()) && !Levels.isMandatory(policy.levelName())) {
        return Truth.YES;
      }
    }
    return outcome;
  }

  /** Whether a source of a service's tables has a line with one of some keys alone. */
  boolean hasBareKey(Service service, String parameter, List<String> keys) {
    for (TableUse use : tables.uses()) {
      TableSource source = isOf(use, service, parameter) ? use.source() : null;
      for (TableEntry entry : source == null ? List.<TableEntry>of() : source.entries()) {
        if (entry.value().isEmpty() && keys.contains(entry.key().text())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The entry of a service's tables of passwords that was probably meant for a host: the first one
   * for it in another form, or the only one there is; null if there is none.
   */
  @Nullable TableRow passwordNear(Service service, String parameter, String host) {
    List<TableRow> all = new ArrayList<>();
    for (TableUse use : tables.uses()) {
      for (TableRow row : isOf(use, service, parameter) ? TableRow.of(use) : List.<TableRow>of()) {
        if (!row.isPattern() && !row.isIndirect() && !row.key().isEmpty()) {
          all.add(row);
        }
      }
    }
    for (TableRow row : all) {
      if (NextHop.smtp(row.key().text(), 0).host().equalsIgnoreCase(host)) {
        return row;
      }
    }
    return all.size() == 1 ? all.get(0) : null;
  }

  /** Whether a table of passwords has a key. */
  Truth has(Value maps, String key) {
    return find(maps, key).isSet();
  }

  /** What the first table that has a key says. */
  Known<String> find(Value maps, String key) {
    return tables.lookup().find(maps, key);
  }

  /** Whether a table of passwords has a sender, by the whole address or by the domain. */
  Truth hasSender(Value maps, String sender) {
    int at = sender.lastIndexOf('@');
    return at < 0
        ? Truth.NO
        : has(maps, sender).or(() -> at == 0 ? Truth.NO : has(maps, sender.substring(at)));
  }
}
