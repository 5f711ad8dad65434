package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.OpenManner;
import io.github.posttlslint.model.table.TableChain;
import io.github.posttlslint.model.table.Tables;
import java.util.List;
import java.util.Locale;

/**
 * To which service local(8) hands mail on for one user, whom aliases(5) and .forward files do not
 * send elsewhere (local/mailbox.c, deliver_mailbox(); local/unknown.c, deliver_unknown()).
 */
final class LocalDelivery {

  private final Service local;
  private final Tables tables;
  private final Resolution from;
  private final String user;

  /**
   * For one user.
   *
   * @param from how the mail comes to local(8)
   */
  LocalDelivery(Service local, Tables tables, Resolution from, String recipient) {
    this.local = local;
    this.tables = tables;
    this.from = from;
    String delimiters = local.value("recipient_delimiter").known().or("", "");
    String bare = Mailbox.withoutExtension(recipient, delimiters);
    int at = bare.lastIndexOf('@');
    this.user = (at < 0 ? bare : bare.substring(0, at)).toLowerCase(Locale.ROOT);
  }

  /** Where mail for all users goes; unset if it is delivered here. */
  Known<Resolution> ofAll() {
    return find("mailbox_transport");
  }

  /** Where mail for users goes that the system does not know; unset if it comes back. */
  Known<Resolution> ofUnknown() {
    return find("fallback_transport");
  }

  /** The entry of the tables for the user, else the parameter. */
  private Known<Resolution> find(String parameter) {
    Value maps = local.value(parameter + "_maps");
    Value value = local.value(parameter);
    try {
      TableChain chain = tables.chain(maps, OpenManner.ADDRESSES);
      Step entry = AddressSearch.step(chain, chain.find(user));
      return entry == null
          ? value.known().map(text -> new Step(parameter, text, value.valueSpan())).map(this::to)
          : Known.of(to(entry));
    } catch (Stop stop) {
      return stop.known();
    }
  }

  /** Its own next hop counts, else that which local(8) was told (global/deliver_pass.c). */
  private Resolution to(Step step) {
    Transport transport = Transport.parse(step.text());
    String hop = transport.hop().isEmpty() ? from.nextHop() : transport.hop();
    return new Resolution(from.addressClass(), transport.name(), hop, List.of(step));
  }
}
