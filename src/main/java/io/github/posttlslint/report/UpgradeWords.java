package io.github.posttlslint.report;

import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.TableChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import io.github.posttlslint.run.Upgrade.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences about an upgrade. */
final class UpgradeWords {

  private final Upgrade upgrade;
  private final PostfixVersion from;
  private final PostfixVersion to;

  UpgradeWords(Upgrade upgrade) {
    this.upgrade = upgrade;
    this.from = upgrade.before().version();
    this.to = upgrade.after().version();
  }

  /** What it is: an upgrade, or a step back. */
  String step() {
    return upgrade.isDowngrade() ? "step back" : "upgrade";
  }

  /** How much there is to do, and when. */
  String verdict() {
    int before = upgrade.toDo(When.BEFORE);
    int after = upgrade.toDo(When.AFTER);
    String tasks;
    if (before + after == 0) {
      tasks = "nothing to do before the " + step() + ", nothing after it";
    } else if (before == 0) {
      tasks = "nothing to do before the " + step() + ", " + things(after) + " to do after it";
    } else {
      String rest = after == 0 ? ", nothing after it" : ", " + after + " after it";
      tasks = things(before) + " to do before the " + step() + rest;
    }
    int defaults = upgrade.changedDefaults();
    return switch (defaults) {
      case 0 -> tasks + "; no value in force changes with a default";
      case 1 -> tasks + "; 1 value in force changes with a default, or may change";
      default -> tasks + "; " + defaults + " values in force change with a default, or may change";
    };
  }

  private static String things(int count) {
    return count == 1 ? "1 thing" : count + " things";
  }

  /** What becomes of the parameter of a setting. */
  String setting(SettingChange setting) {
    ReleaseChange change = setting.change();
    Parameter parameter = change.parameter();
    Deprecation deprecation = parameter.deprecation();
    String other = deprecation == null ? null : deprecation.replacement();
    String instead = other == null ? "" : "; " + use(other, setting);
    return parameter.name()
        + switch (change.kind()) {
          case REMOVED -> removed(change) + instead;
          case RENAMED ->
              " is a former name of " + change.to() + " now; " + use(change.to(), setting);
          case DEPRECATED ->
              ": postconf warns that support for it will be removed"
                  + (instead.isEmpty() ? "; do not set it" : instead);
          case WITHOUT_EFFECT -> " is read, but does nothing in Postfix " + to + "; remove it";
          case ADDED, DEFAULT, VALUE, TYPE -> throw new IllegalStateException(change.toString());
        };
  }

  /** What to do where another parameter has come in the place of one. */
  private String use(@Nullable String other, SettingChange setting) {
    boolean isSet =
        other != null && setting.service() == null && upgrade.after().value(other).isExplicit();
    return isSet ? "remove it, since " + other + " is set" : "use " + other;
  }

  private String removed(ReleaseChange change) {
    Parameter parameter = change.parameter();
    String where = missing(change.after());
    if (!where.isEmpty()) {
      return " is not known to Postfix " + to + " " + where + ": the setting has no effect there";
    }
    PostfixVersion since = parameter.life().nextSince(to);
    return (upgrade.isDowngrade() && since != null
            ? " is not known before Postfix " + since
            : " is gone since Postfix " + parameter.removedIn())
        + ": the setting has no effect";
  }

  /** In which builds a parameter is missing; empty if in all. */
  private static String missing(List<DefaultVariant> variants) {
    for (DefaultVariant variant : variants) {
      if (variant.value() == null) {
        return variant.where();
      }
    }
    return "";
  }

  /** The name of a new or missing parameter, and where the other release has it, too. */
  String name(ReleaseChange change) {
    String name = change.parameter().name();
    if (change.isCertain()) {
      return name;
    }
    boolean isAdded = change.kind() == ReleaseChange.Kind.ADDED;
    List<DefaultVariant> variants = isAdded ? change.before() : change.after();
    PostfixVersion release = isAdded ? from : to;
    for (DefaultVariant variant : variants) {
      if (variant.value() != null) {
        return name + " (" + release + " has it " + variant.where() + ")";
      }
    }
    return name;
  }

  /** What becomes of a word. */
  String word(ValueChange change) {
    String word = change.word();
    String what =
        change.parameter() + ": " + (word.isEmpty() ? "an empty value " : quoted(change) + " ");
    String release = "Postfix " + to;
    String replacement = change.replacement();
    String instead = replacement == null ? "" : "; use " + replacement;
    if (change.after() == null) {
      String where = change.where().isEmpty() ? "" : " " + change.where();
      return what + "is not accepted by " + release + where + instead;
    }
    if (change.before() == null) {
      return what + "was not accepted and is by " + release + ": it comes into force";
    }
    return change.before().equals(change.after())
        ? what + "works, but Postfix warns that it will be removed" + instead
        : what
            + "acts as "
            + shown(change, change.after())
            + " in "
            + release
            + "; it did as "
            + shown(change, change.before());
  }

  private String quoted(ValueChange change) {
    return "'" + Characters.oneLine(shown(change, change.word())) + "'";
  }

  private String shown(ValueChange change, @Nullable String text) {
    return upgrade.after().secrets().mask(change.parameter(), text == null ? "" : text);
  }

  /** What to know of tables, in lines. */
  List<String> tables(TableChange change) {
    return switch (change.matter()) {
      case BERKELEY_DB ->
          to.isAtLeast(3, 11)
              ? List.of(
                  "hash: and btree: are tables of Berkeley DB. RHEL 10 and Alpine have none: every lookup",
                  "fails there. Debian's Postfix 3.11 warns at each, and postmap FILE makes a table of",
                  "type cdb. See what postconf -m of the new host lists; name lmdb: or cdb: in their place,",
                  "and run postmap with that type.")
              : List.of(
                  "hash: and btree: are tables of Berkeley DB. RHEL 10 and Alpine have none: every lookup",
                  "fails there. See what postconf -m of the new host lists; where hash is missing, name",
                  "lmdb: in their place, and run postmap with that type.");
      case ALIASES ->
          List.of(
              "alias_maps is not set, and its default has the type of default_database_type from 3.11",
              "on, which is hash in Postfix's own build, and cdb in Debian's. Run newaliases.");
    };
  }
}
