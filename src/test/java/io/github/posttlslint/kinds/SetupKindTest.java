package io.github.posttlslint.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Defect;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupKindTest {

  @Test
  void thereIsAFactForEachDefect() {
    List<Defect> defects = SetupKind.DEFECTS.stream().map(Defect::of).toList();
    assertThat(defects).containsExactly(Defect.values());
  }
}
