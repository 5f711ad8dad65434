package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.List;

/** What an expression of a template is where nobody gives its names other values. */
sealed interface TemplateMeaning {

  /**
   * It is known.
   *
   * @param text what is printed
   * @param truth whether a condition of it holds
   * @param from the defaults that it rests on
   */
  record Text(String text, boolean truth, List<KnownDefault> from) implements TemplateMeaning {
    public Text {
      from = List.copyOf(from);
    }

    /** A text of the template. */
    static Text of(String text) {
      return new Text(text, !text.isEmpty(), List.of());
    }

    /** Another text that rests on the same, and on one more default. */
    Text with(KnownDefault one) {
      List<KnownDefault> all = new ArrayList<>(from);
      all.add(one);
      return new Text(text, truth, all);
    }
  }

  /** It has no text. */
  enum Other implements TemplateMeaning {
    /** A name that nothing sets. */
    UNDEFINED,
    /** None, null, nil or undef. */
    NOTHING,
    /** It cannot be told. */
    UNKNOWN
  }
}
