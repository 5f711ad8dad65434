package io.github.posttlslint.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a part of a condition before it is evaluated.
 *
 * @param type what it is; null if that is not known, and nothing is said of it
 * @param choices all that a text, or a word of a list, can be; empty if it can be anything
 * @param shown as people read it
 * @param constant the value if it is a constant; null if it is none
 * @param isNumeric whether it is the value of a parameter that is a number
 */
record Operand(
    @Nullable FactType type,
    List<String> choices,
    String shown,
    @Nullable Fact constant,
    boolean isNumeric) {

  /** Something that was told of, or that nothing is known of. */
  static final Operand UNKNOWN = new Operand(null, List.of(), "", null, false);

  static Operand of(FactType type, List<String> choices, String shown) {
    return new Operand(type, choices, shown, null, false);
  }

  static Operand constant(Fact fact) {
    String text = fact.shown();
    if (fact instanceof Fact.Whole) {
      return new Operand(FactType.NUMBER, List.of(), text, fact, false);
    } else if (fact instanceof Fact.Release) {
      return new Operand(FactType.RELEASE, List.of(), text, fact, false);
    } else if (fact instanceof Fact.YesNo) {
      return new Operand(FactType.TRUTH, List.of(), fact.isTrue() ? "true" : "false", fact, false);
    }
    return new Operand(FactType.TEXT, List.of(), "'" + text + "'", fact, false);
  }

  boolean is(FactType other) {
    return type == other;
  }

  /** Whether its order among others is a question of numbers. */
  boolean counts() {
    return type == FactType.NUMBER || isNumeric;
  }

  /** The type in words, with its article. */
  String typeInWords() {
    return type == null || type == FactType.TRUTH ? FactType.TRUTH.words() : "a " + type.words();
  }
}
