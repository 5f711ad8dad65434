package io.github.posttlslint.setup;

import io.github.posttlslint.cf.Comment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a service of master.cf that is commented out from other comments. */
final class CommentedService {

  private CommentedService() {}

  /** Column one of the service; null if the comment is no service. */
  static @Nullable String name(Comment comment) {
    List<String> words = words(comment.content());
    if (words.size() < 8) {
      return null;
    }
    boolean type =
        switch (words.get(1)) {
          case "inet", "unix", "fifo", "pass", "unix-dgram" -> true;
          default -> false;
        };
    return type && isFlag(words.get(2)) && isFlag(words.get(3)) && isFlag(words.get(4))
        ? words.get(0)
        : null;
  }

  private static boolean isFlag(String word) {
    return word.equals("-") || word.equals("y") || word.equals("n");
  }

  /** Words between blanks. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t';
      if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }
}
