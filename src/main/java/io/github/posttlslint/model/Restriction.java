package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/**
 * One restriction of an access restriction list of smtpd(8), as it is met when the list is worked
 * off (smtpd_check.c, generic_checks).
 *
 * @param name as written; for a table without a restriction before it, the {@code check_..._access}
 *     that Postfix puts there
 * @param argument the word that belongs to it, such as a table; null if none follows or none is due
 * @param takesArgument whether a word must follow
 * @param builtIn whether this release has a restriction of that name
 * @param warnOnly whether {@code warn_if_reject} stands before it, so that it rejects nothing
 * @param restrictionClass the class whose definition it stands in; null if it stands in the list
 * @param span where it is written; null for a built-in default
 */
public record Restriction(
    String name,
    @Nullable String argument,
    boolean takesArgument,
    boolean builtIn,
    boolean warnOnly,
    @Nullable String restrictionClass,
    @Nullable Span span) {

  /** Whether it has that name; letter case does not matter. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Whether nothing after it is looked at, whoever the client is. */
  public boolean endsList() {
    return is("permit") || refusesAll();
  }

  /** Whether every request that gets here is refused. */
  public boolean refusesAll() {
    return !warnOnly && (is("reject") || is("defer"));
  }

  /** Whether a request to relay mail to foreign domains does not get past it. */
  public boolean refusesRelay() {
    return !warnOnly
        && (is("reject_unauth_destination")
            || is("defer_unauth_destination")
            || is("check_relay_domains"));
  }

  /** Whether a client certificate can be what lets a request pass. */
  public boolean permitsByCertificate() {
    return is("permit_tls_clientcerts")
        || is("permit_tls_all_clientcerts")
        || is("check_ccert_access");
  }

  /** Whether a table or a policy server decides, about which nothing is known here. */
  public boolean asksElsewhere() {
    return argument != null && name.startsWith("check_");
  }
}
