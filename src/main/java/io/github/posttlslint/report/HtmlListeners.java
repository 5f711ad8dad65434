package io.github.posttlslint.report;

import io.github.posttlslint.model.listen.Auth;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import java.io.IOException;
import java.util.List;

/** A table with a line for each listener: what its clients meet. */
final class HtmlListeners {

  private HtmlListeners() {}

  static void write(List<Listener> listeners, Markup html) throws IOException {
    if (listeners.isEmpty()) {
      return;
    }
    html.element("h3", "What clients meet").newline().open("table", "class", "meets").newline();
    HtmlWriter.writeHeadings(
        html, "Port", "Service", "Role", "Who comes", "TLS", "Protocols", "Keys", "AUTH");
    html.open("tbody").newline();
    for (Listener listener : listeners) {
      write(listener, html);
    }
    html.close().newline().close().newline();
  }

  private static void write(Listener listener, Markup html) throws IOException {
    html.open("tr").element("td", Characters.visible(listener.port())).open("td");
    html.element("code", Characters.visible(listener.service().id())).close();
    html.element("td", listener.role()).element("td", ListenerWords.visitors(listener));
    writeTls(listener, html);
    html.element("td", ListenerWords.protocols(listener));
    html.element("td", ListenerWords.keys(listener)).open("td");
    boolean inClear = listener.auth() == Auth.IN_CLEAR;
    html.element(inClear ? "strong" : "span", listener.auth().words()).close().close().newline();
  }

  private static void writeTls(Listener listener, Markup html) throws IOException {
    Fault fault = ListenerWords.fault(listener);
    html.open("td").element(fault == null ? "span" : "strong", ListenerWords.meets(listener));
    if (fault != null) {
      html.text(": " + ListenerWords.reason(listener, fault));
    }
    html.close();
  }
}
