package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
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
        Doubt doubt = new Doubt(path, "who may read it is not known", parameter);
        Truth reads = reads(found, owner, Truth.unknown(doubt));
        if (!reads.ifUnknown(true)) {
          return Known.of(path);
        }
        outcome = reads.ifUnknown(false) ? outcome : Known.unknown(doubt);
      }
    }
    return outcome;
  }

  private Truth reads(Found found, String owner, Truth unknown) {
    boolean directory = found.kind() == FileTree.Kind.DIRECTORY;
    Truth reads = right(found.metadata(), owner, directory ? SEARCH : READ, unknown);
    String at = found.path();
    while (!at.equals("/") && reads.ifUnknown(true)) {
      at = Paths.parent(at);
      Metadata above =
          setup.tree().look(at) instanceof Found one ? one.metadata() : Metadata.UNKNOWN;
      // directories above that were not seen are the system's own, open to all
      if (above.hasMode()) {
        Truth below = reads;
        reads = right(above, owner, SEARCH, unknown).and(() -> below);
      }
    }
    return reads;
  }

  private static Truth right(Metadata metadata, String owner, int bit, Truth unknown) {
    String fileOwner = metadata.owner();
    String group = metadata.group();
    if (!metadata.hasMode() || fileOwner == null || group == null) {
      return unknown;
    }
    int mode = metadata.mode();
    if (fileOwner.equals(owner)) {
      return Truth.of((mode & (bit << 6)) != 0);
    }
    if ((mode & bit) != 0) {
      return Truth.YES;
    }
    boolean byGroup = (mode & (bit << 3)) != 0 && !group.equals("root");
    return byGroup && !group.equals(owner) ? unknown : Truth.of(byGroup);
  }
}
