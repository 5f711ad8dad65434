package io.github.posttlslint.run;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The packages that are installed in a tree, as its package database has them. */
final class Packages {

  /** Names of the package of Postfix. */
  static final List<String> POSTFIX = List.of("postfix", "postfix-bdb");

  /** Names of the package of OpenSSL's libraries. */
  static final List<String> OPENSSL =
      List.of(
          "libssl3t64",
          "libssl3",
          "openssl-libs",
          "libopenssl3",
          "libssl1.1",
          "libopenssl1_1",
          "openssl");

  private static final String DPKG = "/var/lib/dpkg/status";
  private static final String APK = "/lib/apk/db/installed";
  private static final String PACMAN = "/var/lib/pacman/local";
  private static final List<String> RPM =
      List.of(
          "/var/lib/rpm/rpmdb.sqlite",
          "/usr/lib/sysimage/rpm/rpmdb.sqlite",
          "/var/lib/rpm/Packages.db",
          "/usr/lib/sysimage/rpm/Packages.db",
          "/var/lib/rpm/Packages",
          "/usr/lib/sysimage/rpm/Packages");

  /** States of dpkg in which a package's files are on the disk. */
  private static final List<String> UNPACKED =
      List.of("installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending");

  private final FileTree tree;

  /** What dpkg or apk says of all packages; null without them. */
  private final @Nullable String paragraphs;

  private final boolean isDpkg;

  /** What rpm says of those that are asked for here; empty without it, or before it was read. */
  private Map<String, List<String>> rpm = Map.of();

  private boolean isRpmRead;

  Packages(FileTree tree) {
    this.tree = tree;
    String dpkg = text(DPKG);
    isDpkg = dpkg != null;
    paragraphs = isDpkg ? dpkg : text(APK);
  }

  /**
   * What the version of the first of these packages that is installed can be, without epoch: more
   * than one where a database does not tell which is in force.
   *
   * @return nothing if none is, or there is no telling
   */
  List<String> versions(List<String> names) {
    for (String name : names) {
      List<String> versions = versions(name);
      if (!versions.isEmpty()) {
        return versions;
      }
    }
    return List.of();
  }

  /**
   * What the version of OpenSSL's library can be, likewise: that of the package which Postfix
   * depends on, where dpkg has several.
   */
  List<String> openSsl() {
    String text = isDpkg ? paragraphs : null;
    String postfix = text == null ? "" : paragraph(text, "Package: " + POSTFIX.get(0));
    int depends = postfix.indexOf("\nDepends: ");
    String[] needed = depends < 0 ? new String[0] : line(postfix, depends + 10).split("[ ,|(:]+");
    for (String name : needed) {
      List<String> versions = OPENSSL.contains(name) ? versions(name) : List.of();
      if (!versions.isEmpty()) {
        return versions;
      }
    }
    return versions(OPENSSL);
  }

  private List<String> versions(String name) {
    if (paragraphs != null) {
      return isDpkg
          ? inParagraph(paragraphs, "Package: " + name, "Version: ")
          : inParagraph(paragraphs, "P:" + name, "V:");
    }
    if (isThere(PACMAN)) {
      return pacman(name);
    }
    if (!isRpmRead) {
      isRpmRead = true;
      rpm = rpm();
    }
    return rpm.getOrDefault(name, List.of());
  }

  private boolean isThere(String path) {
    return tree.look(path) instanceof FileTree.Found;
  }

  private @Nullable String text(String path) {
    try {
      return isThere(path) ? new String(tree.read(path), StandardCharsets.ISO_8859_1) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static List<String> inParagraph(String text, String packageLine, String field) {
    String paragraph = paragraph(text, packageLine);
    int at = paragraph.indexOf("\n" + field);
    return at < 0 ? List.of() : List.of(upstream(line(paragraph, at + 1 + field.length())));
  }

  /** The first paragraph of a package whose files are there; empty if there is none. */
  private static String paragraph(String text, String packageLine) {
    int from = text.startsWith(packageLine + "\n") ? 0 : next(text, packageLine, 0);
    while (from >= 0) {
      int end = text.indexOf("\n\n", from + 1);
      String paragraph = text.substring(from, end < 0 ? text.length() : end + 1);
      int status = paragraph.indexOf("\nStatus: ");
      // "want flag state" (deb-status of dpkg-query); apk has none
      String said = status < 0 ? "" : line(paragraph, status + 1);
      if (status < 0 || UNPACKED.contains(said.substring(said.lastIndexOf(' ') + 1))) {
        return paragraph;
      }
      from = next(text, packageLine, from + 1);
    }
    return "";
  }

  private static int next(String text, String packageLine, int from) {
    return text.indexOf("\n" + packageLine + "\n", from);
  }

  private static String line(String text, int start) {
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** Without epoch; of {@code 3.6+really3.5} what it really is. */
  private static String upstream(String version) {
    int really = version.indexOf("+really");
    return really < 0
        ? version.substring(version.indexOf(':') + 1)
        : version.substring(really + "+really".length());
  }

  /** Each package has a folder {@code name-version-release} with a file that says the same. */
  private List<String> pacman(String name) {
    String version = "%VERSION%\n";
    for (String folder : tree.list(PACMAN)) {
      String desc = folder.startsWith(name + "-") ? text(PACMAN + "/" + folder + "/desc") : null;
      int at = desc == null ? -1 : desc.indexOf(version);
      if (desc != null && desc.contains("%NAME%\n" + name + "\n") && at >= 0) {
        return List.of(upstream(line(desc, at + version.length())));
      }
    }
    return List.of();
  }

  private Map<String, List<String>> rpm() {
    for (String path : RPM) {
      if (isThere(path)) {
        return rpm(path);
      }
    }
    return Map.of();
  }

  private Map<String, List<String>> rpm(String path) {
    List<String> names = new ArrayList<>(POSTFIX);
    names.addAll(OPENSSL);
    try (InputStream in = tree.open(path, Limits.PACKAGE_DATABASE_SIZE)) {
      return RpmDatabase.versions(in, names, Limits.PACKAGE_DATABASE_SIZE);
    } catch (IOException e) {
      return Map.of();
    }
  }
}
