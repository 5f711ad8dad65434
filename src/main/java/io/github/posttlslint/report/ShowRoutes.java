package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Routes;
import io.github.posttlslint.model.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ways that mail takes out of a setup, as text and as JSON. */
public final class ShowRoutes {

  /** Of more than that many only the first are shown as text. */
  private static final int MOST = 100;

  /** Of those that one place sends on even less. */
  private static final int MOST_AT_PLACE = 5;

  private static final List<String> HEADINGS =
      List.of("Mail", "goes to", "by service", "TLS level", "which comes from", "Sent there by");

  private final Setup setup;
  private final Routes routes;

  ShowRoutes(Setup setup) {
    this.setup = setup;
    this.routes = Routes.of(setup, Tables.of(setup));
  }

  /** A line for each way. */
  void write(Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<Route> shown = shown();
    for (Route route : shown.subList(0, Math.min(MOST, shown.size()))) {
      rows.add(row(route));
    }
    if (rows.isEmpty()) {
      return;
    }
    rows.add(0, HEADINGS);
    out.append("\nWhere mail goes:\n");
    new Columns(rows).write(out);
    if (shown.size() > MOST) {
      out.append("  and " + (shown.size() - MOST) + " more\n");
    }
    Doubt doubt = routes.doubt();
    if (doubt != null) {
      out.append("  and maybe elsewhere: ").append(Characters.oneLine(reason(doubt))).append('\n');
    }
  }

  /** The ways that something sends mail on, in words: next hop, service, TLS level and why. */
  public static List<String> sentBy(Setup setup, Predicate<Span> place) {
    ShowRoutes all = new ShowRoutes(setup);
    List<String> lines = new ArrayList<>();
    for (Route route : all.shown()) {
      Span span = route.step().place();
      if (span != null && place.test(span) && lines.size() < MOST_AT_PLACE) {
        List<String> row = all.row(route);
        String level = row.get(3).isEmpty() ? "" : "; TLS level " + row.get(3);
        String decision = row.get(4).isEmpty() ? "" : " by " + row.get(4);
        lines.add(row.get(0) + " goes to " + row.get(1) + " by " + row.get(2) + level + decision);
      }
    }
    return lines;
  }

  /** Without those by services that master.cf would have if it were seen. */
  private List<Route> shown() {
    List<Route> shown = new ArrayList<>();
    for (Route route : routes.all()) {
      if (route.service() != null || route.isWritten()) {
        shown.add(route);
      }
    }
    return shown;
  }

  private List<String> row(Route route) {
    boolean isMissing = route.service() == null;
    String rows = route.count() > 1 ? " (" + route.count() + " rows)" : "";
    String missing = isMissing && setup.master() != null ? " (not in master.cf)" : "";
    return List.of(
        RouteWords.source(route) + rows,
        visible(RouteWords.destination(route)),
        visible(transport(route)) + missing,
        isMissing ? "" : visible(RouteWords.level(route)),
        isMissing ? "" : visible(RouteWords.decision(route)),
        sentBy(route));
  }

  private String transport(Route route) {
    return route.service() == null
        ? route.quoted("service", route.transport())
        : setup.secrets().mask(route.transport());
  }

  private static String visible(String text) {
    return Characters.visible(Characters.oneLine(text));
  }

  private String sentBy(Route route) {
    Span span = route.step().place();
    String place =
        span == null
            ? ShowValues.unwritten(setup.value(route.step().parameter()))
            : Characters.name(Places.within(setup.directory(), span.file()))
                + ":"
                + span.startLine();
    return route.step().parameter() + ", " + place;
  }

  private String reason(Doubt doubt) {
    String reason = setup.secrets().mask(doubt);
    return doubt.parameter().isEmpty() ? reason : doubt.parameter() + ": " + reason;
  }

  /** Writes the key {@code routes}. */
  void write(Json json) throws IOException {
    json.name("routes").beginArray();
    for (Route route : shown()) {
      json.beginObject();
      json.member("source", route.source().name().toLowerCase(Locale.ROOT));
      json.member("rows", route.count());
      json.member("transport", transport(route));
      json.member("inMaster", route.service() != null);
      write(setup, route, json);
      json.endObject();
    }
    json.endArray();
    Doubt doubt = routes.doubt();
    json.member("otherRoutes", doubt == null ? null : reason(doubt));
  }

  /** The keys of where a way leads and what holds on it. */
  static void write(Setup setup, Route route, Json json) throws IOException {
    json.member("nextHop", RouteWords.destination(route));
    json.member("hosts", RouteWords.hosts(route));
    json.member("level", RouteWords.level(route));
    json.member("decidedBy", RouteWords.decision(route));
    json.name("holds").beginArray();
    for (ShownRoute.Line line : RouteWords.lines(route)) {
      json.beginObject();
      json.member("what", line.label().substring(0, line.label().length() - 1));
      json.member("text", line.text());
      writePlace(setup, line.place(), json);
      json.endObject();
    }
    json.endArray();
    writePlace(setup, route.step().place(), json);
  }

  private static void writePlace(Setup setup, @Nullable Span place, Json json) throws IOException {
    if (place != null) {
      json.member("file", Places.within(setup.directory(), place.file()));
      json.member("line", place.startLine());
    }
  }
}
