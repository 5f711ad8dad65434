package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Meeting;
import io.github.posttlslint.model.reach.Outcome;
import io.github.posttlslint.model.reach.Outcome.Connects;
import io.github.posttlslint.model.reach.Outcome.Fails;
import io.github.posttlslint.model.reach.Outcome.Untold;
import io.github.posttlslint.model.reach.ServerName;
import java.util.ArrayList;
import java.util.List;

/** What is said of clients and listeners. */
final class ClientWords {

  private ClientWords() {}

  /** What the clients are. */
  static String source(int count) {
    return (count == 1 ? "1 TLS client" : count + " TLS clients")
        + " as captured up to "
        + Clients.DATE
        + " (etc/client-simulation.txt of testssl.sh): each stands for its TLS stack as it comes,"
        + " not for programs that set it up otherwise.";
  }

  /** A listener with what it has, such as {@code smtp/inet, port 25: TLS offered, TLSv1.2, rsa}. */
  static String heading(Audience audience) {
    Listener listener = audience.listener();
    List<String> names = names(audience.listener().setup(), audience.serverNames());
    String asked = names.isEmpty() ? "" : ", asked for " + Places.first(names, ", ");
    return place(listener) + asked + ": " + offer(listener);
  }

  /** A listener, such as {@code smtp/inet, port 25}. */
  static String place(Listener listener) {
    String port = listener.port();
    boolean isNumber = !port.isEmpty() && Character.isDigit(port.charAt(0));
    String id = Characters.name(listener.service().id());
    return isNumber ? id + ", port " + port : port.equals("none") ? id : id + ", " + port;
  }

  /** What a listener has, such as {@code TLS offered, TLSv1.2 to TLSv1.3, rsa}. */
  static String offer(Listener listener) {
    List<String> parts = new ArrayList<>(List.of(ListenerWords.meets(listener)));
    for (String part : List.of(ListenerWords.protocols(listener), ListenerWords.keys(listener))) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join(", ", parts);
  }

  /** Server names as they may be shown. */
  static List<String> names(Setup setup, List<ServerName> names) {
    List<String> shown = new ArrayList<>();
    names.forEach(name -> shown.add(Characters.oneLine(setup.secrets().mask(name.shown()))));
    return shown;
  }

  // --- outcomes --------------------------------------------------------------------------------

  /** What a client gets, in a few words. */
  static String outcome(Outcome outcome, Listener listener) {
    if (outcome instanceof Connects connects) {
      return connects(connects);
    } else if (outcome instanceof Fails fails) {
      String how = isOfAll(fails) ? "no TLS" : "refused";
      return how + (fails.isInClear() ? ", then clear text: " : ": ") + reason(fails, listener);
    }
    return outcome instanceof Untold untold
        ? "cannot tell: " + doubt(untold.doubt(), listener)
        : "";
  }

  private static boolean isOfAll(Fails fails) {
    return fails.why().equals("off");
  }

  private static String connects(Connects connects) {
    List<String> versions = new ArrayList<>();
    connects.versions().forEach(version -> versions.add(version.words()));
    List<String> parts = new ArrayList<>();
    boolean isOne = true;
    for (List<String> part :
        List.of(versions, connects.suites(), connects.exchanges(), connects.keys())) {
      parts.add(String.join(" or ", part));
      isOne &= part.size() == 1;
    }
    return String.join(", ", parts) + (isOne ? "" : " (that depends on OpenSSL)");
  }

  /** Why a client has no TLS. */
  static String reason(Fails fails, Listener listener) {
    Fault fault = ListenerWords.fault(listener);
    return fault != null && fails.reason().equals(fault.reason())
        ? ListenerWords.reason(listener, fault)
        : fails.reason();
  }

  static String doubt(Doubt doubt, Listener listener) {
    String reason = Characters.oneLine(listener.setup().secrets().mask(doubt));
    boolean isNamed = !doubt.about().isEmpty() || doubt.why().contains(doubt.parameter());
    return isNamed ? reason : doubt.parameter() + ": " + reason;
  }

  /** What all clients of a listener get, in a sentence. */
  static String common(Outcome common, Listener listener) {
    if (common instanceof Untold untold) {
      return "Cannot tell for any client: " + doubt(untold.doubt(), listener) + ".";
    }
    Fault fault = ListenerWords.fault(listener);
    if (fault == null) {
      boolean isHidden = !listener.level().is("none").ifUnknown(true);
      String decision =
          isHidden
              ? "STARTTLS is not offered (the EHLO keyword is discarded)"
              : "it is off (" + ListenerWords.decision(listener) + ")";
      return "No client has TLS: " + decision + ".";
    }
    Span span = fault.place();
    String place =
        span == null ? "" : " (" + Characters.name(span.file()) + ":" + span.startLine() + ")";
    boolean isInClear = common instanceof Fails fails && fails.isInClear();
    return "No client has TLS: "
        + fault.kind().words()
        + ", "
        + ListenerWords.reason(listener, fault)
        + place
        + "."
        + (isInClear ? " Servers that do not insist on it send in clear text." : "");
  }

  // --- sums ------------------------------------------------------------------------------------

  /** How many connect and how many do not. */
  static String counts(Audience audience) {
    int refused = audience.count(Fails.class);
    int current = 0;
    for (Meeting meeting : audience.meetings()) {
      boolean isRefused = meeting.outcome() instanceof Fails;
      current += isRefused && meeting.client().isCurrent() ? 1 : 0;
    }
    String still = current == 0 ? "" : " (" + current + " of them counted as current)";
    return audience.count(Connects.class)
        + " connect, "
        + refused
        + (refused == 1 ? " is refused" : " are refused")
        + still
        + ", "
        + audience.count(Untold.class)
        + " cannot be told";
  }

  /** The names of those that go on in clear text; empty if nobody does. */
  static String inClear(Audience audience) {
    List<Meeting> meetings = audience.meetings();
    List<Client> clients = new ArrayList<>();
    meetings.forEach(meeting -> clients.add(meeting.client()));
    List<String> names = new ArrayList<>();
    for (ClientRange range :
        ClientRange.of(
            clients,
            (before, i) -> isInClear(meetings.get(before)) == isInClear(meetings.get(i)))) {
      if (isInClear(meetings.get(clients.indexOf(range.first())))) {
        names.add(range.names());
      }
    }
    return String.join("; ", names);
  }

  private static boolean isInClear(Meeting meeting) {
    return meeting.outcome() instanceof Fails fails && fails.isInClear();
  }

  /** What else is to be known of a listener, in sentences. */
  static List<String> remarks(Audience audience) {
    Listener listener = audience.listener();
    List<String> remarks = new ArrayList<>();
    String clear = inClear(audience);
    if (!clear.isEmpty()) {
      remarks.add("TLS is only offered, so these go on in clear text: " + clear + ".");
    }
    Doubt doubt = listener.fault().doubt();
    if (doubt != null && listener.tls() != Tls.UNKNOWN && audience.common() == null) {
      remarks.add("Whether TLS works at all cannot be told: " + doubt(doubt, listener) + ".");
    }
    return remarks;
  }
}
