package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalLine;
import io.github.posttlslint.cf.LogicalLines;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  static Fact isListed(Setup setup, TableUse use) {
    TableType type = use.reference().type();
    if (type == null || !NAMES.contains(type.name())) {
      return Fact.of(true);
    }
    String directory = setup.value("meta_directory").text();
    List<String> listed = new ArrayList<>();
    addTypes(setup.tree(), directory + "/dynamicmaps.cf", listed);
    for (String name : setup.tree().list(directory + "/dynamicmaps.cf.d")) {
      addTypes(setup.tree(), directory + "/dynamicmaps.cf.d/" + name, listed);
    }
    return Fact.of(listed.isEmpty() || listed.contains(type.name()));
  }

  private static void addTypes(FileTree tree, String path, List<String> types) {
    if (!(tree.look(path) instanceof Found)) {
      return;
    }
    try {
      SourceText text = SourceText.of(tree.displayName(path), tree.read(path));
      for (LogicalLine line : LogicalLines.read(text).lines()) {
        types.add(ListText.split(line.text()).get(0).text());
      }
    } catch (IOException e) {
      types.clear();
    }
  }
}
