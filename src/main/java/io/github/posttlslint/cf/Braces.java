package io.github.posttlslint.cf;

/** Finds the ends of {@code {}} groups, as Postfix's {@code balpar()} does: no quoting. */
public final class Braces {

  private Braces() {}

  /** Length of the group that begins at a position with an opening brace; -1 if it has no end. */
  public static int balanced(String s, int from) {
    int end = endOf(s, from + 1, s.length(), '{', '}');
    return end < 0 ? -1 : end + 1 - from;
  }

  /** Position of the bracket that closes a group whose inside begins at a position, or -1. */
  static int endOf(String s, int inside, int limit, char open, char close) {
    int level = 1;
    for (int i = inside; i < limit; i++) {
      char c = s.charAt(i);
      if (c == close) {
        level--;
        if (level == 0) {
          return i;
        }
      } else if (c == open) {
        level++;
      }
    }
    return -1;
  }
}
