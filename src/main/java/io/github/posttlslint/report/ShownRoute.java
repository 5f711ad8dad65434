package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.rewrite.AddressResolver;
import io.github.posttlslint.model.rewrite.Outcome;
import io.github.posttlslint.model.rewrite.Refusal;
import io.github.posttlslint.model.rewrite.Resolution;
import io.github.posttlslint.model.rewrite.SenderEntries;
import io.github.posttlslint.model.route.Leg;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.route.UsualWay;
import io.github.posttlslint.model.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The way of one mail as it may be shown: of what tables have, only what has the form of services
 * and hosts.
 */
final class ShownRoute {

  /**
   * A thing that is known of the way.
   *
   * @param label what it is
   * @param place where it is written; null if nowhere
   */
  record Line(String label, String text, @Nullable Span place) {}

  private final Setup setup;
  private final RouteQuestion question;
  private final ResolutionWords words;
  private final Routes routes;
  private final boolean anySender;
  private final Known<Outcome> outcome;

  /** Asked only where the outcome cannot be told. */
  private final Known<UsualWay> usual;

  private ShownRoute(Setup setup, RouteQuestion question, AddressResolver resolver, Routes routes) {
    this.setup = setup;
    this.question = question;
    this.words = new ResolutionWords(setup, question.recipient());
    this.routes = routes;
    String sender = question.sender();
    String recipient = question.recipient();
    this.anySender = sender == null && resolver.asksForSenders();
    this.outcome =
        sender == null
            ? resolver.outcome(SenderEntries.NONE, recipient)
            : resolver.outcome(sender, recipient);
    this.usual =
        outcome.isHidden()
            ? UsualWay.of(
                resolver,
                sender == null ? Known.of(SenderEntries.NONE) : resolver.entriesOf(sender),
                recipient)
            : Known.unset();
  }

  /** Works it out. */
  static ShownRoute of(Setup setup, RouteQuestion question) {
    Tables tables = Tables.of(setup);
    return new ShownRoute(
        setup, question, new AddressResolver(setup, tables), Routes.of(setup, tables));
  }

  /** Whose mail it is. */
  String heading() {
    String sender = question.sender();
    String from =
        sender == null
            ? anySender ? " from any sender that no table lists" : ""
            : " from " + (sender.isEmpty() ? "<>" : sender);
    return question.recipient() + from;
  }

  // --- as text ---------------------------------------------------------------------------------

  /** All that is known of it. */
  List<Line> lines() {
    return outcome.fold(this::lines, List::of, this::unknown);
  }

  private List<Line> unknown(Doubt doubt) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("cannot tell:", reason(doubt), null));
    usual.map(
        way -> {
          lines.add(new Line("else:", "where " + named(way.unread()), null));
          return lines.addAll(lines(way.to()));
        });
    return lines;
  }

  private static String named(List<String> unread) {
    String verb = unread.size() == 1 ? " has no entry" : " have no entry";
    return String.join(" and ", unread) + verb;
  }

  private String reason(Doubt doubt) {
    String reason = setup.secrets().mask(doubt);
    return doubt.parameter().isEmpty() ? reason : doubt.parameter() + ": " + reason;
  }

  private List<Line> lines(Outcome known) {
    if (known instanceof Refusal refusal) {
      String label = refusal.temporary() ? "deferred:" : "returned:";
      return List.of(new Line(label, setup.secrets().mask(refusal.reason()), null));
    }
    Resolution resolution = (Resolution) known;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("address class:", resolution.addressClass().label(), null));
    lines.addAll(beforeQueue());
    List<Leg> legs = legs(resolution);
    for (int i = 0; i < legs.size(); i++) {
      lines.addAll(lines(legs.get(i), i == 0, legs.size() > 1));
    }
    return lines;
  }

  /** Filters that mail passes while it is received, by SMTP in clear (SMTPD_PROXY_README). */
  private List<Line> beforeQueue() {
    List<Line> lines = new ArrayList<>();
    for (Service service : setup.services()) {
      Value filter = service.value("smtpd_proxy_filter");
      if (service.program().equals("smtpd") && filter.known().isSet().ifUnknown(false)) {
        String text =
            ShowValues.shown(setup, filter.name(), filter.shown())
                + ", in clear, while it is received by "
                + service.id();
        lines.add(new Line("filter:", Characters.visible(text), filter.valueSpan()));
      }
    }
    return lines;
  }

  private List<Leg> legs(Resolution resolution) {
    String sender = question.sender();
    return routes.legs(sender == null ? "" : sender, question.recipient(), resolution);
  }

  private List<Line> lines(Leg leg, boolean isFirst, boolean isOneOfSeveral) {
    List<Line> lines = new ArrayList<>();
    if (isOneOfSeveral) {
      lines.add(new Line(isFirst ? "first:" : "then:", part(leg), null));
    }
    leg.to()
        .fold(
            to -> lines.addAll(words.lines(to)),
            () -> false,
            doubt -> lines.add(new Line("cannot tell:", reason(doubt), null)));
    List<Route> ways = ways(leg);
    for (int i = 0; i < ways.size(); i++) {
      String order = order(ways, i);
      for (Line line : RouteWords.lines(ways.get(i))) {
        boolean isHost = line.label().equals("goes to:") && !order.isEmpty();
        lines.add(isHost ? new Line(line.label(), order + " " + line.text(), line.place()) : line);
      }
    }
    return lines;
  }

  /** None by a service that is not there. */
  private static List<Route> ways(Leg leg) {
    List<Route> ways = leg.ways();
    return ways.isEmpty() || ways.get(0).service() == null ? List.of() : ways;
  }

  private static String part(Leg leg) {
    return switch (leg.part()) {
      case FILTER ->
          (leg.to().isHidden() ? "perhaps a content filter" : "the content filter")
              + ", for mail that comes by "
              + Characters.visible(String.join(", ", leg.receivers()));
      case ADDRESS -> "where the address leads after that";
      case MAILBOX -> "local hands the mail on; aliases and .forward files come before that";
      case UNKNOWN_USER -> "local hands mail for users on whom the system does not know";
    };
  }

  /** When a way is tried; empty for one alone. */
  private static String order(List<Route> ways, int index) {
    if (ways.get(index).source() == Route.Source.FALLBACK) {
      return "if that fails,";
    }
    boolean isAlone = ways.size() == 1 || ways.get(1).source() == Route.Source.FALLBACK;
    return isAlone ? "" : index == 0 ? "first" : "then";
  }

  // --- as JSON ---------------------------------------------------------------------------------

  /** Writes the key {@code route}. */
  void write(Json json) throws IOException {
    json.name("route").beginObject();
    json.member("recipient", question.recipient());
    json.member("sender", question.sender());
    Outcome known = outcome.<@Nullable Outcome>fold(one -> one, () -> null, doubt -> null);
    Doubt doubt = outcome.doubt();
    if (known instanceof Resolution resolution) {
      json.member("state", "known");
      write(resolution, json);
    } else if (known instanceof Refusal refusal) {
      json.member("state", refusal.temporary() ? "deferred" : "returned");
      json.member("reason", setup.secrets().mask(refusal.reason()));
    } else {
      json.member("state", "unknown");
      json.member("reason", doubt == null ? null : reason(doubt));
      UsualWay way = usual.<@Nullable UsualWay>fold(one -> one, () -> null, none -> null);
      if (way != null) {
        json.name("else").beginObject();
        json.member("withoutEntryOf", way.unread());
        write(way.to(), json);
        json.endObject();
      }
    }
    json.endObject();
  }

  private void write(Resolution resolution, Json json) throws IOException {
    words.write(resolution, json);
    List<Leg> legs = legs(resolution);
    for (Leg leg : legs) {
      if (leg.part() == Leg.Part.ADDRESS) {
        writeWays(leg, json);
      }
    }
    json.name("legs").beginArray();
    for (Leg leg : legs) {
      json.beginObject();
      json.member("part", leg.part().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.member("services", leg.receivers());
      Resolution to = leg.to().<@Nullable Resolution>fold(one -> one, () -> null, doubt -> null);
      Doubt doubt = leg.to().doubt();
      if (to != null) {
        words.write(to, json);
      }
      if (doubt != null) {
        json.member("reason", reason(doubt));
      }
      writeWays(leg, json);
      json.endObject();
    }
    json.endArray();
  }

  private void writeWays(Leg leg, Json json) throws IOException {
    json.name("ways").beginArray();
    List<Route> ways = ways(leg);
    for (int i = 0; i < ways.size(); i++) {
      json.beginObject();
      String order = order(ways, i);
      json.member("order", order.isEmpty() ? "first" : order.replace(",", ""));
      ShowRoutes.write(setup, ways.get(i), json);
      json.endObject();
    }
    json.endArray();
  }
}
