package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.reach.Audience;
import java.io.IOException;
import java.util.List;

/** What captured TLS clients get of each listener, folded up behind their numbers. */
final class HtmlClients {

  private HtmlClients() {}

  /** Writes it; nothing where no client can have TLS. */
  static void write(Setup setup, Markup html) throws IOException {
    List<Client> clients = Clients.all();
    boolean isFirst = true;
    for (Audience audience : Audience.of(setup, clients)) {
      if (audience.common() != null) {
        continue;
      }
      if (isFirst) {
        html.element("h3", "Who can still connect").newline();
        html.element("p", ClientWords.source(clients.size()), "class", "soft").newline();
        isFirst = false;
      }
      write(audience, html);
    }
  }

  private static void write(Audience audience, Markup html) throws IOException {
    html.open("details", "class", "clients").open("summary");
    html.element("b", ClientWords.heading(audience)).text(" – " + ClientWords.counts(audience));
    html.close().newline();
    for (String remark : ClientWords.remarks(audience)) {
      html.element("p", remark).newline();
    }
    html.open("table").newline();
    HtmlWriter.writeHeadings(html, ClientsWriter.TITLES.toArray(String[]::new));
    html.open("tbody").newline();
    for (List<String> row : ClientsWriter.rows(audience)) {
      html.open("tr");
      for (String cell : row) {
        html.element("td", cell);
      }
      html.close().newline();
    }
    html.close().newline().close().close().newline();
  }
}
