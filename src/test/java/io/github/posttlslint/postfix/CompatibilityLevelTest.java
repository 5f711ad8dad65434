package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.CompatibilityLevel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityLevelTest {

  private static final List<String> LEVELS =
      List.of(
          "0",
          "2",
          "3.6",
          "3.6.1",
          "03.6",
          "+3",
          "-0",
          "3.+6",
          "3. 6",
          "3.1023",
          "8796093022207",
          "",
          "-1",
          "3.",
          ".3",
          "3.x",
          "3.6.1.2",
          "3.1024",
          "3.-1",
          "0x3",
          "3 .6",
          "8796093022208",
          "9223372036854775808",
          "99999999999999999999");

  @Test
  void refusesTheLevelsThatPostfixRefuses(@TempDir Path directory) throws Exception {
    List<String> malformed =
        LEVELS.stream()
            .filter(level -> CompatibilityLevel.parse(level) == null)
            .map(level -> "compatibility_level = " + level)
            .toList();
    List<String> all = LEVELS.stream().map(level -> "compatibility_level = " + level).toList();

    assertThat(malformed).isEqualTo(RealPostfix.refused(directory, all)).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({"2, 3.6", "3.6, 3.10", "3.9, 3.10", "3.6, 3.6.1", "3, 3.6", "9, 10"})
  void comparesNumberByNumber(String lower, String higher) {
    assertThat(CompatibilityLevel.parse(lower)).isLessThan(CompatibilityLevel.parse(higher));
  }

  @Test
  void missingNumbersCountAsZero() {
    assertThat(CompatibilityLevel.parse("3")).isEqualByComparingTo(CompatibilityLevel.parse("3.0"));
  }
}
