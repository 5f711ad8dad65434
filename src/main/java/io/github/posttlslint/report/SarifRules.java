package io.github.posttlslint.report;

import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import io.github.posttlslint.run.rule.Severity;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tool and its rules in SARIF: {@code tool.driver} (SARIF 2.1.0, section 3.19). */
final class SarifRules {
  /** GitHub refuses longer descriptions. */
  private static final int LONGEST_DESCRIPTION = 1024;

  /** GitHub takes no more tags per rule. */
  private static final int MOST_TAGS = 20;

  private SarifRules() {}

  /**
   * Writes the driver.
   *
   * @param rules those that have results
   * @param taxonomies takes what the rules are tied to
   */
  static void writeDriver(Report report, List<Rule> rules, SarifTaxonomies taxonomies, Json json)
      throws IOException {
    json.name("driver").beginObject().member("name", Tool.NAME);
    json.member("fullName", Tool.NAME + " " + report.toolVersion());
    json.member("version", report.toolVersion());
    json.member("semanticVersion", report.toolVersion());
    json.member("informationUri", Tool.INFORMATION);
    json.name("rules").beginArray();
    RuleLinks links = RuleLinks.load();
    for (Rule rule : rules) {
      json.newline();
      RuleText text = report.rules().text(rule);
      writeRule(rule, text, links.help(rule, report.rules()), json);
      taxonomies.add(Taxon.of(rule, text));
    }
    json.endArray();
    taxonomies.writeSupported(json);
    json.endObject();
  }

  private static void writeRule(Rule rule, RuleText text, @Nullable String url, Json json)
      throws IOException {
    String title = RuleTexts.sentence(Characters.oneLine(rule.title()));
    String why = RuleTexts.sentence(RuleTexts.firstParagraph(text.why()));
    json.beginObject().member("id", rule.id()).member("name", rule.pascalName());
    writeText("shortDescription", clip(title), json);
    writeText("fullDescription", clip(why.isEmpty() ? title : why), json);
    json.name("help").beginObject();
    json.member("text", help(title, text)).member("markdown", helpMarkdown(title, text));
    json.endObject();
    if (url != null) {
      json.member("helpUri", url);
    }
    json.name("defaultConfiguration").beginObject();
    json.member("level", rule.severity().label()).endObject();
    json.name("properties").beginObject();
    json.member("tags", tags(rule, text));
    json.member("precision", "high");
    json.member("problem.severity", problemSeverity(rule.severity()));
    json.member("security-severity", score(rule.severity()));
    json.endObject();
    SarifTaxonomies.writeRelationships(Taxon.of(rule, text), json);
    json.endObject();
  }

  private static List<String> tags(Rule rule, RuleText text) {
    Set<String> tags = new LinkedHashSet<>(List.of("security", "postfix", "tls", rule.group()));
    for (String tag : text.tags()) {
      tags.add(Taxon.isWeakness(tag) ? "external/cwe/" + tag : tag);
    }
    return List.copyOf(tags).subList(0, Math.min(tags.size(), MOST_TAGS));
  }

  private static void writeText(String name, String text, Json json) throws IOException {
    json.name(name).beginObject().member("text", text).endObject();
  }

  private static String help(String title, RuleText text) {
    StringBuilder out = new StringBuilder(title);
    addParagraph(out, text.why());
    addParagraph(out, text.mend());
    for (RuleText.Reference reference : text.references()) {
      out.append("\nSee ").append(reference.text());
      out.append(reference.url() == null ? "" : " <" + reference.url() + ">");
    }
    return out.toString();
  }

  private static String helpMarkdown(String title, RuleText text) {
    StringBuilder out = new StringBuilder("# ").append(title);
    addSection(out, "Why it matters", text.why());
    addSection(out, "How to fix it", text.mend());
    if (!text.references().isEmpty()) {
      addSection(out, "References", references(text.references()));
    }
    return out.toString();
  }

  private static String references(List<RuleText.Reference> references) {
    StringBuilder out = new StringBuilder();
    for (RuleText.Reference reference : references) {
      String url = reference.url();
      out.append(out.length() == 0 ? "- " : "\n- ");
      out.append(
          RuleTexts.isUrl(url) ? "[" + reference.text() + "](" + url + ")" : reference.text());
    }
    return out.toString();
  }

  private static void addParagraph(StringBuilder out, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      out.append("\n\n").append(text.strip());
    }
  }

  private static void addSection(StringBuilder out, String heading, String text) {
    if (!text.isBlank()) {
      out.append("\n\n## ").append(heading).append("\n\n").append(text.strip());
    }
  }

  private static String clip(String text) {
    return text.length() <= LONGEST_DESCRIPTION
        ? text
        : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
  }

  /** CodeQL's word, which GitHub shows for rules without a score. */
  private static String problemSeverity(Severity severity) {
    return severity == Severity.NOTE ? "recommendation" : severity.label();
  }

  /** GitHub's score: 7.0 and more is "high", 4.0 and more "medium", less "low". */
  private static String score(Severity severity) {
    return switch (severity) {
      case ERROR -> "8.0";
      case WARNING -> "5.5";
      case NOTE -> "3.0";
    };
  }
}
