package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a mail goes if the tables that cannot be read have no entry for it.
 *
 * @param to where
 * @param unread the parameters of these tables, at least one
 */
public record UsualWay(Resolution to, List<String> unread) {

  public UsualWay {
    unread = List.copyOf(unread);
  }

  /**
   * Works it out; unset where all tables can be read, or Postfix refuses the address.
   *
   * @param sender what tables have for the sender
   */
  public static Known<UsualWay> of(
      AddressResolver resolver, Known<SenderEntries> sender, String recipient) {
    String domain = recipient.substring(recipient.lastIndexOf('@') + 1);
    List<String> unread = new ArrayList<>();
    SenderEntries entries =
        sender.fold(found -> found, () -> SenderEntries.NONE, doubt -> none(doubt, unread));
    Known<TransportEntry> own = resolver.transportOf(recipient);
    Doubt doubt = own.doubt();
    if (doubt != null) {
      unread.add(doubt.parameter());
    }
    return unread.isEmpty() || unread.contains("")
        ? Known.unset()
        : resolver
            .classOf(domain)
            .then(
                of ->
                    resolver
                        .base(of, domain, entries)
                        .map(hop -> own.or(entry -> entry.applyTo(hop, domain), hop, hop))
                        .map(hop -> new UsualWay(resolution(of, hop), unread)));
  }

  private static SenderEntries none(Doubt doubt, List<String> unread) {
    unread.add(doubt.parameter());
    return SenderEntries.NONE;
  }

  private static Resolution resolution(AddressClass of, Hop hop) {
    return new Resolution(of, hop.transport(), hop.nextHop(), hop.steps());
  }
}
