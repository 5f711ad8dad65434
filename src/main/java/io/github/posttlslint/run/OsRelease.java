package io.github.posttlslint.run;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.postfix.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads which distribution a tree is, from its os-release(5). */
final class OsRelease {

  private static final String[] PATHS = {"/etc/os-release", "/usr/lib/os-release"};

  private OsRelease() {}

  /** The distribution of a tree. */
  static Distribution of(FileTree tree) {
    for (String path : PATHS) {
      if (tree.look(path) instanceof FileTree.Found found && found.kind() == FileTree.Kind.FILE) {
        try {
          return parse(new String(tree.read(path), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
          return Distribution.UNKNOWN;
        }
      }
    }
    return Distribution.UNKNOWN;
  }

  private static Distribution parse(String text) {
    String id = "";
    String like = "";
    String version = "";
    String name = "";
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      String value = equals < 0 ? "" : unquoted(line.substring(equals + 1).trim());
      switch (equals < 0 ? "" : line.substring(0, equals)) {
        case "ID" -> id = value;
        case "ID_LIKE" -> like = value;
        case "VERSION_ID" -> version = value;
        case "VERSION_CODENAME" -> name = value;
        default -> {} // nothing that tells what is installed
      }
    }
    version = version.isEmpty() ? name : version;
    Distribution own = Distribution.find(id, version);
    if (own != null) {
      return own;
    }
    for (String other : like.split(" ", -1)) {
      Distribution found = Distribution.find(other, version);
      // one that is like another has versions of its own where the numbers are no such versions
      if (found != null && found.postfix() != null) {
        return found;
      }
    }
    return Distribution.UNKNOWN;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean isQuoted =
        last > 0
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(last) == value.charAt(0);
    return isQuoted ? value.substring(1, last) : value;
  }
}
