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
  private static final String RANDOM = "tls_random_source";
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
    return path().then(path -> missingFolder(path, PARAMETER));
  }

  /**
   * The directory that a file or directory is to lie in; unset if it is there.
   *
   * @param path an absolute path
   * @param parameter what names it
   */
  public Known<String> missingFolder(String path, String parameter) {
    String parent = Paths.parent(Paths.normalise(path));
    FileTree tree = setup.tree();
    if (tree.look(parent) instanceof FileTree.Unseen unseen) {
      return Known.unknown(new Doubt(parent, unseen.reason(), parameter));
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
        ? Known.unknown(new Doubt(parent, "nothing of it was seen", parameter))
        : Known.of(parent);
  }

  /**
   * What {@code tls_random_source} names, if it is not there; tlsmgr(8) opens it before it enters
   * its jail.
   */
  public Known<String> missingRandomSource() {
    return setup.value(RANDOM).known().then(this::missingSource);
  }

  private Known<String> missingSource(String source) {
    String path =
        source.startsWith("dev:") || source.startsWith("egd:") ? source.substring(4) : source;
    if (!path.startsWith("/")) {
      return Known.unset();
    }
    FileTree tree = setup.tree();
    if (tree.look(path) instanceof Found) {
      return Known.unset();
    }
    // a copy of a system's files has no devices, and one of /etc nothing beside it
    String parent = Paths.parent(Paths.normalise(path));
    boolean isSystem = tree.look("/usr") instanceof Found;
    boolean isBeside = !parent.equals("/") && tree.look(parent) instanceof Found;
    boolean isSeen =
        path.startsWith("/dev/") ? tree.look("/dev/null") instanceof Found : isSystem || isBeside;
    return isSeen && tree.look(path) instanceof Missing
        ? Known.of(path)
        : Known.unknown(new Doubt(path, "it was not seen", RANDOM));
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
