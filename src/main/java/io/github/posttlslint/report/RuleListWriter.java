package io.github.posttlslint.report;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The list of rules, for people and for programs. */
public final class RuleListWriter {

  private final RuleCatalog rules;

  /** Writes the rules of a catalogue. */
  public RuleListWriter(RuleCatalog rules) {
    this.rules = rules;
  }

  /** One line per rule: id, severity, title. */
  public void writeText(Sink out) throws IOException {
    int widest = 0;
    for (Rule rule : rules.rules()) {
      widest = Math.max(widest, rule.id().length());
    }
    for (Rule rule : rules.rules()) {
      String severity = rule.severity().label();
      out.append(rule.id()).append(" ".repeat(widest - rule.id().length() + 2));
      out.append(severity).append(" ".repeat(9 - severity.length()));
      out.append(Characters.oneLine(rule.title()));
      out.append(rule.profile() == null ? "" : " [profile " + rule.profile() + "]").append('\n');
    }
  }

  /**
   * An array of objects: {@code id}, {@code name} (as in SARIF), {@code group}, {@code severity},
   * {@code title}, {@code since} and {@code until} (releases or null), {@code profile} (or null),
   * {@code suppressible}, {@code why}, {@code mend}, {@code tags}, {@code references} ({@code text}
   * and {@code url}).
   */
  public void writeJson(Sink out) throws IOException {
    Json json = new Json(out, true);
    json.beginArray();
    for (Rule rule : rules.rules()) {
      RuleText text = rules.text(rule);
      json.beginObject().member("id", rule.id()).member("name", rule.pascalName());
      json.member("group", rule.group()).member("severity", rule.severity().label());
      json.member("title", rule.title()).member("since", release(rule.since()));
      json.member("until", release(rule.until()));
      json.member("profile", rule.profile());
      json.member("suppressible", rule.suppressible());
      json.member("why", text.why()).member("mend", text.mend()).member("tags", text.tags());
      json.name("references").beginArray();
      for (RuleText.Reference reference : text.references()) {
        json.beginObject().member("text", reference.text());
        json.member("url", reference.url()).endObject();
      }
      json.endArray().endObject();
    }
    json.endArray();
    out.append('\n');
  }

  private static @Nullable String release(@Nullable PostfixVersion release) {
    return release == null ? null : release.toString();
  }

  /** A table for each group. */
  public void writeMarkdown(Sink out) throws IOException {
    List<Rule> all = rules.rules();
    TreeSet<String> groups = new TreeSet<>();
    all.forEach(rule -> groups.add(rule.group()));
    String gap = "";
    for (String group : groups) {
      out.append(gap).append("## ").append(group).append("\n\n");
      out.append("| rule | severity | title |\n|---|---|---|\n");
      for (Rule rule : all) {
        if (rule.group().equals(group)) {
          String id = MarkdownWriter.code(rule.id());
          out.append("| ").append(id).append(" | ").append(rule.severity().label());
          out.append(" | ").append(MarkdownWriter.escape(rule.title())).append(" |\n");
        }
      }
      gap = "\n";
    }
  }
}
