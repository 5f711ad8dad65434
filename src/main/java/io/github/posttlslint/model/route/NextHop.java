package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.table.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One destination that smtp(8) or lmtp(8) is handed: {@code host}, {@code host:port}, {@code
 * [host]} or {@code [host]:port}, where {@code IPv6:} may stand before an address in brackets, of
 * LMTP also {@code inet:} before one of these, or {@code unix:path} (smtp_connect.c,
 * smtp_parse_destination(); host_port.c, host_port()).
 *
 * @param text as it is handed on, which is the key for policies and passwords; of recipients'
 *     domains the domain, after a dot those below it, and empty for all of them
 * @param form what it is
 * @param host without brackets; empty for sockets and where it is not known which domain it is
 * @param port the number, the default if none is written; -1 for a name that has no fixed meaning
 * @param fault what makes the program end with a fatal error, in its own words; null if nothing
 */
public record NextHop(String text, Form form, String host, int port, @Nullable String fault) {

  /** What a destination is. */
  public enum Form {
    /** A host, taken as it stands. */
    HOST,
    /** A domain, whose MX records name the hosts. */
    DOMAIN,
    /** The domain of each recipient, or one of several such. */
    RECIPIENT,
    /** A socket in the file system. */
    SOCKET
  }

  private static final String UNIX = "unix:";
  private static final String INET = "inet:";
  private static final String IPV6 = "ipv6:";

  /** The MX hosts of the recipients' domains. */
  static NextHop ofRecipients(String domain, int port) {
    return new NextHop(domain, Form.RECIPIENT, "", port, null);
  }

  /**
   * Reads any text as smtp(8) does.
   *
   * @param defaultPort the port where none is written
   */
  public static NextHop smtp(String text, int defaultPort) {
    return text.startsWith("[") ? bracketed(text, defaultPort) : plain(text, defaultPort);
  }

  /** The same as lmtp(8) does. */
  static NextHop lmtp(String text, int defaultPort) {
    if (text.startsWith(UNIX)) {
      return new NextHop(text.substring(UNIX.length()), Form.SOCKET, "", 0, null);
    }
    return smtp(text.startsWith(INET) ? text.substring(INET.length()) : text, defaultPort);
  }

  private static NextHop bracketed(String text, int defaultPort) {
    int close = text.indexOf(']');
    if (close < 0) {
      return faulty(text, "missing \"]\"");
    }
    String rest = text.substring(close + 1);
    if (!rest.isEmpty() && !rest.startsWith(":")) {
      return faulty(text, "garbage after \"]\"");
    }
    String service = rest.isEmpty() ? "" : rest.substring(1);
    String host = text.substring(1, close);
    if (!host.regionMatches(true, 0, IPV6, 0, IPV6.length())) {
      return of(text, Form.HOST, host, service, defaultPort);
    }
    String address = host.substring(IPV6.length());
    return address.contains(":") && isAddress(address)
        ? of(text, Form.HOST, address, service, defaultPort)
        : faulty(text, "malformed IPv6 address");
  }

  /** The last colon parts host and port; a text of one address with colons has no port. */
  private static NextHop plain(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? of(text, Form.DOMAIN, text, "", defaultPort)
        : of(text, Form.DOMAIN, text.substring(0, colon), text.substring(colon + 1), defaultPort);
  }

  private static NextHop of(String text, Form form, String host, String service, int defaultPort) {
    if (!isValid(host)) {
      boolean isMissing = host.isEmpty() && form == Form.DOMAIN;
      return faulty(
          text,
          isMissing ? "missing host information" : "valid hostname or network address required");
    }
    String fault = service.isEmpty() ? null : fault(service);
    int port = service.isEmpty() ? defaultPort : Endpoint.port(service);
    // an address needs no look-up of MX records, with or without brackets
    return new NextHop(text, isAddress(host) ? Form.HOST : form, host, port, fault);
  }

  /**
   * Letters of other alphabets become letters and digits first (midna_domain.c); zeros may lead the
   * numbers of an IPv4 address, which then need not be the one that it looks like.
   */
  private static boolean isValid(String host) {
    StringBuilder ascii = new StringBuilder();
    StringBuilder shortened = new StringBuilder();
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean leads = c == '0' && i + 1 < host.length() && isDigit(host.charAt(i + 1));
      ascii.append(c < 128 ? c : 'x');
      int length = shortened.length();
      boolean begins = length == 0 || shortened.charAt(length - 1) == '.';
      if (!leads || !begins) {
        shortened.append(c);
      }
    }
    return isAddress(host)
        || HostName.isValid(ascii.toString())
        || (host.indexOf(':') < 0 && isAddress(shortened.toString()));
  }

  /** Why a port cannot be one; null if it is one, or a name that the host may know. */
  private static @Nullable String fault(String service) {
    if (isDigit(service.charAt(0))) {
      boolean isNumber = true;
      for (int i = 0; i < service.length(); i++) {
        isNumber &= isDigit(service.charAt(i));
      }
      if (!isNumber) {
        return "garbage after numerical service";
      }
      return Endpoint.port(service) > 0 ? null : "bad network port: " + service;
    }
    for (int i = 0; i < service.length(); i++) {
      char c = service.charAt(i);
      boolean ofName = Chars.isAlphanumeric(c) || (i > 0 && "-_+".indexOf(c) >= 0);
      if (!ofName || service.equals("localhost")) {
        return "unknown service: " + service + "/tcp";
      }
    }
    return null;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The same where no MX records are looked up: a domain is the host itself. */
  NextHop withoutMx() {
    return form == Form.DOMAIN ? new NextHop(text, Form.HOST, host, port, fault) : this;
  }

  private static NextHop faulty(String text, String fault) {
    return new NextHop(text, Form.HOST, "", -1, fault);
  }

  private static boolean isAddress(String host) {
    return IpAddress.parse(host) != null;
  }

  /** The port that is written, if it is not a number; null otherwise. */
  public @Nullable String portName() {
    int colon = text.lastIndexOf(':');
    boolean written = form != Form.SOCKET && form != Form.RECIPIENT && fault == null && colon > 0;
    String service = written ? text.substring(colon + 1) : "";
    boolean isName = !service.isEmpty() && service.indexOf(']') < 0 && !isDigit(service.charAt(0));
    return isName ? service : null;
  }

  /** Whether it is an address and no name. */
  public boolean isAddress() {
    return !host.isEmpty() && isAddress(host);
  }

  /** Whether it is the domain of any recipient. */
  public boolean isAny() {
    return form == Form.RECIPIENT && text.isEmpty();
  }

  /** Whether it is this machine, or a socket on it. */
  public boolean isLocal() {
    return form == Form.SOCKET || Endpoint.isLoopback(host);
  }

  /** Whether policies of parent domains count for it, too (smtp_tls_policy.c). */
  boolean isPlainDomain() {
    return form == Form.RECIPIENT || HostName.isValid(text);
  }
}
