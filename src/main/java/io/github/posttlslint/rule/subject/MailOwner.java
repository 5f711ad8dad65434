package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;

/**
 * What the user can read that Postfix's programs run as once they have given up root's rights
 * (mail_owner). Who belongs to which group is not known; that it is not root's is.
 */
final class MailOwner {

  private static final int READ = 4;
  private static final int SEARCH = 1;

  private final Setup setup;
  private final String parameter;

  /** Whether a right is given. */
  private enum Right {
    GIVEN,
    REFUSED,
    UNKNOWN
  }

  MailOwner(Setup setup, String parameter) {
    this.setup = setup;
    this.parameter = parameter;
  }

  /** The first of several files and directories that cannot be read; absent if all can. */
  Fact firstUnreadable(List<String> paths) {
    Value owner = setup.value("mail_owner");
    if (owner.isUnknown()) {
      return new Fact.Unknown(owner.reason(), "mail_owner");
    }
    Fact outcome = Fact.absent();
    for (String path : paths) {
      if (setup.tree().look(path) instanceof Found found) {
        Right right = reads(found, owner.text());
        if (right == Right.REFUSED) {
          return Fact.of(path);
        }
        if (right == Right.UNKNOWN) {
          outcome = new Fact.Unknown(path + ": who may read it is not known", parameter);
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
