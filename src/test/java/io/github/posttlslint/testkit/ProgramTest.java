package io.github.posttlslint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ProgramTest {
  @Test
  void findsAProgramOfEveryHost() {
    assertThat(Program.require("sh")).isAbsolute().matches(Files::isExecutable);
  }

  @Test
  void endsTheTestWithTheNameOfAProgramThatIsNotThere() {
    Class<? extends Throwable> expected =
        Program.inCi() ? AssertionFailedError.class : TestAbortedException.class;
    assertThatThrownBy(() -> Program.require("no-such-program"))
        .isInstanceOf(expected)
        .hasMessageContaining("no-such-program");
  }
}
