package io.github.posttlslint.site;

import io.github.posttlslint.cli.ParameterText;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.report.Markup;
import io.github.posttlslint.run.rule.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A page for each parameter of Postfix. */
final class ParameterPages {

  private final Known known;
  private final Prose prose;

  ParameterPages(Known known) {
    this.known = known;
    this.prose = new Prose(known);
  }

  List<Page> make() throws IOException {
    List<Page> pages = new ArrayList<>();
    Map<String, Integer> rules = new LinkedHashMap<>();
    for (String name : known.parameterNames()) {
      Parameter parameter = Objects.requireNonNull(known.parameters().find(name));
      ParameterText text = new ParameterText(parameter);
      List<Rule> told = known.rules().rules().stream().filter(text::isToldBy).toList();
      rules.put(name, told.size());
      pages.add(page(parameter, text, told));
    }
    pages.add(index(rules));
    return pages;
  }

  private Page page(Parameter parameter, ParameterText text, List<Rule> rules) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    String name = parameter.name();
    String meaning = known.meanings().of(name);
    if (!meaning.isEmpty()) {
      html.open("p", "class", "lead");
      prose.write(meaning, name, html);
      html.close().newline();
    }
    html.element("p", "A " + text.heading() + ".").newline();
    html.open("dl", "class", "facts").newline();
    for (ParameterText.Fact fact : text.facts()) {
      if (!fact.label().isEmpty()) {
        html.element("dt", fact.label());
      }
      html.open("dd");
      if (fact.text().startsWith("https://")) {
        html.element("a", "postconf(5)", "href", fact.text(), "rel", "noreferrer");
      } else {
        prose.write(fact.text(), name, html);
      }
      html.close().newline();
    }
    html.close().newline();
    if (!rules.isEmpty()) {
      html.element("h2", "Rules").newline();
      RuleTable.write(rules, "../rules/", known, html);
    }
    String about = meaning.isEmpty() ? text.heading() : meaning;
    Page.Entry entry = new Page.Entry("parameter", "", name, about, "");
    return new Page("parameters/" + name + ".html", name, about, out.toString(), List.of(entry));
  }

  private Page index(Map<String, Integer> rules) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.element("h2", "With rules", "id", "with-rules").newline();
    html.open("table", "class", "rules").open("thead").open("tr");
    for (String heading : List.of("parameter", "told by", "what it is for")) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().newline().open("tbody").newline();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Integer> one : rules.entrySet()) {
      String name = one.getKey();
      if (one.getValue() == 0) {
        others.add(name);
      } else {
        html.open("tr").open("td").element("a", name, "href", name + ".html").close();
        html.element("td", one.getValue() + (one.getValue() == 1 ? " rule" : " rules"));
        html.element("td", known.meanings().of(name)).close().newline();
      }
    }
    html.close().close().newline();
    html.element("h2", "Others", "id", "others").newline();
    html.open("ul", "class", "columns").newline();
    for (String name : others) {
      html.open("li").element("a", name, "href", name + ".html").close().newline();
    }
    html.close().newline();
    return new Page(
        "parameters/index.html", "Parameters", "all parameters", out.toString(), List.of());
  }
}
