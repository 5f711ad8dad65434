package io.github.posttlslint.zone;

import java.util.List;

/** What the user gave of what is promised to senders: zones, and policies of MTA-STS. */
public record Promises(Zones zones, List<PolicyFile> policies) {

  public Promises {
    policies = List.copyOf(policies);
  }
}
