package io.github.posttlslint.run;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.KnownDefault;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.TemplateDefaults.Filled;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.model.Setup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What is found of a template that is filled in with its defaults, besides what is found anyway.
 * Each finding is told with those defaults that it rests on, and in place of what its rule could
 * not tell there.
 */
final class DefaultFindings {

  /** Of so many defaults it is remembered what is found with them. */
  private static final int MOST_KEPT = 20;

  /** As many defaults are told of with a finding. */
  private static final int MOST_TOLD = 3;

  /**
   * What was found.
   *
   * @param resting what rests on defaults, and says so
   * @param unverified what cannot be told
   */
  record Result(List<Finding> resting, List<Unverified> unverified) {}

  /** Finds what some rules find in a setup and in its branches, or all where none is named. */
  private final BiFunction<Setup, Set<String>, List<Finding>> finder;

  private final WrittenOut all;
  private final Map<String, List<Filled>> byLine = new HashMap<>();
  private final Map<List<Object>, Set<BranchFindings.Key>> judged = new HashMap<>();
  private int left = Limits.DEFAULTS;

  DefaultFindings(Setup setup, BiFunction<Setup, Set<String>, List<Finding>> finder) {
    this.finder = finder;
    this.all = WrittenOut.of(setup);
    for (Filled one : all.filled()) {
      byLine.computeIfAbsent(one.file() + ":" + one.line(), line -> new ArrayList<>()).add(one);
    }
  }

  /**
   * Finds what rests on defaults.
   *
   * @param known what holds anyway, under conditions or not
   * @param unverified what cannot be told without defaults
   */
  Result of(List<Finding> known, List<Unverified> unverified) {
    List<Unverified> unknown = new ArrayList<>(unverified);
    if (!unverified.isEmpty()) {
      Span place = all.setup().place();
      for (String unread : all.unread()) {
        unknown.add(new Unverified(unverified.get(0).rule(), place, null, unread));
      }
    }
    if (all.isEmpty()) {
      return new Result(List.of(), unknown);
    }
    Set<BranchFindings.Key> keys = BranchFindings.keys(known);
    List<Finding> more = new ArrayList<>();
    for (Finding finding : finder.apply(all.setup(), Set.of())) {
      if (!keys.contains(BranchFindings.Key.of(finding))) {
        more.add(finding.doubtful(finding.message(), finding.related()));
      }
    }
    List<Finding> resting = new ArrayList<>(BranchFindings.told(more, known));
    resting.replaceAll(this::told);
    return new Result(resting, untold(unknown, resting));
  }

  /** Without what a finding is told in place of. */
  private static List<Unverified> untold(List<Unverified> unverified, List<Finding> resting) {
    Set<List<Object>> told = new HashSet<>();
    for (Finding finding : resting) {
      told.add(List.of(finding.rule().id(), finding.span()));
      if (finding.parameter() != null) {
        told.add(List.of(finding.rule().id(), finding.parameter()));
      }
    }
    List<Unverified> kept = new ArrayList<>(unverified);
    kept.removeIf(
        one -> {
          String id = one.rule().id();
          String parameter = one.parameter();
          return told.contains(List.<Object>of(id, one.span()))
              || (parameter != null && told.contains(List.<Object>of(id, parameter)));
        });
    return kept;
  }

  // ---- what a finding rests on ----

  /**
   * Some defaults without any of which there is no such finding. Those are tried first that stand
   * where it is told.
   */
  private List<Filled> needed(Finding finding) {
    List<Filled> needed = near(finding);
    if (needed.isEmpty() || !holds(finding, needed)) {
      needed = all.filled();
    }
    for (int part = (needed.size() + 1) / 2; part > 0; part = part == 1 ? 0 : (part + 1) / 2) {
      for (int from = 0; from < needed.size() && needed.size() > 1 && left > 0; ) {
        List<Filled> fewer = new ArrayList<>(needed);
        fewer.subList(from, Math.min(needed.size(), from + part)).clear();
        if (!fewer.isEmpty() && holds(finding, fewer)) {
          needed = fewer;
        } else {
          from += part;
        }
      }
    }
    return needed;
  }

  private boolean holds(Finding finding, List<Filled> some) {
    if (left == 0) {
      return false;
    }
    List<Object> question = List.of(finding.rule().id(), some);
    boolean isKept = some.size() <= MOST_KEPT;
    Set<BranchFindings.Key> keys = isKept ? judged.get(question) : null;
    if (keys == null) {
      left--;
      keys = BranchFindings.keys(finder.apply(all.only(some), Set.of(finding.rule().id())));
      if (isKept) {
        judged.put(question, keys);
      }
    }
    return keys.contains(BranchFindings.Key.of(finding));
  }

  /** Those that stand in the lines of a finding, or of the settings that make its parameter. */
  private List<Filled> near(Finding finding) {
    Set<String> lines = new HashSet<>();
    add(finding.span(), lines);
    finding.related().forEach(one -> add(one.span(), lines));
    String parameter = finding.parameter();
    Set<String> used = parameter == null ? Set.of() : all.setup().resolved(parameter).used();
    MainCf main = all.setup().main();
    for (String name : used) {
      MainCfEntry entry = main == null ? null : main.find(name);
      if (entry != null) {
        add(entry, lines);
      }
    }
    MasterCf master = all.setup().master();
    for (MasterEntry entry : master == null ? List.<MasterEntry>of() : master.entries()) {
      if (finding.services().contains(entry.service() + "/" + entry.type())) {
        entry.overrides().stream()
            .filter(option -> used.contains(option.name()))
            .forEach(option -> add(option, lines));
      }
    }
    List<Filled> near = new ArrayList<>();
    lines.forEach(line -> near.addAll(byLine.getOrDefault(line, List.of())));
    near.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return near;
  }

  private static void add(Assignment assignment, Set<String> to) {
    add(assignment.nameSpan().to(assignment.value().span()), to);
  }

  private static void add(Span span, Set<String> to) {
    for (int line = span.startLine(); line <= span.endLine(); line++) {
      to.add(span.file() + ":" + line);
    }
  }

  // ---- how it is told ----

  private Finding told(Finding finding) {
    Set<KnownDefault> defaults = new LinkedHashSet<>();
    needed(finding).forEach(one -> defaults.addAll(one.defaults()));
    List<String> words = new ArrayList<>();
    List<Finding.Related> related = new ArrayList<>(finding.related());
    for (KnownDefault one : defaults) {
      if (words.size() < MOST_TOLD) {
        words.add(words(one));
        add(one, finding.span(), related);
      }
    }
    int others = defaults.size() - words.size();
    String tail = others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others");
    String message = finding.message();
    String middle =
        message.startsWith(BranchFindings.WHEN)
            ? ", when " + message.substring(BranchFindings.WHEN.length())
            : ": " + message;
    return finding.doubtful("With " + String.join(" and ", words) + tail + middle, related);
  }

  private static void add(KnownDefault one, Span told, List<Finding.Related> related) {
    boolean isSeen = isAt(told, one) || related.stream().anyMatch(of -> isAt(of.span(), one));
    if (!isSeen) {
      Span place = new Span(one.file(), one.line(), 1, one.line(), 1);
      String what =
          one.name().isEmpty() ? "The default is written here." : one.name() + " is set here.";
      related.add(new Finding.Related(place, what));
    }
  }

  private static boolean isAt(Span span, KnownDefault one) {
    return span.file().equals(one.file()) && span.startLine() == one.line();
  }

  private String words(KnownDefault one) {
    String place = one.file() + ":" + one.line();
    if (one.name().isEmpty()) {
      return "the default of " + place;
    }
    String value = all.setup().secrets().mask(one.name(), one.value());
    boolean isShown = value.equals(one.value());
    String shown = value.isEmpty() ? "''" : Template.brief(value);
    return one.name() + (isShown ? " = " + shown : "") + " of " + place;
  }
}
