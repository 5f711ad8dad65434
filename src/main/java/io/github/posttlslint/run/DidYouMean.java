package io.github.posttlslint.run;

import io.github.posttlslint.postfix.Nearest;
import java.util.List;

/** Suggestions for misspelt words; the class is loaded only when there is one. */
public final class DidYouMean {

  private DidYouMean() {}

  /** {@code " (did you mean 'x'?)"}, or nothing if no word is close. */
  public static String among(String word, List<String> known) {
    String near = Nearest.word(word, known);
    return near == null ? "" : " (did you mean '" + near + "'?)";
  }
}
