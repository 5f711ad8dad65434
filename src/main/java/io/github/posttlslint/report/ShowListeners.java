package io.github.posttlslint.report;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.listen.ClientCertificates;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What clients meet at each listener, as text: a line for each, and what has to be said more. */
final class ShowListeners {

  private ShowListeners() {}

  static void write(List<Listener> listeners, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Listener listener : listeners) {
      rows.add(
          List.of(
              listener.port(),
              Characters.visible(listener.service().id()),
              listener.role(),
              ListenerWords.meets(listener),
              ListenerWords.protocols(listener),
              ListenerWords.keys(listener),
              listener.auth().words(),
              ListenerWords.decision(listener)));
    }
    if (!rows.isEmpty()) {
      out.append("\nWhat clients meet:\n");
      writeColumns(rows, out);
      out.append("\nWho comes there:\n");
      writeColumns(visits(listeners), out);
      writeFaults(listeners, out);
    }
  }

  private static List<List<String>> visits(List<Listener> listeners) {
    List<List<String>> rows = new ArrayList<>();
    for (Listener listener : listeners) {
      rows.add(
          List.of(
              listener.port(),
              Characters.visible(listener.service().id()),
              ListenerWords.visitors(listener),
              Characters.visible(addresses(listener.addresses())),
              certificates(listener.certificates())));
    }
    return rows;
  }

  private static String addresses(Known<List<String>> addresses) {
    return addresses.or(
        all -> all.isEmpty() ? "" : "at " + String.join(", ", all),
        "no address",
        "addresses unknown");
  }

  private static String certificates(ClientCertificates certificates) {
    if (certificates.areDemanded().ifUnknown(false)) {
      return "client certificate demanded";
    }
    if (!certificates.areAsked().ifUnknown(false)) {
      return "";
    }
    String opens =
        certificates
            .restrictions()
            .or(all -> all.isEmpty() ? "" : ", for " + String.join(", ", all), "", "");
    return "client certificate asked for" + opens;
  }

  private static void writeFaults(List<Listener> listeners, Appendable out) throws IOException {
    boolean isFirst = true;
    for (Listener listener : listeners) {
      Fault fault = ListenerWords.fault(listener);
      if (fault != null) {
        out.append(isFirst ? "\nWhat does not work:\n" : "");
        out.append("  ").append(Characters.visible(listener.service().id())).append(": ");
        out.append(fault.kind().words()).append(", ").append(ListenerWords.reason(listener, fault));
        out.append(place(fault)).append('\n');
        isFirst = false;
      }
    }
  }

  private static String place(Fault fault) {
    return fault.place() == null
        ? ""
        : " (" + Characters.name(fault.place().file()) + ":" + fault.place().startLine() + ")";
  }

  static void writeColumns(List<List<String>> rows, Appendable out) throws IOException {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append("  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
