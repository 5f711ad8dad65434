package io.github.posttlslint.model.dns;

import io.github.posttlslint.zone.PolicyFile;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.Zones;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of MTA-STS of all domains.
 *
 * @param enforcing the mail domains with one in mode enforce
 */
record Policies(List<StsPolicy> all, Set<String> enforcing) {

  static Policies of(Promises promises, Zones zones) {
    List<StsPolicy> all = new ArrayList<>();
    for (PolicyFile file : promises.policies()) {
      all.add(StsPolicy.parse(file));
    }
    Policies policies = new Policies(all, new HashSet<>());
    for (ZoneRecord record : zones.ofKind(ZoneRecord.Mx.class)) {
      StsPolicy policy = policies.of(record.owner());
      if (policy != null && policy.isEnforced()) {
        policies.enforcing.add(record.owner());
      }
    }
    return policies;
  }

  /** That of a domain; null if none is given. */
  @Nullable StsPolicy of(String domain) {
    StsPolicy general = null;
    for (StsPolicy policy : all) {
      if (policy.domain().equals(domain)) {
        return policy;
      }
      general = policy.domain().isEmpty() ? policy : general;
    }
    return general;
  }
}
