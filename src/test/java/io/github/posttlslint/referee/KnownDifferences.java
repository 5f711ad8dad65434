package io.github.posttlslint.referee;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Differences between the linter and the real Postfix that stay, with the reason. Each is known for
 * one kind of damage and its usual effects only; a further effect makes it a new difference.
 */
final class KnownDifferences {

  private static final String LOST = "no: (\\d+ (greets|has TLS|takes .*)|authenticates|sends .*)";
  private static final String NOT_A_PROGRAM = "ERROR mcf-program-missing";

  private static final List<Known> ALL =
      List.of(
          known(
              "master.cf:\\d+ '(pickup|cleanup|qmgr|rewrite|local|bounce|proxymap|relay) .*"
                  + "-> \\[(#.*|\\w+ (pass|inet|unix) .*)?\\]",
              LOST,
              "a mail system without one of its own parts is no matter of TLS"),
          known(
              "master.cf:\\d+ 'smtp +unix .*-> \\[(#.*|smtp (pass|inet) .*)?\\]",
              "no: (authenticates|sends .*)",
              "without its client a host sends no mail; that is no matter of TLS"),
          known(
              "master.cf:\\d+ '(smtp|submission|submissions) +inet .*-> \\[(#.*)?\\]",
              "no: (25|465|587) .*",
              "on which ports a host shall listen only its owner knows; the options of a lost line"
                  + " are those of the service above"),
          known(
              "main.cf:\\d+ 'inet_interfaces = .*",
              LOST,
              "where a host listens is no matter of TLS, and any word may be the name of a host"),
          known(
              "main.cf:\\d+ '(mydestination|mynetworks|myhostname|mydomain) = .*",
              LOST,
              "for whom a host takes mail is no matter of TLS"),
          known(
              "main.cf:\\d+ 'relayhost = .*",
              "no: (authenticates|sends .*)",
              "any word may be the name of a relay, and a host may do without one"),
          known(
              "main.cf:\\d+ 'smtpd_tls_security_level = may' -> "
                  + "\\[(smtpd_tls_security_level = (none)?|smtp_tls_security_level = may)?\\]",
              "no: 25 (has TLS|takes mail .*)",
              "services of submission have levels of their own; port 25 without TLS may be meant"),
          known(
              "/var/spool/postfix/etc/ssl/provider-cas/\\w+\\.0"
                  + " (emptied|lost .*|a block lost|another pair behind|mode \\d+)",
              "no: sends to 25",
              "files of a CA directory in a chroot jail are looked for and not read"),
          known(
              "main.cf:\\d+ 'smtpd_sasl_path = private/auth' -> \\[smtpd_sasl_path = .*",
              "no: (465|587) .*",
              "any word may be the name of a socket, and sockets are not among the files"),
          known(
              "main.cf:\\d+ ' *permit_mynetworks,' -> \\[ *permit_mynetworks, # why\\]",
              "ERROR value-inline-comment",
              "the client of these runs is let through by the word before the comment; others get"
                  + " 451 for the words of the comment"),
          known(
              "master.cf:\\d+ ' *-o smtpd_recipient_restrictions=' -> "
                  + "\\[ *-o smtpd_recipient_restrictions=.*",
              "ERROR restriction-unknown",
              "the list comes after smtpd_relay_restrictions, which refuse a client that has not"
                  + " logged in, such as that of these runs"),
          known(
              "master.cf:\\d+ '(defer|trace|verify|flush|error|retry|scache|discard|virtual|lmtp|relay"
                  + "|showq|proxywrite|anvil) .*-> \\[\\w+( \\S+){6} \\w+\\]",
              NOT_A_PROGRAM,
              "there is no such program, but nothing asks for the service in these runs"));

  private record Known(Pattern damage, Pattern effect, String reason) {}

  private KnownDifferences() {}

  private static Known known(String damage, String effect, String reason) {
    return new Known(Pattern.compile(damage), Pattern.compile(effect), reason);
  }

  /**
   * Whether a difference stays.
   *
   * @param damage what was done, as {@link Damage} tells it
   * @param effects what Postfix lost or exposes, or the errors that the linter reports
   */
  static boolean isKnown(String damage, List<String> effects) {
    return ALL.stream()
        .anyMatch(
            known ->
                known.damage.matcher(damage).matches()
                    && effects.stream().allMatch(one -> known.effect.matcher(one).matches()));
  }
}
