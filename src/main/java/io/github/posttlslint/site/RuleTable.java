package io.github.posttlslint.site;

import io.github.posttlslint.report.Markup;
import io.github.posttlslint.run.rule.Rule;
import java.io.IOException;
import java.util.List;

/** A table of rules, with links to their pages. */
final class RuleTable {

  private RuleTable() {}

  /**
   * Writes it.
   *
   * @param folder the way from the page to those of rules, such as {@code ../rules/}
   */
  static void write(List<Rule> rules, String folder, Known known, Markup html) throws IOException {
    html.open("table", "class", "rules").open("thead").open("tr");
    for (String heading : List.of("rule", "severity", "what is wrong", "Postfix")) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().newline().open("tbody").newline();
    for (Rule rule : rules) {
      String severity = rule.severity().label();
      html.open("tr").open("td");
      html.element("a", rule.id(), "href", folder + rule.id() + ".html").close().open("td");
      html.element("b", severity, "class", "severity " + severity).close();
      html.element("td", rule.title());
      html.element("td", known.proofs().of(rule.id()).releases()).close().newline();
    }
    html.close().close().newline();
  }
}
