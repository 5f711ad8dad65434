package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import org.jspecify.annotations.Nullable;

/**
 * Finds the releases of Postfix and OpenSSL that a setup runs on where nobody named them. That of
 * OpenSSL is told by the package database only. That of Postfix: from the package database of its
 * tree; else from its compatibility level and the newest parameter that it sets, which both say "at
 * least"; else the newest known.
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
    OpenSslReleases library = openSsl != null ? openSsl : library(packages);
    if (release != null) {
      return new Platform(release, "as told", false, library);
    }
    PlatformFinder found = release(files, parameters, packages);
    return new Platform(found.version, found.source, false, library);
  }

  private static OpenSslReleases library(Packages packages) {
    String installed = packages.version(Packages.OPENSSL);
    OpenSslReleases packaged = installed == null ? null : OpenSslReleases.parse(installed);
    return packaged == null ? OpenSslReleases.ANY : packaged;
  }

  private static PlatformFinder release(
      SetupFiles files, Parameters parameters, Packages packages) {
    String installed = packages.version(Packages.POSTFIX);
    PostfixVersion packaged = installed == null ? null : PostfixVersion.parse(installed);
    if (packaged != null) {
      return new PlatformFinder(packaged, "by the package database");
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
    return new PlatformFinder(PostfixVersion.NEWEST, "as the newest known");
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
