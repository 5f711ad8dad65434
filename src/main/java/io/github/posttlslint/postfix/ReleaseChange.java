package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something about a parameter that differs between two versions.
 *
 * @param parameter the parameter
 * @param kind what differs
 * @param from as it is in the version that is left: default, type or accepted word; null if not
 *     there
 * @param to as it is in the version that is come to; null if not there
 */
public record ReleaseChange(
    Parameter parameter, Kind kind, @Nullable String from, @Nullable String to) {

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
      Parameters parameters, PostfixVersion from, PostfixVersion to) {
    List<ReleaseChange> changes = new ArrayList<>();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name);
      if (parameter != null) {
        addChanges(changes, parameter, from, to);
      }
    }
    return changes;
  }

  private static void addChanges(
      List<ReleaseChange> changes, Parameter parameter, PostfixVersion from, PostfixVersion to) {
    String oldDefault = parameter.defaultIn(from);
    String newDefault = parameter.defaultIn(to);
    if (oldDefault == null || newDefault == null) {
      if (newDefault != null) {
        changes.add(new ReleaseChange(parameter, Kind.ADDED, null, newDefault));
      } else if (oldDefault != null) {
        changes.add(new ReleaseChange(parameter, Kind.REMOVED, oldDefault, null));
      }
      return;
    }
    if (parameter.isLegacyIn(to) && !parameter.isLegacyIn(from)) {
      changes.add(
          new ReleaseChange(parameter, Kind.RENAMED, parameter.name(), parameter.legacyOf()));
    } else if (!oldDefault.equals(newDefault) && !parameter.isLegacyIn(from)) {
      changes.add(new ReleaseChange(parameter, Kind.DEFAULT, oldDefault, newDefault));
    }
    addTypeChange(changes, parameter, from, to);
    addValueChanges(changes, parameter, from, to);
    addDeprecation(changes, parameter, from, to);
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
