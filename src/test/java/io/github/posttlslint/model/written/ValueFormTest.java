package io.github.posttlslint.model.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.AcceptedValues;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueFormTest {

  @Test
  void everyKindOfAcceptedValuesButThePathHasAFormOfItsName() {
    Stream<String> forms = Arrays.stream(ValueForm.values()).map(Enum::name);
    assertThat(forms)
        .containsAll(
            Arrays.stream(AcceptedValues.Kind.values())
                .filter(kind -> kind != AcceptedValues.Kind.PATH)
                .map(Enum::name)
                .toList());
  }
}
