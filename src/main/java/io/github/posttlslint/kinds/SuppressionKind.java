package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.Suppression;
import io.github.posttlslint.model.written.Suppression.NamedRule;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A rule that an ignore comment names, or a comment that cannot be understood. */
public final class SuppressionKind {

  private SuppressionKind() {}

  /** The kind's name, for those who have no need of the rest. */
  public static final String NAME = "suppression";

  /** The table. */
  public static final Kind<Suppression> KIND =
      new Kind<Suppression>(NAME, "a rule that a comment silences, after all else")
          .fact("rule", FactType.TEXT, "its id as written", ofRule(rule -> Fact.of(rule.id())))
          .fact(
              "rule.known",
              FactType.TRUTH,
              "there is a rule of that id",
              ofRule(rule -> Fact.of(rule.isKnown())))
          .truth(
              "rule.suppressible",
              "the rule can be silenced, or is disabled",
              one -> one.rule() == null || one.rule().isSuppressible())
          .fact(
              "suggestion",
              FactType.TEXT,
              "the nearest id there is, as the end of a sentence",
              ofRule(SuppressionKind::suggestion))
          .text("problem", "what is wrong with the comment", Suppression::problem)
          .text("until", "the last day on which it counts", SuppressionKind::until)
          .truth("expired", "that day is over", Suppression::isExpired)
          .text("reason", "the reason that it gives", Suppression::reason)
          .truth(
              "reason.demanded",
              "a comment without reason does not count",
              Suppression::isReasonDemanded)
          .told(
              "unused",
              "it counts, its rule was judged, and there was nothing to silence",
              one -> one.isUnused())
          .including(SetupKind.FACTS, Suppression::setup)
          .anchor("id", "the id of the rule", SuppressionKind::id);

  private static Function<Suppression, Fact> ofRule(Function<NamedRule, Fact> find) {
    return one -> one.rule() == null ? Fact.absent() : find.apply(one.rule());
  }

  private static Fact suggestion(NamedRule rule) {
    String near = rule.nearest();
    return near == null ? Fact.absent() : Fact.of("; is '" + near + "' meant?");
  }

  private static @Nullable String until(Suppression suppression) {
    LocalDate until = suppression.until();
    return until == null ? null : until.toString();
  }

  private static @Nullable Span id(Suppression suppression) {
    NamedRule rule = suppression.rule();
    return rule == null ? null : rule.span();
  }
}
