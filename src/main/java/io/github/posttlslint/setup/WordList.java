package io.github.posttlslint.setup;

import java.util.List;
import java.util.function.Predicate;

/**
 * A list of words that stand apart by commas and white space. Of a list that is hidden in part, the
 * words that can be seen are known.
 */
public final class WordList {

  private final List<Known<String>> words;

  private WordList(List<Known<String>> words) {
    this.words = words;
  }

  /** The words of a value. */
  public static WordList of(Value value) {
    return new WordList(value.words());
  }

  /** The words, in order. */
  public List<Known<String>> words() {
    return words;
  }

  /** Whether there is such a word. */
  public Truth any(Predicate<String> predicate) {
    Truth outcome = Truth.NO;
    for (Known<String> word : words) {
      outcome = outcome.or(() -> word.is(predicate));
    }
    return outcome;
  }

  /** Whether there is a word; letter case does not matter. */
  public Truth has(String wanted) {
    return any(wanted::equalsIgnoreCase);
  }
}
