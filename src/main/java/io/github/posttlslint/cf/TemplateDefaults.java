package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.cf.TemplateMeaning.Other;
import io.github.posttlslint.cf.TemplateMeaning.Text;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which expressions of a template are known where nobody gives their names other values. */
public final class TemplateDefaults {

  /** Names that an expression is made of. */
  static final int MOST_NAMES = 100;

  private final SourceText source;

  /** In the order of the file. */
  private final Map<Integer, Filled> byEnd = new LinkedHashMap<>();

  private final TemplateTruth truth;

  private TemplateDefaults(SourceText source, Collection<Filled> all, TemplateTruth truth) {
    this.source = source;
    this.truth = truth;
    all.forEach(one -> byEnd.put(one.to(), one));
  }

  /**
   * An expression that is known.
   *
   * @param file the template
   * @param from offset of its first character
   * @param to offset after its last character
   * @param line where it begins, from 1
   * @param text what it becomes
   * @param defaults what that rests on, at least one
   * @param names names that it is made of
   */
  public record Filled(
      String file,
      int from,
      int to,
      int line,
      String text,
      List<KnownDefault> defaults,
      Set<String> names) {}

  /** Those of a text. */
  public static TemplateDefaults of(SourceText source, TemplateNames names) {
    List<Mark> marks = TemplateScanner.marks(source);
    JinjaExpression jinja =
        new JinjaExpression(source.file(), names, TemplateAssignments.of(source, marks));
    PlainExpressions plain = new PlainExpressions(source.file(), names, marks);
    List<Filled> all = new ArrayList<>();
    int left = Limits.CONFIGURATION_SIZE;
    for (Mark mark : marks) {
      int line = source.lineOf(mark.from());
      if (mark.kind() == Kind.EXPRESSION
          && meaning(mark, line, source, jinja, plain) instanceof Text text
          && !text.from().isEmpty()
          && isOneLine(text.text())
          && text.text().length() <= left) {
        String whole = source.text().substring(mark.from(), mark.to());
        Set<String> made = jinja.names(mark.code().isEmpty() ? whole : mark.code());
        if (made.size() <= MOST_NAMES) {
          left -= text.text().length();
          List<KnownDefault> from = text.from().stream().distinct().toList();
          all.add(new Filled(source.file(), mark.from(), mark.to(), line, text.text(), from, made));
        }
      }
    }
    return new TemplateDefaults(source, all, new TemplateTruth(jinja));
  }

  private static TemplateMeaning meaning(
      Mark mark, int line, SourceText source, JinjaExpression jinja, PlainExpressions plain) {
    String text = source.text().substring(mark.from(), mark.to()).strip();
    if (mark.code().isEmpty()) {
      return plain.ofPlaceholder(text, line);
    }
    if (text.startsWith("<%")) {
      return plain.ofRuby(mark.code().substring(1).strip(), line);
    }
    TemplateMeaning meaning = jinja.of(mark.code(), mark.from(), line);
    boolean isUsual = text.startsWith("{{") && meaning == Other.UNKNOWN;
    return isUsual ? plain.ofGo(mark.code(), line) : meaning;
  }

  /** Control characters and Unicode's noncharacters have a meaning of their own. */
  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || (c >= '\uFDD0' && c <= '\uFDEF')) {
        return false;
      }
    }
    return true;
  }

  /** All that are known, in the order of the file. */
  public List<Filled> all() {
    return new ArrayList<>(byEnd.values());
  }

  /** Some of these alone, in the order of the file. */
  public TemplateDefaults only(Collection<Filled> some) {
    List<Filled> kept = new ArrayList<>(some);
    kept.removeIf(one -> !one.equals(byEnd.get(one.to())));
    return new TemplateDefaults(source, kept, truth);
  }

  /**
   * Those that conditions leave as they are: where {@code x} is not what it is by default, nothing
   * that is made of it is.
   */
  TemplateDefaults under(TemplateBranches.Assumption assumption) {
    Set<String> others = new HashSet<>();
    assumption
        .truths()
        .forEach(
            (condition, holds) -> {
              String shown = TemplateBranches.shown(condition);
              boolean isSame = shown.equals(condition) && holds.equals(truth.of(shown));
              if (!isSame) {
                others.addAll(TemplateLiterals.names(shown));
              }
            });
    List<Filled> kept = all();
    kept.removeIf(one -> !Collections.disjoint(one.names(), others));
    return new TemplateDefaults(source, kept, truth);
  }

  /** The whole text as it is with them. */
  public String written() {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Filled one : all()) {
      out.append(source.text(), from, one.from()).append(one.text());
      from = one.to();
    }
    return out.append(source.text(), from, source.text().length()).toString();
  }

  /** The marks of the text, those that are known as their texts. */
  Template fill(Template template) {
    List<Mark> filled = new ArrayList<>(template.marks().size());
    for (Mark mark : template.marks()) {
      Filled known = mark.kind() == Kind.EXPRESSION ? byEnd.get(mark.to()) : null;
      filled.add(
          known == null || mark.from() != known.from()
              ? mark
              : new Mark(mark.from(), mark.to(), Kind.TEXT, known.text()));
    }
    return new Template(filled);
  }
}
