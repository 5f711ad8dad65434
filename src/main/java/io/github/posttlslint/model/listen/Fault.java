package io.github.posttlslint.model.listen;

import io.github.posttlslint.input.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why no client gets the TLS that a listener is meant to have.
 *
 * @param kind what a client sees of it
 * @param parameter the setting that is to blame
 * @param place where it is set, or what is wrong there; null where that is nowhere
 * @param reason a clause for people, without a full stop
 */
public record Fault(Kind kind, String parameter, @Nullable Span place, String reason) {

  /** What a client sees. */
  public enum Kind {
    /** The program ends itself before it greets. */
    NO_ANSWER("no greeting"),
    /** STARTTLS gets "454 TLS not available"; in wrapper mode the connection is closed. */
    REFUSED("TLS fails"),
    /** The handshake fails. */
    HANDSHAKE("handshakes fail"),
    /** TLS is demanded, but STARTTLS neither offered nor taken. */
    HIDDEN("TLS demanded and not offered"),
    /** There is no certificate: only a client that wants to see none gets TLS. */
    ANONYMOUS("TLS without certificate");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    /** The word that rules and reports use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
