package io.github.posttlslint.report;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Redaction;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.route.AddressResolver;
import io.github.posttlslint.model.route.Outcome;
import io.github.posttlslint.model.route.Refusal;
import io.github.posttlslint.model.route.Resolution;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.route.SenderEntries;
import io.github.posttlslint.model.route.Step;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.table.TableWords;
import io.github.posttlslint.model.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private final boolean anySender;
  private final Known<Outcome> outcome;

  private final Routes routes;

  private ShownRoute(Setup setup, RouteQuestion question, AddressResolver resolver, Routes routes) {
    this.routes = routes;
    this.setup = setup;
    this.question = question;
    String sender = question.sender();
    this.anySender = sender == null && resolver.asksForSenders();
    this.outcome =
        sender == null
            ? resolver.outcome(SenderEntries.NONE, question.recipient())
            : resolver.outcome(sender, question.recipient());
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
            ? anySender ? " from a sender that no table has" : ""
            : " from " + (sender.isEmpty() ? "<>" : sender);
    return question.recipient() + from;
  }

  /** All that is known of it. */
  List<Line> lines() {
    return outcome.fold(this::lines, List::of, ShownRoute::unknown);
  }

  private static List<Line> unknown(Doubt doubt) {
    return List.of(new Line("cannot tell:", reason(doubt), null));
  }

  private static String reason(Doubt doubt) {
    return doubt.parameter().isEmpty() ? doubt.reason() : doubt.parameter() + ": " + doubt.reason();
  }

  private List<Line> lines(Outcome known) {
    if (known instanceof Refusal refusal) {
      String label = refusal.temporary() ? "deferred:" : "returned:";
      return List.of(new Line(label, refusal.reason(), null));
    }
    Resolution resolution = (Resolution) known;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("address class:", resolution.addressClass().label(), null));
    lines.add(serviceLine(resolution));
    lines.add(new Line("next hop:", nextHop(resolution), null));
    for (Step step : resolution.steps()) {
      String origin = step.place() == null ? " (default)" : "";
      String text = step.parameter() + " = " + text(step) + origin;
      lines.add(new Line("because of:", text, step.place()));
    }
    for (Route way : ways(resolution)) {
      lines.addAll(RouteWords.lines(way));
    }
    return lines;
  }

  private List<Route> ways(Resolution resolution) {
    String sender = question.sender();
    return routes.ways(resolution, sender == null ? "" : sender);
  }

  private Line serviceLine(Resolution resolution) {
    String name = transport(resolution);
    Service service = service(resolution);
    if (service != null && !service.isAssumed()) {
      return new Line("service:", name + " (" + service.program() + ")", service.span());
    }
    boolean isMissing = service == null && setup.master() != null;
    String missing = isMissing ? ", which master.cf does not have: the mail is deferred" : "";
    return new Line("service:", name + missing, null);
  }

  private @Nullable Service service(Resolution resolution) {
    for (Service service : setup.services()) {
      if (service.name().equals(resolution.transport()) && service.type().equals("unix")) {
        return service;
      }
    }
    return null;
  }

  private String transport(Resolution resolution) {
    String name = resolution.transport();
    return service(resolution) != null || !hasEntry(resolution)
        ? setup.secrets().mask(name)
        : TableWords.word("*", name);
  }

  private String nextHop(Resolution resolution) {
    return hasEntry(resolution) && !isCommon(resolution.nextHop())
        ? hops(resolution.nextHop())
        : setup.secrets().mask(resolution.nextHop());
  }

  /** The recipient's domain, or Postfix's own words. */
  private boolean isCommon(String nextHop) {
    return nextHop.equals("Address is undeliverable")
        || question.recipient().endsWith("@" + nextHop);
  }

  private boolean hasEntry(Resolution resolution) {
    for (Step step : resolution.steps()) {
      if (isOfFile(step)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a step stands in a file that may be anything. */
  private boolean isOfFile(Step step) {
    Span place = step.place();
    if (place == null) {
      return false;
    }
    for (SourceText text : setup.texts()) {
      if (text.file().equals(place.file())) {
        return false;
      }
    }
    return true;
  }

  /** What a step says, as it may be shown. */
  private String text(Step step) {
    String text = step.text();
    boolean isWord = setup.value(step.parameter()).shown().contains(text);
    if (!isOfFile(step) || isWord) {
      return ShowValues.shown(setup, step.parameter(), text);
    }
    if (text.indexOf(':') < 0 || TableWords.isLookupKey(text)) {
      return TableWords.isLookupKey(text) ? text : TableWords.word("*", text);
    }
    Transport transport = Transport.parse(text);
    return TableWords.word("*", transport.name()) + ":" + hops(transport.hop());
  }

  private static String hops(String text) {
    List<String> shown = new ArrayList<>();
    for (String hop : ListText.words(text)) {
      shown.add(TableWords.key(Purpose.TRANSPORT, hop));
    }
    return shown.contains(Redaction.MARK) ? Redaction.MARK : String.join(", ", shown);
  }

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
      json.member("reason", refusal.reason());
    } else {
      json.member("state", "unknown");
      json.member("reason", doubt == null ? null : reason(doubt));
    }
    json.endObject();
  }

  private void write(Resolution resolution, Json json) throws IOException {
    json.member("class", resolution.addressClass().label());
    json.member("transport", transport(resolution));
    json.member("nextHop", nextHop(resolution));
    json.objects(
        "steps",
        resolution.steps(),
        step -> {
          json.member("parameter", step.parameter());
          json.member("text", text(step));
          Span place = step.place();
          if (place != null) {
            json.member("file", Places.within(setup.directory(), place.file()));
            json.member("line", place.startLine());
          }
        });
    json.name("ways").beginArray();
    for (Route way : ways(resolution)) {
      json.beginObject();
      ShowRoutes.write(setup, way, json);
      json.endObject();
    }
    json.endArray();
  }
}
