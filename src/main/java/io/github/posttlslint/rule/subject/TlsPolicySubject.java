package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.NextHop;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TableLookup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.setup.TlsPolicy;
import io.github.posttlslint.setup.Value;
import io.github.posttlslint.table.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code tls-policy}: an entry of smtp_tls_policy_maps or lmtp_tls_policy_maps.
 *
 * <p>Facts: {@code parameter}, {@code key}, {@code level} (in lower case), {@code domain} (MX
 * records are looked up for the key), {@code attributes} (how many), {@code match} (has the
 * attribute), {@code sts} (has an attribute of an MTA-STS policy), {@code sts.type} (has {@code
 * policy_type}), {@code reachable} (smtp(8) can be handed a next hop that it applies to), {@code
 * relayhost.form} (the entry is for the host of relayhost but in another form, and no other entry
 * matches relayhost). Anchors: {@code key}, {@code level}.
 */
final class TlsPolicySubject extends TableUseSubject {

  /** Attributes that only an external policy has. */
  private static final String[] STS = {
    "policy_ttl", "policy_domain", "policy_string", "mx_host_pattern", "policy_failure"
  };

  private final TlsPolicy policy;
  private final TableLookup lookup;
  private final NextHops hops;

  private TlsPolicySubject(TlsPolicy policy, TableLookup lookup, NextHops hops) {
    super(policy.use());
    this.policy = policy;
    this.lookup = lookup;
    this.hops = hops;
  }

  static List<TlsPolicySubject> all(
      Setup setup, List<TableUse> uses, List<TlsPolicy> policies, TableLookup lookup) {
    if (policies.isEmpty()) {
      return List.of();
    }
    NextHops hops = new NextHops(setup, uses);
    List<TlsPolicySubject> all = new ArrayList<>();
    for (TlsPolicy policy : policies) {
      all.add(new TlsPolicySubject(policy, lookup, hops));
    }
    return all;
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "key" -> Fact.of(policy.key().text());
      case "level" -> Fact.of(policy.levelName());
      case "domain" -> isDomain();
      case "attributes" -> Fact.of(policy.attributes().size());
      case "match" -> Fact.of(policy.has("match"));
      case "sts" -> Fact.of(policy.has(STS));
      case "sts.type" -> Fact.of(policy.has("policy_type"));
      case "relayhost.form" -> relayhostForm();
      case "reachable" -> reachable();
      default -> null;
    };
  }

  /** Whether MX records are looked up for the key: it has neither brackets nor a port. */
  private Fact isDomain() {
    String key = policy.key().text();
    return policy.isPattern()
        ? new Fact.Unknown("the key is a pattern", policy.use().parameter())
        : Fact.of(!key.isEmpty() && key.indexOf('[') < 0 && key.indexOf(':') < 0);
  }

  private Fact reachable() {
    boolean lmtp = policy.use().parameter().startsWith("lmtp_");
    return lmtp || policy.isPattern() || policy.key().isEmpty()
        ? Fact.of(true)
        : hops.reach(policy.key().text());
  }

  private Fact relayhostForm() {
    Value relayhost = value("relayhost");
    if (policy.isPattern() || relayhost.isUnset() || policy.use().parameter().startsWith("lmtp_")) {
      return Fact.of(false);
    }
    if (relayhost.isUnknown()) {
      return new Fact.Unknown(relayhost.reason(), "relayhost");
    }
    NextHop hop = NextHop.parse(relayhost.text());
    NextHop key = NextHop.parse(policy.key().text());
    if (!key.host().equalsIgnoreCase(hop.host()) || key.text().equalsIgnoreCase(hop.text())) {
      return Fact.of(false);
    }
    Answer found = lookup.policy(value(policy.use().parameter()), hop.text());
    String reason = found.reason();
    return reason == null
        ? Fact.of(found.found() == null)
        : new Fact.Unknown(reason, policy.use().parameter());
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "key" -> policy.span(policy.key());
      case "level" -> policy.level() == null ? null : policy.span(policy.level());
      default -> null;
    };
  }

  @Override
  public Span place() {
    return policy.span(policy.key());
  }

  @Override
  public String quoted(String fact, String text) {
    boolean ofFile = fact.equals("key") || fact.equals("level");
    return ofFile && !TableWords.fits(policy) ? Redaction.MARK : text;
  }
}
