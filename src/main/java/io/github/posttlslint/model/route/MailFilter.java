package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Restriction;
import io.github.posttlslint.model.RestrictionList;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.Mailbox;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content filter of mail that comes by an smtpd(8): of the last action FILTER that its access
 * tables have for the mail, else of its content_filter (FILTER_README; access(5); smtpd_check.c,
 * check_table_result()).
 */
final class MailFilter {

  private static final String FILTER = "content_filter";

  /** The lists that every message passes. */
  private static final List<String> LISTS = RestrictionList.OF_MAIL;

  private final Service receiver;
  private final Tables tables;
  private final String sender;
  private final String recipient;

  private Known<Step> found;

  /** Why the rest of a list may not be looked at; null if it is. */
  private @Nullable Doubt passed;

  private MailFilter(Service receiver, Tables tables, String sender, String recipient) {
    this.receiver = receiver;
    this.tables = tables;
    this.sender = sender;
    this.recipient = recipient;
    Value value = receiver.value(FILTER);
    this.found = value.known().map(text -> new Step(FILTER, text, value.valueSpan()));
  }

  /** What sends a message to a filter; unset if nothing does. */
  static Known<Step> find(Service receiver, Tables tables, String sender, String recipient) {
    return new MailFilter(receiver, tables, sender, recipient).find();
  }

  private Known<Step> find() {
    // with a filter before the queue, smtpd(8) leaves the action out
    if (!receiver.value("smtpd_proxy_filter").known().isSet().ifUnknown(false)) {
      for (String parameter : LISTS) {
        RestrictionList list = receiver.restrictions(parameter);
        passed = list.known().doubt();
        workOff(list);
      }
    }
    for (TableUse use : tables.uses()) {
      if (use.parameter().endsWith("_checks") && RouteTables.mayFilter(use)) {
        found = Known.unknown(new Doubt("the content can decide on a filter", use.parameter()));
      }
    }
    return found;
  }

  private void workOff(RestrictionList list) {
    for (Restriction one : list.restrictions()) {
      String argument = one.argument();
      boolean ofSender = one.is("check_sender_access");
      if (one.is("permit")) {
        return;
      } else if (one.name().startsWith("permit_")) {
        passed = passed == null ? new Doubt("who sends it decides", list.parameter()) : passed;
      } else if (argument != null && (ofSender || one.is("check_recipient_access"))) {
        String address = ofSender ? sender : recipient;
        if (ends(list.parameter(), one, lookUp(list.parameter(), argument, address))) {
          return;
        }
      } else if (one.asksElsewhere()) {
        passed = new Doubt("what is asked elsewhere decides", list.parameter());
        found = Known.unknown(passed);
      }
    }
  }

  /** Takes an action in; true if nothing after it is looked at. */
  private boolean ends(String parameter, Restriction restriction, Known<String> action) {
    Doubt before = passed;
    Doubt doubt = action.doubt();
    if (doubt != null) {
      passed = doubt;
      found = Known.unknown(doubt);
      return false;
    }
    String text = action.or("DUNNO", "");
    int blank = text.indexOf(' ');
    String command = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
    String to = blank < 0 ? "" : text.substring(blank + 1).strip();
    switch (command) {
      case "FILTER" -> {
        if (to.indexOf(':') >= 0) {
          Step step = new Step(parameter, to, restriction.span());
          found = before == null ? Known.of(step) : Known.unknown(before);
        }
      }
      case "DUNNO", "BCC", "HOLD", "INFO", "PREPEND", "REDIRECT", "WARN" -> {}
      case "OK", "RELAY", "DISCARD", "REJECT", "DEFER" -> {
        return true;
      }
      default -> {
        boolean isNumber = command.chars().allMatch(Character::isDigit);
        passed = before == null ? new Doubt("more restrictions follow", parameter) : before;
        found = isNumber ? found : Known.unknown(passed);
        return isNumber;
      }
    }
    return false;
  }

  /** The address, its domain and the parents of that, the local part (check_addr_access()). */
  private Known<String> lookUp(String parameter, String table, String address) {
    for (String key : keys(address)) {
      Known<String> action = tables.lookup().find(parameter, table, key);
      if (action.isSet().ifUnknown(true)) {
        return action;
      }
    }
    return Known.unset();
  }

  private List<String> keys(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return List.of(address.isEmpty() ? "<>" : address);
    }
    String bare = Mailbox.withoutExtension(address, delimiters());
    List<String> keys = new ArrayList<>(List.of(address, bare));
    Truth parents =
        new MatchList(receiver.value("parent_domain_matches_subdomains")).has("smtpd_access_maps");
    String domain = address.substring(at + 1);
    keys.add(domain);
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      keys.add(domain.substring(parents.ifUnknown(true) ? dot + 1 : dot));
    }
    keys.add(address.substring(0, at + 1));
    keys.add(bare.substring(0, bare.lastIndexOf('@') + 1));
    return keys;
  }

  private String delimiters() {
    return receiver.value("recipient_delimiter").known().or("", "");
  }
}
