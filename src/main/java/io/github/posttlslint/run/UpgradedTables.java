package io.github.posttlslint.run;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Upgrade.TableChange;
import io.github.posttlslint.run.Upgrade.TableMatter;
import io.github.posttlslint.run.Upgrade.When;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upgrade means for tables of Berkeley DB: RHEL 10, which has Postfix 3.8, and Alpine do
 * not have it; Postfix 3.11 can be built without, and Debian's warns about it and compiles tables
 * of another type by default.
 */
final class UpgradedTables {

  private static final List<String> TYPES = List.of("hash", "btree");
  private static final String DEFAULT_TYPE = "default_database_type";

  private UpgradedTables() {}

  /** What is to be said, given what is written down. */
  static List<TableChange> find(Setup before, Setup after, List<WrittenChanges.Setting> settings) {
    PostfixVersion from = before.version();
    PostfixVersion to = after.version();
    List<TableChange> found = new ArrayList<>();
    if (to.release().compareTo(from.release()) <= 0 || !to.isAtLeast(3, 8)) {
      return found;
    }
    List<Span> places = new ArrayList<>();
    for (WrittenChanges.Setting setting : settings) {
      if (namesBerkeleyDb(setting.name(), setting.before().shown())) {
        places.add(setting.span());
      }
    }
    if (!places.isEmpty()) {
      found.add(new TableChange(TableMatter.BERKELEY_DB, places, When.BEFORE));
    }
    if (!from.isAtLeast(3, 11) && to.isAtLeast(3, 11) && hasUsualAliases(before)) {
      found.add(new TableChange(TableMatter.ALIASES, List.of(), When.AFTER));
    }
    return found;
  }

  private static boolean hasUsualAliases(Setup setup) {
    MainCf main = setup.main();
    return main == null || (main.find("alias_maps") == null && main.find(DEFAULT_TYPE) == null);
  }

  private static boolean namesBerkeleyDb(String parameter, String value) {
    for (String type : TYPES) {
      if (parameter.equals(DEFAULT_TYPE) && value.equals(type)) {
        return true;
      }
      int at = value.indexOf(type + ":");
      while (at >= 0) {
        if (at == 0 || !Chars.isName(value.charAt(at - 1))) {
          return true;
        }
        at = value.indexOf(type + ":", at + 1);
      }
    }
    return false;
  }
}
