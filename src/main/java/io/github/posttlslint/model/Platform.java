package io.github.posttlslint.model;

import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.PostfixVersion;

/**
 * What a setup runs on, as far as that is known.
 *
 * @param found the release of Postfix, with the patch level where that is known
 * @param source what tells it, to be put behind it; empty if there is no telling
 * @param isPatched whether a distribution mends this Postfix without changing its number, so that
 *     the patch level does not tell what it does
 * @param openSsl the OpenSSL that Postfix is built with
 */
public record Platform(
    PostfixVersion found, String source, boolean isPatched, OpenSslReleases openSsl) {

  /** The source of a release that nothing tells. */
  private static final String NEWEST_KNOWN = "as the newest known";

  /** A release that is named, with any OpenSSL. */
  public static Platform of(PostfixVersion release) {
    return new Platform(release, "", false, OpenSslReleases.ANY);
  }

  /** The release to judge by: without a patch level where that tells nothing. */
  public PostfixVersion postfix() {
    return isPatched ? found.release() : found;
  }

  /** The same with another release of Postfix. */
  public Platform with(PostfixVersion release) {
    return new Platform(release, source, false, openSsl);
  }

  /** The same with a release of Postfix that somebody has named. */
  public Platform named(PostfixVersion release) {
    return new Platform(release, "", false, openSsl);
  }

  /** The same with another OpenSSL. */
  public Platform with(OpenSslReleases other) {
    return new Platform(found, source, isPatched, other);
  }

  /** Whether somebody named the release of Postfix, or something tells it. */
  public boolean isTold() {
    return !source.equals(NEWEST_KNOWN);
  }
}
