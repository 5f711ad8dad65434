package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.TlsPolicy;
import java.util.List;

/** An entry of smtp_tls_policy_maps or lmtp_tls_policy_maps. */
final class TlsPolicyKind {

  /** The parameters that name tables of policies. */
  static final List<String> PARAMETERS = List.of("smtp_tls_policy_maps", "lmtp_tls_policy_maps");

  private TlsPolicyKind() {}

  static final Kind<TlsPolicy> KIND =
      new Kind<TlsPolicy>("tls-policy", "an entry of smtp_tls_policy_maps or lmtp_tls_policy_maps")
          .choice("parameter", PARAMETERS, "the one that names its table", TlsPolicy::parameter)
          .text("key", "the destination", policy -> policy.key().text())
          .choice(
              "level",
              ServiceKind.CLIENT_LEVELS,
              "in lower case; empty if there is none",
              TlsPolicy::levelName)
          .told("domain", "MX records are looked up for the key", policy -> policy.isDomain())
          .number("attributes", "how many it has", policy -> policy.attributes().size())
          .truth("match", "it has this attribute", policy -> policy.has("match"))
          .truth("sts", "it has an attribute of an MTA-STS policy", TlsPolicy::isSts)
          .truth(
              "sts.type", "it has the attribute policy_type", policy -> policy.has("policy_type"))
          .told(
              "reachable",
              "smtp(8) can be handed a next hop that it applies to",
              policy -> policy.isReachable())
          .told(
              "relayhost.form",
              "it is for the host of relayhost but in another form, and no other entry matches",
              policy -> policy.missesRelayhost())
          .including(SetupKind.FACTS, TlsPolicy::setup)
          .anchor("key", "the destination", TlsPolicy::place)
          .anchor("level", "the level", TlsPolicy::levelPlace);
}
