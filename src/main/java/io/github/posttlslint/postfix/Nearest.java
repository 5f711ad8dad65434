package io.github.posttlslint.postfix;

import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Finds what was meant by a word that is not known. Loaded only when there is such a word. */
public final class Nearest {

  /** No word that anybody means is longer. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * The word with the least edits, letter case aside.
   *
   * @return null if more than a third of the word would have to change
   */
  public static @Nullable String word(String word, List<String> words) {
    if (word.length() > LONGEST) {
      return null;
    }
    String given = word.toLowerCase(Locale.ROOT);
    int least = Math.max(1, (word.length() + 1) / 3) + 1;
    String nearest = null;
    for (String candidate : words) {
      int edits = edits(given, candidate.toLowerCase(Locale.ROOT), least - 1);
      if (edits >= 0) {
        least = edits;
        nearest = candidate;
      }
      if (least == 0) {
        break;
      }
    }
    return nearest;
  }

  /**
   * Insertions, deletions and replacements that make one of the other; -1 if more than the limit.
   */
  static int edits(String one, String other, int limit) {
    return new DamerauLevenshteinDistance(limit).apply(one, other);
  }
}
