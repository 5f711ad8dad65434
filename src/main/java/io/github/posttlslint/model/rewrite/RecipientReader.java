package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the domain that mail for an address goes to (the first half of resolve_addr() in
 * resolve.c): names of this machine are taken off, and what is left is read as {@code user%domain}
 * or {@code domain!user}, until another domain is found or nothing is left to take off.
 */
final class RecipientReader {

  /** An address that is longer comes over no SMTP connection (line_length_limit). */
  private static final int LONGEST = 2048;

  private final Setup setup;
  private final RewriteSettings settings;
  private final Domains domains;

  private Tokens tree = Tokens.scan("");

  /** The domain that was taken off last, with its {@code @}. */
  private @Nullable Tokens taken;

  /** What made it local. */
  private @Nullable Step local;

  RecipientReader(Setup setup, RewriteSettings settings, Domains domains) {
    this.setup = setup;
    this.settings = settings;
    this.domains = domains;
  }

  Recipient read(String address) throws Stop {
    if (address.length() > LONGEST) {
      throw Stop.unknown(Doubt.of("an address this long is not looked at"));
    }
    tree = Tokens.scan(Mailbox.quoted(address, false));
    int left = address.length() + 100;
    boolean goesOn = true;
    while (goesOn) {
      if (!setup.spend(1 + tree.size())) {
        throw Stop.unknown(Doubt.of("too much to look up"));
      }
      if (left-- < 0) {
        throw Stop.failed("the address cannot be taken apart");
      }
      goesOn = isChanged();
    }
    return checked(tree.internal(0));
  }

  /** One turn of the loop of resolve_addr(); false at its end. */
  private boolean isChanged() throws Stop {
    int end = tree.size() - 1;
    if (tree.endsWith('.')
        && tree.last('@') >= 0
        && !tree.is(end - 1, '.')
        && !tree.is(end - 1, '@')) {
      tree.removeLast();
    }
    if (tree.endsWith('@') && settings.isYes("resolve_null_domain")) {
      tree.removeLast();
    }
    int at = tree.last('@');
    if (at >= 0) {
      if (at + 1 < tree.size()) {
        Step why = domains.local(tree.internal(at + 1));
        if (why == null) {
          local = null;
          return false;
        }
        local = why;
      } else {
        local = settings.step("mydestination", "");
      }
      taken = tree.cut(at);
    }
    if (hasRouting()) {
      rewrite();
      return true;
    }
    return isOpened() || isCompleted();
  }

  private boolean hasRouting() throws Stop {
    return tree.last('@') >= 0
        || (tree.last('!') >= 0 && settings.isYes("swap_bangpath"))
        || (tree.last('%') >= 0 && settings.isYes("allow_percent_hack"));
  }

  /** Looks for routing in a local part that is quoted. */
  private boolean isOpened() throws Stop {
    String quoted = tree.onlyQuoted();
    if (quoted == null || !settings.isYes("resolve_dequoted_address")) {
      return false;
    }
    int operator = quoted.lastIndexOf('@');
    if (operator < 0 && settings.isYes("allow_percent_hack")) {
      operator = quoted.lastIndexOf('%');
    }
    if (operator < 0 && settings.isYes("swap_bangpath")) {
      operator = quoted.lastIndexOf('!');
    }
    if (operator < 0) {
      return false;
    }
    String opened = quoted;
    if (quoted.charAt(operator) != '!') {
      opened =
          Mailbox.quoted(
              quoted.substring(0, operator) + "@" + quoted.substring(operator + 1), false);
    }
    tree.replace(Tokens.scan(opened));
    rewrite();
    return true;
  }

  /** Names a recipient or a domain where there is none. */
  private boolean isCompleted() throws Stop {
    String quoted = tree.onlyQuoted();
    if (tree.isEmpty() || (quoted != null && quoted.isEmpty())) {
      tree.replace(Tokens.scan(settings.needed("empty_address_recipient")));
      return true;
    }
    Tokens domain = taken;
    if (domain == null) {
      tree.addOperator('@');
      tree.add(Tokens.scan(settings.text("myhostname")));
      return true;
    }
    tree.add(domain);
    return false;
  }

  /** rewrite_tree() of rewrite.c for mail of this machine. */
  private void rewrite() throws Stop {
    String quoted = tree.onlyQuoted();
    if (quoted != null && quoted.isEmpty()) {
      return;
    }
    if (tree.size() == 1 && tree.is(0, '@')) {
      tree.removeLast();
      tree.addEmptyQuoted();
      return;
    }
    int colon = tree.is(0, '@') ? tree.first(':', 0) : -1;
    if (colon >= 0 && colon < tree.size() - 1) {
      tree.keepAfter(colon);
    }
    if (tree.last('@') < 0) {
      addDomain();
    }
    int at = tree.last('@');
    if (at >= 0
        && at < tree.size() - 1
        && !tree.hasLiteral(at)
        && tree.first('.', at) < 0
        && settings.isYes("append_dot_mydomain")) {
      tree.addOperator('.');
      tree.add(Tokens.scan(settings.text("mydomain")));
    }
    int end = tree.size() - 1;
    if (end > 0 && tree.is(end, '.') && !tree.is(end - 1, '.') && !tree.is(end - 1, '@')) {
      tree.removeLast();
    }
  }

  private void addDomain() throws Stop {
    int bang = tree.first('!', 0);
    int percent = tree.last('%');
    if (bang >= 0 && settings.isYes("swap_bangpath")) {
      tree.swap(bang);
    } else if (percent >= 0 && settings.isYes("allow_percent_hack")) {
      tree.makeAt(percent);
    } else if (settings.isYes("append_at_myorigin")) {
      tree.addOperator('@');
      tree.add(Tokens.scan(settings.needed("myorigin")));
    }
  }

  /** Refuses what cannot be a domain, and puts numbers into brackets. */
  private Recipient checked(String address) throws Stop {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    if (domain.startsWith("[") ? Mailbox.isLiteral(domain) : HostName.isValid(domain)) {
      return new Recipient(address, domain, local);
    }
    if (domain.startsWith("[")
        || !Mailbox.isAddress(domain)
        || !settings.isYes("resolve_numeric_domain")) {
      throw Stop.badAddress("'" + domain + "' is not a domain that mail can go to");
    }
    String literal = "[" + domain + "]";
    String user = address.substring(0, address.length() - domain.length());
    Step why = local == null ? domains.local(literal) : local;
    return new Recipient(user + literal, literal, why);
  }
}
