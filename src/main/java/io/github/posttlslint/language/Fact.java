package io.github.posttlslint.language;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that a condition looks at. */
public sealed interface Fact {

  /** Text; compared without regard to ASCII case unless the operator is {@code ==}. */
  record Text(String text) implements Fact {}

  /** A whole number. */
  record Whole(long number) implements Fact {}

  /** A Postfix release or compatibility level. */
  record Release(PostfixVersion release) implements Fact {}

  /** Yes or no. */
  record YesNo(boolean truth) implements Fact {}

  /** A list of words, in order. */
  record Words(List<String> words) implements Fact {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** There is no such thing; equal to nothing but itself. */
  record Absent() implements Fact {}

  /**
   * It cannot be known.
   *
   * @param doubt why
   */
  record Unknown(Doubt doubt) implements Fact {

    /** The parameter that hides it; empty if none. */
    public String parameter() {
      return doubt.parameter();
    }
  }

  /** Whether this is the truth value no. */
  default boolean isFalse() {
    return this instanceof YesNo t && !t.truth();
  }

  /** The fact that there is nothing. */
  static Fact absent() {
    return Facts.ABSENT;
  }

  /** A text fact. */
  static Fact of(String text) {
    return new Text(text);
  }

  /** A text fact; absent where there is no text. */
  static Fact ofNullable(@Nullable String text) {
    return text == null ? Facts.ABSENT : new Text(text);
  }

  /** A text fact; empty where nothing is set. */
  static Fact of(Known<String> text) {
    return text.fold(Text::new, () -> new Text(""), Fact::unknown);
  }

  /** A list fact; empty where nothing is set. */
  static Fact ofWords(Known<List<String>> words) {
    return words.fold(Words::new, () -> new Words(List.of()), Fact::unknown);
  }

  /** A fact made of what is known; absent where nothing is set. */
  static <T> Fact orAbsent(Known<T> known, Function<? super T, Fact> make) {
    return known.fold(make, Fact::absent, Fact::unknown);
  }

  /** A truth fact. */
  static Fact of(Truth truth) {
    return truth.fold(() -> Facts.TRUE, () -> Facts.FALSE, Fact::unknown);
  }

  /** It cannot be known. */
  static Fact unknown(Doubt doubt) {
    return new Unknown(doubt);
  }

  /** A number fact. */
  static Fact of(long number) {
    return new Whole(number);
  }

  /** A truth fact. */
  static Fact of(boolean truth) {
    return truth ? Facts.TRUE : Facts.FALSE;
  }

  /** A list fact. */
  static Fact of(List<String> words) {
    return new Words(words);
  }

  /** What a message shows for the fact. */
  default String shown() {
    if (this instanceof Text t) {
      return t.text();
    } else if (this instanceof Whole n) {
      return Long.toString(n.number());
    } else if (this instanceof Release r) {
      return r.release().toString();
    } else if (this instanceof YesNo t) {
      return t.truth() ? "yes" : "no";
    } else if (this instanceof Words w) {
      return String.join(", ", w.words());
    }
    return this instanceof Unknown ? "(unknown)" : "";
  }

  /** Whether the fact counts as true in a condition; of no meaning for {@link Unknown}. */
  default boolean isTrue() {
    if (this instanceof YesNo t) {
      return t.truth();
    } else if (this instanceof Whole n) {
      return n.number() != 0;
    } else if (this instanceof Words w) {
      return !w.words().isEmpty();
    }
    return !shown().isEmpty();
  }
}
