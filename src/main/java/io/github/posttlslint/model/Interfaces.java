package io.github.posttlslint.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The addresses that master(8) listens on for services of main.cf's inet_interfaces
 * (own_inet_addr.c): {@code all} and {@code loopback-only} count as the whole value alone, else
 * each word is an address or the name of a host.
 */
final class Interfaces {

  private static final String PARAMETER = "inet_interfaces";

  private Interfaces() {}

  /**
   * Whether all of them are loopback addresses. Options of a service do not count: master reads.
   */
  static Truth areLoopback(Setup setup) {
    Value value = setup.value(PARAMETER);
    if (!value.isExplicit() || isJust(value, "all"::equalsIgnoreCase)) {
      return Truth.NO;
    }
    if (isJust(value, "loopback-only"::equals)) {
      return Truth.YES;
    }
    if (!value.known().isSet().ifUnknown(true)) {
      return Truth.NO;
    }
    boolean byHost = Resolver.isOfHost(value);
    return Truth.all(
        value.words(),
        word ->
            word.fold(
                Interfaces::isLoopback,
                () -> Truth.NO,
                doubt -> byHost ? Truth.NO : Truth.unknown(doubt)));
  }

  /**
   * Whether there are none, so that master(8) ends with "no valid IP address found": it looks at
   * them for each service whose address in master.cf names no host.
   */
  static boolean areMissing(Setup setup) {
    Value value = setup.value(PARAMETER);
    boolean none = value.isExplicit() && !value.known().isHidden() && value.words().isEmpty();
    return none && setup.services().stream().anyMatch(Interfaces::listensOnAll);
  }

  /** The addresses and names of hosts, of the protocols in inet_protocols. */
  static Known<List<String>> addresses(Setup setup) {
    Value value = setup.value(PARAMETER);
    Value protocols = setup.value("inet_protocols");
    if (protocols.known().isHidden() || value.known().isHidden()) {
      Doubt doubt = value.known().isHidden() ? value.known().doubt() : protocols.known().doubt();
      return doubt == null ? Known.unset() : Known.unknown(doubt);
    }
    Truth both = protocols.hasWord("all");
    boolean four = both.or(() -> protocols.hasWord("ipv4")).ifUnknown(true);
    boolean six = both.or(() -> protocols.hasWord("ipv6")).ifUnknown(true);
    List<String> all = new ArrayList<>();
    if (!value.isExplicit() || isJust(value, "all"::equalsIgnoreCase)) {
      add("0.0.0.0", four, "::", six, all);
    } else if (isJust(value, "loopback-only"::equals)) {
      add("127.0.0.1", four, "::1", six, all);
    } else {
      for (Known<String> word : value.words()) {
        String text = bare(word.or("", ""));
        boolean isSix = text.indexOf(':') >= 0;
        boolean isFour = !isSix && !text.isEmpty() && Character.isDigit(text.charAt(0));
        if (isSix ? six : !isFour || four) {
          all.add(text);
        }
      }
    }
    return Known.of(all);
  }

  private static String bare(String address) {
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return bracketed ? address.substring(1, address.length() - 1) : address;
  }

  private static void add(
      String first, boolean isFirst, String second, boolean isSecond, List<String> all) {
    if (isFirst) {
      all.add(first);
    }
    if (isSecond) {
      all.add(second);
    }
  }

  private static boolean listensOnAll(Service service) {
    Endpoint endpoint = service.endpoint();
    return endpoint != null && endpoint.host().isEmpty();
  }

  private static boolean isJust(Value value, Predicate<String> word) {
    return value.known().is(word).ifUnknown(false);
  }

  private static Truth isLoopback(String word) {
    if (word.equalsIgnoreCase("all") || word.equalsIgnoreCase("loopback-only")) {
      String why = "'" + word + "' in a list is the name of a host, which Postfix looks up";
      return Truth.unknown(new Doubt(why, PARAMETER));
    }
    return Truth.of(Endpoint.isLoopback(word));
  }
}
