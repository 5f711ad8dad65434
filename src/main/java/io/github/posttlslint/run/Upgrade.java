package io.github.posttlslint.run;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.reach.Comparison;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.ReleaseChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a setup meets when its Postfix is replaced by another release, a newer or an older one.
 *
 * @param before the setup as the release that is left sees it
 * @param after the same files as the release that is come to sees them
 * @param settings settings whose parameter is not what it was, in the order of the files
 * @param values words of settings that are refused or act otherwise now, in the order of the files
 * @param tables what becomes of lookup tables whose type a host may no longer have
 * @param defaults changed defaults of parameters that main.cf does not set, sorted by name
 * @param indirect parameters whose value changes with another default that it refers to, by name
 * @param added parameters that the release left does not have, sorted
 * @param gone parameters that the release come to does not have, sorted; set or not
 * @param appearing findings that only the release come to has, and that the above does not tell
 * @param vanishing findings that only the release left has
 * @param clients what clients get of the listeners, with both
 */
public record Upgrade(
    Setup before,
    Setup after,
    List<SettingChange> settings,
    List<ValueChange> values,
    List<TableChange> tables,
    List<DefaultChange> defaults,
    List<DefaultChange> indirect,
    List<ReleaseChange> added,
    List<ReleaseChange> gone,
    List<FindingChange> appearing,
    List<Finding> vanishing,
    Comparison clients) {

  public Upgrade {
    settings = List.copyOf(settings);
    values = List.copyOf(values);
    tables = List.copyOf(tables);
    defaults = List.copyOf(defaults);
    indirect = List.copyOf(indirect);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
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
        && tables.isEmpty()
        && defaults.isEmpty()
        && indirect.isEmpty()
        && appearing.isEmpty()
        && vanishing.isEmpty()
        && clients.isEmpty();
  }

  /** How many things there are to do at a time. */
  public int toDo(When when) {
    int count = 0;
    for (SettingChange change : settings) {
      count += change.when() == when ? 1 : 0;
    }
    for (ValueChange change : values) {
      count += change.when() == when ? 1 : 0;
    }
    for (TableChange change : tables) {
      count += change.when() == when ? 1 : 0;
    }
    return count + appearing(when).size();
  }

  /**
   * The findings that only the release come to has and that are to be seen to at a time. Those that
   * say the same of several places are one thing to do, and stand together.
   */
  public List<List<Finding>> appearing(When when) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (FindingChange change : appearing) {
      Finding finding = change.finding();
      if (change.when() == when) {
        String said = finding.rule().id() + '\n' + finding.message() + '\n' + finding.help();
        groups.computeIfAbsent(said, first -> new ArrayList<>()).add(finding);
      }
    }
    return List.copyOf(groups.values());
  }

  /** How many values in force change, or may change, with a default. */
  public int changedDefaults() {
    int count = indirect.size();
    for (DefaultChange change : defaults) {
      count += change.isOpen() ? 1 : 0;
    }
    return count;
  }

  /** When somebody has to do something about a change. */
  public enum When {
    /** The release left understands what is to be done, or the change breaks something. */
    BEFORE,
    /** Only the release come to understands what is to be done, or it is tidying up. */
    AFTER,
    /** There is nothing to do. */
    NEVER
  }

  /**
   * A setting of main.cf, or a {@code -o} of master.cf, whose parameter changes.
   *
   * @param change what changes: the parameter is removed, renamed, deprecated or without effect
   * @param service such as {@code smtp/inet}; null for main.cf
   * @param span name and value
   */
  public record SettingChange(
      ReleaseChange change, @Nullable String service, Span span, When when) {}

  /**
   * A word of a value.
   *
   * @param parameter the parameter
   * @param service such as {@code smtp/inet}; null for main.cf
   * @param span where the value is written
   * @param word the word, as written
   * @param before the word that it acted as; null if it was refused
   * @param after the word that it acts as; null if it is refused
   * @param where the patch levels that refuse it; empty if all of the release do
   * @param replacement what Postfix says to use instead, warning that the word will be removed;
   *     null if it says nothing
   */
  public record ValueChange(
      String parameter,
      @Nullable String service,
      Span span,
      String word,
      @Nullable String before,
      @Nullable String after,
      String where,
      @Nullable String replacement,
      When when) {}

  /**
   * Something about lookup tables.
   *
   * @param places where main.cf or master.cf names such tables
   */
  public record TableChange(TableMatter matter, List<Span> places, When when) {
    public TableChange {
      places = List.copyOf(places);
    }
  }

  /** What is with the tables. */
  public enum TableMatter {
    /** They are tables of Berkeley DB, which not every Postfix has any more. */
    BERKELEY_DB,
    /** alias_maps is not set, and the type of table in its default is no longer the same. */
    ALIASES
  }

  /**
   * A default.
   *
   * @param parameter the parameter
   * @param before as {@code postconf -d} of the release left prints it, in all builds that it can
   *     be
   * @param after as {@code postconf -d} of the release come to prints it, likewise
   * @param oldValue expanded with the setup's main.cf
   * @param newValue expanded with the setup's main.cf
   * @param effect what becomes of the value in force
   */
  public record DefaultChange(
      String parameter,
      List<DefaultVariant> before,
      List<DefaultVariant> after,
      Value oldValue,
      Value newValue,
      Effect effect) {

    public DefaultChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** Whether the value in force changes, or may change. */
    public boolean isOpen() {
      return effect == Effect.CHANGES || effect == Effect.UNKNOWN;
    }
  }

  /** A finding that only the release come to has. */
  public record FindingChange(Finding finding, When when) {}

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
    /** The release come to reads the parameter, and does nothing with it. */
    NO_EFFECT,
    /** A template, the patch level, or something else that is not seen, decides. */
    UNKNOWN
  }
}
