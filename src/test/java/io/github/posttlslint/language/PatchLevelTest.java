package io.github.posttlslint.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.kinds.ServiceKind;
import io.github.posttlslint.kinds.SetupKind;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchLevelTest {

  private static boolean holds(String release, String condition) throws SyntaxException {
    PostfixVersion version = Objects.requireNonNull(PostfixVersion.parse(release));
    MainCf main = MainCf.parse(SourceText.of("main.cf", "a = b\n"));
    MemoryTree tree = new MemoryTree("/etc/postfix", true);
    Setup setup =
        new Setup(
            new SetupFiles(tree, "/etc/postfix", ".", main, null), Parameters.load(), version);
    Subject<?> subject = new Subjects().of(SetupKind.KIND, setup);
    return new Evaluation(new Subjects(), ServiceKind.KIND)
        .holds(ExpressionParser.parse(condition).root(), subject)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.2, release >= 3.6, true",
    "3.6.2, release < 3.6, false",
    "3.6.2, release = 3.6, true",
    "3.5.9, release >= 3.6, false",
    "2.7.2, release < 2.7.3, true",
    "2.7.3, release < 2.7.3, false",
    "2.7, release < 2.7.3, false",
  })
  void patchLevelsCountOnlyWhereTheConditionNamesOne(
      String release, String condition, boolean expected) throws SyntaxException {
    assertThat(holds(release, condition)).isEqualTo(expected);
  }

  @Test
  void anUnknownPatchLevelStandsForTheNewest() throws SyntaxException {
    assertThat(holds("3.6", "release >= 3.6.1")).isTrue();
  }
}
