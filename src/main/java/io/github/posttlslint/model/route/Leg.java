package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Known;
import java.util.List;

/**
 * A part of the way of one mail: to a content filter, to where its address leads, or from local(8)
 * to another service.
 *
 * @param part which part
 * @param to the service and what it is told; unknown where it cannot be told whether there is the
 *     part
 * @param ways by which it goes on the network, in the order in which they are tried; none where the
 *     service has nothing to do with SMTP
 * @param receivers the services of master.cf by which mail comes to a filter; empty for others
 */
public record Leg(Part part, Known<Resolution> to, List<Route> ways, List<String> receivers) {

  /** Which part of the way it is. */
  public enum Part {
    FILTER,
    ADDRESS,
    /** local(8) hands mail for all users on. */
    MAILBOX,
    /** local(8) hands mail for users that the system does not know on. */
    UNKNOWN_USER
  }

  public Leg {
    ways = List.copyOf(ways);
    receivers = List.copyOf(receivers);
  }
}
