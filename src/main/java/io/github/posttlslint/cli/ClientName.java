package io.github.posttlslint.cli;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.run.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the client that somebody means. */
final class ClientName {

  private ClientName() {}

  /**
   * The client of a name, or of its beginning; letters may be small, and brackets be left out.
   *
   * @throws UsageException if there is none, or more than one
   */
  static Client find(String name, List<Client> clients) throws UsageException {
    String wanted = plain(name);
    List<Client> found = new ArrayList<>();
    for (Client client : clients) {
      String plain = plain(client.name());
      if (plain.equals(wanted)) {
        return client;
      }
      if (plain.startsWith(wanted)) {
        found.add(client);
      }
    }
    if (wanted.isEmpty()) {
      throw new UsageException("--client needs a name, such as 'OpenSSL 3.5'");
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "--client " + name + ": no such client" + near(wanted, clients) + "; clients lists all");
    }
    List<String> names = new ArrayList<>();
    found.forEach(client -> names.add(client.name()));
    throw new UsageException(
        "--client " + name + ": several begin so: " + String.join(", ", names));
  }

  private static String near(String wanted, List<Client> clients) {
    List<String> plain = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Client client : clients) {
      plain.add(plain(client.name()));
      names.add(client.name());
      int bracket = client.name().indexOf(" (");
      if (bracket > 0) {
        plain.add(plain(client.name().substring(0, bracket)));
        names.add(client.name());
      }
    }
    String nearest = Nearest.word(wanted, plain);
    return nearest == null ? "" : " (did you mean '" + names.get(plain.indexOf(nearest)) + "'?)";
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace("(", "").replace(")", "");
  }
}
