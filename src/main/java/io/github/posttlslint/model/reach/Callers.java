package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Answer;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Client.Family;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.tls.TlsFiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The clients that call a listener, as far as it is known who does: stacks of servers on port 25,
 * those of users' programs where mail is submitted; of each only captures that count as current.
 */
public final class Callers implements ServicePart {

  private final Listener listener;
  private final List<Reach> reaches;
  private final List<Client> clients;

  /** The key that most clients can use, whatever else they cannot. */
  private final List<Reach> withRsa;

  private Callers(Listener listener, List<Reach> reaches, List<Client> clients) {
    this.listener = listener;
    this.reaches = reaches;
    this.clients = clients;
    this.withRsa = Reach.withRsa(listener);
  }

  /** Those of all listeners where clients can have TLS, and at least one of them may get it. */
  public static List<Callers> all(Setup setup, List<TlsFiles> files, Tables tables) {
    List<Client> known = Clients.all();
    List<SniEntry> names = SniEntry.all(tables.uses());
    List<Callers> all = new ArrayList<>();
    for (Listener listener : Listeners.of(setup, files)) {
      boolean isOn = listener.tls() != Tls.OFF && listener.tls() != Tls.UNKNOWN;
      List<Client> clients = of(listener.service().role(), known);
      if (isOn && !clients.isEmpty() && !listener.fault().isSet().ifUnknown(false)) {
        all.add(new Callers(listener, Reach.of(listener, tables, names), clients));
      }
    }
    return all;
  }

  private static List<Client> of(Role role, List<Client> known) {
    Predicate<Family> calls =
        switch (role) {
          case MX, POSTSCREEN -> Family::isOfServers;
          case SUBMISSION, SUBMISSIONS -> Family::isOfUsers;
          default -> family -> false;
        };
    return known.stream()
        .filter(client -> client.isCurrent() && calls.test(client.family()))
        .toList();
  }

  @Override
  public Service service() {
    return listener.service();
  }

  /** The port, or what stands for it. */
  public String port() {
    return listener.port();
  }

  /** Whether a client that gets no TLS goes on in clear text. */
  public boolean isOptional() {
    return listener.tls() == Tls.OFFERED;
  }

  /** The day of the source of the clients. */
  public String date() {
    return Clients.DATE;
  }

  /** Whether none of them gets TLS. */
  public Truth areAllLost() {
    Truth all = Truth.YES;
    for (Client client : clients) {
      all = all.and(() -> isLost(client, reaches));
    }
    return all;
  }

  /** Whether a client gets TLS neither with the listener's own certificates nor by a name. */
  private static Truth isLost(Client client, List<Reach> reaches) {
    Truth lost = Truth.YES;
    for (Reach reach : reaches) {
      if (reach.serverName() == null || client.hello().sendsServerName()) {
        lost = lost.and(() -> reach.answer(client).is(Callers::isShutOut));
      }
    }
    return lost;
  }

  /** A broken table of server names is no matter of the client, and has rules of its own. */
  private static boolean isShutOut(Answer answer) {
    return answer instanceof Answer.Refused refused && refused.why() != Answer.Why.NAME;
  }

  /** The families of which all are shut out, whatever certificate there is. */
  public Known<List<String>> lostFamilies() {
    return families(client -> isLost(client, reaches).and(() -> isLost(client, withRsa)));
  }

  /** The families of which all are shut out, and an RSA certificate would let in. */
  public Known<List<String>> familiesForRsa() {
    return families(client -> isLost(client, reaches).and(() -> isLost(client, withRsa).not()));
  }

  /** Those that all clients of a family are of; none where that is all clients. */
  private Known<List<String>> families(Function<Client, Truth> lost) {
    return all(lost).map(all -> all.size() == familiesOf(clients).size() ? List.of() : words(all));
  }

  private Known<List<Family>> all(Function<Client, Truth> lost) {
    Map<Family, Truth> all = new EnumMap<>(Family.class);
    for (Client client : clients) {
      Truth before = all.getOrDefault(client.family(), Truth.YES);
      all.put(client.family(), before.and(() -> lost.apply(client)));
    }
    List<Family> families = new ArrayList<>();
    for (Map.Entry<Family, Truth> entry : all.entrySet()) {
      Doubt doubt = entry.getValue().doubt();
      if (doubt != null) {
        return Known.unknown(doubt);
      }
      if (entry.getValue().ifUnknown(false)) {
        families.add(entry.getKey());
      }
    }
    return Known.of(families);
  }

  private static Set<Family> familiesOf(List<Client> clients) {
    Set<Family> families = new LinkedHashSet<>();
    clients.forEach(client -> families.add(client.family()));
    return families;
  }

  /** Each with its captures, such as {@code Windows (IE 11 Win 7 of 2013, ...)}. */
  private List<String> words(List<Family> families) {
    List<String> words = new ArrayList<>();
    for (Family family : families) {
      List<String> names = new ArrayList<>();
      for (Client client : clients) {
        if (client.family() == family) {
          names.add(client.name() + " of " + client.year());
        }
      }
      words.add(family.words() + " (" + String.join(", ", names) + ")");
    }
    return words;
  }

  /**
   * Why the first client is shut out, of those that are so with all of their family if there are
   * such, for people; unset if none is.
   */
  public Known<String> reason() {
    Known<List<Family>> lost = all(client -> isLost(client, reaches));
    List<Family> families = lost.or(List.of(), List.of());
    for (Client client : clients) {
      boolean isMeant = families.isEmpty() || families.contains(client.family());
      if (isMeant && isLost(client, reaches).ifUnknown(false)) {
        return reaches
            .get(0)
            .answer(client)
            .then(
                answer ->
                    answer instanceof Answer.Refused refused
                        ? Known.of(client.name() + ": " + refused.reason())
                        : Known.unset());
      }
    }
    return Known.unset();
  }
}
