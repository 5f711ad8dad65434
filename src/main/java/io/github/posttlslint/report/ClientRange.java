package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of one family that are named together.
 *
 * @param clients neighbours in the list of all, at least one
 */
record ClientRange(List<Client> clients) {

  ClientRange {
    clients = List.copyOf(clients);
  }

  /** Tells whether a client is named together with the one before it. */
  interface Bond {
    boolean joins(int before, int client);
  }

  /**
   * The ranges of some clients.
   *
   * @param clients all, in their order
   * @param bond by their places
   */
  static List<ClientRange> of(List<Client> clients, Bond bond) {
    List<ClientRange> ranges = new ArrayList<>();
    List<Client> open = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      boolean isNext =
          i > 0 && clients.get(i).family() == clients.get(i - 1).family() && bond.joins(i - 1, i);
      if (!isNext && !open.isEmpty()) {
        ranges.add(new ClientRange(open));
        open.clear();
      }
      open.add(clients.get(i));
    }
    if (!open.isEmpty()) {
      ranges.add(new ClientRange(open));
    }
    return ranges;
  }

  Client first() {
    return clients.get(0);
  }

  private Client last() {
    return clients.get(clients.size() - 1);
  }

  /** Such as {@code OpenSSL 1.0.1h to 1.0.2e}. */
  String names() {
    String name = first().name();
    return switch (clients.size()) {
      case 1 -> name;
      case 2 -> name + " and " + rest(name, last().name());
      default -> name + " to " + rest(name, last().name());
    };
  }

  /** A name without the words that it begins with like another one. */
  private static String rest(String one, String other) {
    int from = 0;
    for (int space = other.indexOf(' '); space >= 0; space = other.indexOf(' ', from)) {
      if (!one.startsWith(other.substring(0, space + 1))) {
        break;
      }
      from = space + 1;
    }
    return other.substring(from);
  }

  /** Such as {@code 2014-2015}. */
  String years() {
    int least = first().year();
    int most = least;
    for (Client client : clients) {
      least = Math.min(least, client.year());
      most = Math.max(most, client.year());
    }
    return least == most ? Integer.toString(least) : least + "-" + most;
  }
}
