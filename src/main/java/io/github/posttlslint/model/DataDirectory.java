package io.github.posttlslint.model;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;

/**
 * The directory that master(8) has its lock in and tlsmgr(8) its caches ({@code data_directory}).
 * What is told of it holds where it is set; where the default is used, the package has made it.
 */
public record DataDirectory(Setup setup) {

  private static final String PARAMETER = "data_directory";
  private static final int GROUP_WRITES = 020;
  private static final int OTHERS_WRITE = 02;

  private Known<String> path() {
    Value value = setup.value(PARAMETER);
    return value.isExplicit()
        ? value.known().then(path -> path.startsWith("/") ? Known.of(path) : Known.unset())
        : Known.unset();
  }

  /**
   * The directory above it that is not there, so that "postfix start" cannot make it (post-install,
   * which calls mkdir(1) without -p).
   */
  public Known<String> missingParent() {
    return path().then(path -> missing(Paths.parent(Paths.normalise(path))));
  }

  private Known<String> missing(String parent) {
    FileTree tree = setup.tree();
    if (tree.look(parent) instanceof FileTree.Unseen unseen) {
      return Known.unknown(new Doubt(parent, unseen.reason(), PARAMETER));
    }
    if (!(tree.look(parent) instanceof Missing)) {
      return Known.unset();
    }
    // a copy of /etc alone has nothing of what is beside it
    String above = parent;
    while (tree.look(above) instanceof Missing) {
      above = Paths.parent(above);
    }
    boolean isSystem = tree.look("/usr") instanceof Found;
    return above.equals("/") && !isSystem
        ? Known.unknown(new Doubt(parent, "nothing of it was seen", PARAMETER))
        : Known.of(parent);
  }

  /** Whose it is, if mail_owner cannot write to it; unset if it can, or if it is not there. */
  public Known<String> foreignOwner() {
    return path().then(this::foreignOwner);
  }

  private Known<String> foreignOwner(String path) {
    FileTree.Entry entry = setup.tree().look(path);
    Doubt doubt = new Doubt(path, "owner and mode are not known", PARAMETER);
    if (!(entry instanceof Found found)) {
      return entry instanceof Missing ? Known.unset() : Known.unknown(doubt);
    }
    Metadata metadata = found.metadata();
    String owner = metadata.owner();
    if (owner == null || !metadata.hasMode() || (metadata.mode() & GROUP_WRITES) != 0) {
      return Known.unknown(doubt);
    }
    return setup
        .value("mail_owner")
        .known()
        .then(
            user -> {
              boolean writes = user.equals(owner) || (metadata.mode() & OTHERS_WRITE) != 0;
              boolean isNumber = Chars.allDigits(owner) != Chars.allDigits(user);
              return writes ? Known.unset() : isNumber ? Known.unknown(doubt) : Known.of(owner);
            });
  }
}
