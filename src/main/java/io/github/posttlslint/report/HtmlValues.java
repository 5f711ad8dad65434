package io.github.posttlslint.report;

import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.rule.Redaction;
import io.github.posttlslint.setup.Origin;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in force for each service that speaks TLS, and where it comes from. */
final class HtmlValues {

  private HtmlValues() {}

  static void write(Setup setup, Markup html) throws IOException {
    List<Service> services = new ArrayList<>();
    for (Service service : setup.services()) {
      if (service.role() != Role.NONE) {
        services.add(service);
      }
    }
    if (services.isEmpty()) {
      return;
    }
    html.element("h3", "What is in force").newline();
    if (services.get(0).isAssumed()) {
      html.element("p", "No master.cf was seen: these are the services of every Postfix.");
      html.newline();
    }
    for (Service service : services) {
      html.open("details").open("summary").element("code", Characters.visible(service.id()));
      html.text(" runs " + Characters.visible(service.program()));
      writeConnection(Connection.of(service), html);
      html.close().newline();
      writeTable(service, setup, html);
      html.close().newline();
    }
  }

  private static void writeConnection(@Nullable Connection connection, Markup html)
      throws IOException {
    if (connection == null) {
      return;
    }
    html.text(": " + connection.tls());
    String auth = connection.auth();
    if (auth != null) {
      html.text(", ").element(connection.authInClear() ? "strong" : "span", auth);
    }
  }

  private static void writeTable(Service service, Setup setup, Markup html) throws IOException {
    html.open("table").newline();
    html.element("caption", "What is set, and the level", "class", "soft");
    HtmlWriter.writeHeadings(html, "Parameter", "Value", "Where it is set");
    html.open("tbody").newline();
    Parameters parameters = setup.parameters();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name, setup.version());
      if (parameter != null && parameter.isTls() && parameter.readBy(service.program())) {
        Value value = service.value(name);
        if (value.isExplicit() || isLevel(name, service)) {
          writeRow(name, value, html);
        }
      }
    }
    html.close().newline().close().newline();
  }

  private static boolean isLevel(String name, Service service) {
    String prefix =
        switch (service.role()) {
          case SMTP_CLIENT -> "smtp_";
          case LMTP_CLIENT -> "lmtp_";
          case POSTSCREEN -> "postscreen_";
          default -> "smtpd_";
        };
    return name.equals(prefix + "tls_security_level");
  }

  private static void writeRow(String name, Value value, Markup html) throws IOException {
    html.open("tr").open("td").element("code", name).close().open("td");
    switch (value.state()) {
      case KNOWN -> html.element("code", Characters.visible(Redaction.value(name, value.text())));
      case UNSET -> html.element("span", "empty", "class", "soft");
      case UNKNOWN ->
          html.element("span", "unknown: " + Characters.visible(value.reason()), "class", "soft");
    }
    html.close().element("td", Characters.visible(origins(value))).close().newline();
  }

  private static String origins(Value value) {
    StringBuilder out = new StringBuilder();
    for (Origin origin : value.origins()) {
      out.append(out.length() == 0 ? "" : ", ");
      if (origin instanceof Origin.MainCfLine line) {
        out.append(line.span().file()).append(':').append(line.span().startLine());
      } else if (origin instanceof Origin.MasterCfOption option) {
        out.append(option.span().file()).append(':').append(option.span().startLine());
      } else if (origin instanceof Origin.Default standard) {
        out.append("default of Postfix ").append(standard.release());
      }
    }
    return out.toString();
  }
}
