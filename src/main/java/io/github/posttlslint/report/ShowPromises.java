package io.github.posttlslint.report;

import io.github.posttlslint.model.dns.Few;
import io.github.posttlslint.model.dns.PromisedName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What zones promise of each name of a listener, as text and JSON. */
final class ShowPromises {

  private ShowPromises() {}

  static void write(List<PromisedName> promises, Appendable out) throws IOException {
    if (promises.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (PromisedName one : promises) {
      rows.add(
          List.of(
              Integer.toString(one.port()),
              Characters.visible(one.service()),
              Characters.visible(one.name()),
              one.domains().isEmpty() ? "" : Characters.visible("MX of " + words(one.domains())),
              Characters.visible(one.tlsa()),
              one.enforcing().isEmpty()
                  ? ""
                  : Characters.visible("MTA-STS enforced for " + words(one.enforcing())),
              Characters.visible(one.reports())));
    }
    out.append("\nWhat the DNS promises:\n");
    ShowListeners.writeColumns(rows, out);
  }

  private static String words(List<String> all) {
    return String.join(", ", Few.of(all));
  }

  static void write(List<PromisedName> promises, Json json) throws IOException {
    json.name("promises").beginArray();
    for (PromisedName one : promises) {
      json.beginObject();
      json.member("service", one.service());
      json.member("port", one.port());
      json.member("name", one.name());
      json.member("mxOf", one.domains());
      json.member("tlsa", one.tlsa());
      json.member("mtaStsEnforced", one.enforcing());
      json.member("tlsReports", one.reports());
      json.endObject();
    }
    json.endArray();
  }
}
