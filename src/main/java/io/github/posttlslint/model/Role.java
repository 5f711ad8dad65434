package io.github.posttlslint.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a service is for, as far as TLS is concerned.
 *
 * <p>The role of an smtpd(8) follows from where it listens: the port, by number or by a name that
 * has had one meaning for long (smtp, submission, submissions, smtps), and whether the address is a
 * loopback address. Everything else is {@link #OTHER}, and rules must judge it mildly.
 */
public enum Role {
  /** Takes mail from the whole Internet: port 25, also behind postscreen(8). */
  MX,
  /** Takes mail from users on port 587 (RFC 6409). */
  SUBMISSION,
  /** Takes mail from users on port 465, TLS from the first byte (RFC 8314). */
  SUBMISSIONS,
  /** Listens on a loopback address or a UNIX-domain socket only: filters, local programs. */
  INTERNAL,
  /** An smtpd(8) whose purpose cannot be told. */
  OTHER,
  /** postscreen(8). */
  POSTSCREEN,
  /** tlsproxy(8). */
  TLSPROXY,
  /** smtp(8): sends by SMTP. */
  SMTP_CLIENT,
  /** lmtp(8), or smtp(8) under that name: sends by LMTP. */
  LMTP_CLIENT,
  /** Has nothing to do with TLS connections. */
  NONE;

  /** The words of all roles. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Role role : values()) {
      labels.add(role.label());
    }
    return labels;
  }

  /** The lower-case word that rules and reports use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
