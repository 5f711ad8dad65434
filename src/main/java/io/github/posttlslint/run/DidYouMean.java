package io.github.posttlslint.run;

import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Suggestions for misspelt words; the class is loaded only when there is one. */
public final class DidYouMean {

  /** No word that anybody means is longer. */
  private static final int LONGEST = 64;

  private DidYouMean() {}

  /** {@code " (did you mean 'x'?)"}, or nothing if no word is close. */
  public static String among(String word, List<String> known) {
    String best = nearest(word, known);
    return best == null ? "" : " (did you mean '" + best + "'?)";
  }

  /** The one that is closest to a word; null if none is close. */
  public static @Nullable String nearest(String word, List<String> known) {
    if (word.length() > LONGEST) {
      return null;
    }
    LevenshteinDistance distance = new LevenshteinDistance(Math.max(2, word.length() / 3));
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int d = distance.apply(word, candidate);
      if (d >= 0 && d < least) {
        least = d;
        best = candidate;
      }
    }
    return best;
  }
}
