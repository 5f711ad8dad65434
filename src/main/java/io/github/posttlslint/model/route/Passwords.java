package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.Mailbox;
import io.github.posttlslint.model.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passwords that are sent on a way (smtp_sasl_glue.c). */
final class Passwords {

  private static final String MAPS = "sasl_password_maps";

  /** A host that no table names (RFC 2606, section 2), for what holds for those without entry. */
  private static final String OTHER = "mx.other.invalid";

  private final Route route;
  private final PolicyFinder tables;

  Passwords(Route route, PolicyFinder tables) {
    this.route = route;
    this.tables = tables;
  }

  /** Whether the service authenticates at all. */
  Truth isOn() {
    return route.service() == null ? Truth.NO : route.own("sasl_auth_enable").isYes();
  }

  /**
   * Whether there is a password. The names of hosts that MX records lead to are not known here, nor
   * are the senders where it depends on them.
   */
  Truth hasOne() {
    Value maps = route.own(MAPS);
    if (!maps.known().isSet().ifUnknown(true)) {
      return Truth.NO;
    }
    Truth found = key().isSet();
    if (route.sender().isEmpty()) {
      Truth bySender = route.own("sender_dependent_authentication").isYes();
      found = found.or(() -> unknown(bySender, "the sender's address decides"));
    }
    Truth byName =
        route
            .hop()
            .is(to -> to.form() == NextHop.Form.DOMAIN || to.form() == NextHop.Form.RECIPIENT);
    return found.or(() -> unknown(byName, "the names that MX records lead to are not known"));
  }

  /** Whether a table has a line for it, with nothing behind the key. */
  boolean isLeftOut() {
    Service service = route.service();
    return service != null && tables.hasBareKey(service, route.name(MAPS), keys());
  }

  /** Whether there is one for hosts that nobody named: {@code static:}, or a pattern. */
  Truth isForAll() {
    return tables.has(route.own(MAPS), OTHER);
  }

  /** The first entry for a host that no setting names as a next hop; unset if there is none. */
  Known<TableRow> ofMxHost() {
    Service service = route.service();
    return service == null ? Known.unset() : tables.passwordOfOther(service, route.name(MAPS));
  }

  /** The entry that was probably meant for the next hop; null if none was. */
  @Nullable TableRow near() {
    Service service = route.service();
    String host = route.hop().map(NextHop::host).or("", "");
    return service == null || host.isEmpty()
        ? null
        : tables.passwordNear(service, route.name(MAPS), host);
  }

  private Truth unknown(Truth applies, String reason) {
    return applies.and(() -> Truth.unknown(new Doubt(reason, route.name(MAPS))));
  }

  /**
   * The key of the table that is found (smtp_sasl_glue.c, smtp_sasl_passwd_lookup()); unset if none
   * is.
   */
  Known<String> key() {
    for (String key : keys()) {
      Known<String> found = tables.has(route.own(MAPS), key).then(() -> Known.of(key));
      if (found.isSet().ifUnknown(true)) {
        return found;
      }
    }
    return Known.unset();
  }

  /** The sender's address and domain where they count, the host's name, the next hop as written. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    String sender = route.sender();
    int at = sender.lastIndexOf('@');
    if (at >= 0 && route.own("sender_dependent_authentication").isYes().ifUnknown(false)) {
      keys.add(sender);
      String delimiters = route.value("recipient_delimiter").known().or("", "");
      keys.add(Mailbox.withoutExtension(sender, delimiters));
      keys.add(sender.substring(at));
    }
    route.hop().map(to -> to.form() == NextHop.Form.HOST && keys.add(to.host()));
    route.hop().map(to -> !to.isAny() && keys.add(to.text()));
    return keys;
  }

  /** Whose password it is: what stands before the colon, which is no secret; unset if none is. */
  Known<String> user() {
    return key()
        .then(key -> tables.find(route.own(MAPS), key))
        .map(entry -> entry.indexOf(':') < 0 ? entry : entry.substring(0, entry.indexOf(':')));
  }

  /**
   * Whether mechanisms that send the password as it is are forbidden.
   *
   * @param encrypted whether the session is
   * @param matched whether the server's certificate matches, at a level that asks for it
   */
  Truth forbidsPlaintext(boolean encrypted, boolean matched) {
    String kind = !encrypted ? "" : matched ? "tls_verified_" : "tls_";
    return route.own("sasl_" + kind + "security_options").hasWord("noplaintext");
  }
}
