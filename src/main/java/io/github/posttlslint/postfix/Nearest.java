package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
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
   * The same, where no other word is as near: what can be written without asking.
   *
   * @return null if there is none, or another one is as near
   */
  public static @Nullable String only(String word, List<String> words) {
    String nearest = word(word, words);
    if (nearest == null) {
      return null;
    }
    List<String> others = new ArrayList<>(words);
    others.removeIf(nearest::equalsIgnoreCase);
    String given = word.toLowerCase(Locale.ROOT);
    int least = edits(given, nearest.toLowerCase(Locale.ROOT), LONGEST);
    for (String other : others) {
      if (edits(given, other.toLowerCase(Locale.ROOT), least) >= 0) {
        return null;
      }
    }
    return nearest;
  }

  /**
   * Some of the words, those with the least edits, in their own order where these are equal; none
   * of which more than half would have to change.
   */
  public static List<String> few(String word, List<String> words, int count) {
    String given = word.substring(0, Math.min(word.length(), LONGEST)).toLowerCase(Locale.ROOT);
    TreeMap<Integer, List<String>> byEdits = new TreeMap<>();
    for (String one : words) {
      int edits = edits(given, one.toLowerCase(Locale.ROOT), given.length() / 2);
      if (edits >= 0) {
        byEdits.computeIfAbsent(edits, none -> new ArrayList<>()).add(one);
      }
    }
    List<String> sorted = new ArrayList<>();
    byEdits.values().forEach(sorted::addAll);
    return sorted.size() > count ? new ArrayList<>(sorted.subList(0, count)) : sorted;
  }

  /**
   * Insertions, deletions and replacements that make one of the other; -1 if more than the limit.
   */
  static int edits(String one, String other, int limit) {
    return new DamerauLevenshteinDistance(limit).apply(one, other);
  }
}
