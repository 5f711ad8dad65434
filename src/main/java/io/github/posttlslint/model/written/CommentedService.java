package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.secret.Look;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a service of master.cf that is commented out from other comments. */
final class CommentedService {

  /** What stands between two words of a line. */
  static final String BLANKS = " \t";

  private CommentedService() {}

  /** Column one of the service; null if the comment is no service. */
  static @Nullable String name(Comment comment) {
    List<String> words = ListText.words(comment.content(), BLANKS);
    if (words.size() < 8) {
      return null;
    }
    boolean flags =
        Look.isFlag(words.get(2)) && Look.isFlag(words.get(3)) && Look.isFlag(words.get(4));
    return flags && Look.isType(words.get(1)) ? words.get(0) : null;
  }
}
