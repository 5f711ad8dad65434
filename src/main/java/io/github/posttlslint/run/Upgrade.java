package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.ReleaseChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a setup meets when its Postfix is replaced by another release, a newer or an older one.
 *
 * @param before the setup as the release that is left sees it
 * @param after the same files as the release that is come to sees them
 * @param settings settings whose parameter is not what it was, in the order of the files
 * @param values words of settings that are refused or act otherwise now, in the order of the files
 * @param defaults changed defaults of parameters that main.cf does not set, sorted by name
 * @param indirect parameters whose value changes with another default that it refers to, by name
 * @param added names of parameters that the release left does not have, sorted
 * @param appearing findings that only the release come to has, and that the above does not tell
 * @param vanishing findings that only the release left has
 */
public record Upgrade(
    Setup before,
    Setup after,
    List<SettingChange> settings,
    List<ValueChange> values,
    List<DefaultChange> defaults,
    List<DefaultChange> indirect,
    List<String> added,
    List<Finding> appearing,
    List<Finding> vanishing) {

  public Upgrade {
    settings = List.copyOf(settings);
    values = List.copyOf(values);
    defaults = List.copyOf(defaults);
    indirect = List.copyOf(indirect);
    added = List.copyOf(added);
    appearing = List.copyOf(appearing);
    vanishing = List.copyOf(vanishing);
  }

  /** Whether the release come to is the older one. */
  public boolean isDowngrade() {
    return after.version().compareTo(before.version()) < 0;
  }

  /** Whether nothing was found that differs. */
  public boolean isEmpty() {
    return settings.isEmpty()
        && values.isEmpty()
        && defaults.isEmpty()
        && indirect.isEmpty()
        && appearing.isEmpty()
        && vanishing.isEmpty();
  }

  /**
   * A setting of main.cf, or a {@code -o} of master.cf, whose parameter changes.
   *
   * @param change what changes: the parameter is removed, renamed, deprecated or without effect
   * @param service such as {@code smtp/inet}; null for main.cf
   * @param span name and value
   */
  public record SettingChange(ReleaseChange change, @Nullable String service, Span span) {}

  /**
   * A word of a value.
   *
   * @param parameter the parameter
   * @param service such as {@code smtp/inet}; null for main.cf
   * @param span where the value is written
   * @param word the word, as written
   * @param before the word that it acted as; null if it was refused
   * @param after the word that it acts as; null if it is refused
   */
  public record ValueChange(
      String parameter,
      @Nullable String service,
      Span span,
      String word,
      @Nullable String before,
      @Nullable String after) {}

  /**
   * A default.
   *
   * @param parameter the parameter
   * @param before as {@code postconf -d} of the release left prints it
   * @param after as {@code postconf -d} of the release come to prints it
   * @param oldValue expanded with the setup's main.cf
   * @param newValue expanded with the setup's main.cf
   * @param effect what becomes of the value in force
   */
  public record DefaultChange(
      String parameter,
      String before,
      String after,
      Value oldValue,
      Value newValue,
      Effect effect) {}

  /** What a changed default does to this setup. */
  public enum Effect {
    /** The value in force changes. */
    CHANGES,
    /**
     * The new default depends on the compatibility level, and that of the setup keeps the value.
     */
    SHIELDED,
    /** The new default is written otherwise, but its value here is the same. */
    SAME,
    /** A template, or something else that is not seen, decides. */
    UNKNOWN
  }
}
