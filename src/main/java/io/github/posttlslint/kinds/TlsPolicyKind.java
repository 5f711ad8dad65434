package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.route.PolicyEntry;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.postfix.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of smtp_tls_policy_maps or lmtp_tls_policy_maps. */
final class TlsPolicyKind {

  /** The parameters that name tables of policies. */
  static final List<String> PARAMETERS = List.of("smtp_tls_policy_maps", "lmtp_tls_policy_maps");

  private TlsPolicyKind() {}

  static final Kind<PolicyEntry> KIND =
      new Kind<PolicyEntry>(
              "tls-policy", "an entry of smtp_tls_policy_maps or lmtp_tls_policy_maps")
          .choice("parameter", PARAMETERS, "the one that names its table", PolicyEntry::parameter)
          .text("key", "the destination", entry -> entry.policy().key().text())
          .choice(
              "level",
              ServiceKind.CLIENT_LEVELS,
              "in lower case; empty if there is none",
              entry -> entry.policy().levelName())
          .text(
              "level.meant",
              "the level that was probably meant, where there is none of that name",
              entry -> Nearest.only(entry.policy().levelName(), ServiceKind.CLIENT_LEVELS))
          .told(
              "domain", "MX records are looked up for the key", entry -> entry.policy().isDomain())
          .truth(
              "in-file",
              "it stands in a file of its own, and not in main.cf",
              entry -> entry.policy().row().inFile())
          .number("attributes", "how many it has", entry -> entry.policy().attributes().size())
          .truth("match", "it has this attribute", entry -> entry.policy().has("match"))
          .truth("sts", "it has an attribute of an MTA-STS policy", entry -> entry.policy().isSts())
          .truth(
              "sts.type",
              "it has the attribute policy_type",
              entry -> entry.policy().has("policy_type"))
          .told(
              "reachable",
              "smtp(8) can be handed a next hop that it applies to",
              entry -> entry.isReachable())
          .text(
              "whom",
              "the next hops that it is for, in words: 'example.com' or every next hop",
              PolicyEntry::whom)
          .textIfSet(
              "missed",
              "the next hop without a policy that it looks as if it were meant for: of the same host"
                  + " in another form, below the domain, or one that the pattern just misses",
              entry -> entry.missed(),
              Route::destination)
          .text("missed.why", "why that one does not find it, in words", PolicyEntry::whyMissed)
          .textIfSet(
              "carrier",
              "the program that carries mail to the very next hop where it is the other one, which"
                  + " does not ask for the policy and has a weaker level there",
              entry -> entry.carrier(),
              TlsPolicyKind::program)
          .textIfSet(
              "carrier.level", "the level there", entry -> entry.carrier().then(Route::level))
          .textIfSet(
              "carrier.maps",
              "the tables that are asked there",
              entry -> entry.carrier().map(route -> route.name("tls_policy_maps")))
          .told(
              "weaker",
              "it asks for less than the level that is in force for the next hop in another form",
              entry -> entry.isWeakerThanMissed())
          .truth(
              "password-in-clear",
              "a password goes out in clear on a way that it applies to",
              entry -> entry.routes().showsPasswordFor(entry.policy()))
          .told(
              "no-suite",
              "its protocols, grade and exclusions leave no cipher suite",
              entry -> entry.leavesNoSuite())
          .text(
              "narrowing",
              "its attributes protocols, ciphers and exclude, as written; absent if it has none",
              entry -> entry.policy().narrowing())
          .text(
              "exclusion",
              "its attribute exclude, as written; absent if it has none",
              entry -> entry.policy().exclusion())
          .told(
              "stricter-than-earlier",
              "an earlier table has a weaker level for the same key",
              entry -> entry.isStricterThanEarlier())
          .textIfSet(
              "earlier.level",
              "the level that an earlier table has for the same key",
              entry -> entry.earlier(),
              TlsPolicy::levelName)
          .including(SetupKind.FACTS, PolicyEntry::setup)
          .anchor(
              "missed",
              "the next hop of the same host in another form",
              entry -> entry.missed().<@Nullable Span>fold(Route::place, () -> null, doubt -> null))
          .anchor(
              "carrier",
              "the next hop by the other program",
              entry ->
                  entry.carrier().<@Nullable Span>fold(Route::place, () -> null, doubt -> null))
          .anchor(
              "elsewhere",
              "where transport_maps, or else relayhost, sends its mail elsewhere",
              PolicyEntry::elsewhere)
          .anchor("key", "the destination", PolicyEntry::place)
          .anchor(
              "narrowing",
              "the first of its attributes protocols, ciphers and exclude",
              entry -> entry.policy().narrowingPlace())
          .anchor(
              "written-key",
              "the destination as it is written in a file of keys",
              entry ->
                  entry.policy().isPattern() || !entry.policy().row().inFile()
                      ? null
                      : entry.place())
          .anchor("level", "the level", entry -> entry.policy().levelPlace())
          .anchor(
              "earlier",
              "the entry of an earlier table for the same key",
              entry ->
                  entry
                      .earlier()
                      .<@Nullable Span>fold(TlsPolicy::place, () -> null, doubt -> null));

  private static String program(Route route) {
    return route.name("tls_policy_maps").startsWith("lmtp") ? "lmtp" : "smtp";
  }
}
