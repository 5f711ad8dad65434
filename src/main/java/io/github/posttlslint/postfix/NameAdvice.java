package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a name that Postfix does not know.
 *
 * @param kind why it is not known
 * @param suggestion the parameter that was probably meant; for {@link Kind#NO_SUCH_SERVICE} the
 *     service that master.cf lacks; null if there is none
 * @param version for {@link Kind#TOO_NEW} the version that knows it first, for {@link Kind#REMOVED}
 *     the first release without it; else null
 * @param others parameters that are as near as the suggestion
 */
public record NameAdvice(
    Kind kind, @Nullable String suggestion, @Nullable PostfixVersion version, List<String> others) {

  public NameAdvice {
    others = List.copyOf(others);
  }

  /** With one suggestion at most. */
  NameAdvice(Kind kind, @Nullable String suggestion, @Nullable PostfixVersion version) {
    this(kind, suggestion, version, List.of());
  }

  /** All that may have been meant; empty if nothing is near. */
  public List<String> suggestions() {
    List<String> all = new ArrayList<>();
    if (suggestion != null) {
      all.add(suggestion);
    }
    all.addAll(others);
    return all;
  }

  /** The same with only some of the suggestions. */
  public NameAdvice of(List<String> names) {
    return new NameAdvice(kind, names.get(0), version, names.subList(1, names.size()));
  }

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
