package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that the hook {@code posttls-lint-fix} is for. */
class HookPatternTest {

  @Test
  void theHookThatMendsIsForWhatASearchTakesAndNothingElse() throws IOException {
    Matcher line =
        Pattern.compile("(?m)^  files: (.*)$")
            .matcher(Files.readString(Path.of(".pre-commit-hooks.yaml")));
    assertThat(line.find()).isTrue();
    Pattern files = Pattern.compile(line.group(1));
    for (String base : List.of("main.cf", "master.cf")) {
      for (String name : ConfigurationFiles.names(base)) {
        assertThat(files.matcher("mail/" + name).find()).as(name).isTrue();
      }
      for (String other : List.of(".proto", ".bak", ".orig", ".rpmnew", ".dpkg-old", "~", ".d/x")) {
        assertThat(files.matcher(base + other).find()).as(base + other).isFalse();
      }
      assertThat(files.matcher("old" + base).find()).isFalse();
    }
  }
}
