package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.AudienceChange;
import io.github.posttlslint.model.reach.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** For whom listeners change between two states of setups: text, Markdown and JSON. */
public final class ComparisonWriter {

  /** A setup before and after, and what is different. */
  public record Pair(Setup before, Setup after, Comparison comparison) {}

  private final List<Pair> pairs;
  private final int clients;

  /**
   * Makes a writer.
   *
   * @param clients how many are looked at
   */
  public ComparisonWriter(List<Pair> pairs, int clients) {
    this.pairs = List.copyOf(pairs);
    this.clients = clients;
  }

  /** Writes text. */
  public void writeText(Sink out) throws IOException {
    write(new TextPage(out));
  }

  /** Writes Markdown. */
  public void writeMarkdown(Sink out) throws IOException {
    write(new MarkdownPage(out));
  }

  private void write(Page page) throws IOException {
    if (!pairs.isEmpty()) {
      page.intro(ClientWords.source(clients));
    }
    for (Pair pair : pairs) {
      page.heading(name(pair.before) + " -> " + name(pair.after));
      if (pair.comparison.isEmpty()) {
        page.line("Nothing changes: each client gets the same at each listener.");
      } else {
        new ComparisonPage(page).write(pair.comparison);
      }
    }
  }

  private static String name(Setup setup) {
    return Characters.name(setup.directory())
        + " ("
        + ShowTextWriter.platform(setup.platform())
        + ")";
  }

  /**
   * Writes JSON, format {@code posttls-lint-clients-compare/1}: for one setup an object, for
   * several an array of such.
   */
  public void writeJson(Sink out) throws IOException {
    Json json = new Json(out, true);
    if (pairs.size() != 1) {
      json.beginArray();
    }
    for (Pair pair : pairs) {
      json.beginObject();
      json.member("format", "posttls-lint-clients-compare/1");
      json.member("captured", Clients.DATE);
      write("before", pair.before, json);
      write("after", pair.after, json);
      json.member("changed", !pair.comparison.isEmpty());
      json.objects("listeners", pair.comparison.common(), change -> write(change, json));
      json.objects("newListeners", pair.comparison.added(), one -> write(one, json));
      json.objects("goneListeners", pair.comparison.gone(), one -> write(one, json));
      json.endObject();
    }
    if (pairs.size() != 1) {
      json.endArray();
    }
    out.append('\n');
  }

  private static void write(String name, Setup setup, Json json) throws IOException {
    json.name(name).beginObject();
    json.member("directory", setup.directory());
    PlatformJson.write(setup.platform(), json);
    json.endObject();
  }

  private static void write(Audience audience, Json json) throws IOException {
    ClientsJsonWriter.writeListener(audience.listener(), json);
    json.member("tls", audience.listener().tls().label());
    ClientsJsonWriter.writeSummary("summary", audience, json);
  }

  static void write(AudienceChange change, Json json) throws IOException {
    Setup setup = change.after().listener().setup();
    ClientsJsonWriter.writeListener(change.after().listener(), json);
    json.member("serverNames", ClientWords.names(setup, change.serverNames()));
    json.member("tlsBefore", change.before().listener().tls().label());
    json.member("tlsAfter", change.after().listener().tls().label());
    ClientsJsonWriter.writeSummary("summaryBefore", change.before(), json);
    ClientsJsonWriter.writeSummary("summaryAfter", change.after(), json);
    json.objects(
        "changes",
        change.changes(),
        one -> {
          ClientsJsonWriter.writeName(one.client(), json);
          json.member("change", one.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
          json.name("before").beginObject();
          ClientsJsonWriter.write(one.before(), change.before().listener(), json);
          json.endObject();
          json.name("after").beginObject();
          ClientsJsonWriter.write(one.after(), change.after().listener(), json);
          json.endObject();
        });
  }
}
