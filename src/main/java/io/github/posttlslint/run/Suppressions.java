package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.kinds.Things;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.written.Suppression;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.run.IgnoreComment.Named;
import io.github.posttlslint.run.IgnoreComment.Reach;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.zone.Promises;
import io.github.posttlslint.zone.Zone;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ignore comments of one setup at work. */
final class Suppressions {

  private final Setup setup;
  private final JudgeSettings settings;
  private final RuleSelection rules;
  private final LocalDate today;
  private final List<IgnoreComment> comments;

  /** By rule, the comments that name it. */
  private final Map<String, List<IgnoreComment>> byRule = new HashMap<>();

  /** By service, the comments above its entries. */
  private final Map<String, List<IgnoreComment>> byService = new HashMap<>();

  private final List<Problem> problems;
  private final Set<String> commented = new HashSet<>();
  private final Set<String> zones = new HashSet<>();
  private final Set<Named> used = new HashSet<>();
  private final Map<IgnoreComment, List<Finding>> silenced = new LinkedHashMap<>();

  private Suppressions(
      Setup setup,
      JudgeSettings settings,
      RuleSelection rules,
      List<SourceText> texts,
      List<IgnoreComment> comments,
      List<Problem> problems) {
    this.setup = setup;
    this.settings = settings;
    this.rules = rules;
    this.comments = comments;
    this.problems = problems;
    this.today = LocalDate.ofInstant(settings.now(), ZoneOffset.UTC);
    for (SourceText text : texts) {
      commented.add(text.file());
    }
    for (SourceText text : zones(settings.promises())) {
      zones.add(text.file());
    }
    Map<Integer, List<IgnoreComment>> byLine = new HashMap<>();
    for (IgnoreComment comment : comments) {
      byLine.computeIfAbsent(comment.firstLine(), line -> new ArrayList<>(1)).add(comment);
      for (Named named : comment.rules()) {
        for (String rule : named.meant()) {
          byRule.computeIfAbsent(rule, id -> new ArrayList<>(1)).add(comment);
        }
      }
    }
    for (Service service : setup.services()) {
      Span span = service.span();
      for (IgnoreComment comment : byLine.getOrDefault(span.startLine(), List.of())) {
        if (comment.reach() == Reach.LOGICAL_LINE && comment.covers(span)) {
          byService.computeIfAbsent(service.id(), id -> new ArrayList<>(1)).add(comment);
        }
      }
    }
  }

  /** The comments of main.cf, master.cf, tables that they name and zones; null if there is none. */
  static @Nullable Suppressions of(
      Setup setup, Things subjects, JudgeSettings settings, RuleSelection rules) {
    List<SourceText> texts = new ArrayList<>(subjects.tables().sources());
    MainCf main = setup.main();
    if (main != null) {
      texts.add(0, main.source());
    }
    MasterCf master = setup.master();
    if (master != null) {
      texts.add(master.source());
    }
    List<SourceText> zones = zones(settings.promises());
    texts.addAll(zones);
    List<IgnoreComment> comments = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (SourceText text : texts) {
      boolean isMaster = master != null && text == master.source();
      IgnoreReader.Result read =
          zones.contains(text) ? IgnoreReader.readZone(text) : IgnoreReader.read(text, isMaster);
      comments.addAll(read.comments());
      if (read.left() > 0) {
        problems.add(tooMany(text.file(), read));
      }
    }
    return comments.isEmpty()
        ? null
        : new Suppressions(setup, settings, rules, texts, comments, problems);
  }

  private static List<SourceText> zones(@Nullable Promises promises) {
    List<SourceText> texts = new ArrayList<>();
    for (Zone zone : promises == null ? List.<Zone>of() : promises.zones().all()) {
      texts.addAll(zone.sources());
    }
    return texts;
  }

  private static Problem tooMany(String file, IgnoreReader.Result read) {
    String message =
        "from here on comments that silence rules do not count: found "
            + (read.comments().size() + read.left())
            + ", expected at most "
            + Limits.SUPPRESSIONS
            + " in a file";
    return new Problem(file, read.firstLeft(), message);
  }

  /** What keeps comments from counting that should. */
  List<Problem> problems() {
    return problems;
  }

  /** The findings that no comment is for; the others are kept as {@link #silenced()}. */
  List<Finding> remaining(List<Finding> findings) {
    List<Finding> remaining = new ArrayList<>();
    for (Finding finding : findings) {
      IgnoreComment comment = finding.rule().suppressible() ? find(finding) : null;
      if (comment == null) {
        remaining.add(finding);
      } else {
        silenced.computeIfAbsent(comment, key -> new ArrayList<>()).add(finding);
      }
    }
    return remaining;
  }

  /** A comment for a finding that another one tells already has its use, too. */
  void useFor(List<Finding> silent) {
    for (Finding finding : silent) {
      find(finding);
    }
  }

  /** What was silenced, by comment. */
  Map<IgnoreComment, List<Finding>> silenced() {
    return silenced;
  }

  private @Nullable IgnoreComment find(Finding finding) {
    String id = finding.rule().id();
    for (IgnoreComment comment : byRule.getOrDefault(id, List.of())) {
      Named named = named(comment, id);
      if (named != null && covers(comment, finding)) {
        used.add(named);
        return comment;
      }
    }
    return byServices(finding);
  }

  /** The rule's id in a comment that counts; null if it is not there. */
  private @Nullable Named named(IgnoreComment comment, String id) {
    if (comment.problem() == null
        && !isExpired(comment)
        && (comment.reason() != null || !settings.reasonsDemanded())) {
      for (Named named : comment.rules()) {
        if (named.means(id)) {
          return named;
        }
      }
    }
    return null;
  }

  private boolean isExpired(IgnoreComment comment) {
    LocalDate until = comment.until();
    return until != null && until.isBefore(today);
  }

  /** A finding in a certificate or directory, which has no comments, belongs to its setting. */
  private boolean covers(IgnoreComment comment, Finding finding) {
    if (comment.covers(finding.span())) {
      return true;
    }
    if (!commented.contains(finding.span().file())) {
      for (Finding.Related related : finding.related()) {
        if (comment.covers(related.span())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Comments above services: each service that the finding is about must have one. */
  private @Nullable IgnoreComment byServices(Finding finding) {
    List<Named> found = new ArrayList<>();
    IgnoreComment first = null;
    for (String service : finding.services()) {
      Named named = null;
      for (IgnoreComment comment : byService.getOrDefault(service, List.of())) {
        if (named == null) {
          named = named(comment, finding.rule().id());
          first = first == null && named != null ? comment : first;
        }
      }
      if (named == null) {
        return null;
      }
      found.add(named);
    }
    used.addAll(found);
    return first;
  }

  /**
   * The comments as things to be judged themselves.
   *
   * @param unverified what the other rules could not tell
   */
  List<Suppression> judged(List<Unverified> unverified) {
    Set<String> unclear = new HashSet<>();
    unverified.forEach(one -> unclear.add(one.rule().id()));
    List<Suppression> judged = new ArrayList<>();
    for (IgnoreComment comment : comments) {
      if (comment.problem() != null) {
        judged.add(suppression(comment, null, Truth.NO));
      }
      for (Named named : comment.problem() == null ? comment.rules() : List.<Named>of()) {
        judged.add(suppression(comment, rule(named), unused(comment, named, unclear)));
      }
    }
    return judged;
  }

  private Suppression suppression(
      IgnoreComment comment, Suppression.@Nullable NamedRule rule, Truth unused) {
    return new Suppression(
        setup,
        comment.span(),
        rule,
        shown(comment.problem()),
        comment.until(),
        isExpired(comment),
        reason(comment),
        settings.reasonsDemanded(),
        unused);
  }

  /** The reason of a comment, as it may be shown; null if it gives none. */
  @Nullable String reason(IgnoreComment comment) {
    return shown(comment.reason());
  }

  private @Nullable String shown(@Nullable String text) {
    return text == null ? null : setup.secrets().lines().comment(text);
  }

  private Suppression.NamedRule rule(Named named) {
    boolean known = rules.known().contains(named.id());
    boolean suppressible = true;
    for (Rule rule : meant(named)) {
      suppressible &= rule.suppressible();
    }
    List<String> now = named.now();
    boolean former = !known && now != null;
    return new Suppression.NamedRule(
        named.id(),
        named.span(),
        known || former,
        former ? now : null,
        suppressible,
        known || former
            ? null
            : Nearest.word(named.id(), List.copyOf(new TreeSet<>(rules.known()))));
  }

  /** The rules of the run that it is for. */
  private List<Rule> meant(Named named) {
    List<Rule> meant = new ArrayList<>(1);
    for (String id : named.meant()) {
      Rule rule = rules.enabled(id);
      if (rule != null) {
        meant.add(rule);
      }
    }
    return meant;
  }

  private Truth unused(IgnoreComment comment, Named named, Set<String> unclear) {
    boolean isShared = zones.contains(comment.span().file()); // with other set-ups
    if (isShared || used.contains(named) || named(comment, named.id()) == null) {
      return Truth.NO;
    }
    Truth unused = Truth.NO;
    for (Rule rule : meant(named)) {
      if (!rule.suppressible() || !rule.appliesTo(setup.version())) {
        return Truth.NO;
      }
      if (unclear.contains(rule.id())) {
        return Truth.unknown(Doubt.of("the rule " + rule.id() + " could not be judged"));
      }
      unused = Truth.YES;
    }
    return unused;
  }
}
