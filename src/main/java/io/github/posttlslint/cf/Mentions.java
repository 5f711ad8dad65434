package io.github.posttlslint.cf;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that a text could refer to, told without expanding it: what stands behind a dollar sign
 * and a brace or parenthesis, if there is one, wherever that is. These may be more than an
 * expansion would use.
 */
public final class Mentions {

  private Mentions() {}

  /** The names, in their order. */
  public static Set<String> in(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
      int start = at + 1;
      while (start < text.length() && "{( \t".indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      int end = start;
      while (end < text.length() && Chars.isName(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        names.add(text.substring(start, end));
      }
    }
    return names;
  }
}
