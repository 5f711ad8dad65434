package io.github.posttlslint.language;

import io.github.posttlslint.postfix.Nearest;
import java.util.List;

/** What may be meant by a word that is not known, as the end of a message. */
public final class Suggestion {

  /** A list that is told whole has no more words, beside one that is near. */
  private static final int SHORT = 12;

  /** And no more where none is near. */
  private static final int LONG = 24;

  /** Of a longer one this many are told, if they are near. */
  private static final int FEW = 5;

  private Suggestion() {}

  /** The nearest word if one is near, and all that there are, or those near it. */
  public static String of(String word, List<String> known) {
    String near = Nearest.word(word, known);
    String meant = near == null ? "" : " (did you mean '" + near + "'?)";
    if (known.isEmpty()) {
      return meant;
    }
    if (known.size() <= (near == null ? LONG : SHORT)) {
      return meant + "; expected one of " + String.join(", ", known);
    }
    List<String> few = Nearest.few(word, known, FEW);
    few.remove(near);
    return few.isEmpty() ? meant : meant + "; near it: " + String.join(", ", few);
  }
}
