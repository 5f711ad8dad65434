package io.github.posttlslint.run;

import io.github.posttlslint.input.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packages that are installed in a tree, as its package database has them. */
final class Packages {

  /** Names of the package of Postfix. */
  static final List<String> POSTFIX = List.of("postfix");

  /** Names of the package of OpenSSL's libraries. */
  static final List<String> OPENSSL = List.of("libssl3t64", "libssl3", "libssl1.1", "openssl");

  private static final String DPKG = "/var/lib/dpkg/status";
  private static final String APK = "/lib/apk/db/installed";

  private final FileTree tree;

  Packages(FileTree tree) {
    this.tree = tree;
  }

  /**
   * The version of the first of these packages that is installed, without epoch.
   *
   * @return null if none is, or there is no telling
   */
  @Nullable String version(List<String> names) {
    String dpkg = text(DPKG);
    String apk = dpkg == null ? text(APK) : null;
    for (String name : names) {
      String version =
          dpkg != null
              ? version(dpkg, "Package: " + name, "Version: ")
              : apk == null ? null : version(apk, "P:" + name, "V:");
      if (version != null) {
        return version.substring(version.indexOf(':') + 1);
      }
    }
    return null;
  }

  private @Nullable String text(String path) {
    try {
      return tree.look(path) instanceof FileTree.Found
          ? new String(tree.read(path), StandardCharsets.ISO_8859_1)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String version(String text, String packageLine, String field) {
    int from = text.startsWith(packageLine + "\n") ? 0 : text.indexOf("\n" + packageLine + "\n");
    if (from < 0) {
      return null;
    }
    int end = text.indexOf("\n\n", from);
    String paragraph = text.substring(from, end < 0 ? text.length() : end + 1);
    boolean isGone = paragraph.contains("\nStatus: ") && !paragraph.contains(" installed\n");
    int at = paragraph.indexOf("\n" + field);
    if (isGone || at < 0) {
      return null;
    }
    int start = at + 1 + field.length();
    int line = paragraph.indexOf('\n', start);
    return paragraph.substring(start, line < 0 ? paragraph.length() : line);
  }
}
