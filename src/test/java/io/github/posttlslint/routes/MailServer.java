package io.github.posttlslint.routes;

import java.util.List;
import java.util.Optional;

/**
 * A server that the deliveries may reach, at 127.0.0.2 and under all names that {@code /etc/hosts}
 * gives this address. With TLS it speaks versions 1.2 and 1.3, and its key is one of an elliptic
 * curve.
 *
 * @param port where it is
 * @param tls how it speaks TLS
 * @param identity the certificate that it shows; without TLS it has none to show
 * @param auth whether it offers AUTH PLAIN LOGIN, before TLS and under it
 */
public record MailServer(int port, Tls tls, Identity identity, boolean auth) {

  /** How a server speaks TLS. */
  public enum Tls {
    /** Not at all. */
    NONE,
    /** After STARTTLS. */
    STARTTLS,
    /** From the first byte. */
    WRAPPED
  }

  /** The names of the right certificate. */
  public static final List<String> NAMES =
      List.of(
          "example.com", "mx.example.com", "smtp.example.com", "relay.example.net", "example.net");

  /** All names that {@code /etc/hosts} gives the address. */
  public static final List<String> HOSTS =
      List.of(
          "example.com",
          "mx.example.com",
          "smtp.example.com",
          "relay.example.net",
          "example.net",
          "relay.test",
          "virtual.test",
          "sender.test");

  /** What a server shows. */
  public enum Identity {
    /** A certificate of the CA in {@code ca.pem}, for {@link MailServer#NAMES}. */
    RIGHT,
    /** A certificate of the CA in {@code ca.pem}, for another name. */
    OTHER_NAME,
    /** A certificate for {@link MailServer#NAMES}, which nobody has signed but itself. */
    SELF_SIGNED;

    /** The DNS names of the certificate. */
    public List<String> names() {
      return this == OTHER_NAME ? List.of("other.example.edu") : NAMES;
    }
  }

  /** All of them. Nothing listens on other ports. */
  public static final List<MailServer> ALL =
      List.of(
          new MailServer(24, Tls.STARTTLS, Identity.RIGHT, false),
          new MailServer(25, Tls.STARTTLS, Identity.RIGHT, true),
          new MailServer(465, Tls.WRAPPED, Identity.RIGHT, true),
          new MailServer(587, Tls.STARTTLS, Identity.RIGHT, true),
          new MailServer(2003, Tls.NONE, Identity.RIGHT, false),
          new MailServer(2525, Tls.STARTTLS, Identity.OTHER_NAME, true),
          new MailServer(2526, Tls.NONE, Identity.RIGHT, true),
          new MailServer(2527, Tls.STARTTLS, Identity.SELF_SIGNED, true),
          new MailServer(8465, Tls.WRAPPED, Identity.OTHER_NAME, true),
          new MailServer(10024, Tls.NONE, Identity.RIGHT, false));

  /** The server at a port, if there is one. */
  public static Optional<MailServer> at(int port) {
    return ALL.stream().filter(server -> server.port() == port).findFirst();
  }
}
