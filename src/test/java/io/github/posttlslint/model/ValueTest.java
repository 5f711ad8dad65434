package io.github.posttlslint.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTest {

  private static Value hidden(String text) {
    return Value.hidden("name", text, text, List.of(), "a template");
  }

  private static Value known(String text) {
    return Value.known("name", text, text, List.of());
  }

  private static String shown(Known<String> known) {
    return known.fold(text -> text, () -> "unset", doubt -> "unknown: " + doubt.reason());
  }

  @Test
  void partBeforeWhatIsHiddenIsKnown() {
    assertThat(shown(hidden("local:\u2026").before(':'))).isEqualTo("local");
    assertThat(shown(hidden("\u2026:host").before(':'))).isEqualTo("unknown: a template");
    assertThat(shown(hidden("lo\u2026").before(':'))).isEqualTo("unknown: a template");
    assertThat(shown(known("smtp:host").before(':'))).isEqualTo("smtp");
    assertThat(shown(known("smtp").before(':'))).isEqualTo("smtp");
  }

  @Test
  void wordsWithoutGapAreKnown() {
    assertThat(hidden("hash:/a, \u2026 x\u2026y").words())
        .extracting(ValueTest::shown)
        .containsExactly("hash:/a", "unknown: a template", "unknown: a template");
    assertThat(known("a, b").words()).extracting(ValueTest::shown).containsExactly("a", "b");
    assertThat(known("").words()).isEmpty();
  }

  @Test
  void aListHasAWordThatIsHiddenOnlyWhereTheRestFits() {
    Value list = hidden("hash:/a, \u2026:/b p\u2026q");
    assertThat(list.lists("hash:/a").ifUnknown(false)).isTrue();
    assertThat(list.lists("btree:/b").doubt()).isNotNull();
    assertThat(list.lists("pooq").doubt()).isNotNull();
    assertThat(list.lists("btree:/c").ifUnknown(true)).isFalse();
    assertThat(known("a, b").lists("b").ifUnknown(false)).isTrue();
    assertThat(known("a, b").lists("B").ifUnknown(true)).isFalse();
    assertThat(hidden("").lists("a").doubt()).isNotNull();
  }
}
