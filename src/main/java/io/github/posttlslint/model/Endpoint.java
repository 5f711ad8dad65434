package io.github.posttlslint.model;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.table.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

  private static final String SERVICES = "/etc/services";

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

  /** The port of a number, or of a mail service's name; -1 for other names. */
  public static int port(String service) {
    Integer port = Programs.port(service);
    return port == null ? -1 : port;
  }

  /**
   * Whether the host or Postfix knows the name of a port. Postfix looks into known_tcp_ports first
   * (since 3.6, known_tcp_ports.c), then into services(5), of which /etc/services is all that is
   * read here.
   */
  public static Known<Boolean> isListed(Setup setup, String service) {
    Known<Boolean> own = setup.knowsPort(service);
    return own.isSet().ifUnknown(true) ? own : isInServices(setup, service);
  }

  /** Elements are {@code name=alias=port}. */
  static boolean hasName(String known, String service) {
    for (String element : ListText.words(known)) {
      List<String> parts = ListText.words(element, "=");
      if (parts.size() > 1 && parts.subList(0, parts.size() - 1).contains(service)) {
        return true;
      }
    }
    return false;
  }

  private static Known<Boolean> isInServices(Setup setup, String service) {
    FileTree tree = setup.tree();
    if (!(tree.look(SERVICES) instanceof FileTree.Found)) {
      return Known.unknown(Doubt.of("/etc/services is not here"));
    }
    try {
      String text = new String(tree.read(SERVICES), StandardCharsets.UTF_8);
      return Known.of(isListed(text, service));
    } catch (IOException e) {
      return Known.unknown(Doubt.of("/etc/services cannot be read"));
    }
  }

  /** Lines are {@code name port/protocol alias...} with comments after {@code #} (services(5)). */
  private static boolean isListed(String text, String port) {
    for (String line : ListText.words(text, "\n")) {
      int comment = line.indexOf('#');
      List<String> words = ListText.words(comment < 0 ? line : line.substring(0, comment), " \t\r");
      if (words.size() >= 2 && words.get(1).endsWith("/tcp")) {
        if (words.get(0).equals(port) || words.subList(2, words.size()).contains(port)) {
          return true;
        }
      }
    }
    return false;
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
    String second = host.startsWith("172.") && dot > 0 ? host.substring(4, dot) : "";
    return second.length() == 2
        && second.compareTo("16") >= 0
        && second.compareTo("31") <= 0
        && Character.isDigit(second.charAt(1));
  }

  /** Whether an address, perhaps in brackets, or a name means this machine only. */
  public static boolean isLoopback(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String name = bracketed ? host.substring(1, host.length() - 1) : host;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback" -> true;
      default -> isShortLoopback(name) || IpAddress.isLoopback(name);
    };
  }

  /** An address that may have fewer than four numbers, such as 127.1. */
  private static boolean isShortLoopback(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '.' && (name.charAt(i) < '0' || name.charAt(i) > '9')) {
        return false;
      }
    }
    return name.startsWith("127.");
  }
}
