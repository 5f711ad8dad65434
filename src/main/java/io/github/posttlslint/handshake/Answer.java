package io.github.posttlslint.handshake;

import org.jspecify.annotations.Nullable;

/** What becomes of a handshake. */
public sealed interface Answer {

  /**
   * It succeeds, as far as the server is concerned.
   *
   * @param suite the cipher suite by OpenSSL's name, such as {@code ECDHE-RSA-AES128-GCM-SHA256} or
   *     {@code TLS_AES_256_GCM_SHA384}
   * @param suiteCode its number on the wire
   * @param exchange how the keys are agreed on
   * @param key whose certificate is shown; null for an anonymous suite
   * @param signature how the server signs; null where the version or the suite has no choice
   */
  record Agreed(
      Version version,
      String suite,
      int suiteCode,
      Exchange exchange,
      @Nullable ServerKey key,
      @Nullable SignatureScheme signature)
      implements Answer {}

  /**
   * It fails.
   *
   * @param why what kind of reason there is
   * @param alert what the server says last (RFC 8446, section 6); 0 where the client ends it
   * @param reason a clause for people, without a full stop
   */
  record Refused(Why why, int alert, String reason) implements Answer {

    private static final int HANDSHAKE_FAILURE = 40;

    /** The server says {@code handshake_failure}. */
    Refused(Why why, String reason) {
      this(why, HANDSHAKE_FAILURE, reason);
    }
  }

  /** Why a handshake fails. */
  enum Why {
    VERSION,
    FALLBACK,
    SUITE,
    GROUP,
    SIGNATURE,
    /** The certificate or the prime does not reach the security level. */
    LEVEL,
    /** What the service has for the server name that the client sends cannot be used. */
    NAME,
    /** The client does not take what the server chose. */
    CLIENT
  }

  /** How keys are agreed on. */
  sealed interface Exchange {

    /**
     * A group that both have.
     *
     * @param retried whether the server has to ask for it (HelloRetryRequest)
     */
    record Group(String name, boolean retried) implements Exchange {}

    /** Diffie-Hellman modulo a prime of the server's. */
    record Prime(int bits) implements Exchange {}

    /** The client encrypts it with the key of the certificate. */
    record Transport() implements Exchange {}
  }
}
