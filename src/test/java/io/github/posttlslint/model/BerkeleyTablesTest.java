package io.github.posttlslint.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What serves tables of Berkeley DB, and which types are used where none is named. */
class BerkeleyTablesTest {

  private final MemoryTree tree = new MemoryTree("/etc/postfix", true);

  private Setup setup(String main, int minor, String id, String version) {
    Distribution found = id.isEmpty() ? Distribution.UNKNOWN : Distribution.find(id, version);
    SetupFiles files =
        new SetupFiles(
            tree, "/etc/postfix", ".", MainCf.parse(SourceText.of("main.cf", main)), null);
    Platform platform =
        new Platform(
            PostfixVersion.of(3, minor),
            "",
            false,
            OpenSslReleases.ANY,
            Objects.requireNonNull(found));
    return new Setup(files, Parameters.load(), platform);
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 12, 7, hash",
    "debian, 13, 10, hash",
    "debian, forky, 11, cdb",
    "fedora, 45, 11, hash",
    "rhel, 9, 5, hash",
    "ubuntu, 26.04, 10, hash",
    "'', '', 4, hash",
  })
  void theDefaultTypeOfTablesIsThatOfTheDistribution(
      String id, String version, int minor, String type) {
    Setup setup = setup("", minor, id, version);
    assertThat(setup.value("default_database_type").known()).hasToString(type);
    assertThat(setup.value("alias_maps").shown()).startsWith(minor > 10 ? type + ":" : "hash:");
  }

  @ParameterizedTest
  @CsvSource({"'', '', 11", "'', '', 7", "rhel, 10, 8", "alpine, 3.22, 10", "sles, 15.5, 7"})
  void theDefaultTypeIsNotKnownWhereItCanDiffer(String id, String version, int minor) {
    Value value = setup("", minor, id, version).value("default_database_type");
    assertThat(value.known().isHidden()).isTrue();
    assertThat(value.isHidden(Resolver.BUILD)).isTrue();
    assertThat(value.isExplicit()).isFalse();
  }

  @Test
  void whatIsSetCounts() {
    Setup setup = setup("default_database_type = lmdb\n", 8, "rhel", "10");
    assertThat(setup.value("default_database_type").known()).hasToString("lmdb");
  }

  @ParameterizedTest
  @CsvSource({
    "3.10 is too old, 10, enable-redirect, hash, hash",
    "switched off, 11, disable, hash, hash",
    "hash, 11, enable-redirect, hash, cdb",
    "btree, 11, enable-redirect, btree, lmdb",
    "made by itself, 11, enable-reindex, hash, cdb",
    "another type, 11, enable-redirect, texthash, texthash",
  })
  void tablesOfBerkeleyDbCanBeServedByOthers(
      String title, int minor, String level, String type, String serving) {
    Setup setup = setup("non_bdb_migration_level = " + level, minor, "debian", "forky");
    assertThat(new BerkeleyTables(setup).serving(type)).as(title).hasToString(serving);
  }

  @Test
  void aTableThatMapsThemHidesWhatServesThem() {
    String main =
        "non_bdb_migration_level = enable-redirect\nnon_bdb_custom_mapping = regexp:/x/y\n";
    BerkeleyTables tables = new BerkeleyTables(setup(main, 11, "debian", "forky"));
    TableType hash = Objects.requireNonNull(TableTypes.load().find("hash"));
    assertThat(tables.serving("hash").isHidden()).isTrue();
    assertThat(tables.servingType(hash, TableTypes.load())).isNull();
    assertThat(tables.isDeprecated("hash").doubt()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "rhel, 10, 8, true, false",
    "rhel, 9, 5, false, false",
    "alpine, 3.20, 9, true, false",
    "debian, forky, 11, false, true",
    "debian, 13, 10, false, false",
    "'', '', 11, false, false",
  })
  void whetherTheyWorkDependsOnTheDistribution(
      String id, String version, int minor, boolean isGone, boolean isDeprecated) {
    BerkeleyTables tables = new BerkeleyTables(setup("", minor, id, version));
    assertThat(tables.isGone("btree").ifUnknown(!isGone)).isEqualTo(isGone);
    assertThat(tables.isDeprecated("hash").ifUnknown(!isDeprecated)).isEqualTo(isDeprecated);
    assertThat(tables.isGone("lmdb").ifUnknown(true)).isFalse();
  }

  @Test
  void filesAreOnlyMadeInPlaceOfThoseOfBerkeleyDb() {
    tree.file("/etc/postfix/old.db", new byte[1], Metadata.UNKNOWN);
    Setup setup = setup("non_bdb_migration_level = enable-reindex", 11, "debian", "forky");
    BerkeleyTables tables = new BerkeleyTables(setup);
    TableType hash = Objects.requireNonNull(TableTypes.load().find("hash"));
    assertThat(tables.areMade(hash, "/etc/postfix/old")).isTrue();
    assertThat(tables.areMade(hash, "/etc/postfix/new")).isFalse();
  }
}
