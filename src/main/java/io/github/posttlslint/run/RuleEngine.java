package io.github.posttlslint.run;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.kinds.ServiceKind;
import io.github.posttlslint.language.Evaluation;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.Fact.Unknown;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges the subjects of one setup by rules; for one thread. */
public final class RuleEngine {

  private final List<Finding> findings = new ArrayList<>();
  private final List<Unverified> unverified = new ArrayList<>();
  private final Subjects subjects;
  private final Evaluation evaluation;
  private final Map<String, Set<Span>> places = new HashMap<>();
  private final Map<String, Integer> left = new TreeMap<>();

  /**
   * Makes an engine.
   *
   * @param subjects remembers the subjects of the setup
   */
  public RuleEngine(Subjects subjects) {
    this.subjects = subjects;
    this.evaluation = new Evaluation(subjects, ServiceKind.KIND);
  }

  /** The subjects of the setup, as far as they are known. */
  public Subjects subjects() {
    return subjects;
  }

  /** Judges subjects of the rule's kind, whatever the release. */
  public void judge(Rule rule, List<? extends Subject<?>> subjects) {
    for (Subject<?> subject : subjects) {
      judge(rule, subject);
    }
  }

  /**
   * Judges one subject by those rules of its kind that apply to the release.
   *
   * @param rules their conditions begin with the same one, which is looked at once
   */
  public void judgeAlike(List<Rule> rules, Subject<?> subject) {
    if (rules.size() > 1 && evaluation.holds(rules.get(0).when().first(), subject).isFalse()) {
      return;
    }
    PostfixVersion release = subject.thing().setup().version();
    for (Rule rule : rules) {
      if (rule.appliesTo(release)) {
        judge(rule, subject);
      }
    }
  }

  /** Judges one subject of the rule's kind, whatever the release. */
  public void judge(Rule rule, Subject<?> subject) {
    Fact outcome = evaluation.holds(rule.when(), subject);
    if (outcome instanceof Unknown unknown) {
      unverified.add(unverified(rule, subject, unknown));
    } else if (outcome.isTrue()) {
      add(finding(rule, subject));
    }
  }

  /** Keeps a finding, unless the rule, or all of them, have found too much already. */
  private void add(Finding finding) {
    String id = finding.rule().id();
    Set<Span> known =
        places.computeIfAbsent(id + " " + finding.severity().label(), key -> new HashSet<>());
    boolean hasRoom = known.size() < Limits.FINDINGS || known.contains(finding.span());
    if (hasRoom && findings.size() < Limits.SETUP_FINDINGS) {
      known.add(finding.span());
      findings.add(finding);
    } else {
      left.merge(id, 1, Integer::sum);
    }
  }

  private static Unverified unverified(Rule rule, Subject<?> subject, Unknown unknown) {
    String parameter = unknown.parameter().isEmpty() ? null : unknown.parameter();
    Span span = parameter == null ? null : subject.thing().value(parameter).valueSpan();
    String reason = Template.brief(subject.thing().setup().secrets().mask(unknown.doubt()));
    return new Unverified(
        rule, span == null ? subject.thing().place() : span, masked(parameter, subject), reason);
  }

  private Finding finding(Rule rule, Subject<?> subject) {
    Span span = null;
    String parameter = subject.thing().parameter();
    for (String anchor : rule.at()) {
      if (span == null) {
        span = place(subject, anchor);
        String named = span == null ? null : parameterAt(subject, anchor);
        parameter = named == null ? parameter : named;
      }
    }
    List<Finding.Related> related = new ArrayList<>();
    for (Rule.RelatedPlace place : rule.related()) {
      Span at = place(subject, place.at());
      if (at != null && !at.equals(span)) {
        related.add(new Finding.Related(at, place.message().fill(subject)));
      }
    }
    List<String> services = new ArrayList<>();
    for (Service service : subject.thing().concerned()) {
      services.add(service.id());
    }
    return new Finding(
        rule,
        severity(rule, subject),
        rule.message().fill(subject),
        help(rule, subject),
        span == null ? subject.thing().place() : span,
        masked(parameter == null ? firstParameter(rule, subject) : parameter, subject),
        services,
        related,
        fix(rule, subject));
  }

  /** The first of which all is known, else the first that can be filled. */
  private static String help(Rule rule, Subject<?> subject) {
    String open = "";
    for (Template help : rule.help()) {
      if (!help.hasHole(subject)) {
        if (help.isComplete(subject)) {
          return help.fill(subject);
        }
        open = open.isEmpty() ? help.fill(subject) : open;
      }
    }
    return open;
  }

  /** In a file that is no main.cf at all, what looks like a name can be a password. */
  private static @Nullable String masked(@Nullable String parameter, Subject<?> subject) {
    return parameter == null ? null : subject.thing().setup().secrets().mask(parameter);
  }

  private Severity severity(Rule rule, Subject<?> subject) {
    Rule.Milder milder = rule.milder();
    if (milder == null) {
      return rule.severity();
    }
    Fact outcome = evaluation.holds(milder.when(), subject);
    return outcome instanceof Unknown || outcome.isTrue() ? milder.severity() : rule.severity();
  }

  private static @Nullable String firstParameter(Rule rule, Subject<?> subject) {
    for (String anchor : rule.at()) {
      String parameter = parameterAt(subject, anchor);
      if (parameter != null) {
        return parameter;
      }
    }
    return null;
  }

  private static @Nullable String parameterAt(Subject<?> subject, String anchor) {
    return anchor.startsWith("$") ? parameterName(anchor) : subject.parameterAt(anchor);
  }

  static String parameterName(String anchor) {
    int dot = anchor.indexOf('.');
    return dot < 0 ? anchor.substring(1) : anchor.substring(1, dot);
  }

  /**
   * {@code $name}: where the value in force is set; {@code $name.value}: the value alone. Null
   * where that is in no file of the user.
   */
  static @Nullable Span place(Subject<?> subject, String anchor) {
    if (!anchor.startsWith("$")) {
      Span place = subject.place(anchor);
      return place == null || subject.thing().setup().isStock(place) ? null : place;
    }
    Value value = subject.thing().value(parameterName(anchor));
    return anchor.endsWith(".value") ? value.valueSpan() : value.span();
  }

  /** No fix at all where its sentence would have a hole: the rule's text tells how to mend it. */
  private static Finding.@Nullable Fix fix(Rule rule, Subject<?> subject) {
    Rule.FixRecipe recipe = rule.fix();
    if (recipe == null || recipe.description().hasHole(subject)) {
      return null;
    }
    List<Finding.Edit> edits = FixEdits.of(recipe, subject);
    if (subject.thing().setup().isOverImage()) {
      edits = OverrideFindings.possible(edits, subject.thing().setup());
    }
    String description = recipe.description().fill(subject);
    return new Finding.Fix(recipe.safe(), description + FixEdits.afterwards(edits, subject), edits);
  }

  /** Brings what was found so far into the order of the rules' ids. */
  public void sortByRule() {
    findings.sort((a, b) -> a.rule().id().compareTo(b.rule().id()));
    unverified.sort((a, b) -> a.rule().id().compareTo(b.rule().id()));
  }

  /** What was found so far, in the order of judging or as sorted. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * How many findings are left out after {@link Limits#FINDINGS} and {@link Limits#SETUP_FINDINGS},
   * by the rule's id.
   */
  public Map<String, Integer> left() {
    return left;
  }

  /** What could not be told so far, in the order of judging or as sorted. */
  public List<Unverified> unverified() {
    return List.copyOf(unverified);
  }
}
