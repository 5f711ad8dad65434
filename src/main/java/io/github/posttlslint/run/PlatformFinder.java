package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the releases of Postfix and OpenSSL that a setup runs on where nobody named them: from the
 * package database of its tree, else from what its distribution installs. Without these, that of
 * Postfix is told by its compatibility level and the newest parameter that it sets, which both say
 * "at least"; else it is the newest known, and OpenSSL any.
 */
final class PlatformFinder {

  private static final String LEVEL = "compatibility_level";

  private PostfixVersion version;
  private String source;

  private PlatformFinder(PostfixVersion version, String source) {
    this.version = version;
    this.source = source;
  }

  /**
   * Finds what a setup runs on.
   *
   * @param release the release of Postfix, where somebody has named it; else null
   * @param openSsl the release of OpenSSL, likewise
   */
  static Platform find(
      SetupFiles files,
      Parameters parameters,
      @Nullable PostfixVersion release,
      @Nullable OpenSslReleases openSsl) {
    Packages packages = new Packages(files.tree());
    Distribution distribution = OsRelease.of(files.tree());
    OpenSslReleases library = openSsl != null ? openSsl : library(packages, distribution);
    if (release != null) {
      return new Platform(release, "as told", false, library, distribution);
    }
    PlatformFinder found = release(files, parameters, packages, distribution);
    return new Platform(
        found.version, found.source, distribution.isPatched(), library, distribution);
  }

  private static OpenSslReleases library(Packages packages, Distribution distribution) {
    OpenSslReleases all = null;
    for (String installed : packages.openSsl()) {
      OpenSslReleases one = OpenSslReleases.parse(installed);
      if (one == null) {
        return OpenSslReleases.ANY;
      }
      all = all == null || all.equals(one) ? one : together(all, one);
    }
    return all == null ? distribution.openSsl() : all;
  }

  private static OpenSslReleases together(OpenSslReleases one, OpenSslReleases other) {
    boolean isOlder = other.oldest().isAtLeast(one.oldest());
    boolean isNewer = one.newest().isAtLeast(other.newest());
    return OpenSslReleases.between(
        (isOlder ? one : other).oldest(), (isNewer ? one : other).newest());
  }

  /** What several versions of a package have in common; null if that is not even a release. */
  private static @Nullable PostfixVersion common(List<String> installed) {
    PostfixVersion common = null;
    for (String text : installed) {
      PostfixVersion one = PostfixVersion.parse(text);
      if (one == null || (common != null && !common.release().equals(one.release()))) {
        return null;
      }
      common = common == null || common.equals(one) ? one : one.release();
    }
    return common;
  }

  private static PlatformFinder release(
      SetupFiles files, Parameters parameters, Packages packages, Distribution distribution) {
    PostfixVersion packaged = common(packages.versions(Packages.POSTFIX));
    if (packaged != null && packaged.release().compareTo(PostfixVersion.NEWEST) > 0) {
      return new PlatformFinder(
          PostfixVersion.NEWEST, Platform.NEWEST_KNOWN + ", for " + packaged + " is not");
    }
    if (packaged != null && packaged.isAtLeast(PostfixVersion.OLDEST)) {
      return new PlatformFinder(packaged, "by the package database");
    }
    PostfixVersion usual = distribution.postfix();
    if (usual != null) {
      return new PlatformFinder(usual, "by os-release");
    }
    MainCf main = files.main();
    PostfixVersion level = main == null ? null : level(main);
    if (main == null || level == null) {
      return newest();
    }
    PlatformFinder found = new PlatformFinder(level, "by " + LEVEL);
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

  private static PlatformFinder newest() {
    return new PlatformFinder(PostfixVersion.NEWEST, Platform.NEWEST_KNOWN);
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
}
