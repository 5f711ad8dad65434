package io.github.posttlslint.report;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.tls.TlsFiles;
import java.io.IOException;
import java.util.List;

/** A table with a line for each listener: what its clients meet. */
final class HtmlListeners {

  private HtmlListeners() {}

  static void write(Setup setup, List<TlsFiles> files, Markup html) throws IOException {
    List<Listener> listeners = Listener.all(setup, files);
    if (listeners.isEmpty()) {
      return;
    }
    html.element("h3", "What clients meet").newline().open("table").newline();
    HtmlWriter.writeHeadings(html, "Port", "Service", "Role", "TLS", "Protocols", "Keys", "AUTH");
    html.open("tbody").newline();
    for (Listener listener : listeners) {
      html.open("tr").element("td", Characters.visible(listener.port())).open("td");
      html.element("code", Characters.visible(listener.service().id())).close();
      html.element("td", listener.role()).element("td", listener.tls().words());
      html.element("td", listener.protocolRange()).element("td", listener.keyWords()).open("td");
      boolean inClear = listener.auth() == Listener.Auth.IN_CLEAR;
      html.element(inClear ? "strong" : "span", listener.auth().words()).close().close().newline();
    }
    html.close().newline().close().newline();
  }
}
