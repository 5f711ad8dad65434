package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.Suppression;
import io.github.posttlslint.model.written.Suppression.NamedRule;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that an ignore comment names, or a comment that cannot be understood. */
public final class SuppressionKind {

  private SuppressionKind() {}

  /** The kind's name, for those who have no need of the rest. */
  public static final String NAME = "suppression";

  /** The table. */
  public static final Kind<Suppression> KIND =
      new Kind<Suppression>(NAME, "a rule that a comment silences, after all else")
          .text("rule", "its id as written", Suppression::rule, NamedRule::id)
          .fact(
              "rule.known",
              FactType.TRUTH,
              "there is a rule of that id, or was one",
              one -> one.rule() == null ? Fact.absent() : Fact.of(one.rule().isKnown()))
          .truth(
              "rule.gone",
              "the rule was merged, renamed or deleted",
              one -> one.rule() != null && one.rule().now() != null)
          .text(
              "rule.now",
              "the rules that tell the same, with commas between",
              Suppression::rule,
              SuppressionKind::now)
          .truth(
              "rule.suppressible",
              "the rule can be silenced, or is disabled",
              one -> one.rule() == null || one.rule().isSuppressible())
          .text("suggestion", "the nearest id there is", Suppression::rule, NamedRule::nearest)
          .text("problem", "what is wrong with the comment", Suppression::problem)
          .text("until", "the last day on which it counts", Suppression::until, LocalDate::toString)
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
          .anchor("id", "the id of the rule", Suppression::rule, NamedRule::span);

  private static @Nullable String now(NamedRule rule) {
    List<String> now = rule.now();
    return now == null || now.isEmpty() ? null : String.join(",", now);
  }
}
