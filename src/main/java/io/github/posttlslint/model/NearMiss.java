package io.github.posttlslint.model;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import java.util.Set;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory that is there, beside one that is not and has nearly the same name.
 *
 * @param instead the name that is not there
 * @param name the name that is
 * @param path the whole path with that name
 */
public record NearMiss(String instead, String name, String path) {

  /** Letters that may differ in a name, without its ending. */
  private static final int EDITS = 2;

  /** Shorter names are too often near each other: key.pem and dkey.pem. */
  private static final int SHORTEST = 5;

  /** Signs that stand between the parts of a name. */
  private static final String SIGNS = "._-";

  /** Endings that are right ones, and near each other all the same. */
  private static final Set<String> ENDINGS =
      Set.of(
          ".pem", ".crt", ".cert", ".cer", ".csr", ".key", ".pub", ".p12", ".pfx", ".db", ".der");

  /**
   * Looks beside the first part of the path that is not there.
   *
   * @param path absolute path of something that is not there
   * @param referenced paths that the setup names elsewhere, so that they are not meant here
   */
  static @Nullable NearMiss find(FileTree tree, String path, Set<String> referenced) {
    if (Paths.isTooLong(path)) {
      return null;
    }
    String wrong = Paths.normalise(path);
    String directory = Paths.parent(wrong);
    while (!(tree.look(directory) instanceof FileTree.Found)) {
      if (directory.equals("/")) {
        return null;
      }
      wrong = directory;
      directory = Paths.parent(directory);
    }
    String rest = Paths.normalise(path).substring(wrong.length());
    String instead = Paths.name(wrong);
    NearMiss nearest = null;
    int least = EDITS + 1;
    for (String name : tree.list(directory)) {
      int edits = edits(instead, name);
      String there = Paths.join(directory, name) + rest;
      if (edits > 0 && edits < least && !referenced.contains(there)) {
        least = edits;
        nearest = new NearMiss(instead, name, there);
      }
    }
    return nearest;
  }

  /** How many letters differ; -1 if the names are not taken for each other. */
  private static int edits(String one, String other) {
    if (one.equalsIgnoreCase(other)) {
      return one.equals(other) ? 0 : 1;
    }
    if (isPunctuated(one, other)) {
      return 1;
    }
    if (Math.abs(one.length() - other.length()) > EDITS) {
      return -1;
    }
    String ending = ending(one);
    String otherEnding = ending(other);
    String stem = one.substring(0, one.length() - ending.length());
    String otherStem = other.substring(0, other.length() - otherEnding.length());
    if (ending.equals(otherEnding)) {
      boolean comparable = stem.length() >= SHORTEST || isSlip(stem, otherStem);
      return comparable && !withoutDigits(one).equals(withoutDigits(other))
          ? new DamerauLevenshteinDistance(EDITS).apply(one, other)
          : -1;
    }
    boolean right = ENDINGS.contains(ending) && ENDINGS.contains(otherEnding);
    boolean slip = !right && stem.equals(otherStem) && ending.length() > 2;
    return slip ? new DamerauLevenshteinDistance(1).apply(ending, otherEnding) : -1;
  }

  /** Whether only a sign differs, {@code mail_pem}, or one has a dot or comma behind it. */
  private static boolean isPunctuated(String one, String other) {
    if (one.length() != other.length()) {
      String longer = one.length() > other.length() ? one : other;
      String shorter = one.length() > other.length() ? other : one;
      return longer.equals(shorter + ".") || longer.equals(shorter + ",");
    }
    int differing = 0;
    for (int i = 0; i < one.length(); i++) {
      char c = one.charAt(i);
      if (c != other.charAt(i)) {
        differing += SIGNS.indexOf(c) >= 0 && SIGNS.indexOf(other.charAt(i)) >= 0 ? 1 : 2;
      }
    }
    return differing == 1;
  }

  /** Whether one has two letters swapped, or one letter doubled: fingers do that, people do not. */
  private static boolean isSlip(String one, String other) {
    int end = Math.min(one.length(), other.length());
    int at = 0;
    while (at < end && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    if (one.length() == other.length()) {
      return at + 1 < end
          && one.charAt(at) == other.charAt(at + 1)
          && one.charAt(at + 1) == other.charAt(at)
          && one.substring(at + 2).equals(other.substring(at + 2));
    }
    String longer = one.length() > other.length() ? one : other;
    String shorter = one.length() > other.length() ? other : one;
    return longer.length() - shorter.length() == 1
        && at > 0
        && longer.charAt(at) == longer.charAt(at - 1)
        && longer.substring(at + 1).equals(shorter.substring(at));
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }

  private static String withoutDigits(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        out.append(name.charAt(i));
      }
    }
    return out.toString();
  }
}
