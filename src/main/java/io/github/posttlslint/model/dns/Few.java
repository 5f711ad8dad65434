package io.github.posttlslint.model.dns;

import java.util.ArrayList;
import java.util.List;

/** The first of many words, for a sentence. */
public final class Few {

  private static final int MOST = 20;

  private Few() {}

  /** All, or the first and how many more there are. */
  public static List<String> of(List<String> all) {
    if (all.size() <= MOST) {
      return all;
    }
    List<String> few = new ArrayList<>(all.subList(0, MOST));
    few.add((all.size() - MOST) + " more");
    return few;
  }
}
