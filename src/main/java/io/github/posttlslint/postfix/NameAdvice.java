package io.github.posttlslint.postfix;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a name that Postfix does not know.
 *
 * @param kind why it is not known
 * @param suggestion the parameter that was probably meant; for {@link Kind#NO_SUCH_SERVICE} the
 *     service that master.cf lacks; null if there is none
 * @param version for {@link Kind#TOO_NEW} the version that knows it first, for {@link Kind#REMOVED}
 *     the first release without it; else null
 */
public record NameAdvice(Kind kind, @Nullable String suggestion, @Nullable PostfixVersion version) {

  /** Why a name is not known. */
  public enum Kind {
    /** Letter case: Postfix has {@code smtpd_tls_CAfile}, not {@code smtpd_tls_cafile}. */
    CASE,
    /** Hyphens in the place of underscores, letter case perhaps too. */
    HYPHEN,
    /** The name has another prefix: {@code smtpd_tls_auth_only}, not {@code smtp_tls_auth_only}. */
    WRONG_PREFIX,
    /** A later version knows the name, or the suggestion if there is one. */
    TOO_NEW,
    /** Earlier versions knew the name, or the suggestion if there is one. */
    REMOVED,
    /** A few letters or a word differ. */
    MISSPELT,
    /** A service of that name would make it a parameter, but there is none. */
    NO_SUCH_SERVICE,
    /** Nothing like it is known. */
    UNKNOWN
  }
}
