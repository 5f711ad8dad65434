package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.PolicyWord;

/** An attribute of an entry of smtp_tls_policy_maps or lmtp_tls_policy_maps. */
final class TlsPolicyAttributeKind {

  private TlsPolicyAttributeKind() {}

  static final Kind<PolicyWord> KIND =
      new Kind<PolicyWord>("tls-policy-attribute", "an attribute of a TLS policy")
          .text(
              "whom",
              "the next hops that the policy is for, in words: 'example.com' or every next hop",
              word -> word.policy().whom())
          .choice(
              "level",
              ServiceKind.CLIENT_LEVELS,
              "the policy's level, in lower case",
              word -> word.policy().levelName())
          .told(
              "reachable",
              "smtp(8) can be handed a next hop that the policy applies to",
              word -> word.isReachable())
          .text("text", "as written", word -> word.attribute().text().text())
          .text("name", "in lower case; empty if there is none", word -> word.attribute().name())
          .text(
              "name.meant",
              "the name that was probably meant, where no release knows it",
              PolicyWord::nearestName)
          .text("value", "what follows the =", word -> word.attribute().value())
          .text(
              "value.meant",
              "what was probably meant by the value of an attribute that takes yes or no, a grade,"
                  + " a host's name or names of ciphers",
              PolicyWord::valueMeant)
          .truth("pair", "it has a name, = and maybe a value", word -> word.attribute().isPair())
          .truth("known", "some release knows the name", word -> word.since() != null)
          .release("since", "the first release that knows the name", PolicyWord::since)
          .truth(
              "repeated", "an earlier attribute of the policy has the name", PolicyWord::isRepeated)
          .truth("host-name", "the value could be a host's name", PolicyWord::isHostName)
          .truth("digits", "the value is a number", PolicyWord::isNumber)
          .text(
              "exclude.operator",
              "the word of exclude with an operator",
              PolicyWord::excludedWithOperator)
          .told(
              "file.missing",
              "the value is the name of a file that is not there",
              word -> word.isFileMissing())
          .textIfSet(
              "file.unfit",
              "why a file that is there holds no trust anchor; absent if it does",
              word -> word.fileUnfit())
          .including(SetupKind.FACTS, PolicyWord::setup)
          .renamed("services-known", "master.seen")
          .anchor("attribute", "the attribute", PolicyWord::place)
          .anchor(
              "again",
              "the attribute, if an earlier one says the same",
              word -> word.isSaidBefore() ? word.place() : null);
}
