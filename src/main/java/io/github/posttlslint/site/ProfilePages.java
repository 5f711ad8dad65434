package io.github.posttlslint.site;

import io.github.posttlslint.report.Markup;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page for each policy profile. */
final class ProfilePages {

  private final Known known;

  ProfilePages(Known known) {
    this.known = known;
  }

  List<Page> make() throws IOException {
    Map<String, List<Rule>> profiles = new TreeMap<>();
    for (Rule rule : known.rules().rules()) {
      String profile = rule.profile();
      if (profile != null) {
        profiles.computeIfAbsent(profile, name -> new ArrayList<>()).add(rule);
      }
    }
    List<Page> pages = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    Markup index = new Markup(out);
    index.open("p").element("code", "--profile NAME");
    index.text(" judges by a published policy on top of the usual rules. See ");
    index.element("a", "Commands", "href", "../guide/commands.html#policy-profiles").text(".");
    index.close().newline().open("ul").newline();
    for (Map.Entry<String, List<Rule>> profile : profiles.entrySet()) {
      String document = document(profile.getKey());
      pages.add(page(profile.getKey(), document, profile.getValue()));
      index.open("li").element("a", profile.getKey(), "href", profile.getKey() + ".html");
      index.text(": " + document).close().newline();
    }
    index.close().newline();
    pages.add(
        new Page("profiles/index.html", "Profiles", "all profiles", out.toString(), List.of()));
    return pages;
  }

  /** The document and its date, from the table in {@code rules/README.md}. */
  private String document(String profile) throws IOException {
    for (String line : Files.readAllLines(known.sources().resolve("rules/README.md"))) {
      String[] cells = line.split(" [|] ", -1);
      if (cells.length == 3
          && cells[0].startsWith("| ")
          && cells[0].contains("`" + profile + "`")) {
        return cells[1] + " (" + cells[2].replace(" |", "") + ")";
      }
    }
    throw new IllegalStateException("rules/README.md does not name the profile " + profile);
  }

  private Page page(String name, String document, List<Rule> rules) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.element("p", document, "class", "lead").newline();
    html.open("pre").element("code", "posttls-lint check --profile " + name + " /etc/postfix");
    html.close().newline().element("h2", "Rules").newline();
    RuleTable.write(rules, "../rules/", known, html);
    List<Rule> without =
        known.rules().rules().stream().filter(rule -> rule.notWith().contains(name)).toList();
    if (!without.isEmpty()) {
      html.element("h2", "Left out").newline();
      html.element("p", "The profile demands what these rules report.").newline();
      RuleTable.write(without, "../rules/", known, html);
    }
    html.element("h2", "References").newline().open("ul").newline();
    for (Map.Entry<String, String> one : references(rules).entrySet()) {
      html.open("li").element("a", one.getValue(), "href", one.getKey(), "rel", "noreferrer");
      html.close().newline();
    }
    html.close().newline();
    Page.Entry entry = new Page.Entry("profile", "", name, document, "");
    return new Page("profiles/" + name + ".html", name, document, out.toString(), List.of(entry));
  }

  /** Each address with the first text that a rule gives it. */
  private Map<String, String> references(List<Rule> rules) {
    Map<String, String> references = new LinkedHashMap<>();
    for (Rule rule : rules) {
      for (RuleText.Reference reference : known.rules().text(rule).references()) {
        if (reference.url() != null) {
          references.putIfAbsent(reference.url(), reference.text());
        }
      }
    }
    return references;
  }
}
