package io.github.posttlslint.routes;

/**
 * What became of a message for one recipient.
 *
 * @param service the name of the entry of master.cf that carried it; {@code retry} or {@code error}
 *     where none did
 * @param host the name that it was sent to as the log has it, an address where the next hop is one;
 *     empty if no host was reached
 * @param port of that host; 0 if no host was reached
 * @param carriage how the mail went
 * @param trust what was known of the server
 * @param user who a password was sent for; empty if none was sent
 * @param outcome whether it arrived
 * @param reason what the log says of it
 */
public record Happening(
    String service,
    String host,
    int port,
    Carriage carriage,
    Trust trust,
    String user,
    Outcome outcome,
    String reason) {

  /** How mail goes. */
  public enum Carriage {
    /** It did not. */
    NONE,
    CLEAR,
    STARTTLS,
    WRAPPED
  }

  /** The word of "... TLS connection established"; passwords and mail come after it. */
  public enum Trust {
    /** No TLS connection was established. */
    NONE,
    ANONYMOUS,
    UNTRUSTED,
    TRUSTED,
    VERIFIED
  }

  /** What becomes of mail. */
  public enum Outcome {
    DELIVERED,
    DEFERRED,
    BOUNCED,
    /** Deferred, for there is no such service: "mail transport unavailable". */
    UNAVAILABLE
  }
}
