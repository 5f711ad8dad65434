package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.tls.Protocols;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TLS protocol list in force. */
final class ProtocolsKind {

  private ProtocolsKind() {}

  static final Kind<Protocols> KIND =
      new Kind<Protocols>("protocols", "a TLS protocol list in force")
          .text("parameter", "the parameter that has it", Protocols::parameter)
          .renamed("list", "parameter")
          .choice("side", List.of("server", "client"), "the side of TLS", one -> one.side().label())
          .truth("mandatory", "it is the one for mandatory TLS", Protocols::mandatory)
          .told(
              "in-force",
              "whether it counts at the TLS level; cannot be told where a policy table decides",
              one -> one.inForce())
          .truth("explicit", "it is set, be it to nothing", one -> one.value().isExplicit())
          .known("list-value", "the list as it counts", one -> one.text())
          .textIfSet(
              "without-blanks",
              "the list without the blanks after >= and <=; absent where a $name is in it",
              one -> one.withoutBlanks())
          .choices(
              "problem",
              FactType.TEXT,
              List.of("blank", "operator-too-new", "too-new", "invalid"),
              "what the release does not accept of it",
              one -> Fact.orAbsent(one.problem(), ProtocolsKind::kind))
          .textIfSet("token", "what the problem is about", one -> one.problem(), ValueProblem::text)
          .knownWords(
              "allowed",
              "the versions it allows, from old to new",
              one -> one.list().map(ProtocolList::allowed))
          .textIfSet(
              "lowest", "the oldest version it allows", one -> one.list(), list -> at(list, 0))
          .textIfSet(
              "highest",
              "the newest version it allows",
              one -> one.list(),
              list -> at(list, list.allowed().size() - 1))
          .textIfSet("floor", "the version after >=", one -> one.list(), ProtocolList::floor)
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
          .anchor("value", "the list", one -> one.value().valueSpan())
          .anchor("service", "the line of the service", one -> one.side().service().span());

  private static @Nullable String at(ProtocolList list, int index) {
    return list.allowed().isEmpty() ? null : list.allowed().get(index);
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
    boolean newest = one.list().is(list -> list.allowed().contains("TLSv1.3")).ifUnknown(false);
    return newest
        ? Fact.unknown(
            new Doubt(
                "the suites of TLS 1.3 are chosen by OpenSSL, not by main.cf", one.parameter()))
        : Fact.absent();
  }
}
