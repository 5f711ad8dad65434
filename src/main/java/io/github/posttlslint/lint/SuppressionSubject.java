package io.github.posttlslint.lint;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.subject.SetupWideSubject;
import io.github.posttlslint.setup.Setup;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code suppression}: a rule that an ignore comment names, or a comment that cannot be
 * understood. It is judged after all other kinds.
 *
 * <p>Facts: {@code rule} (the id as written), {@code rule.known}, {@code suggestion} (the nearest
 * id there is, as the end of a sentence; absent otherwise), {@code rule.suppressible} (true where
 * the rule is disabled), {@code problem} (what is wrong with the comment; absent if nothing),
 * {@code until} (the last day; absent), {@code expired}, {@code reason} (absent if none is given),
 * {@code reason.demanded}, {@code unused} (the comment counts, its rule was judged, and there was
 * nothing to silence; unknown where the rule could not tell). Anchors: {@code id}.
 */
final class SuppressionSubject extends SetupWideSubject {

  private final IgnoreComment comment;
  private final IgnoreComment.@Nullable Named named;
  private final State state;

  /**
   * What is known of it besides its text.
   *
   * @param rule the rule; null if it is disabled, or there is none of that id
   * @param known the ids of all rules
   * @param expired whether its last day is over
   * @param reasonDemanded whether a comment without reason does not count
   * @param unused whether there was nothing to silence
   */
  record State(
      @Nullable Rule rule,
      Set<String> known,
      boolean expired,
      boolean reasonDemanded,
      Fact unused) {}

  SuppressionSubject(
      Setup setup, IgnoreComment comment, IgnoreComment.@Nullable Named named, State state) {
    super(setup);
    this.comment = comment;
    this.named = named;
    this.state = state;
  }

  @Override
  public @Nullable Fact fact(String name) {
    LocalDate until = comment.until();
    return switch (name) {
      case "rule" -> text(named == null ? null : named.id());
      case "rule.known" -> named == null ? Fact.absent() : Fact.of(isKnown(named.id()));
      case "rule.suppressible" -> Fact.of(state.rule() == null || state.rule().suppressible());
      case "suggestion" -> suggestion();
      case "problem" -> text(comment.problem());
      case "until" -> text(until == null ? null : until.toString());
      case "expired" -> Fact.of(state.expired());
      case "reason" -> text(comment.reason());
      case "reason.demanded" -> Fact.of(state.reasonDemanded());
      case "unused" -> state.unused();
      default -> null;
    };
  }

  private static Fact text(@Nullable String text) {
    return text == null ? Fact.absent() : Fact.of(text);
  }

  private boolean isKnown(String id) {
    return state.known().contains(id);
  }

  private Fact suggestion() {
    if (named == null || isKnown(named.id())) {
      return Fact.absent();
    }
    String near = Nearest.word(named.id(), List.copyOf(new TreeSet<>(state.known())));
    return near == null ? Fact.absent() : Fact.of("; is '" + near + "' meant?");
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("id") && named != null ? named.span() : null;
  }

  @Override
  public Span place() {
    return comment.span();
  }
}
