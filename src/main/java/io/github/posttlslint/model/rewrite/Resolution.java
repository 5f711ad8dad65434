package io.github.posttlslint.model.rewrite;

import java.util.List;

/**
 * Where the mail for an address goes.
 *
 * @param addressClass the class of the recipient's domain
 * @param transport the service of master.cf that carries it; it need not be there
 * @param nextHop what that service is told, as written: a host, several, a domain, or the text of
 *     an error
 * @param steps what leads there: what makes the class, if a list has the domain, then what names
 *     service and next hop
 */
public record Resolution(
    AddressClass addressClass, String transport, String nextHop, List<Step> steps)
    implements Outcome {

  public Resolution {
    steps = List.copyOf(steps);
  }
}
