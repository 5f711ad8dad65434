package io.github.posttlslint.rule.subject;

import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.TableUse;
import java.util.Set;

/**
 * Types of tables that distributions put into packages of their own; dynamicmaps.cf lists those
 * that are installed (postconf(5), meta_directory).
 */
final class ModularTypes {

  /** Not lmdb and cdb, one of which is built in where Berkeley DB is not. */
  private static final Set<String> NAMES =
      Set.of("ldap", "mongodb", "mysql", "pcre", "pgsql", "sqlite");

  private ModularTypes() {}

  /**
   * Whether a table's type is listed; true for types without a package, and where there is no list
   * or an empty one, as where all types are built in.
   */
  static Fact isListed(TableUse use) {
    TableType type = use.reference().type();
    if (type == null || !NAMES.contains(type.name())) {
      return Fact.of(true);
    }
    Set<String> listed = use.texts().listedTypes();
    return Fact.of(listed.isEmpty() || listed.contains(type.name()));
  }
}
