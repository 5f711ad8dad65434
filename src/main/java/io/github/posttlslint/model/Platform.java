package io.github.posttlslint.model;

import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.Distribution.BerkeleyDb;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;

/**
 * What a setup runs on, as far as that is known.
 *
 * @param found the release of Postfix, with the patch level where that is known
 * @param source what tells it, to be put behind it; empty if there is no telling
 * @param isPatched whether a distribution mends this Postfix without changing its number, so that
 *     the patch level does not tell what it does
 * @param openSsl the OpenSSL that Postfix is built with
 * @param distribution who built it
 */
public record Platform(
    PostfixVersion found,
    String source,
    boolean isPatched,
    OpenSslReleases openSsl,
    Distribution distribution) {

  /** The source of a release that nothing tells. */
  public static final String NEWEST_KNOWN = "as the newest known";

  /** A release that is named, with any OpenSSL. */
  public static Platform of(PostfixVersion release) {
    return new Platform(release, "", false, OpenSslReleases.ANY, Distribution.UNKNOWN);
  }

  /** The release to judge by: without a patch level where that tells nothing. */
  public PostfixVersion postfix() {
    return isPatched ? found.release() : found;
  }

  /** The same with another release of Postfix. */
  public Platform with(PostfixVersion release) {
    return new Platform(release, source, false, openSsl, distribution);
  }

  /** What tables of Berkeley DB do in this Postfix. */
  public BerkeleyDb berkeleyDb() {
    return builder().berkeleyDb(found);
  }

  /** What a parameter can be by default; nothing if that does not depend on the build. */
  public List<String> defaults(String parameter) {
    return builder().defaults(parameter, found);
  }

  /** A release that is not the distribution's was built by somebody else. */
  private Distribution builder() {
    PostfixVersion own = distribution.postfix();
    boolean isForeign = distribution.isPatched() && own != null && !own.equals(found.release());
    return isForeign ? Distribution.UNKNOWN : distribution;
  }

  /** The same with a release of Postfix that somebody has named. */
  public Platform named(PostfixVersion release) {
    return new Platform(release, "", false, openSsl, distribution);
  }

  /** The same with another OpenSSL. */
  public Platform with(OpenSslReleases other) {
    return new Platform(found, source, isPatched, other, distribution);
  }

  /** Whether somebody named the release of Postfix, or something tells it. */
  public boolean isTold() {
    return !source.equals(NEWEST_KNOWN);
  }
}
