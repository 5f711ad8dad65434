package io.github.posttlslint.site;

import io.github.posttlslint.cli.ExampleText;
import io.github.posttlslint.cli.ExplainCommand;
import io.github.posttlslint.report.Markup;
import io.github.posttlslint.run.rule.FormerRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A page for each rule, and for each id that a rule once had. */
final class RulePages {

  private static final String[] PARTS = {"Why it matters", "How to fix it", "Examples", "Proof"};

  private final Known known;
  private final Prose prose;

  RulePages(Known known) {
    this.known = known;
    this.prose = new Prose(known);
  }

  List<Page> make() throws IOException {
    List<Page> pages = new ArrayList<>();
    // first, so that where a file system takes capitals for small letters the rule's own page stays
    for (Map.Entry<String, List<String>> one : new TreeMap<>(FormerRules.all()).entrySet()) {
      pages.add(former(one.getKey(), one.getValue()));
    }
    for (Rule rule : known.rules().rules()) {
      pages.add(page(rule, known.rules().text(rule)));
    }
    pages.add(index());
    return pages;
  }

  private Page page(Rule rule, RuleText text) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.open("p", "class", "lead").element("b", rule.severity().label(), "class", severity(rule));
    html.text(" " + rule.title() + ".").close().newline();
    writeFacts(rule, html);
    html.element("h2", "What is reported").newline();
    html.open("blockquote").open("p");
    Prose.write(rule.message(), html);
    html.close().close().newline();
    html.element("h2", PARTS[0], "id", "why").newline();
    prose.writeParagraphs(text.why(), rule.id(), html);
    html.element("h2", PARTS[1], "id", "fix").newline();
    prose.writeParagraphs(text.mend(), rule.id(), html);
    writeFix(rule, html);
    html.element("h2", PARTS[2], "id", "examples").newline();
    for (RuleText.Example example : text.examples()) {
      writeExample(example, html);
    }
    html.element("h2", PARTS[3], "id", "proof").newline();
    writeProof(rule, html);
    writeReferences(text, html);
    String former = String.join(" ", new TreeSet<>(FormerRules.before(rule.id())));
    String words =
        Prose.words(rule.message()) + " " + text.mend().strip() + " " + former + quoted(text.why());
    Page.Entry entry = new Page.Entry("rule", "", rule.id(), rule.title(), words);
    String path = "rules/" + rule.id() + ".html";
    return new Page(path, rule.id(), rule.title(), out.toString(), List.of(entry));
  }

  /** What stands in quotes: lines of logs, which people search for. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    String[] parts = text.split("\"", -1);
    for (int i = 1; i < parts.length; i += 2) {
      quoted.append(' ').append(parts[i]);
    }
    return quoted.toString();
  }

  private static String severity(Rule rule) {
    return "severity " + rule.severity().label();
  }

  private void writeFacts(Rule rule, Markup html) throws IOException {
    html.open("dl", "class", "facts").newline();
    fact("severity", rule.milder() == null ? "" : ExplainCommand.severity(rule), html);
    fact("Postfix", known.proofs().of(rule.id()).releases(), html);
    String profile = rule.profile();
    if (profile == null) {
      html.element("dt", "group").open("dd");
      html.element("a", rule.group(), "href", "index.html#" + rule.group()).close().newline();
    } else {
      html.element("dt", "only with").open("dd");
      html.element("a", "--profile " + profile, "href", "../profiles/" + profile + ".html");
      html.close().newline();
    }
    html.element("dt", "judges").open("dd");
    html.element("a", rule.judges(), "href", "../guide/kinds.html#" + rule.judges());
    html.close().newline();
    if (!rule.notWith().isEmpty()) {
      fact("not with", "--profile " + String.join(", ", rule.notWith()), html);
    }
    List<String> better = rule.yieldsTo().stream().map(Rule.Yield::rule).distinct().toList();
    writeLinks("silent where told by", better, html);
    fact("former id", String.join(", ", new TreeSet<>(FormerRules.before(rule.id()))), html);
    html.element("dt", "silenced by").open("dd");
    if (rule.suppressible()) {
      html.element("code", rule.ignoring()).text(" ");
      html.element("a", "how", "href", "../guide/configuring.html#silencing-findings");
    } else {
      html.text("no comment");
    }
    html.close().newline().close().newline();
  }

  private static void fact(String label, String text, Markup html) throws IOException {
    if (!text.isEmpty()) {
      html.element("dt", label).element("dd", text).newline();
    }
  }

  private static void writeLinks(String label, List<String> ids, Markup html) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    html.element("dt", label).open("dd");
    String gap = "";
    for (String id : ids) {
      html.text(gap).element("a", id, "href", id + ".html");
      gap = ", ";
    }
    html.close().newline();
  }

  private static void writeFix(Rule rule, Markup html) throws IOException {
    Rule.FixRecipe fix = rule.fix();
    if (fix == null) {
      return;
    }
    boolean byHand = fix.anchors().isEmpty();
    String how = fix.safe() ? "--fix" : "--fix --unsafe-fixes";
    html.open("p").element("b", byHand ? "By hand:" : "With " + how + ":").text(" ");
    Prose.write(fix.description(), html);
    html.close().newline();
  }

  private static void writeExample(RuleText.Example example, Markup html) throws IOException {
    ExampleText text = new ExampleText(example);
    html.open("section", "class", example.bad() ? "example bad" : "example good");
    html.element("h3", text.heading()).newline();
    List<String> unmarked = new ArrayList<>(example.expect());
    for (ExampleText.File file : text.files()) {
      writeFile(file, example.expect(), html);
      if (!file.lines().isEmpty()) {
        unmarked.removeIf(place -> place.startsWith(file.name() + ":"));
      }
    }
    if (!unmarked.isEmpty()) {
      html.element("p", "Reported at " + String.join(", ", unmarked) + ".").newline();
    }
    html.close().newline();
  }

  private static void writeFile(ExampleText.File file, List<String> expect, Markup html)
      throws IOException {
    html.element("p", file.title(), "class", "file").newline();
    if (file.lines().isEmpty()) {
      return;
    }
    html.open("pre").open("code");
    for (int i = 0; i < file.lines().size(); i++) {
      String line = file.lines().get(i);
      html.text(i == 0 ? "" : "\n");
      boolean isReported = expect.contains(file.name() + ":" + (i + 1));
      if (isReported) {
        int start = line.length() - line.stripLeading().length();
        html.text(line.substring(0, start)).element("mark", line.substring(start));
      } else {
        html.text(line);
      }
    }
    html.close().close().newline();
  }

  private void writeProof(Rule rule, Markup html) throws IOException {
    Proofs.Proof proof = known.proofs().of(rule.id());
    String argument = "argument: ";
    if (proof.by().startsWith(argument)) {
      html.element(
          "p", "Argued, since nothing can be seen: " + proof.by().substring(argument.length()));
    } else if (proof.by().isEmpty()) {
      html.element("p", "Its examples are run with the linter; no running Postfix was asked.");
    } else {
      html.element("p", "The examples were run, and " + proof.by() + " does what is said here.");
    }
    html.newline();
    if (!proof.seenWith().isEmpty()) {
      html.element("p", "Seen with Postfix " + proof.seenWith() + ".").newline();
    }
    html.open("p").text("The rule itself: ");
    String path = "rules/" + rule.group() + "/" + rule.id() + ".yaml";
    html.element("a", path, "href", known.inRepository(path), "rel", "noreferrer");
    html.text("; how to read it: ").element("a", "rule files", "href", "../guide/rule-files.html");
    html.close().newline();
  }

  private static void writeReferences(RuleText text, Markup html) throws IOException {
    if (text.references().isEmpty()) {
      return;
    }
    html.element("h2", "References").newline().open("ul").newline();
    for (RuleText.Reference reference : text.references()) {
      html.open("li");
      if (reference.url() == null) {
        html.text(reference.text());
      } else {
        html.element("a", reference.text(), "href", reference.url(), "rel", "noreferrer");
      }
      html.close().newline();
    }
    html.close().newline();
  }

  private Page former(String id, List<String> now) throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    if (now.isEmpty()) {
      html.element("p", "The rule is gone, and no rule tells the same.").newline();
    } else {
      html.element(
          "p", "The rule is told by " + (now.size() == 1 ? "this one" : "these") + " now:");
      html.newline().open("ul").newline();
      for (String one : now) {
        html.open("li").element("a", one, "href", one + ".html");
        html.text(": " + title(one)).close().newline();
      }
      html.close().newline();
    }
    html.element("p", "Options, comments and baselines with the former id still count.").newline();
    String about = now.isEmpty() ? "gone" : "now " + String.join(", ", now);
    Page.Entry entry = new Page.Entry("former rule", "", id, about, "");
    return new Page("rules/" + id + ".html", id, about, out.toString(), List.of(entry));
  }

  private String title(String id) {
    Rule rule = known.rules().find(id);
    if (rule == null) {
      throw new IllegalStateException("no rule " + id);
    }
    return rule.title();
  }

  private Page index() throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.open("p").text(known.ids().size() + " rules, by what they are about. Those of ");
    html.element("a", "policy profiles", "href", "../profiles/index.html");
    html.text(" count only where a profile is asked for.").close().newline();
    html.open("ul", "class", "columns").newline();
    for (String group : known.groups().keySet()) {
      html.open("li").element("a", group, "href", "#" + group);
      html.text(" " + known.groups().get(group)).close().newline();
    }
    html.close().newline();
    for (String group : known.groups().keySet()) {
      html.element("h2", group, "id", group).newline();
      List<Rule> rules =
          known.rules().rules().stream().filter(rule -> rule.group().equals(group)).toList();
      RuleTable.write(rules, "", known, html);
    }
    return new Page("rules/index.html", "Rules", "all rules", out.toString(), List.of());
  }
}
