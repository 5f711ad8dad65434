package io.github.posttlslint.model.rewrite;

import java.util.List;

/**
 * A service and what it is told to deliver to, on the way to an answer.
 *
 * @param transport the service of master.cf
 * @param nextHop as written
 * @param steps what names them: the service the first, the next hop the last; one step may name
 *     both, or leave the next hop to be the recipient's domain
 */
public record Hop(String transport, String nextHop, List<Step> steps) {

  public Hop {
    steps = List.copyOf(steps);
  }
}
