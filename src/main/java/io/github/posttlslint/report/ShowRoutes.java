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
import org.jspecify.annotations.Nullable;

/** The ways that mail takes out of a setup, as text and as JSON. */
final class ShowRoutes {

  /** Of more than that many only the first are shown as text. */
  private static final int MOST = 100;

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
    out.append("\nWhere mail goes:\n");
    ShowListeners.writeColumns(rows, out);
    if (shown.size() > MOST) {
      out.append("  and " + (shown.size() - MOST) + " more\n");
    }
    Doubt doubt = routes.doubt();
    if (doubt != null) {
      out.append("  and maybe elsewhere: ").append(Characters.oneLine(reason(doubt))).append('\n');
    }
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
    if (route.service() == null) {
      String missing = setup.master() == null ? "" : "not in master.cf";
      return List.of(
          RouteWords.source(route),
          visible(transport(route)),
          visible(RouteWords.destination(route)),
          missing,
          "",
          place(route));
    }
    return List.of(
        RouteWords.source(route) + (route.count() > 1 ? " (" + route.count() + " rows)" : ""),
        visible(transport(route)),
        visible(RouteWords.destination(route)),
        "level " + visible(RouteWords.level(route)),
        visible(RouteWords.decision(route)),
        place(route));
  }

  private String transport(Route route) {
    return route.service() == null
        ? route.quoted("service", route.transport())
        : setup.secrets().mask(route.transport());
  }

  private static String visible(String text) {
    return Characters.visible(Characters.oneLine(text));
  }

  private static String place(Route route) {
    Span span = route.step().place();
    return span == null ? "" : Characters.name(span.file()) + ":" + span.startLine();
  }

  private static String reason(Doubt doubt) {
    return doubt.parameter().isEmpty() ? doubt.reason() : doubt.parameter() + ": " + doubt.reason();
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
