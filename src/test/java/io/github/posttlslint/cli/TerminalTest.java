package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment has a say in. */
class TerminalTest {
  private static final String LINK = "\033]8;;https://";

  private static String check(Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 4, options.length);
    arguments[0] = "check";
    arguments[1] = "--now";
    arguments[2] = "2026-06-01T12:00:00Z";
    arguments[3] = "samples/submission/bad";
    return Cli.runWith(environment, arguments).out();
  }

  @Test
  void linesAreNoLongerThanTheTerminalIsWide() {
    assertThat(check(Map.of("COLUMNS", "80")).lines()).allMatch(line -> line.length() <= 80);
    assertThat(check(Map.of()).lines()).anyMatch(line -> line.length() > 80);
  }

  @Test
  void rulesAreLinksWhereTheTerminalKnowsThem() {
    assertThat(check(Map.of("FORCE_HYPERLINK", "1"))).contains(LINK);
    assertThat(check(Map.of("FORCE_HYPERLINK", "1"), "--color", "never")).doesNotContain(LINK);
    // no terminal
    assertThat(check(Map.of("VTE_VERSION", "7600", "TERM", "xterm-256color"))).doesNotContain(LINK);
    assertThat(check(Map.of("FORCE_HYPERLINK", "0"))).doesNotContain(LINK);
  }

  @Test
  void noColorIsHonoured() {
    assertThat(check(Map.of("FORCE_COLOR", "1"))).contains("\033[1;31m");
    assertThat(check(Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"))).doesNotContain("\033");
    assertThat(check(Map.of("NO_COLOR", "1"), "--color", "always")).contains("\033[1;31m");
  }
}
