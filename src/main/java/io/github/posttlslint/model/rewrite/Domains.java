package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.DomainList;
import io.github.posttlslint.model.table.DomainList.Subdomains;
import io.github.posttlslint.model.table.LookupResult;
import io.github.posttlslint.model.table.LookupResult.Hit;
import io.github.posttlslint.model.table.Tables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of domains that make the classes of addresses, and the order they are asked in. */
final class Domains {

  private static final String LOCAL = "mydestination";
  private static final String ALIAS = "virtual_alias_domains";
  private static final String MAILBOX = "virtual_mailbox_domains";
  private static final String RELAY = "relay_domains";
  private static final String PARENTS = "parent_domain_matches_subdomains";

  private final RewriteSettings settings;
  private final Tables tables;
  private final OwnAddresses own;
  private final Map<String, DomainList> lists = new HashMap<>();

  Domains(RewriteSettings settings, Tables tables) {
    this.settings = settings;
    this.tables = tables;
    this.own = new OwnAddresses(settings);
  }

  /** Whether parents of domains match in what a parameter names (match_parent_style.c). */
  boolean matchesParents(String parameter) throws Stop {
    return RewriteSettings.decided(new MatchList(settings.value(PARENTS)).has(parameter));
  }

  /**
   * Why a domain is local (resolve_local.c); null if it is not.
   *
   * @param domain may have one dot at its end
   */
  @Nullable Step local(String domain) throws Stop {
    String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (name.isEmpty() || name.endsWith(".")) {
      return null;
    }
    Step listed = find(LOCAL, name);
    if (listed != null || !name.startsWith("[") || !name.endsWith("]")) {
      return listed;
    }
    String address =
        name.length() < 2 ? "" : Mailbox.inLiteral(name.substring(1, name.length() - 1));
    return !address.isEmpty() && own.has(address) ? settings.step("inet_interfaces", name) : null;
  }

  /** A class, and why. */
  record Found(AddressClass addressClass, @Nullable Step step) {}

  /** The class of a domain that is not local. */
  Found remote(String domain) throws Stop {
    Step step = find(ALIAS, domain);
    if (step != null) {
      return new Found(AddressClass.VIRTUAL_ALIAS, step);
    }
    step = find(MAILBOX, domain);
    if (step != null) {
      return new Found(AddressClass.VIRTUAL, step);
    }
    step = find(RELAY, domain);
    return step == null
        ? new Found(AddressClass.DEFAULT, null)
        : new Found(AddressClass.RELAY, step);
  }

  private @Nullable Step find(String parameter, String domain) throws Stop {
    LookupResult result = list(parameter).find(domain);
    if (result instanceof Hit hit) {
      return new Step(parameter, hit.value(), hit.place());
    } else if (result instanceof LookupResult.Failure failure) {
      throw Stop.failed(parameter + " cannot be asked: " + failure.reason());
    } else if (result instanceof LookupResult.Unclear unclear) {
      throw Stop.unknown(new Doubt(unclear.about(), unclear.reason(), parameter));
    }
    return null;
  }

  private DomainList list(String parameter) throws Stop {
    DomainList list = lists.get(parameter);
    if (list == null) {
      Value value = settings.value(parameter);
      boolean relays = parameter.equals(RELAY) && !isEmpty(value);
      list = tables.domains(value, relays ? relayStyle() : Subdomains.NONE);
      lists.put(parameter, list);
    }
    return list;
  }

  private static boolean isEmpty(Value value) {
    return !value.known().isSet().ifUnknown(true);
  }

  private Subdomains relayStyle() throws Stop {
    return matchesParents(RELAY) ? Subdomains.OF_PARENT : Subdomains.OF_DOT;
  }
}
