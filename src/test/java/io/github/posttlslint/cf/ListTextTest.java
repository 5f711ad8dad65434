package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import org.junit.jupiter.api.Test;

class ListTextTest {

  @Test
  void splitsAtCommasAndWhiteSpace() {
    LogicalText value =
        MainCf.parse(SourceText.of("main.cf", "a = b,c , d\n  e\n")).entries().get(0).value();

    assertThat(ListText.split(value))
        .extracting(LogicalText::text)
        .containsExactly("b", "c", "d", "e");
    assertThat(ListText.split(value).get(3).span()).isEqualTo(new Span("main.cf", 2, 3, 2, 4));
  }

  @Test
  void keepsWhatIsInBracesTogether() {
    LogicalText value = LogicalText.of("main.cf", "x:{a, b {c}} {d e}");

    assertThat(ListText.split(value))
        .extracting(LogicalText::text)
        .containsExactly("x:{a, b {c}}", "{d e}");
    assertThat(ListText.split(value, Grammar.V2)).hasSize(5);
  }
}
