package io.github.posttlslint.run;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.kinds.SuppressionKind;
import io.github.posttlslint.kinds.Things;
import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.language.Subjects;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.dns.PromisedLines;
import io.github.posttlslint.model.dns.PromisedName;
import io.github.posttlslint.model.table.TableExcerpts;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.secret.ShownLine;
import io.github.posttlslint.zone.Promises;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Judges setups by the enabled rules. */
public final class Linter {

  /** As many rules of a kind are looked through for those that begin alike. */
  private static final int MANY = 50;

  private final RuleSelection rules;
  private final JudgeSettings settings;
  private final Map<String, List<List<Rule>>> byKind = new LinkedHashMap<>();

  /** Judges by all of these rules. */
  public Linter(List<Rule> rules, JudgeSettings settings) {
    this(RuleSelection.all(rules), settings);
  }

  /** Judges by the rules that a selection enables. */
  public Linter(RuleSelection rules, JudgeSettings settings) {
    this.rules = rules;
    this.settings = settings;
    byKind(rules.enabled()).forEach((kind, ofKind) -> byKind.put(kind, byFirst(ofKind)));
    if (settings.promises() == null) {
      byKind.keySet().removeAll(Kinds.ofZones());
    }
  }

  /** The moment that certificates are judged at. */
  Instant now() {
    return settings.now();
  }

  /**
   * Judges one setup.
   *
   * @throws CancellationException if the thread was interrupted: nobody waits for the outcome
   */
  public SetupReport lint(Setup setup) {
    SetupReport report = judge(setup);
    return hasSafeFix(report.findings())
        ? report.with(FixReview.of(setup, report.findings()), report.suppressed())
        : report;
  }

  private static boolean hasSafeFix(List<Finding> findings) {
    for (Finding finding : findings) {
      Finding.Fix fix = finding.fix();
      if (fix != null && fix.safe()) {
        return true;
      }
    }
    return false;
  }

  /** Judges one setup, with fixes that are called safe by their rules alone. */
  SetupReport judge(Setup setup) {
    Things things = new Things(setup, settings);
    RuleEngine engine = new RuleEngine(new Subjects());
    byKind.forEach((kind, groups) -> judge(kind, groups, things, engine));
    engine.sortByRule();
    List<Finding> found = new ArrayList<>(engine.findings());
    List<Unverified> unverified = engine.unverified();
    if (setup.isOverImage() && setup.isOwn()) {
      OverrideFindings own = new OverrideFindings(setup, this::found);
      found = own.of(found);
      unverified = own.ofOwn(unverified);
    }
    List<Finding> conditional = List.of();
    if (!setup.isOverImage() && hasMarks(setup)) {
      BranchFindings.Result branches =
          new BranchFindings(setup, this::found).of(found, unverified, rules.enabled());
      found = branches.found();
      unverified = branches.unverified();
      conditional = branches.conditional();
    }
    if (!setup.isOverImage() && mayHaveDefaults(setup)) {
      List<Finding> known = new ArrayList<>(found);
      known.addAll(conditional);
      DefaultFindings.Result defaults =
          new DefaultFindings(setup, this::foundInBranches).of(known, unverified);
      unverified = defaults.unverified();
      conditional = new ArrayList<>(conditional);
      conditional.addAll(defaults.resting());
    }
    List<Finding> silent = List.of();
    if (found.size() > 1) {
      Yielding.Result yielding = Yielding.of(found);
      found = new ArrayList<>(yielding.told());
      silent = yielding.silent();
    }
    if (!conditional.isEmpty()) {
      found = new ArrayList<>(found);
      found.addAll(conditional);
    }
    List<Suppressed> suppressed = new ArrayList<>();
    Suppressions suppressions = Suppressions.of(setup, things, settings, rules);
    if (suppressions != null) {
      found = suppressions.remaining(found);
      suppressions.useFor(silent);
      found.addAll(judgeComments(suppressions, engine));
      for (var one : suppressions.silenced().entrySet()) {
        IgnoreComment comment = one.getKey();
        add(comment, suppressions.reason(comment), one.getValue(), suppressed);
      }
      suppressed.sort((a, b) -> byPlace(a.finding(), b.finding()));
    }
    List<Finding> findings = merge(found);
    findings.sort(Linter::byPlace);
    List<Problem> problems = leftOut(setup, engine);
    if (byKind.containsKey("next-hop") && things.routes().areMany()) {
      String text = "only the first " + Limits.SETUP_ROUTES + " ways of mail are followed";
      problems.add(new Problem(setup.directory(), 0, text));
    }
    if (suppressions != null) {
      problems.addAll(suppressions.problems());
    }
    boolean readsCertificates = byKind.containsKey("certificate") || byKind.containsKey("chain");
    ReportedSetup reported =
        ReportedSetup.of(
            setup,
            readsCertificates ? things.tlsFiles() : List.of(),
            settings.promises() == null ? List.of() : PromisedName.all(things.mailHosts()),
            tableLines(things, findings));
    return new SetupReport(
        reported, findings, suppressed, distinct(unverified), reported, settings.now(), problems);
  }

  /** Whether main.cf or master.cf has marks of a template, perhaps in comments alone. */
  private static boolean hasMarks(Setup setup) {
    for (SourceText text : setup.texts()) {
      if (isTemplate(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text has marks of a template other than names alone, perhaps in comments alone. */
  static boolean isTemplate(SourceText text) {
    for (String mark : List.of("{%", "{{", "<%", "%{", "#jinja2:")) {
      if (text.text().contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has marks, or names of which a default can be known. */
  private static boolean mayHaveDefaults(Setup setup) {
    if (setup.files().names() != null || hasMarks(setup)) {
      return true;
    }
    for (SourceText source : setup.texts()) {
      String text = source.text();
      for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
        char first = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        if (first >= 'A' && first <= 'Z') {
          return true;
        }
      }
    }
    return false;
  }

  /** What some of the rules find, or all where none is named, in branches of templates as well. */
  List<Finding> foundInBranches(Setup setup, Set<String> ids) {
    Things things = new Things(setup, settings);
    RuleEngine engine = new RuleEngine(new Subjects());
    byKind.forEach(
        (kind, groups) -> judge(kind, ids.isEmpty() ? groups : some(groups, ids), things, engine));
    engine.sortByRule();
    List<Finding> found = engine.findings();
    if (hasMarks(setup)) {
      BranchFindings.Result branches =
          new BranchFindings(setup, this::found).of(found, engine.unverified(), List.of());
      found = new ArrayList<>(branches.found());
      found.addAll(branches.conditional());
    }
    return found;
  }

  /** What some of the rules find, however many of them find the same. */
  List<Finding> found(Setup setup, Set<String> ids) {
    Things things = new Things(setup, settings);
    RuleEngine engine = new RuleEngine(new Subjects());
    byKind.forEach((kind, groups) -> judge(kind, some(groups, ids), things, engine));
    return engine.findings();
  }

  private static List<List<Rule>> some(List<List<Rule>> groups, Set<String> ids) {
    List<List<Rule>> some = new ArrayList<>();
    for (List<Rule> group : groups) {
      List<Rule> left = new ArrayList<>(group);
      left.removeIf(rule -> !ids.contains(rule.id()));
      if (!left.isEmpty()) {
        some.add(left);
      }
    }
    return some;
  }

  /** All that the rules find, however many of them find the same. */
  List<Finding> found(Setup setup) {
    Things things = new Things(setup, settings);
    RuleEngine engine = new RuleEngine(new Subjects());
    byKind.forEach((kind, groups) -> judge(kind, groups, things, engine));
    return engine.findings();
  }

  /**
   * What excerpts show of tables, zones and policies; those of main.cf and master.cf are read when
   * asked for.
   */
  private Map<String, Map<Integer, ShownLine>> tableLines(Things things, List<Finding> findings) {
    Set<String> known = new HashSet<>();
    for (SourceText text : things.setup().texts()) {
      known.add(text.file());
    }
    List<Span> others = new ArrayList<>();
    for (Finding finding : findings) {
      addOther(finding.span(), known, others);
      for (Finding.Related related : finding.related()) {
        addOther(related.span(), known, others);
      }
    }
    if (others.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<Integer, ShownLine>> lines = TableExcerpts.of(things.tables(), others);
    Promises promises = settings.promises();
    if (promises != null) {
      lines.putAll(PromisedLines.of(things.setup(), promises, others));
    }
    return lines;
  }

  private static void addOther(Span span, Set<String> known, List<Span> to) {
    if (!known.contains(span.file())) {
      to.add(span);
    }
  }

  private static Map<String, List<Rule>> byKind(List<Rule> rules) {
    Map<String, List<Rule>> kinds = new LinkedHashMap<>();
    for (Rule rule : rules) {
      kinds.computeIfAbsent(rule.judges(), kind -> new ArrayList<>()).add(rule);
    }
    kinds.remove(SuppressionKind.NAME);
    return kinds;
  }

  /**
   * Rules whose conditions begin alike together: of a hundred about services some forty do with
   * role = 'smtp-client'. For few rules that takes longer than it saves.
   */
  private static List<List<Rule>> byFirst(List<Rule> rules) {
    if (rules.size() < MANY) {
      List<List<Rule>> alone = new ArrayList<>(rules.size());
      for (Rule rule : rules) {
        alone.add(List.of(rule));
      }
      return alone;
    }
    Map<Expression, List<Rule>> groups = new LinkedHashMap<>();
    for (Rule rule : rules) {
      groups.computeIfAbsent(rule.when().first(), first -> new ArrayList<>()).add(rule);
    }
    return List.copyOf(groups.values());
  }

  /** Judges the subjects of one kind by the rules that apply to the release. */
  private static void judge(
      String kind, List<List<Rule>> groups, Things things, RuleEngine engine) {
    if (!anyApplies(groups, things.setup().version())) {
      return;
    }
    for (Subject<?> subject : Kinds.all(kind, things, engine.subjects())) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      for (List<Rule> group : groups) {
        engine.judgeAlike(group, subject);
      }
    }
  }

  private static boolean anyApplies(List<List<Rule>> groups, PostfixVersion release) {
    for (List<Rule> group : groups) {
      for (Rule rule : group) {
        if (rule.appliesTo(release)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Problem> leftOut(Setup setup, RuleEngine engine) {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, Integer> left : engine.left().entrySet()) {
      String text =
          left.getValue()
              + " more findings of "
              + left.getKey()
              + " are left out: at most "
              + Limits.FINDINGS
              + " of a rule are told, and "
              + Limits.SETUP_FINDINGS
              + " of all";
      problems.add(new Problem(setup.directory(), 0, text));
    }
    return problems;
  }

  private List<Finding> judgeComments(Suppressions suppressions, RuleEngine engine) {
    int before = engine.findings().size();
    List<? extends Subject<?>> comments =
        engine.subjects().all(SuppressionKind.KIND, suppressions.judged(engine.unverified()));
    for (Rule rule : rules.enabled()) {
      if (rule.judges().equals(SuppressionKind.NAME)) {
        engine.judge(rule, comments);
      }
    }
    List<Finding> all = engine.findings();
    return all.subList(before, all.size());
  }

  private static void add(
      IgnoreComment comment,
      @Nullable String reason,
      List<Finding> findings,
      List<Suppressed> suppressed) {
    for (Finding finding : merge(findings)) {
      suppressed.add(new Suppressed(finding, comment.span(), reason, true));
    }
  }

  // Comparator.comparing() costs 10 ms at its first use.
  private static int byPlace(Finding a, Finding b) {
    int order = a.span().compareTo(b.span());
    if (order == 0) {
      order = a.rule().id().compareTo(b.rule().id());
    }
    return order == 0 ? a.message().compareTo(b.message()) : order;
  }

  private static int byPlace(Unverified a, Unverified b) {
    int order = a.span().compareTo(b.span());
    return order == 0 ? a.rule().id().compareTo(b.rule().id()) : order;
  }

  private static List<Finding> merge(List<Finding> findings) {
    // equal in these, findings of several services are one
    Map<List<Object>, Finding> merged = new LinkedHashMap<>();
    for (Finding finding : findings) {
      merged.merge(
          List.of(finding.rule().id(), finding.span(), finding.message()),
          finding,
          Linter::together);
    }
    return new ArrayList<>(merged.values());
  }

  private static Finding together(Finding a, Finding b) {
    Set<String> services = new LinkedHashSet<>(a.services());
    services.addAll(b.services());
    Set<Finding.Related> related = new LinkedHashSet<>(a.related());
    related.addAll(b.related());
    return new Finding(
        a.rule(),
        a.severity().compareTo(b.severity()) >= 0 ? a.severity() : b.severity(),
        a.message(),
        a.help(),
        a.span(),
        a.parameter(),
        List.copyOf(services),
        List.copyOf(related),
        together(a.fix(), b.fix()),
        together(a.also(), b.also()));
  }

  private static List<String> together(List<String> a, List<String> b) {
    Set<String> all = new TreeSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }

  /** What mends one finding for several services; only described where one of them needs more. */
  private static Finding.@Nullable Fix together(Finding.@Nullable Fix a, Finding.@Nullable Fix b) {
    if (a == null || b == null || a.edits().equals(b.edits())) {
      return a;
    }
    Set<Finding.Edit> edits = new LinkedHashSet<>();
    if (!a.edits().isEmpty() && !b.edits().isEmpty()) {
      edits.addAll(a.edits());
      edits.addAll(b.edits());
    }
    return new Finding.Fix(a.safe(), a.description(), List.copyOf(edits));
  }

  /** The same hidden thing keeps many rules from telling: it is listed once, by its first rule. */
  private static List<Unverified> distinct(List<Unverified> unverified) {
    Map<List<Object>, Unverified> kept = new LinkedHashMap<>();
    for (Unverified one : unverified) {
      String parameter = one.parameter() == null ? "" : one.parameter();
      kept.putIfAbsent(List.of(one.span(), parameter, one.reason()), one);
    }
    List<Unverified> list = new ArrayList<>(kept.values());
    list.sort(Linter::byPlace);
    return list;
  }
}
