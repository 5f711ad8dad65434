package io.github.posttlslint.model.route;

import java.util.List;

/**
 * A service and what it is told to deliver to, on the way to an answer.
 *
 * @param transport the service of master.cf
 * @param nextHop as written
 * @param steps what leads there
 */
public record Hop(String transport, String nextHop, List<Step> steps) {

  public Hop {
    steps = List.copyOf(steps);
  }
}
