package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the release of a setup that nobody named: from the package database of its tree; else from
 * its compatibility level and the newest parameter that it sets, which both say "at least"; else
 * the newest known.
 */
final class ReleaseFinder {

  private static final String LEVEL = "compatibility_level";
  private static final String DPKG = "/var/lib/dpkg/status";
  private static final String APK = "/lib/apk/db/installed";

  private PostfixVersion version;
  private String source;

  private ReleaseFinder(PostfixVersion version, String source) {
    this.version = version;
    this.source = source;
  }

  /** Finds the release of a setup. */
  static ReleaseFinder of(SetupFiles files, Parameters parameters) {
    PostfixVersion installed = installed(files.tree());
    if (installed != null) {
      return new ReleaseFinder(installed, "by the package database");
    }
    MainCf main = files.main();
    PostfixVersion level = main == null ? null : level(main);
    if (main == null || level == null) {
      return newest();
    }
    ReleaseFinder found = new ReleaseFinder(level, "by " + LEVEL);
    for (MainCfEntry entry : main.entries()) {
      found.atLeast(parameters.find(entry.name()));
    }
    MasterCf master = files.master();
    if (master != null) {
      for (MasterEntry entry : master.entries()) {
        for (ParameterOverride override : entry.overrides()) {
          found.atLeast(parameters.find(override.name()));
        }
      }
    }
    return found.version.compareTo(PostfixVersion.NEWEST) > 0 ? newest() : found;
  }

  private static ReleaseFinder newest() {
    return new ReleaseFinder(PostfixVersion.NEWEST, "as the newest known");
  }

  /** The release. */
  PostfixVersion version() {
    return version;
  }

  /** What tells it, to be put behind it. */
  String source() {
    return source;
  }

  private void atLeast(@Nullable Parameter parameter) {
    if (parameter != null && parameter.since().release().compareTo(version) > 0) {
      version = parameter.since().release();
      source = "by " + parameter.name();
    }
  }

  /** Levels 0 to 2 are as old as Postfix 3.0 and tell nothing about the release. */
  private static @Nullable PostfixVersion level(MainCf main) {
    MainCfEntry entry = main.find(LEVEL);
    PostfixVersion level = entry == null ? null : PostfixVersion.parse(entry.value().text());
    return level != null && level.isAtLeast(3, 6) ? level.release() : null;
  }

  private static @Nullable PostfixVersion installed(FileTree tree) {
    PostfixVersion debian = version(tree, DPKG, "Package: postfix", "Version: ");
    return debian != null ? debian : version(tree, APK, "P:postfix", "V:");
  }

  private static @Nullable PostfixVersion version(
      FileTree tree, String database, String packageLine, String versionField) {
    if (!(tree.look(database) instanceof FileTree.Found)) {
      return null;
    }
    String text;
    try {
      text = new String(tree.read(database), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
    int at = text.startsWith(packageLine + "\n") ? 0 : text.indexOf("\n" + packageLine + "\n");
    if (at < 0) {
      return null;
    }
    int end = text.indexOf("\n\n", at);
    int field = text.indexOf("\n" + versionField, at);
    if (field < 0 || (end >= 0 && field > end)) {
      return null;
    }
    int from = field + 1 + versionField.length();
    int to = text.indexOf('\n', from);
    String version = text.substring(from, to < 0 ? text.length() : to);
    int epoch = version.indexOf(':');
    return PostfixVersion.parse(version.substring(epoch + 1));
  }
}
