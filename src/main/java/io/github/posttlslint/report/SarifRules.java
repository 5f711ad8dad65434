package io.github.posttlslint.report;

import io.github.posttlslint.lint.Report;
import io.github.posttlslint.rule.Rule;
import io.github.posttlslint.rule.RuleText;
import io.github.posttlslint.rule.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tool and its rules in SARIF: {@code tool.driver} (SARIF 2.1.0, section 3.19). */
final class SarifRules {
  /** GitHub refuses longer descriptions. */
  private static final int LONGEST_DESCRIPTION = 1024;

  /** GitHub takes no more tags per rule. */
  private static final int MOST_TAGS = 20;

  /** How tags name the entries of the Common Weakness Enumeration: {@code cwe-319}. */
  private static final String CWE = "cwe-";

  private SarifRules() {}

  static void writeDriver(Report report, ReadySarifRules ready, Json json) throws IOException {
    json.name("driver").beginObject().member("name", Tool.NAME);
    json.member("fullName", Tool.NAME + " " + report.toolVersion());
    json.member("version", report.toolVersion());
    json.member("semanticVersion", report.toolVersion());
    json.member("informationUri", Tool.INFORMATION);
    json.name("rules").beginArray();
    for (Rule rule : report.rules().rules()) {
      json.newline();
      ReadySarifRules.Entry entry = ready.find(rule, report.rules());
      if (entry == null) {
        writeRule(rule, report.rules().text(rule), json);
      } else {
        json.ready(entry.json());
      }
    }
    json.endArray().endObject();
  }

  static void writeRule(Rule rule, RuleText text, Json json) throws IOException {
    String title = RuleTexts.sentence(Characters.oneLine(rule.title()));
    String why = RuleTexts.sentence(RuleTexts.firstParagraph(text.why()));
    json.beginObject().member("id", rule.id()).member("name", rule.pascalName());
    writeText("shortDescription", clip(title), json);
    writeText("fullDescription", clip(why.isEmpty() ? title : why), json);
    json.name("help").beginObject();
    json.member("text", help(title, text)).member("markdown", helpMarkdown(title, text));
    json.endObject();
    String url = RuleTexts.url(text);
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
    writeWeaknesses(text, json);
    json.endObject();
  }

  private static List<String> tags(Rule rule, RuleText text) {
    List<String> tags = new ArrayList<>(List.of("security", "postfix", "tls", rule.group()));
    for (String tag : text.tags()) {
      tags.add(tag.startsWith(CWE) ? "external/cwe/" + tag : tag);
    }
    return tags.subList(0, Math.min(tags.size(), MOST_TAGS));
  }

  /** Ties the rule to the weaknesses of MITRE's list that it is about. */
  private static void writeWeaknesses(RuleText text, Json json) throws IOException {
    List<String> weaknesses = weaknesses(text);
    if (weaknesses.isEmpty()) {
      return;
    }
    json.name("relationships").beginArray();
    for (String id : weaknesses) {
      json.beginObject().name("target").beginObject();
      json.member("id", id).name("toolComponent").beginObject();
      json.member("name", "CWE").endObject().endObject();
      json.member("kinds", List.of("relevant")).endObject();
    }
    json.endArray();
  }

  /** The weaknesses that the rules are tied to, as SARIF's taxonomy. */
  static void writeTaxonomies(Report report, ReadySarifRules ready, Json json) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (Rule rule : report.rules().rules()) {
      ReadySarifRules.Entry entry = ready.find(rule, report.rules());
      ids.addAll(entry == null ? weaknesses(report.rules().text(rule)) : entry.weaknesses());
    }
    if (ids.isEmpty()) {
      return;
    }
    json.name("taxonomies").beginArray().beginObject().member("name", "CWE");
    json.member("organization", "MITRE");
    json.member("informationUri", "https://cwe.mitre.org/").name("taxa").beginArray();
    for (String id : ids) {
      json.beginObject().member("id", id);
      json.member("helpUri", "https://cwe.mitre.org/data/definitions/" + id + ".html").endObject();
    }
    json.endArray().endObject().endArray().newline();
  }

  /** The numbers of the weaknesses that a rule is about. */
  static List<String> weaknesses(RuleText text) {
    List<String> ids = new ArrayList<>();
    for (String tag : text.tags()) {
      if (tag.startsWith(CWE)) {
        ids.add(tag.substring(CWE.length()));
      }
    }
    return ids;
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
    addSection(out, "How to mend it", text.mend());
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
