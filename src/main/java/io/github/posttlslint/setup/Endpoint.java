package io.github.posttlslint.setup;

import org.jspecify.annotations.Nullable;

/**
 * Where an inet service listens, as column one of master.cf says it: {@code port}, {@code
 * host:port} or {@code [host]:port} (master(5)).
 *
 * @param host empty for the addresses of inet_interfaces; without brackets
 * @param service port number or service name, as written
 * @param port the number; -1 where the name is not one of those with a fixed meaning
 */
public record Endpoint(String host, String service, int port) {

  /** Reads column one; null if it holds no port. */
  public static @Nullable Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String service = text.substring(colon + 1);
    if (service.isEmpty()) {
      return null;
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Endpoint(host, service, port(service));
  }

  /** The port of a number, or of a name in the SMTP family (IANA); -1 for other names. */
  public static int port(String service) {
    return switch (service) {
      case "smtp" -> 25;
      case "submission" -> 587;
      case "submissions", "smtps", "urd", "ssmtp" -> 465;
      case "lmtp" -> 24;
      default -> number(service);
    };
  }

  private static int number(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 4) {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return text.isEmpty() || number > 65535 ? -1 : number;
  }

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  /** Whether it listens on an address of a private network only (RFC 1918, RFC 4193, RFC 3927). */
  public boolean isPrivate() {
    return host.startsWith("10.")
        || host.startsWith("192.168.")
        || host.startsWith("169.254.")
        || isSharedBy172()
        || isUniqueLocal()
        || host.regionMatches(true, 0, "fe80:", 0, 5);
  }

  private boolean isUniqueLocal() {
    return host.indexOf(':') > 0
        && (host.regionMatches(true, 0, "fd", 0, 2) || host.regionMatches(true, 0, "fc", 0, 2));
  }

  /** 172.16.0.0/12. */
  private boolean isSharedBy172() {
    int dot = host.indexOf('.', 4);
    int second = host.startsWith("172.") && dot > 0 ? number(host.substring(4, dot)) : -1;
    return second >= 16 && second <= 31;
  }

  /** Whether an address or name means this machine only. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("::1")
        || host.equals("ip6-localhost");
  }
}
