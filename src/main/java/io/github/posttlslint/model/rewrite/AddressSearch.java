package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.table.LookupResult;
import io.github.posttlslint.model.table.LookupResult.Hit;
import io.github.posttlslint.model.table.TableChain;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks addresses up: whole, without their extension, and by their domain (mail_addr_find.c); in
 * the form with quotes first.
 */
final class AddressSearch {

  private final RewriteSettings settings;
  private final Domains domains;

  AddressSearch(RewriteSettings settings, Domains domains) {
    this.settings = settings;
    this.domains = domains;
  }

  /**
   * Looks for {@code user+extension@domain}, {@code user@domain}, the local part alone if the
   * domain is local, and {@code @domain} (MA_FIND_DEFAULT).
   *
   * @return what is found; null for nothing
   */
  @Nullable Step find(TableChain tables, String address) throws Stop {
    if (tables.isEmpty()) {
      return null;
    }
    String bare = withoutExtension(address);
    Step found = findWhole(tables, address, bare);
    int at = address.lastIndexOf('@');
    if (found != null || at < 0) {
      return found;
    }
    String domain = address.substring(at + 1);
    if (domain.equalsIgnoreCase(settings.text("myorigin")) || domains.local(domain) != null) {
      found = findForm(tables, address.substring(0, at), true, true);
      if (found == null && bare != null) {
        found = findForm(tables, bare.substring(0, bare.lastIndexOf('@')), true, true);
      }
    }
    return found == null ? step(tables, tables.findPart(address.substring(at))) : found;
  }

  /**
   * Looks for the address with and without extension, then the domain and its parents
   * (transport.c).
   *
   * @param address has a domain
   * @return what is found; null for nothing
   */
  @Nullable Step findDomain(TableChain tables, String address) throws Stop {
    Step found = findWhole(tables, address, withoutExtension(address));
    return found == null
        ? findDomainAlone(tables, address.substring(address.lastIndexOf('@') + 1))
        : found;
  }

  private @Nullable Step findDomainAlone(TableChain tables, String domain) throws Stop {
    boolean parents = domains.matchesParents(tables.parameter());
    String name = domain;
    while (!name.isEmpty()) {
      Step found = step(tables, tables.findPart(name));
      int dot = name.indexOf('.', 1);
      if (found != null || dot < 0) {
        return found;
      }
      name = name.substring(parents ? dot + 1 : dot);
    }
    return null;
  }

  private @Nullable Step findWhole(TableChain tables, String address, @Nullable String bare)
      throws Stop {
    Step found = findForm(tables, address, false, false);
    return found == null && bare != null ? findForm(tables, bare, true, false) : found;
  }

  private static @Nullable Step findForm(
      TableChain tables, String address, boolean part, boolean localPart) throws Stop {
    String quoted = Mailbox.quoted(address, localPart);
    Step found = find(tables, quoted, part);
    return found == null && !quoted.equals(address) ? find(tables, address, part) : found;
  }

  private static @Nullable Step find(TableChain tables, String key, boolean part) throws Stop {
    return step(tables, part ? tables.findPart(key) : tables.find(key));
  }

  /** What a search found; null for nothing. */
  static @Nullable Step step(TableChain tables, LookupResult result) throws Stop {
    String parameter = tables.parameter();
    if (result instanceof Hit hit) {
      return new Step(parameter, hit.value(), hit.place());
    } else if (result instanceof LookupResult.Failure failure) {
      throw Stop.failed(parameter + " cannot be asked: " + failure.reason());
    } else if (result instanceof LookupResult.Unclear unclear) {
      throw Stop.unknown(new Doubt(unclear.about(), unclear.reason(), parameter));
    }
    return null;
  }

  /** The address without what follows the delimiter; null if nothing does. */
  private @Nullable String withoutExtension(String address) throws Stop {
    String delimiters = settings.text("recipient_delimiter");
    String bare = Mailbox.withoutExtension(address, delimiters);
    int at = address.lastIndexOf('@');
    String local = at < 0 ? address : address.substring(0, at);
    return bare.equals(address) || isWhole(local, delimiters) ? null : bare;
  }

  /** Local parts that are never split. */
  private boolean isWhole(String local, String delimiters) throws Stop {
    String name = local.toLowerCase(Locale.ROOT);
    if (name.equals("postmaster")
        || name.equals("mailer-daemon")
        || name.equalsIgnoreCase(settings.text("double_bounce_sender"))) {
      return true;
    }
    boolean special = name.startsWith("owner-") || (name.length() > 8 && name.endsWith("-request"));
    return special && delimiters.indexOf('-') >= 0 && settings.isYes("owner_request_special");
  }
}
