package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment that silences findings: {@code # posttls-lint: ignore[rule-id,other-id]
 * until=2027-01-31 -- why}.
 *
 * @param span the comment
 * @param reach which lines it is for
 * @param rules the rule ids in its brackets, with their places
 * @param until the last day on which it counts, in UTC; null if it has no end
 * @param reason what stands after {@code --}; null if nothing does
 * @param firstLine first line that it is for, from 1
 * @param lastLine last line that it is for
 * @param problem why it cannot be understood and silences nothing; null if it can be
 */
record IgnoreComment(
    Span span,
    Reach reach,
    List<Named> rules,
    @Nullable LocalDate until,
    @Nullable String reason,
    int firstLine,
    int lastLine,
    @Nullable String problem) {

  /** What an ignore comment is for. */
  enum Reach {
    /** {@code ignore-file}: the whole file. */
    FILE,
    /** The logical line below: a setting, a service with its options, a line of a table. */
    LOGICAL_LINE,
    /** Only the line below: the option of a service. */
    LINE
  }

  /**
   * A rule that it names.
   *
   * @param id in small letters; there may be no such rule
   * @param now the rules that tell the same now; null if it is no former id
   * @param span where
   */
  record Named(String id, @Nullable List<String> now, Span span) {

    /** Whether it is a rule's id, or a former one for it. */
    boolean means(String rule) {
      return id.equals(rule) || (now != null && now.contains(rule));
    }

    /** The rules that it is for. */
    List<String> meant() {
      List<String> meant = new ArrayList<>(now == null ? List.of() : now);
      meant.add(0, id);
      return meant;
    }
  }

  IgnoreComment {
    rules = List.copyOf(rules);
  }

  /** The same with no more than the first rules that it names. */
  IgnoreComment first(int most) {
    return new IgnoreComment(
        span, reach, rules.subList(0, most), until, reason, firstLine, lastLine, problem);
  }

  /** Whether the comment, were it of that rule, would be for a place. */
  boolean covers(Span place) {
    return span.file().equals(place.file())
        && firstLine <= place.startLine()
        && place.startLine() <= lastLine;
  }
}
