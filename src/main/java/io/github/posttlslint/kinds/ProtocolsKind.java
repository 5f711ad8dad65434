package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.tls.ProtocolMend;
import io.github.posttlslint.model.tls.Protocols;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TLS protocol list in force, of a parameter or of a TLS policy. */
final class ProtocolsKind {

  private ProtocolsKind() {}

  static final Kind<Protocols> KIND =
      new Kind<Protocols>("protocols", "a TLS protocol list in force, of a parameter or a policy")
          .text("parameter", "the parameter that has it", Protocols::parameter)
          .renamed("list", "parameter")
          .text("called", "the parameter, or the attribute of a policy in words", Protocols::called)
          .truth("policy", "a TLS policy has it", one -> one.policy() != null)
          .choice("side", List.of("server", "client"), "the side of TLS", one -> one.side().label())
          .truth("mandatory", "it is the one for mandatory TLS", Protocols::mandatory)
          .told(
              "in-force",
              "whether it counts at the TLS level; cannot be told where a policy table decides",
              one -> one.inForce())
          .truth("explicit", "it is set, be it to nothing", Protocols::isExplicit)
          .textIfSet(
              "without-blanks",
              "the list without the blanks after >= and <=; absent where a $name is in it",
              one -> one.withoutBlanks())
          .textIfSet(
              "corrected",
              "the list with the one name that is near in the place of the first that the release"
                  + " does not accept; absent where a $name is in it",
              one -> new ProtocolMend(one).corrected())
          .textIfSet(
              "without-bounds",
              "the list with exclusions in the place of >=; absent where a $name is in it",
              one -> new ProtocolMend(one).withoutBounds())
          .textIfSet(
              "without-ssl3",
              "the list without SSLv3, be it by an exclusion; absent where a $name is in it",
              one -> new ProtocolMend(one).withoutSsl3())
          .text(
              "from-lowest",
              "the bound that allows the oldest of the allowed versions and all newer ones; absent"
                  + " before 3.6",
              one -> new ProtocolMend(one).fromLowest())
          .choices(
              "problem",
              FactType.TEXT,
              List.of("blank", "operator-too-new", "too-new", "invalid"),
              "what the release does not accept of it",
              one -> Fact.orAbsent(one.problem(), ProtocolsKind::kind))
          .textIfSet("token", "what the problem is about", one -> one.problem(), ValueProblem::text)
          .knownWords(
              "allowed",
              "the versions of TLS that a server takes or a client offers, from old to new",
              one -> one.versions())
          .textIfSet(
              "allowed.words", "the same in words", one -> one.versions(), ProtocolsKind::words)
          .textIfSet("lowest", "the oldest of these", one -> one.versions(), list -> at(list, 0))
          .textIfSet(
              "highest",
              "the newest of these",
              one -> one.versions(),
              list -> at(list, list.size() - 1))
          .knownWords(
              "gaps",
              "the versions that are missing between two that the list allows",
              one -> one.list().map(ProtocolList::gaps))
          .knownWords(
              "above-gap",
              "versions that the list allows, and a client does not offer because of a gap",
              one -> one.list().map(list -> aboveGap(one, list)))
          .truthIfSet(
              "ssl3",
              "it allows SSLv3, where OpenSSL is built with it",
              one -> one.list(),
              ProtocolList::ssl3)
          .told(
              "ssl2-named",
              "it names SSLv2 without !",
              one -> one.text().is(ProtocolList::namesSsl2))
          .textIfSet("floor", "the version after >=", one -> one.list(), ProtocolList::floor)
          .textIfSet(
              "void-bound",
              "a bound that OpenSSL cannot set, as its version is none, and so has no effect",
              one -> one.list(),
              ProtocolList::voidBound)
          .truthIfSet(
              "included",
              "it names what is allowed, not what is not",
              one -> one.list(),
              ProtocolList::included)
          .fact(
              "tls13-suites",
              FactType.TEXT,
              "never there; cannot be told where TLS 1.3 is allowed, whose suites OpenSSL chooses",
              ProtocolsKind::suites)
          .including(ServiceKind.KIND, one -> one.side().service())
          .anchor("value", "the list", Protocols::valueSpan)
          .anchor("service", "the line of the service", one -> one.side().service().span());

  private static String words(List<String> versions) {
    return versions.isEmpty()
        ? "no version of TLS"
        : "no other version than " + String.join(" and ", versions);
  }

  private static @Nullable String at(List<String> versions, int index) {
    return versions.isEmpty() ? null : versions.get(index);
  }

  private static List<String> aboveGap(Protocols one, ProtocolList list) {
    return list.allowed().subList(list.usable(one.side().isServer()).size(), list.allowed().size());
  }

  private static Fact kind(ValueProblem problem) {
    return Fact.of(
        switch (problem.kind()) {
          case EMPTY_BOUND -> "blank";
          case NOT_YET_ACCEPTED ->
              problem.text().startsWith(">=") || problem.text().startsWith("<=")
                  ? "operator-too-new"
                  : "too-new";
          default -> "invalid";
        });
  }

  private static Fact suites(Protocols one) {
    boolean newest = one.versions().is(list -> list.contains("TLSv1.3")).ifUnknown(false);
    return newest
        ? Fact.unknown(
            new Doubt(
                "the suites of TLS 1.3 are chosen by OpenSSL, not by main.cf", one.parameter()))
        : Fact.absent();
  }
}
