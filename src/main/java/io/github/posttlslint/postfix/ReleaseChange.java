package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something about a parameter that differs, or can differ, between two builds of Postfix.
 *
 * @param parameter the parameter
 * @param kind what differs
 * @param from as it is in the newest version that is left: default, type or accepted word; null if
 *     not there
 * @param to as it is in the newest version that is come to; null if not there
 * @param before the defaults of all versions that can be left, that of the newest last; none where
 *     something else differs
 * @param after those of all that can be come to
 */
public record ReleaseChange(
    Parameter parameter,
    Kind kind,
    @Nullable String from,
    @Nullable String to,
    List<DefaultVariant> before,
    List<DefaultVariant> after) {

  public ReleaseChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  private ReleaseChange(
      Parameter parameter, Kind kind, @Nullable String from, @Nullable String to) {
    this(parameter, kind, from, to, List.of(), List.of());
  }

  /** What differs. */
  public enum Kind {
    /** The parameter is new. */
    ADDED,
    /** The parameter is gone. */
    REMOVED,
    /** The name is now a legacy name, read only by the default of another parameter. */
    RENAMED,
    /** The built-in default, as {@code postconf -d} prints it. */
    DEFAULT,
    /** The type, such as int to str. */
    TYPE,
    /** A word is accepted now that was not, or the other way round, or acts as another. */
    VALUE,
    /** postconf now warns about settings of it. */
    DEPRECATED,
    /** The setting does nothing any more. */
    WITHOUT_EFFECT
  }

  /**
   * All that differs, sorted by name.
   *
   * <p>A default may be written in a new way and still mean the same, such as {@code
   * ${stress?1}${stress:20}} and {@code ${stress?{1}:{20}}}.
   */
  public static List<ReleaseChange> between(
      Parameters parameters, PostfixBuild from, PostfixBuild to) {
    List<ReleaseChange> changes = new ArrayList<>();
    if (from.equals(to)) {
      return changes;
    }
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name);
      if (parameter != null) {
        addChanges(changes, parameter, from, to);
      }
    }
    return changes;
  }

  private static void addChanges(
      List<ReleaseChange> changes, Parameter parameter, PostfixBuild from, PostfixBuild to) {
    List<DefaultVariant> before = DefaultVariant.of(parameter, from);
    List<DefaultVariant> after = DefaultVariant.of(parameter, to);
    Kind kind = kind(parameter, from.version(), to.version(), before, after);
    if (kind != null) {
      boolean isRenamed = kind == Kind.RENAMED;
      String was = isRenamed ? parameter.name() : newest(before);
      String is = isRenamed ? parameter.legacyOf() : newest(after);
      changes.add(new ReleaseChange(parameter, kind, was, is, before, after));
    }
    PostfixVersion old = from.version();
    PostfixVersion now = to.version();
    if (parameter.existsIn(old) && parameter.existsIn(now)) {
      addTypeChange(changes, parameter, old, now);
      addValueChanges(changes, parameter, old, now);
      addDeprecation(changes, parameter, old, now);
    }
  }

  /** What becomes of the parameter and its default; null if both stay for sure. */
  private static @Nullable Kind kind(
      Parameter parameter,
      PostfixVersion from,
      PostfixVersion to,
      List<DefaultVariant> before,
      List<DefaultVariant> after) {
    Set<@Nullable String> old = DefaultVariant.values(before);
    Set<@Nullable String> now = DefaultVariant.values(after);
    if (old.equals(now) && old.size() == 1) {
      return null;
    }
    if (parameter.isLegacyIn(to) && now.size() == 1) {
      return Kind.RENAMED;
    }
    boolean wasMissing = old.remove(null);
    boolean isMissing = now.remove(null);
    boolean isSame = old.isEmpty() || now.isEmpty() || old.equals(now);
    if (!isSame || (!wasMissing && !isMissing)) {
      return Kind.DEFAULT;
    }
    boolean isBoth = wasMissing && isMissing;
    boolean isNewer = isBoth ? to.compareTo(from) > 0 : wasMissing;
    return isNewer ? Kind.ADDED : Kind.REMOVED;
  }

  private static @Nullable String newest(List<DefaultVariant> variants) {
    return variants.get(variants.size() - 1).value();
  }

  /** Whether it holds for all versions that can be left and come to. */
  public boolean isCertain() {
    return Collections.disjoint(DefaultVariant.values(before), DefaultVariant.values(after));
  }

  private static void addTypeChange(
      List<ReleaseChange> changes, Parameter parameter, PostfixVersion from, PostfixVersion to) {
    String oldType = parameter.type(from).word();
    String newType = parameter.type(to).word();
    if (!oldType.equals(newType)) {
      changes.add(new ReleaseChange(parameter, Kind.TYPE, oldType, newType));
    }
  }

  private static void addValueChanges(
      List<ReleaseChange> changes, Parameter parameter, PostfixVersion from, PostfixVersion to) {
    AcceptedValues accepted = parameter.values();
    if (accepted == null) {
      return;
    }
    List<String> seen = new ArrayList<>();
    for (AcceptedValues.Value value : accepted.values()) {
      String word = value.word();
      if (seen.contains(word)) {
        continue;
      }
      seen.add(word);
      String before = effect(accepted.find(word, from));
      String after = effect(accepted.find(word, to));
      if (before == null ? after != null : !before.equals(after)) {
        changes.add(new ReleaseChange(parameter, Kind.VALUE, before, after));
      }
    }
  }

  private static @Nullable String effect(AcceptedValues.@Nullable Value value) {
    if (value == null) {
      return null;
    }
    return value.actsAs() == null ? value.word() : value.word() + " as " + value.actsAs();
  }

  private static void addDeprecation(
      List<ReleaseChange> changes, Parameter parameter, PostfixVersion from, PostfixVersion to) {
    Deprecation deprecation = parameter.deprecation();
    if (deprecation == null) {
      return;
    }
    if (deprecation.isWarnedIn(to) && !deprecation.isWarnedIn(from)) {
      changes.add(new ReleaseChange(parameter, Kind.DEPRECATED, null, deprecation.replacement()));
    }
    if (deprecation.isWithoutEffectIn(to) && !deprecation.isWithoutEffectIn(from)) {
      changes.add(new ReleaseChange(parameter, Kind.WITHOUT_EFFECT, null, null));
    }
  }
}
