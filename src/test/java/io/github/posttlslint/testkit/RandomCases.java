package io.github.posttlslint.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Random texts out of fragments, always the same ones, and the smallest that still fails. */
public final class RandomCases {

  private RandomCases() {}

  /**
   * Makes texts, each a list of fragments.
   *
   * @param seed the same seed gives the same texts
   * @param count how many texts
   * @param length the greatest number of fragments of a text
   * @param fragments what to choose from
   */
  public static List<List<String>> make(long seed, int count, int length, List<String> fragments) {
    Random random = new Random(seed);
    List<List<String>> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> text = new ArrayList<>();
      int size = 1 + random.nextInt(length);
      for (int j = 0; j < size; j++) {
        text.add(fragments.get(random.nextInt(fragments.size())));
      }
      cases.add(text);
    }
    return cases;
  }

  /** Takes fragments away as long as the test still fails. */
  public static List<String> shrink(List<String> failing, Predicate<List<String>> fails) {
    List<String> smallest = failing;
    for (int i = 0; i < smallest.size(); ) {
      List<String> smaller = new ArrayList<>(smallest);
      smaller.remove(i);
      if (fails.test(smaller)) {
        smallest = smaller;
      } else {
        i++;
      }
    }
    return smallest;
  }

  /** A text with escapes for all that is not printable, as a Java string literal. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        quoted.append(c);
      } else {
        quoted.append(String.format("\\u%04x", (int) c));
      }
    }
    return quoted.append('"').toString();
  }
}
