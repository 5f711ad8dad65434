package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefectTest {

  @ParameterizedTest
  @CsvSource({
    "policy-reuse, 3.4.13, 3.4.14",
    "policy-reuse, 3.5.3, 3.5.4",
    "anchors-reuse, 3.4.0, 3.4.14",
    "client-only-reuse, 3.4.11, 3.4.12",
    "client-only-reuse, 3.5.1, 3.5.2",
    "one-file-pair, 3.4.0, 3.4.1",
    "anchor-file, 3.4.1, 3.4.2",
    "name-after-retry, 3.5.2, 3.5.3",
    "policy-reuse, 3.5.0, 3.6.0",
    "policy-reuse, 3.4.1, 3.3.22"
  })
  void endsWithTheVersionThatMendsIt(String word, String broken, String sound) {
    LifeSpan versions = Defect.of(word).versions();
    assertThat(versions.contains(PostfixVersion.parse(broken))).isTrue();
    assertThat(versions.contains(PostfixVersion.parse(sound))).isFalse();
  }

  @Test
  void isDoubtfulWhereAReleaseIsNamedWithoutItsPatchLevel() {
    LifeSpan versions = Defect.POLICY_REUSE.versions();
    assertThat(versions.isDoubtful(PostfixVersion.of(3, 4))).isTrue();
    assertThat(versions.isDoubtful(PostfixVersion.of(3, 6))).isFalse();
  }
}
