package io.github.posttlslint.model;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.postfix.Distribution.BerkeleyDb;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import org.jspecify.annotations.Nullable;

/**
 * What serves hash and btree tables: Berkeley DB, which not every Postfix has, or since 3.11 tables
 * of another type in their place (NON_BERKELEYDB_README).
 */
public record BerkeleyTables(Setup setup) {

  private static final String LEVEL = "non_bdb_migration_level";
  private static final String MAPPING = "non_bdb_custom_mapping";
  private static final String SUFFIX = ".db";

  /** Whether a type is one of Berkeley DB's. */
  private static boolean isBerkeley(@Nullable String type) {
    return "hash".equals(type) || "btree".equals(type);
  }

  /** The name of the type whose files serve a table of a type, which is itself as a rule. */
  public Known<String> serving(String type) {
    return !isBerkeley(type) || !setup.version().isAtLeast(3, 11)
        ? Known.of(type)
        : setup.value(LEVEL).known().orUnset("").then(level -> redirected(type, level));
  }

  private Known<String> redirected(String type, String level) {
    return switch (level) {
      case "enable-redirect", "enable-reindex" ->
          setup.value(MAPPING).known().orUnset("").then(mapping -> target(type, mapping));
      default -> Known.of(type);
    };
  }

  private Known<String> target(String type, String mapping) {
    String parameter = type.equals("hash") ? "default_database_type" : "default_cache_db_type";
    return mapping.isEmpty()
        ? setup.value(parameter).known()
        : Known.unknown(new Doubt("it chooses the type of the table", MAPPING));
  }

  /** The type whose files serve a table; null if it is not known. */
  public @Nullable TableType servingType(TableType type, TableTypes types) {
    String serving = serving(type.name()).or("", "");
    return serving.equals(type.name()) ? type : types.find(serving);
  }

  /** Whether nbdb_reindexd(8) makes the files that serve a table in place of another. */
  public boolean areMade(TableType type, String path) {
    boolean isAsked =
        setup.version().isAtLeast(3, 11)
            && setup.value(LEVEL).known().is("enable-reindex"::equals).ifUnknown(true);
    return isAsked
        && isBerkeley(type.name())
        && setup.tree().look(path + SUFFIX) instanceof FileTree.Found;
  }

  /** Whether the Postfix of the setup cannot open tables of a type for want of Berkeley DB. */
  public Truth isGone(@Nullable String type) {
    return type != null && isBerkeley(type) && setup.platform().berkeleyDb() == BerkeleyDb.GONE
        ? serving(type).is(served -> served.equals(type))
        : Truth.NO;
  }

  /** Whether it warns of each table of a type. */
  public Truth isDeprecated(@Nullable String type) {
    return type != null
            && isBerkeley(type)
            && setup.platform().berkeleyDb() == BerkeleyDb.DEPRECATED
        ? serving(type).is(served -> served.equals(type))
        : Truth.NO;
  }
}
