package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Answer;
import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.listen.Visitors;
import io.github.posttlslint.model.reach.Outcome.Connects;
import io.github.posttlslint.model.reach.Outcome.Fails;
import io.github.posttlslint.model.reach.Outcome.Untold;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients get of a listener. */
public final class Audience {

  private static final Doubt NO_OFFER = Doubt.of("what the service offers is not known");

  private final Reach reach;
  private final List<ServerName> serverNames;
  private final @Nullable Outcome common;
  private final List<Meeting> meetings;

  private Audience(
      Reach reach, List<ServerName> serverNames, @Nullable Outcome common, List<Meeting> meetings) {
    this.reach = reach;
    this.serverNames = List.copyOf(serverNames);
    this.common = common;
    this.meetings = List.copyOf(meetings);
  }

  /** Those of all listeners of a setup, in the order of master.cf. */
  public static List<Audience> of(Setup setup, List<Client> clients) {
    Tables tables = Tables.of(setup);
    List<SniEntry> entries = SniEntry.all(tables.uses());
    List<Audience> all = new ArrayList<>();
    for (Listener listener : Listeners.of(setup)) {
      all.addAll(of(listener, tables, entries, clients));
    }
    return all;
  }

  private static List<Audience> of(
      Listener listener, Tables tables, List<SniEntry> entries, List<Client> clients) {
    List<Client> ordered = ordered(listener, clients);
    Outcome common = common(listener);
    if (common != null) {
      Reach reach = Reach.of(listener, tables, List.of()).get(0);
      List<Meeting> meetings = new ArrayList<>();
      ordered.forEach(client -> meetings.add(new Meeting(client, common)));
      return List.of(new Audience(reach, List.of(), common, meetings));
    }
    Map<String, List<ServerName>> names = new HashMap<>();
    List<Audience> all = new ArrayList<>();
    Map<List<Outcome>, Integer> known = new LinkedHashMap<>();
    for (Reach reach : Reach.of(listener, tables, different(entries, names))) {
      String name = reach.serverName();
      List<Meeting> meetings = meetings(reach, ordered);
      if (name == null) {
        all.add(new Audience(reach, List.of(), shared(meetings), meetings));
        continue;
      }
      List<Outcome> outcomes = new ArrayList<>();
      meetings.forEach(meeting -> outcomes.add(meeting.outcome()));
      Integer place = known.putIfAbsent(outcomes, all.size());
      List<ServerName> own = names.getOrDefault(name, List.of());
      if (place == null) {
        all.add(new Audience(reach, own, shared(meetings), meetings));
      } else {
        all.set(place, all.get(place).with(own));
      }
    }
    return all;
  }

  private Audience with(List<ServerName> more) {
    List<ServerName> names = new ArrayList<>(serverNames);
    names.addAll(more);
    return new Audience(reach, names, common, meetings);
  }

  /**
   * One entry of those that name the same files.
   *
   * @param names gets the server names of all by that of the one
   */
  private static List<SniEntry> different(
      List<SniEntry> entries, Map<String, List<ServerName>> names) {
    Map<List<String>, SniEntry> first = new LinkedHashMap<>();
    for (SniEntry entry : entries) {
      List<String> same = List.of(entry.use().reference().text(), entry.value().text());
      SniEntry one = first.putIfAbsent(same, entry);
      String of = one == null ? entry.key() : one.key();
      ServerName name = new ServerName(entry.key(), entry.quoted("key", entry.key()));
      names.computeIfAbsent(of, key -> new ArrayList<>()).add(name);
    }
    return List.copyOf(first.values());
  }

  private static List<Client> ordered(Listener listener, List<Client> clients) {
    boolean isForServers = isForServers(listener);
    List<Client> ordered = new ArrayList<>();
    List<Client> others = new ArrayList<>();
    for (Client client : clients) {
      (client.family().isOfServers() == isForServers ? ordered : others).add(client);
    }
    ordered.addAll(others);
    return ordered;
  }

  /** Whether servers send mail to it, and not only programs of users. */
  public boolean isForServers() {
    return isForServers(listener());
  }

  private static boolean isForServers(Listener listener) {
    boolean isUsual =
        switch (listener.service().role()) {
          case SUBMISSION, SUBMISSIONS -> false;
          default -> true;
        };
    return listener.visitors().or(visitors -> visitors != Visitors.USERS, isUsual, isUsual);
  }

  /** The listener. */
  public Listener listener() {
    return reach.listener();
  }

  /** The same, with its own certificates or with those of the server names. */
  public Reach reach() {
    return reach;
  }

  /**
   * The server names that clients ask for, in which they get the same; none for clients that ask
   * for any other, or for none.
   */
  public List<ServerName> serverNames() {
    return serverNames;
  }

  /** What all get, where the listener decides it alone; null where clients can differ. */
  public @Nullable Outcome common() {
    return common;
  }

  /**
   * That of each client, those that the listener is made for first; for server names without the
   * clients that never ask for one.
   */
  public List<Meeting> meetings() {
    return meetings;
  }

  /** How many meetings have an outcome of a kind. */
  public int count(Class<? extends Outcome> kind) {
    int count = 0;
    for (Meeting meeting : meetings) {
      count += kind.isInstance(meeting.outcome()) ? 1 : 0;
    }
    return count;
  }

  // --- what all get ----------------------------------------------------------------------------

  private static @Nullable Outcome common(Listener listener) {
    Tls tls = listener.tls();
    Fault fault = listener.fault().<@Nullable Fault>fold(one -> one, () -> null, doubt -> null);
    if (fault != null) {
      boolean isOffered = tls == Tls.OFFERED && fault.kind() != Fault.Kind.NO_ANSWER;
      return new Fails(fault.kind().label(), fault.reason(), isOffered && isForServers(listener));
    }
    if (tls == Tls.OFF) {
      return new Fails("off", "TLS is off", true);
    }
    Doubt doubt = listener.fault().doubt();
    return tls == Tls.UNKNOWN ? new Outcome.Untold(doubt == null ? NO_OFFER : doubt) : null;
  }

  /** What cannot be told of any client for the same reason; null if something can. */
  private static @Nullable Outcome shared(List<Meeting> meetings) {
    Outcome first = meetings.isEmpty() ? null : meetings.get(0).outcome();
    for (Meeting meeting : meetings) {
      if (!(first instanceof Untold) || !meeting.outcome().equals(first)) {
        return null;
      }
    }
    return meetings.size() > 1 ? first : null;
  }

  // --- what one gets ---------------------------------------------------------------------------

  private static List<Meeting> meetings(Reach reach, List<Client> clients) {
    List<Meeting> meetings = new ArrayList<>();
    for (Client client : clients) {
      if (reach.serverName() == null || client.hello().sendsServerName()) {
        meetings.add(new Meeting(client, outcome(reach, client)));
      }
    }
    return meetings;
  }

  private static Outcome outcome(Reach reach, Client client) {
    List<Agreed> agreed = new ArrayList<>();
    List<Known<Answer>> answers = reach.answers(client);
    Refused refused = null;
    for (Known<Answer> answer : answers) {
      Answer one = answer.<@Nullable Answer>fold(known -> known, () -> null, doubt -> null);
      if (one == null) {
        return new Untold(answer.fold(known -> NO_OFFER, () -> NO_OFFER, doubt -> doubt));
      } else if (one instanceof Agreed success) {
        agreed.add(success);
      } else if (one instanceof Refused failure) {
        refused = refused == null ? failure : refused;
      }
    }
    if (refused == null) {
      return new Connects(agreed);
    }
    if (!agreed.isEmpty()) {
      return new Untold(
          reach.answer(client).fold(known -> NO_OFFER, () -> NO_OFFER, doubt -> doubt));
    }
    return new Fails(
        refused.why().name().toLowerCase(Locale.ROOT),
        refused.reason(),
        isInClear(reach.listener(), client));
  }

  /**
   * Whether one that is refused goes on in clear text: servers do where they do not insist on TLS
   * (postconf(5), smtp_tls_security_level = may), and programs of users do not.
   */
  private static boolean isInClear(Listener listener, Client client) {
    return listener.tls() == Tls.OFFERED && isForServers(listener) && client.family().isOfServers();
  }
}
