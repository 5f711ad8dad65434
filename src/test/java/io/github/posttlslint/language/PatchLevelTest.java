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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchLevelTest {

  private static boolean holds(String release, String condition) throws SyntaxException {
    return fact(release, condition).isTrue();
  }

  private static Fact fact(String release, String condition) throws SyntaxException {
    PostfixVersion version = Objects.requireNonNull(PostfixVersion.parse(release));
    MainCf main = MainCf.parse(SourceText.of("main.cf", "a = b\n"));
    MemoryTree tree = new MemoryTree("/etc/postfix", true);
    Setup setup =
        new Setup(
            new SetupFiles(tree, "/etc/postfix", ".", main, null), Parameters.load(), version);
    Subject<?> subject = new Subjects().of(SetupKind.KIND, setup);
    return new Evaluation(new Subjects(), ServiceKind.KIND)
        .holds(ExpressionParser.parse(condition).root(), subject);
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.2, release >= 3.6, true",
    "3.6.2, release < 3.6, false",
    "3.6.2, release = 3.6, true",
    "3.5.9, release >= 3.6, false",
    "2.7.2, release < 2.7.3, true",
    "2.7.3, release < 2.7.3, false",
  })
  void patchLevelsCountOnlyWhereTheConditionNamesOne(
      String release, String condition, boolean expected) throws SyntaxException {
    assertThat(holds(release, condition)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"release >= 3.6.1", "release < 3.6.1", "release = 3.6.1"})
  void anUnknownPatchLevelStandsForAny(String condition) throws SyntaxException {
    assertThat(fact("3.6", condition)).isInstanceOf(Fact.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({"release >= 3.5.9, true", "release < 3.7.3, true", "release > 3.7.3, false"})
  void whatHoldsForAllPatchLevelsIsKnown(String condition, boolean expected)
      throws SyntaxException {
    assertThat(holds("3.6", condition)).isEqualTo(expected);
  }
}
