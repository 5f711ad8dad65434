package io.github.posttlslint.run;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.ListReader;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import io.github.posttlslint.run.Upgrade.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What becomes of the settings that are written down, between two releases. */
final class WrittenChanges {

  private final PostfixVersion from;
  private final PostfixVersion to;
  private final TaskTimes times;
  private final Map<String, List<PostfixVersion>> levels = new HashMap<>();

  WrittenChanges(PostfixVersion from, PostfixVersion to, TaskTimes times) {
    this.from = from;
    this.to = to;
    this.times = times;
  }

  /** A setting that is written down, with its value under both releases. */
  record Setting(String name, @Nullable String service, Span span, Value before, Value after) {}

  /** What is said of a setting, given all that changes about its parameter; null if nothing. */
  @Nullable SettingChange ofParameter(Setting setting, List<ReleaseChange> changes) {
    SettingChange found = null;
    for (ReleaseChange change : changes) {
      boolean isTold =
          switch (change.kind()) {
            case REMOVED, RENAMED, DEPRECATED, WITHOUT_EFFECT -> true;
            // a type matters only where it makes a value be refused
            case ADDED, DEFAULT, VALUE, TYPE -> false;
          };
      if (isTold) {
        // the last one is the worst: what does nothing need not be replaced as well
        found =
            new SettingChange(change, setting.service(), setting.span(), times.ofSetting(change));
      }
    }
    return found;
  }

  /** What is said of the words of its value. */
  List<ValueChange> ofWords(Setting setting, Parameter parameter) {
    Known<String> before = setting.before().known().orUnset("");
    Known<String> after = setting.after().known().orUnset("");
    return before
        .then(was -> after.map(is -> changes(setting, parameter, was, is)))
        .or(found -> found, List.of(), List.of());
  }

  private List<ValueChange> changes(
      Setting setting, Parameter parameter, String before, String after) {
    List<ValueChange> found = new ArrayList<>();
    Set<String> refusedBefore = refused(parameter, from, before);
    Map<PostfixVersion, Set<String>> refusedAfter = new HashMap<>();
    List<PostfixVersion> levels = levels(parameter);
    Set<String> words = new TreeSet<>(refusedBefore);
    for (PostfixVersion level : levels) {
      Set<String> refused = refused(parameter, level, after);
      refusedAfter.put(level, refused);
      words.addAll(refused);
    }
    words.addAll(withChangedMeaning(parameter, after));
    for (String word : words) {
      String was = refusedBefore.contains(word) ? null : meaning(parameter, word, from);
      List<PostfixVersion> refusing = new ArrayList<>();
      for (PostfixVersion level : levels) {
        if (refusedAfter.getOrDefault(level, Set.of()).contains(word)) {
          refusing.add(level);
        }
      }
      String is = refusing.isEmpty() ? meaning(parameter, word, to) : null;
      if (!Objects.equals(was, is)) {
        String where = where(refusing, levels);
        found.add(change(setting, word, was, is, where, replacement(parameter, word)));
      } else {
        addDeprecation(setting, parameter, word, found);
      }
    }
    return found;
  }

  private static ValueChange change(
      Setting setting,
      String word,
      @Nullable String was,
      @Nullable String is,
      String where,
      @Nullable String replacement) {
    return new ValueChange(
        setting.name(),
        setting.service(),
        setting.span(),
        word,
        was,
        is,
        where,
        replacement,
        was == null ? When.NEVER : When.BEFORE);
  }

  private static @Nullable String replacement(Parameter parameter, String word) {
    AcceptedValues accepted = parameter.values();
    AcceptedValues.Value value = accepted == null ? null : accepted.findInAny(word);
    Deprecation deprecation = value == null ? null : value.deprecation();
    return deprecation == null ? null : deprecation.replacement();
  }

  private void addDeprecation(
      Setting setting, Parameter parameter, String word, List<ValueChange> found) {
    AcceptedValues accepted = parameter.values();
    AcceptedValues.Value value = accepted == null ? null : accepted.find(word, to);
    Deprecation deprecation = value == null ? null : value.deprecation();
    if (deprecation != null && deprecation.isWarnedIn(to) && !deprecation.isWarnedIn(from)) {
      found.add(change(setting, word, word, word, "", deprecation.replacement()));
    }
  }

  /**
   * The patch levels that a word can meet in the release come to; all of them are alike but few.
   */
  private List<PostfixVersion> levels(Parameter parameter) {
    return levels.computeIfAbsent(
        parameter.name(),
        name -> parameter.isSameInAllPatchLevels(to) ? List.of(to) : to.patchLevels());
  }

  /** Which of the patch levels some are; empty if all. */
  private static String where(List<PostfixVersion> some, List<PostfixVersion> all) {
    if (some.isEmpty() || some.size() == all.size()) {
      return "";
    }
    PostfixVersion first = some.get(0);
    PostfixVersion last = some.get(some.size() - 1);
    if (first.patch() == 0) {
      return "up to " + last;
    }
    return last.equals(all.get(all.size() - 1)) ? "from " + first + " on" : first + " to " + last;
  }

  private static Set<String> refused(Parameter parameter, PostfixVersion release, String value) {
    Set<String> refused = new HashSet<>();
    for (ValueProblem problem : ValueCheck.check(parameter, release, value)) {
      refused.add(problem.text());
    }
    AcceptedValues restrictions = restrictions(parameter);
    if (restrictions != null) {
      for (LogicalText word : words(parameter, value)) {
        AcceptedValues.Value known = restrictions.findInAny(word.text());
        if (known != null && restrictions.find(word.text(), release) == null) {
          refused.add(word.text());
        }
      }
    }
    return refused;
  }

  private static @Nullable AcceptedValues restrictions(Parameter parameter) {
    AcceptedValues accepted = parameter.values();
    return accepted != null && accepted.kind() == AcceptedValues.Kind.RESTRICTIONS
        ? accepted
        : null;
  }

  private static List<LogicalText> words(Parameter parameter, String value) {
    return ListText.split(LogicalText.of("", value), ListReader.hasGroups(parameter.name()));
  }

  /** The words that act as another in one of the releases, or that the newer one warns about. */
  private List<String> withChangedMeaning(Parameter parameter, String text) {
    List<String> words = new ArrayList<>();
    AcceptedValues accepted = parameter.values();
    if (accepted == null) {
      return words;
    }
    for (LogicalText written : words(parameter, text)) {
      String word = written.text();
      AcceptedValues.Value value = accepted.find(word, to);
      boolean isOld = value != null && value.deprecation() != null;
      if (isOld || !meaning(parameter, word, from).equals(meaning(parameter, word, to))) {
        words.add(word);
      }
    }
    return words;
  }

  /** The word that it acts as. */
  private static String meaning(Parameter parameter, String word, PostfixVersion release) {
    AcceptedValues accepted = parameter.values();
    AcceptedValues.Value value = accepted == null ? null : accepted.find(word, release);
    String other = value == null ? null : value.actsAs();
    return other == null ? word : other;
  }
}
