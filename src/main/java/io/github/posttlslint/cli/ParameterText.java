package io.github.posttlslint.cli;

import io.github.posttlslint.language.Template;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.DefaultHistory;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.LifeSpan;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.rule.Rule;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code explain} prints of a parameter of Postfix. */
public final class ParameterText {

  private static final int LABEL = 10;

  private final Parameter parameter;
  private final PostfixVersion newest;

  /** Text about a parameter. */
  public ParameterText(Parameter parameter) {
    this.parameter = parameter;
    PostfixVersion newest = PostfixVersion.NEWEST;
    for (PostfixVersion release : PostfixVersion.releases()) {
      newest = parameter.existsIn(release) ? release : newest;
    }
    this.newest = newest;
  }

  /**
   * Writes it.
   *
   * @param rules the rules of the run, of which those about the parameter are listed
   */
  void write(List<Rule> rules, Writer out) throws IOException {
    out.write(parameter.name() + ": " + heading() + "\n\n");
    for (Fact fact : facts()) {
      String gap = " ".repeat(LABEL - fact.label().length());
      out.write("  " + fact.label() + gap + fact.text() + "\n");
    }
    writeRules(rules, out);
  }

  /** That it is a parameter, and of which releases. */
  public String heading() {
    return "parameter of Postfix " + life();
  }

  /**
   * Something about the parameter.
   *
   * @param label what, in a word or two; empty for more of the same
   */
  public record Fact(String label, String text) {}

  /** Type, accepted values, readers, defaults, age, and where the manual tells more. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("type", type()));
    facts.add(new Fact("values", values()));
    List<String> programs = parameter.programs();
    String readers = programs.contains("*") ? "all programs" : String.join(", ", programs);
    facts.add(new Fact("read by", readers));
    String label = "default";
    for (String value : defaults()) {
      facts.add(new Fact(label, value));
      label = "";
    }
    facts.add(new Fact("now", deprecation()));
    if (!parameter.isReadOnly()) {
      facts.add(new Fact("see", "https://www.postfix.org/postconf.5.html#" + parameter.name()));
    }
    facts.removeIf(fact -> fact.text().isEmpty());
    return facts;
  }

  private String life() {
    List<String> ranges = parameter.life().shownRanges();
    if (ranges.size() > 1) {
      return String.join(", ", ranges);
    }
    PostfixVersion removed = parameter.removedIn();
    String since =
        parameter.since().equals(PostfixVersion.OLDEST) ? "" : parameter.since() + " and later";
    if (removed == null) {
      return since.isEmpty() ? "of all releases" : since;
    }
    return since.isEmpty()
        ? "before " + removed
        : parameter.since() + " and later, before " + removed;
  }

  private String type() {
    ParameterType type = parameter.type(newest);
    return switch (type) {
      case BOOL, NBOOL -> "yes or no";
      case INT, NINT, LONG -> "number" + bounds();
      case TIME ->
          "time: a number and s, m, h, d or w (without: " + parameter.defaultTimeUnit() + ")";
      case STR -> "text";
      case RAW -> "text whose $names are replaced when it is used";
    };
  }

  private String bounds() {
    String least = parameter.min() == 0 ? "" : " from " + parameter.min();
    return least + (parameter.max() == 0 ? "" : " up to " + parameter.max());
  }

  private String values() {
    AcceptedValues values = parameter.values();
    if (values == null) {
      return "";
    }
    List<String> words = new ArrayList<>();
    for (AcceptedValues.Value value : values.values()) {
      if (value.life().contains(newest)) {
        words.add(value.word() + span(value));
      }
    }
    String list = String.join(", ", words);
    return switch (values.kind()) {
      case ONE -> list;
      case FLAGS -> "any of " + list;
      case PROTOCOLS -> "protocols: " + list + "; NAME, !NAME, from 3.6 on >=NAME and <=NAME";
      case RESTRICTIONS -> "a list of restrictions";
      case ONE_OR_PATH -> list.isEmpty() ? "an absolute path" : list + " or an absolute path";
      case ACTION_OR_TABLE -> list.isEmpty() ? "lookup tables" : list + " or lookup tables";
      case COMPATIBILITY_LEVEL -> "a compatibility level";
      case CIPHERS -> "a cipher list of OpenSSL";
      case DIGEST -> "a digest of OpenSSL, such as sha256";
      case LIST -> "a list";
      case PATH -> "a path name";
      case TABLE -> "a lookup table, type:name";
      case TABLES -> "lookup tables, type:name";
      case TEXT -> "";
    };
  }

  private String span(AcceptedValues.Value value) {
    LifeSpan life = value.life();
    boolean isOld = life.since().release().compareTo(parameter.since().release()) <= 0;
    String since = isOld ? "" : "since " + life.since();
    if (value.actsAs() != null) {
      return " (as " + value.actsAs() + (since.isEmpty() ? "" : " " + since) + ")";
    }
    return since.isEmpty() ? "" : " (" + since + ")";
  }

  /** The defaults, each with the versions that have it. */
  private List<String> defaults() {
    List<String> built = Distribution.UNKNOWN.defaults(parameter.name(), newest);
    if (!built.isEmpty()) {
      return List.of(String.join(" or ", built) + ", as the distribution builds Postfix");
    }
    List<String> lines = new ArrayList<>();
    for (DefaultHistory.Line line : DefaultHistory.of(parameter)) {
      String where = line.where().isEmpty() ? "" : " (" + line.where() + ")";
      lines.add((line.value().isEmpty() ? "empty" : line.value()) + where);
    }
    return lines;
  }

  private String deprecation() {
    String legacy = parameter.legacyOf();
    if (legacy != null) {
      return "a former name of " + legacy;
    }
    Deprecation old = parameter.deprecation();
    if (old == null) {
      return parameter.isReadOnly() ? "set by Postfix itself; settings are dropped" : "";
    }
    List<String> parts = new ArrayList<>();
    add("obsolete since ", old.documentedSince(), parts);
    add("postconf warns since ", old.warnedSince(), parts);
    add("without effect since ", old.withoutEffectSince(), parts);
    if (old.replacement() != null) {
      parts.add("use " + old.replacement());
    }
    return String.join("; ", parts);
  }

  private static void add(String what, @Nullable PostfixVersion since, List<String> parts) {
    if (since != null) {
      parts.add(what + since);
    }
  }

  /** The rules that speak about the parameter, as its finding's place or in their words. */
  private void writeRules(List<Rule> rules, Writer out) throws IOException {
    String before = "\nRules\n\n";
    for (Rule rule : rules) {
      if (isToldBy(rule)) {
        String title = Characters.name(rule.title());
        String severity = ExplainCommand.severity(rule);
        out.write(before + "  " + rule.id() + " (" + severity + "): " + title + "\n");
        before = "";
      }
    }
  }

  /** Whether a rule speaks about the parameter, as its finding's place or in its words. */
  public boolean isToldBy(Rule rule) {
    String name = "$" + parameter.name();
    if (isAnchor(name, rule.at()) || rule.message().placeholders().contains(name)) {
      return true;
    }
    for (Rule.RelatedPlace related : rule.related()) {
      if (isAnchor(name, List.of(related.at()))) {
        return true;
      }
    }
    return names(rule.message()) || names(rule.help());
  }

  private static boolean isAnchor(String name, List<String> anchors) {
    return anchors.contains(name) || anchors.contains(name + ".value");
  }

  private boolean names(List<Template> templates) {
    for (Template template : templates) {
      if (names(template)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words of a rule have the parameter's name. */
  private boolean names(Template template) {
    String name = parameter.name();
    for (int i = 0; i < template.parts().size(); i += 2) {
      String words = template.parts().get(i);
      int at = words.indexOf(name);
      while (at >= 0) {
        if (!isOfName(words, at - 1) && !isOfName(words, at + name.length())) {
          return true;
        }
        at = words.indexOf(name, at + 1);
      }
    }
    return false;
  }

  private static boolean isOfName(String words, int at) {
    return at >= 0
        && at < words.length()
        && (words.charAt(at) == '_' || Character.isLetterOrDigit(words.charAt(at)));
  }
}
