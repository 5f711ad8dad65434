package io.github.posttlslint.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words by which rules call the constants of an enum: in lower case, with hyphens. */
final class Labels {

  private Labels() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> of(List<? extends Enum<?>> constants) {
    List<String> labels = new ArrayList<>();
    constants.forEach(constant -> labels.add(of(constant)));
    return labels;
  }

  static List<String> all(Enum<?>... constants) {
    return of(List.of(constants));
  }
}
