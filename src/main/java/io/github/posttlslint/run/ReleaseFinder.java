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

  private static final String DPKG = "/var/lib/dpkg/status";
  private static final String APK = "/lib/apk/db/installed";

  private ReleaseFinder() {}

  static PostfixVersion find(SetupFiles files, Parameters parameters) {
    PostfixVersion installed = installed(files.tree());
    if (installed != null) {
      return installed;
    }
    MainCf main = files.main();
    PostfixVersion level = main == null ? null : level(main);
    if (main == null || level == null) {
      return PostfixVersion.NEWEST;
    }
    PostfixVersion release = level;
    for (MainCfEntry entry : main.entries()) {
      release = atLeast(release, parameters.find(entry.name()));
    }
    MasterCf master = files.master();
    if (master != null) {
      for (MasterEntry entry : master.entries()) {
        for (ParameterOverride override : entry.overrides()) {
          release = atLeast(release, parameters.find(override.name()));
        }
      }
    }
    return release.isAtLeast(PostfixVersion.NEWEST) ? PostfixVersion.NEWEST : release;
  }

  private static PostfixVersion atLeast(PostfixVersion release, @Nullable Parameter parameter) {
    return parameter != null && parameter.since().release().isAtLeast(release)
        ? parameter.since().release()
        : release;
  }

  /** Levels 0 to 2 are as old as Postfix 3.0 and tell nothing about the release. */
  private static @Nullable PostfixVersion level(MainCf main) {
    MainCfEntry entry = main.find("compatibility_level");
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
