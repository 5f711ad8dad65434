package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind a key of transport_maps (transport.c, update_entry()).
 *
 * @param step the entry
 * @param transport the service; empty to keep that of the class
 * @param nextHop empty to keep that of the class, or with a service to take the recipient's domain
 */
public record TransportEntry(Step step, String transport, String nextHop) {

  /** Reads what a table has. */
  public static TransportEntry of(Step step) {
    Transport parsed = Transport.parse(step.text());
    return new TransportEntry(step, parsed.name(), parsed.hop());
  }

  /** Whether it changes nothing, as {@code :} does. */
  public boolean isEmpty() {
    return transport.isEmpty() && nextHop.isEmpty();
  }

  /** Where mail for a domain goes that would go to another hop without the entry. */
  public Hop applyTo(Hop base, String domain) {
    if (isEmpty()) {
      return base;
    }
    if (transport.isEmpty()) {
      List<Step> steps = new ArrayList<>(base.steps().subList(0, Math.min(1, base.steps().size())));
      steps.add(step);
      return new Hop(base.transport(), nextHop, steps);
    }
    boolean isText = transport.equals("error") || transport.equals("retry");
    String usual = isText ? "Address is undeliverable" : domain;
    return new Hop(transport, nextHop.isEmpty() ? usual : nextHop, List.of(step));
  }
}
