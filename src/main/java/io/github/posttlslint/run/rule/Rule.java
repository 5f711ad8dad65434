package io.github.posttlslint.run.rule;

import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs of one rule file; the rest is its {@link RuleText}.
 *
 * @param id kebab-case name, unique
 * @param group subject area: the folder of the rule file; {@code profiles/NAME} for the rules of a
 *     policy profile
 * @param severity how much a finding matters unless options say otherwise
 * @param title the fault in a few words, without a full stop
 * @param judges the kind of subject, see {@link Subjects}
 * @param since first Postfix release in which the fault can happen; null: all
 * @param until last such release; null: all
 * @param when the condition
 * @param message what is said of a finding
 * @param help what to do about it, in one sentence: the first of these that has no hole
 * @param at anchors tried in this order for the primary place; the subject's own place is last
 * @param related further places
 * @param fix how to mend it mechanically; null if it cannot be
 * @param milder when a finding matters less than {@code severity} says; null if never
 * @param suppressible whether a comment may silence its findings
 * @param notWith policy profiles that demand what it reports, and without which alone it is judged
 *     by
 * @param yieldsTo rules that tell the same cause better: where one of them reports it, this one is
 *     silent
 */
public record Rule(
    String id,
    String group,
    Severity severity,
    String title,
    String judges,
    @Nullable PostfixVersion since,
    @Nullable PostfixVersion until,
    Expression when,
    Template message,
    List<Template> help,
    List<String> at,
    List<RelatedPlace> related,
    @Nullable FixRecipe fix,
    @Nullable Milder milder,
    boolean suppressible,
    List<String> notWith,
    List<Yield> yieldsTo) {

  /** What the groups of the rules of policy profiles begin with. */
  static final String PROFILES = "profiles/";

  /**
   * Where a fault matters less: an expired certificate that nobody looks at.
   *
   * @param severity how much it matters there
   * @param when the condition; where it cannot be told, the milder severity counts
   */
  public record Milder(Severity severity, Expression when) {}

  /**
   * A rule that tells a cause better.
   *
   * @param rule its id
   * @param same what the findings of both have in common where they have the same cause
   */
  public record Yield(String rule, SameCause same) {}

  /**
   * A further place to show.
   *
   * @param at an anchor; the place is left out where the anchor has no text
   * @param message what is to be seen there
   */
  public record RelatedPlace(String at, Template message) {}

  /**
   * A mechanical fix.
   *
   * @param safe whether it cannot alter anything but the fault
   * @param description imperative sentence
   * @param anchors where the text is: the first of these where something can be done; none if the
   *     fix is only described
   * @param words the words of it that are meant, with blanks between; null for all of it
   * @param with what takes their place; null if they go, with what separates them from others or,
   *     where nothing is left, the whole line
   */
  public record FixRecipe(
      boolean safe,
      Template description,
      List<String> anchors,
      @Nullable Template words,
      @Nullable Template with) {}

  /** Whether the fault can happen in that release. */
  public boolean appliesTo(PostfixVersion release) {
    return (since == null || release.isAtLeast(since) || since.equals(release.release()))
        && (until == null || until.isAtLeast(release) || until.equals(release.release()));
  }

  /** The policy profile it belongs to, without which it is not judged by; null for most rules. */
  public @Nullable String profile() {
    return group.startsWith(PROFILES) ? group.substring(PROFILES.length()) : null;
  }

  /** The same rule with another severity, which then counts for all its findings. */
  public Rule withSeverity(Severity other) {
    return with(other, null, yieldsTo);
  }

  /** The same rule, which speaks for itself whatever others say. */
  public Rule unyielding() {
    return with(severity, milder, List.of());
  }

  private Rule with(Severity severity, @Nullable Milder milder, List<Yield> yieldsTo) {
    return new Rule(
        id,
        group,
        severity,
        title,
        judges,
        since,
        until,
        when,
        message,
        help,
        at,
        related,
        fix,
        milder,
        suppressible,
        notWith,
        yieldsTo);
  }

  /** The id in PascalCase, as SARIF names rules. */
  public String pascalName() {
    StringBuilder out = new StringBuilder(id.length());
    boolean upper = true;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '-') {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return out.toString();
  }

  /** The comment that silences what it finds, with the sign of the file that it stands in. */
  public String ignoring() {
    String sign = group.equals("dns") ? "; " : "# ";
    return sign + "posttls-lint: ignore[" + id + "] -- why";
  }
}
