package io.github.posttlslint.language;

import io.github.posttlslint.language.Expression.Operator;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import java.util.Locale;

/**
 * What can be told of a value of which a template fills in a part: {@code hash:{{ file }}} begins
 * with {@code hash:}, and is not {@code yes}.
 */
final class PartlyKnown {

  private final Value value;
  private final Truth unknown;

  /** What is seen of the value, in small letters, with gaps. */
  private final String text;

  /** What stands before the first gap. */
  private final String start;

  /** What stands behind the last gap. */
  private final String end;

  PartlyKnown(Value value, Doubt doubt) {
    this.value = value;
    this.unknown = Truth.unknown(doubt);
    this.text = value.shown().toLowerCase(Locale.ROOT);
    this.start = text.substring(0, Math.max(0, text.indexOf(Value.GAP)));
    int last = text.lastIndexOf(Value.GAP);
    this.end = last < 0 ? "" : text.substring(last + 1);
  }

  /** Whether a comparison with a text holds, whatever stands in the gaps. */
  Truth compare(Operator operator, String other) {
    String right = other.toLowerCase(Locale.ROOT);
    return switch (operator) {
      case EQUAL -> differsFrom(right) ? Truth.NO : unknown;
      case UNEQUAL -> differsFrom(right) ? Truth.YES : unknown;
      case HAS -> value.hasWord(other);
      case STARTS -> begins(right);
      case ENDS -> ends(right);
      case CONTAINS -> !right.isEmpty() && text.contains(right) ? Truth.YES : unknown;
      default -> unknown;
    };
  }

  private boolean differsFrom(String other) {
    return other.isEmpty()
        ? value.isFilled().ifUnknown(false)
        : other.length() < start.length() + end.length()
            || !other.startsWith(start)
            || !other.endsWith(end);
  }

  private Truth begins(String with) {
    if (start.length() >= with.length()) {
      return Truth.of(start.startsWith(with));
    }
    return with.startsWith(start) ? unknown : Truth.NO;
  }

  private Truth ends(String with) {
    if (end.length() >= with.length()) {
      return Truth.of(end.endsWith(with));
    }
    return with.endsWith(end) ? unknown : Truth.NO;
  }
}
