package io.github.posttlslint.handshake;

import org.jspecify.annotations.Nullable;

/** What a server did with a hello. */
sealed interface Observed {

  /**
   * It agreed.
   *
   * @param version the protocol as the wire names it, 0x0301 to 0x0304
   * @param suite the cipher suite's two bytes
   * @param exchange how the key is agreed on
   * @param leaf the server's own certificate, encoded; null if it showed none
   * @param signature the signature scheme of ServerKeyExchange or CertificateVerify; null where
   *     nothing is signed, or the protocol, below TLS 1.2, does not tell
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answered(
      int version,
      int suite,
      Exchange exchange,
      byte @Nullable [] leaf,
      @Nullable Integer signature)
      implements Observed {}

  /**
   * It asked by HelloRetryRequest, in TLS 1.3, for a key of a group that no client of now has.
   *
   * @param suite the cipher suite's two bytes
   * @param group the group that it asked for
   */
  record Asked(int suite, int group) implements Observed {}

  /** It sent an alert instead, before or after its ServerHello. */
  record Alerted(int level, int description) implements Observed {}

  /** It closed the connection without a word. */
  record Closed() implements Observed {}

  /** It said nothing more within the time. */
  record Timeout() implements Observed {}

  /** It did not let TLS begin: its reply to the command, or to the connection. */
  record NotBegun(String reply) implements Observed {}

  /** How the key is agreed on. */
  sealed interface Exchange {

    /**
     * Over a named group.
     *
     * @param id the group (IANA's registry "TLS Supported Groups")
     * @param retried whether the server asked for it by HelloRetryRequest
     */
    record Group(int id, boolean retried) implements Exchange {}

    /** Diffie-Hellman up to TLS 1.2, over a prime of so many bits. */
    record Prime(int bits) implements Exchange {}

    /** The client encrypts it with the key of the certificate. */
    record Transport() implements Exchange {}
  }
}
