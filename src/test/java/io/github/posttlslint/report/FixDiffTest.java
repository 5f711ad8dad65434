package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding.Edit;
import io.github.posttlslint.run.Finding.Fix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixDiffTest {
  private static final String TEXT = "one = 1\ntwo = 2\nthree = 3\n";

  private static List<String> diff(Edit... edits) {
    Fix fix = new Fix(true, "Do it.", List.of(edits));
    return FixDiff.of(fix, SampleReport.sources(Map.of("f", TEXT))).stream()
        .map(line -> (line.added() ? "+" : "-") + line.text())
        .toList();
  }

  private static Edit edit(int line, int column, int endLine, int endColumn, String text) {
    return new Edit(new Span("f", line, column, endLine, endColumn), text);
  }

  @Test
  void replacedTextChangesItsLine() {
    assertThat(diff(edit(2, 7, 2, 8, "22"))).containsExactly("-two = 2", "+two = 22");
  }

  @Test
  void removedLineIsOnlyRemoved() {
    assertThat(diff(edit(2, 1, 3, 1, ""))).containsExactly("-two = 2");
  }

  @Test
  void insertedLineIsOnlyAdded() {
    assertThat(diff(edit(2, 1, 2, 1, "new = 0\n"))).containsExactly("+new = 0");
  }

  @Test
  void editsOfOneLineAreShownTogether() {
    assertThat(diff(edit(1, 7, 1, 8, "11"), edit(1, 1, 1, 4, "ONE")))
        .containsExactly("-one = 1", "+ONE = 11");
  }

  @Test
  void editsOfSeveralLinesFollowEachOther() {
    assertThat(diff(edit(1, 7, 1, 8, "11"), edit(3, 9, 3, 10, "33")))
        .containsExactly("-one = 1", "+one = 11", "-three = 3", "+three = 33");
  }

  @Test
  void hiddenTextIsNotShown() {
    assertThat(diff(new Edit(Span.startOf("key.pem"), "x"))).isEmpty();
  }
}
