package io.github.posttlslint.setup;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import java.util.List;

/**
 * What the user can read that Postfix's programs run as once they have given up root's rights
 * (mail_owner). Who belongs to which group is not known; that it is not root's is.
 *
 * @param parameter the one that names the files
 */
record MailOwner(Setup setup, String parameter) {

  private static final int READ = 4;
  private static final int SEARCH = 1;

  /** Whether a right is given. */
  private enum Right {
    GIVEN,
    REFUSED,
    UNKNOWN
  }

  /** The first of several files and directories that cannot be read; unset if all can. */
  Known<String> firstUnreadable(List<String> paths) {
    return setup
        .value("mail_owner")
        .known()
        .orUnset("")
        .then(owner -> firstUnreadable(paths, owner));
  }

  private Known<String> firstUnreadable(List<String> paths, String owner) {
    Known<String> outcome = Known.unset();
    for (String path : paths) {
      if (setup.tree().look(path) instanceof Found found) {
        Right right = reads(found, owner);
        if (right == Right.REFUSED) {
          return Known.of(path);
        }
        if (right == Right.UNKNOWN) {
          outcome = Known.unknown(new Doubt(path + ": who may read it is not known", parameter));
        }
      }
    }
    return outcome;
  }

  private Right reads(Found found, String owner) {
    boolean directory = found.kind() == FileTree.Kind.DIRECTORY;
    Right least = right(found.metadata(), owner, directory ? SEARCH : READ);
    String at = found.path();
    while (!at.equals("/") && least != Right.REFUSED) {
      at = Paths.parent(at);
      Metadata above =
          setup.tree().look(at) instanceof Found one ? one.metadata() : Metadata.UNKNOWN;
      // directories above that were not seen are the system's own, open to all
      Right right = above.hasMode() ? right(above, owner, SEARCH) : Right.GIVEN;
      least = right == Right.GIVEN ? least : right;
    }
    return least;
  }

  private static Right right(Metadata metadata, String owner, int bit) {
    String fileOwner = metadata.owner();
    String group = metadata.group();
    if (!metadata.hasMode() || fileOwner == null || group == null) {
      return Right.UNKNOWN;
    }
    int mode = metadata.mode();
    if (fileOwner.equals(owner)) {
      return (mode & (bit << 6)) != 0 ? Right.GIVEN : Right.REFUSED;
    }
    if ((mode & bit) != 0) {
      return Right.GIVEN;
    }
    boolean byGroup = (mode & (bit << 3)) != 0 && !group.equals("root");
    return !byGroup ? Right.REFUSED : group.equals(owner) ? Right.GIVEN : Right.UNKNOWN;
  }
}
