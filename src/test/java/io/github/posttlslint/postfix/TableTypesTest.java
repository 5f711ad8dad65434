package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTypesTest {

  private final TableTypes types = TableTypes.load();

  @Test
  void knowsEveryTypeOfTheInstalledPostfix(@TempDir Path directory) throws Exception {
    PostfixVersion version = RealPostfix.version(directory);

    assertThat(RealPostfix.list(directory, "-m"))
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(types.find(name)).as(name).isNotNull();
              assertThat(types.find(name).life().contains(version)).as(name).isTrue();
            });
  }

  @Test
  void compiledTypesNameTheirFiles() {
    assertThat(types.find("hash").compiledSuffixes()).containsExactly(".db");
    assertThat(types.find("lmdb").compiledSuffixes()).containsExactly(".lmdb");
    assertThat(types.find("dbm").compiledSuffixes()).containsExactly(".dir", ".pag");
    assertThat(types.find("texthash").isCompiled()).isFalse();
    assertThat(types.find("texthash").hasKeyValueText()).isTrue();
    assertThat(types.find("regexp").namesFile()).isTrue();
    assertThat(types.find("inline").namesFile()).isFalse();
  }

  @Test
  void typesFollowReleases() {
    assertThat(types.find("lmdb").life().contains(PostfixVersion.of(2, 10))).isFalse();
    assertThat(types.find("lmdb").life().contains(PostfixVersion.of(2, 11))).isTrue();
    assertThat(types.find("sha1")).isNull();
  }
}
