package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifeSpanTest {

  private static final LifeSpan BACK_PORTED = LifeSpan.parse("3.7.6-3.7,3.8.1-");

  @ParameterizedTest
  @CsvSource({
    "3.6, false",
    "3.7.5, false",
    "3.7.6, true",
    "3.7, true",
    "3.8.0, false",
    "3.8.1, true",
    "3.8, true",
    "3.12, true"
  })
  void aBackPortIsThereFromItsPatchLevelOn(String version, boolean there) {
    assertThat(BACK_PORTED.contains(PostfixVersion.parse(version))).isEqualTo(there);
  }

  @Test
  void theNextVersionThatHasItIsThePatchLevelOfTheSameRelease() {
    assertThat(BACK_PORTED.nextSince(PostfixVersion.of(3, 7, 2))).hasToString("3.7.6");
    assertThat(BACK_PORTED.nextSince(PostfixVersion.of(3, 8, 0))).hasToString("3.8.1");
    assertThat(BACK_PORTED.nextSince(PostfixVersion.of(3, 9))).isNull();
  }

  @Test
  void whatIsGoneNamesTheFirstReleaseWithoutIt() {
    LifeSpan gone = LifeSpan.parse("2.9-2.11");

    assertThat(gone.since()).hasToString("2.9");
    assertThat(gone.removedIn()).hasToString("3.0");
    assertThat(gone.contains(PostfixVersion.of(2, 11, 11))).isTrue();
    assertThat(gone.contains(PostfixVersion.of(3, 0, 0))).isFalse();
    assertThat(BACK_PORTED.removedIn()).isNull();
  }
}
