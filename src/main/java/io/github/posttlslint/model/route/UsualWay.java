package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.rewrite.AddressClass;
import io.github.posttlslint.model.rewrite.AddressResolver;
import io.github.posttlslint.model.rewrite.Hop;
import io.github.posttlslint.model.rewrite.Resolution;
import io.github.posttlslint.model.rewrite.SenderEntries;
import io.github.posttlslint.model.rewrite.TransportEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a mail goes if the tables that cannot be read, and a list of domains that is not known,
 * have no entry for it.
 *
 * @param to where
 * @param unread the parameters of these, at least one
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
    Known<AddressClass> known = told(resolver.classOf(domain), unread);
    Known<AddressClass> of = known.isHidden() ? foreign(resolver, domain, unread) : known;
    return unread.isEmpty() || unread.contains("")
        ? Known.unset()
        : of.then(
            found ->
                resolver
                    .base(found, domain, entries)
                    .map(hop -> own.or(entry -> entry.applyTo(hop, domain), hop, hop))
                    .map(hop -> new UsualWay(resolution(found, hop), unread)));
  }

  /** The class where lists that are not known do not name the domain. */
  private static Known<AddressClass> foreign(
      AddressResolver resolver, String domain, List<String> unread) {
    Known<AddressClass> of = told(resolver.classIfForeign(domain), unread);
    return of.isHidden() ? Known.of(AddressClass.DEFAULT) : of;
  }

  private static Known<AddressClass> told(Known<AddressClass> of, List<String> unread) {
    Doubt doubt = of.doubt();
    if (doubt != null && !unread.contains(doubt.parameter())) {
      unread.add(doubt.parameter());
    }
    return of;
  }

  private static SenderEntries none(Doubt doubt, List<String> unread) {
    unread.add(doubt.parameter());
    return SenderEntries.NONE;
  }

  private static Resolution resolution(AddressClass of, Hop hop) {
    return new Resolution(of, hop.transport(), hop.nextHop(), hop.steps());
  }
}
