package io.github.posttlslint.report;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Coloured text as a terminal shows it, on a web page. */
final class TerminalPage {
  private static final Pattern COLOUR = Pattern.compile("\033\\[([0-9;]*)m");
  private static final Map<String, String> STYLES =
      Map.of(
          "1", "font-weight: bold",
          "34", "color: #6ea8fe",
          "1;31", "font-weight: bold; color: #ff7b72",
          "1;33", "font-weight: bold; color: #e3b341",
          "1;36", "font-weight: bold; color: #56d4dd");

  private TerminalPage() {}

  static String of(String text) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.constant("<!DOCTYPE html>")
        .open("html")
        .open("body", "style", "margin: 0; background: #0d1117");
    html.open(
        "pre",
        "style",
        "margin: 0; padding: 16px; font: 13px/1.4 monospace; color: #e6edf3;"
            + " white-space: pre-wrap");
    int end = 0;
    for (Matcher m = COLOUR.matcher(text); m.find(); end = m.end()) {
      html.text(text.substring(end, m.start()));
      if (m.group(1).equals("0")) {
        html.close();
      } else {
        html.open("span", "style", STYLES.get(m.group(1)));
      }
    }
    html.text(text.substring(end)).close().close().close();
    return out.toString();
  }
}
