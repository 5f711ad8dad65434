package io.github.posttlslint.report;

import io.github.posttlslint.model.dns.Few;
import io.github.posttlslint.model.dns.PromisedName;
import java.io.IOException;
import java.util.List;

/** A table with a line for each name of a listener: what zones promise of it. */
final class HtmlPromises {

  private HtmlPromises() {}

  static void write(List<PromisedName> promises, Markup html) throws IOException {
    html.element("h3", "What the DNS promises").newline().open("table").newline();
    HtmlWriter.writeHeadings(
        html, "Port", "Service", "Name", "MX of", "TLSA", "MTA-STS enforced", "Reports");
    html.open("tbody").newline();
    for (PromisedName one : promises) {
      html.open("tr").element("td", Integer.toString(one.port())).open("td");
      html.element("code", Characters.visible(one.service())).close();
      html.element("td", Characters.visible(one.name()));
      html.element("td", Characters.visible(String.join(", ", Few.of(one.domains()))));
      html.element("td", Characters.visible(one.tlsa()));
      html.element("td", Characters.visible(String.join(", ", Few.of(one.enforcing()))));
      html.element("td", Characters.visible(one.reports()));
      html.close().newline();
    }
    html.close().newline().close().newline();
  }
}
