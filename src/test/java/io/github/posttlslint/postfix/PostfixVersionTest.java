package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostfixVersionTest {

  @ParameterizedTest
  @CsvSource({
    "3.7, 3.7",
    "3.7.11, 3.7.11",
    "3.12-20260821, 3.12",
    "3.12-20260821-nonprod, 3.12",
    "3.8.0-RC1, 3.8.0",
    "3.7.11-0+deb12u1, 3.7.11",
    "2.11.11, 2.11.11",
    "4.0, 4.0"
  })
  void readsReleasesPatchLevelsSnapshotsAndPackageVersions(String text, String shown) {
    assertThat(PostfixVersion.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3.", ".7", "3.x", "3.7.", "3.7.1.2", "v3.7", "3.7 ", "-3.7"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(PostfixVersion.parse(text)).isNull();
  }

  @Test
  void anUnknownPatchLevelIsTheNewestOfItsRelease() {
    PostfixVersion release = PostfixVersion.of(3, 7);

    assertThat(release).isGreaterThan(PostfixVersion.of(3, 7, 99));
    assertThat(release).isLessThan(PostfixVersion.of(3, 8, 0));
    assertThat(PostfixVersion.of(3, 7, 9)).isLessThan(PostfixVersion.of(3, 7, 10));
  }

  @Test
  void comparesNumbersNotText() {
    assertThat(PostfixVersion.of(3, 10)).isGreaterThan(PostfixVersion.of(3, 9));
    assertThat(PostfixVersion.of(3, 10).isAtLeast(3, 6)).isTrue();
    assertThat(PostfixVersion.of(2, 11).isAtLeast(3, 0)).isFalse();
  }

  @Test
  void knowsTwentyThreeReleases() {
    assertThat(PostfixVersion.releases())
        .hasSize(23)
        .isSorted()
        .startsWith(PostfixVersion.OLDEST)
        .endsWith(PostfixVersion.NEWEST)
        .containsSubsequence(PostfixVersion.of(2, 11), PostfixVersion.of(3, 0));
  }
}
