package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Values in force in words, as far as they may be shown. */
public final class ValueWords {

  private ValueWords() {}

  /** A value, or in parentheses why there is none to show. */
  public static String shown(Setup setup, String name, Value value) {
    return value
        .known()
        .fold(
            text -> Characters.visible(ShowValues.shown(setup, name, text)),
            () -> "(empty)",
            doubt -> "(" + Characters.oneLine(ShowValues.unknown(value, doubt, setup)) + ")");
  }

  /** Where it comes from: the place that won, then those of what it refers to. */
  public static String origins(Value value) {
    StringBuilder out = new StringBuilder();
    for (Origin origin : value.origins()) {
      out.append(out.isEmpty() ? "" : ", ");
      if (origin instanceof Origin.Stock) {
        out.append(out.toString().endsWith(ShowValues.STOCK) ? "" : ShowValues.STOCK);
      } else if (origin instanceof Origin.Default standard) {
        out.append("default of ").append(standard.release());
      } else if (origin.span() != null) {
        out.append(place(origin.span()));
        out.append(origin instanceof Origin.MasterCfOption ? " -o" : "");
      }
    }
    return out.toString();
  }

  /** The protocols and suites of a service that has TLS, a line for each. */
  public static List<String> tls(Service service) {
    List<String> lines = new ArrayList<>();
    for (ShowTls tls : ShowTls.of(service)) {
      lines.add("protocols: " + tls.protocolWords());
      String suites = tls.suiteWords();
      if (suites != null) {
        lines.add("suites up to TLSv1.2: " + Characters.visible(suites));
      }
    }
    return lines;
  }

  /** A place as file and line. */
  static String place(Span span) {
    return Characters.name(span.file()) + ":" + span.startLine();
  }
}
