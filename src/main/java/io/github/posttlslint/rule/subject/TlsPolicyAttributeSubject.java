package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code tls-policy-attribute}: one attribute of an entry of smtp_tls_policy_maps or
 * lmtp_tls_policy_maps.
 *
 * <p>Facts: {@code key} and {@code level} of the entry, {@code text} (as written), {@code name} (in
 * lower case), {@code value}, {@code pair} (has a name, "=" and maybe a value), {@code known} (some
 * release knows the name), {@code since} (the first one that does), {@code repeated} (an earlier
 * attribute of the entry has the name). Anchors: {@code attribute}.
 */
final class TlsPolicyAttributeSubject implements Subject {

  private final TlsPolicy policy;
  private final LogicalText attribute;
  private final boolean repeated;

  private TlsPolicyAttributeSubject(TlsPolicy policy, LogicalText attribute, boolean repeated) {
    this.policy = policy;
    this.attribute = attribute;
    this.repeated = repeated;
  }

  static List<TlsPolicyAttributeSubject> all(List<TlsPolicy> policies) {
    List<TlsPolicyAttributeSubject> all = new ArrayList<>();
    for (TlsPolicy policy : policies) {
      Set<String> names = new HashSet<>();
      for (LogicalText attribute : policy.attributes()) {
        boolean repeated = !names.add(TlsPolicy.name(attribute.text()));
        all.add(new TlsPolicyAttributeSubject(policy, attribute, repeated));
      }
    }
    return all;
  }

  @Override
  public Setup setup() {
    return policy.use().setup();
  }

  @Override
  public List<Service> services() {
    Service service = policy.use().service();
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return policy.use().value(parameter);
  }

  @Override
  public @Nullable Fact fact(String fact) {
    String text = attribute.text();
    String name = TlsPolicy.name(text);
    PostfixVersion since = since(name);
    return switch (fact) {
      case "key" -> Fact.of(policy.key().text());
      case "level" -> Fact.of(policy.level());
      case "text" -> Fact.of(text);
      case "name" -> Fact.of(name);
      case "value" -> Fact.of(TlsPolicy.value(text));
      case "pair" -> Fact.of(text.indexOf('=') > 0 && !name.isEmpty());
      case "known" -> Fact.of(since != null);
      case "since" -> since == null ? Fact.absent() : new Fact.Release(since);
      case "repeated" -> Fact.of(repeated);
      default -> SetupFacts.of(setup(), fact);
    };
  }

  /** The first release with the attribute (postconf(5), smtp_tls_policy_maps). */
  private static @Nullable PostfixVersion since(String name) {
    return switch (name) {
      case "ciphers", "protocols", "match", "exclude" -> PostfixVersion.parse("2.3");
      case "tafile" -> PostfixVersion.parse("2.11");
      case "servername", "connection_reuse" -> PostfixVersion.parse("3.4");
      case "enable_rpk" -> PostfixVersion.parse("3.9");
      case "policy_type",
          "policy_domain",
          "policy_string",
          "policy_ttl",
          "policy_failure",
          "mx_host_pattern" ->
          PostfixVersion.parse("3.10");
      default -> null;
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("attribute") ? place() : null;
  }

  @Override
  public Span place() {
    return policy.span(attribute);
  }

  @Override
  public String parameter() {
    return policy.use().parameter();
  }
}
