package io.github.posttlslint.postfix;

/**
 * What a Postfix is, as far as that decides about its defaults.
 *
 * @param version its release; any patch level of it where none is named
 * @param openSsl the OpenSSL that it is built with
 */
public record PostfixBuild(PostfixVersion version, OpenSslReleases openSsl) {

  /** A release with any OpenSSL. */
  public static PostfixBuild of(PostfixVersion version) {
    return new PostfixBuild(version, OpenSslReleases.ANY);
  }
}
