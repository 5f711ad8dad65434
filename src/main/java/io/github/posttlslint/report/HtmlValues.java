package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in force for each service that speaks TLS, and where it comes from. */
final class HtmlValues {

  /** Settings of which it matters what they are, even by default. */
  private static final List<String> KEY_ENDINGS =
      List.of(
          "_tls_protocols",
          "_tls_mandatory_protocols",
          "_tls_ciphers",
          "_tls_mandatory_ciphers",
          "_tls_auth_only",
          "_tls_wrappermode",
          "_sasl_auth_enable");

  private static final List<String> LEVEL = List.of("_tls_security_level");

  private final Setup setup;
  private final boolean withDefaults;
  private final Markup html;

  private HtmlValues(Setup setup, boolean withDefaults, Markup html) {
    this.setup = setup;
    this.withDefaults = withDefaults;
    this.html = html;
  }

  /**
   * Writes a table for each service.
   *
   * @param connections what is said of those that meet peers
   * @param withDefaults whether the most important defaults are listed too
   */
  static void write(Setup setup, List<Connection> connections, boolean withDefaults, Markup html)
      throws IOException {
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
    Map<Service, Connection> said = new HashMap<>();
    for (Connection connection : connections) {
      said.put(connection.service(), connection);
    }
    HtmlValues values = new HtmlValues(setup, withDefaults, html);
    for (Service service : services) {
      html.open("details").open("summary").element("code", Characters.visible(service.id()));
      html.text(" runs " + Characters.visible(service.program()));
      writeConnection(said.get(service), html);
      html.close().newline();
      values.writeTable(service);
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

  private void writeTable(Service service) throws IOException {
    html.open("table", "class", "values").newline();
    if (withDefaults) {
      html.element("caption", "What is set, and important defaults", "class", "soft");
    }
    HtmlWriter.writeHeadings(html, "Parameter", "Value", "Origin");
    html.open("tbody").newline();
    Parameters parameters = setup.parameters();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name, setup.version());
      if (parameter != null && parameter.isTls() && parameter.readBy(service.program())) {
        Value value = service.value(name);
        if (value.isExplicit()
            || isOf(name, service, LEVEL)
            || (withDefaults && isOf(name, service, KEY_ENDINGS))) {
          writeRow(name, value);
        }
      }
    }
    html.close().newline().close().newline();
  }

  /** Whether a parameter is one of these of the service's own program. */
  private static boolean isOf(String name, Service service, List<String> endings) {
    for (Side side : Side.of(service)) {
      String prefix = side.family().ofProgram("");
      if (name.startsWith(prefix) && endings.contains(name.substring(prefix.length() - 1))) {
        return true;
      }
    }
    return false;
  }

  private void writeRow(String name, Value value) throws IOException {
    html.open("tr").element("td", name);
    Known<String> known = value.known();
    String text =
        known.fold(
            one -> shown(setup.secrets().mask(name, one)),
            () -> "empty",
            doubt -> "unknown: " + shown(setup.secrets().mask(doubt)));
    if (known.isSet().ifUnknown(false)) {
      html.element("td", text);
    } else {
      html.element("td", text, "class", "soft");
    }
    html.element("td", Characters.visible(origins(value, setup.directory()))).close().newline();
  }

  /** Each service has its table: a long value stands in all of them. */
  private static String shown(String text) {
    return Characters.visible(Excerpt.cut(text));
  }

  private static String origins(Value value, String directory) {
    StringBuilder out = new StringBuilder();
    for (Origin origin : value.origins()) {
      out.append(out.length() == 0 ? "" : ", ");
      if (origin instanceof Origin.MainCfLine line) {
        out.append(place(line.span(), directory));
      } else if (origin instanceof Origin.MasterCfOption option) {
        out.append(place(option.span(), directory));
      } else if (origin instanceof Origin.Default standard) {
        out.append("default of Postfix ").append(standard.release());
      } else {
        out.append(ShowValues.STOCK);
      }
    }
    return out.toString();
  }

  private static String place(Span span, String directory) {
    return Places.within(directory, span.file()) + ":" + span.startLine();
  }
}
