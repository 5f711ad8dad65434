package io.github.posttlslint.model.route;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.rewrite.AddressClass;
import io.github.posttlslint.model.rewrite.AddressResolver;
import io.github.posttlslint.model.rewrite.TransportEntry;
import io.github.posttlslint.model.table.Tables;
import org.jspecify.annotations.Nullable;

/** Which domains of recipients are next hops themselves, if nothing sends all mail elsewhere. */
final class RecipientDomains {

  /** A domain that nothing names (RFC 2606, section 2). */
  static final String OTHER = "other.invalid";

  private final Setup setup;
  private final Lazy<AddressResolver> resolver;

  RecipientDomains(Setup setup, Tables tables) {
    this.setup = setup;
    this.resolver = new Lazy<>(() -> new AddressResolver(setup, tables));
  }

  /** What answers where the mail for an address goes. */
  AddressResolver resolver() {
    return resolver.get();
  }

  /** Whether mail for a domain, or below one that begins with a dot, goes to its own hosts. */
  boolean mayGoToTheirHosts(String domain) {
    return domain.startsWith(".") || goesToItsHosts(domain).ifUnknown(true);
  }

  /** Whether transport_maps names a next hop for mail to a domain. */
  Truth hasOwnWay(String domain) {
    return resolver
        .get()
        .transportOf("postmaster@" + domain)
        .is(entry -> !entry.nextHop().isEmpty() || !entry.transport().isEmpty());
  }

  /** The entry of transport_maps that sends mail for a domain elsewhere; null if none is known. */
  @Nullable Span placeOfTransport(String domain) {
    return resolver
        .get()
        .transportOf("postmaster@" + domain)
        .<@Nullable Span>fold(entry -> entry.step().place(), () -> null, doubt -> null);
  }

  /** Whether mail for a domain goes to its own hosts. */
  Truth goesToItsHosts(String domain) {
    Known<TransportEntry> entry = resolver.get().transportOf("postmaster@" + domain);
    return entry.fold(
        found ->
            Truth.of(found.isEmpty() || (found.nextHop().isEmpty() && isClient(found.transport()))),
        () -> isOfOthers(domain),
        Truth::unknown);
  }

  private boolean isClient(String transport) {
    for (Service service : setup.services()) {
      if (service.name().equals(transport) && service.type().equals("unix")) {
        return service.hasTls();
      }
    }
    return false;
  }

  private Truth isOfOthers(String domain) {
    return resolver
        .get()
        .classOf(domain)
        .fold(
            found -> Truth.of(found == AddressClass.DEFAULT || found == AddressClass.RELAY),
            () -> Truth.YES,
            doubt -> Truth.YES);
  }
}
