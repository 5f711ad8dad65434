package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  /** The line and its underline, as text. */
  private static String row(String line, int startColumn, int endColumn, int available) {
    Excerpt.Row row =
        excerpt(line, new Span("f", 1, startColumn, 1, endColumn)).lines().get(0).row(available);
    return row.text() + "\n" + " ".repeat(row.from()) + "^".repeat(row.to() - row.from());
  }

  private static Excerpt excerpt(String text, Span span) {
    return Objects.requireNonNull(Excerpt.of(span, SampleReport.sources(Map.of("f", text))));
  }

  @Test
  void underlinesTheRegion() {
    assertThat(row("a = bcd", 5, 8, 0)).isEqualTo("a = bcd\n    ^^^");
  }

  @Test
  void expandsTabsAndCountsThem() {
    assertThat(row("a\t=\tb", 5, 6, 0)).isEqualTo("a       =       b\n                ^");
  }

  @Test
  void tabInsideTheRegionIsUnderlinedWhole() {
    assertThat(row("a\tb", 2, 4, 0)).isEqualTo("a       b\n ^^^^^^^^");
  }

  @Test
  void wideCharactersAreUnderlinedByTwo() {
    assertThat(row("郵便 = x", 1, 3, 0)).isEqualTo("郵便 = x\n^^^^");
    assertThat(row("郵便 = x", 6, 7, 0)).isEqualTo("郵便 = x\n       ^");
  }

  @Test
  void combiningCharactersTakeNoColumn() {
    assertThat(row("e\u0301e\u0301 = x", 6, 7, 0)).isEqualTo("e\u0301e\u0301 = x\n   ^");
  }

  @Test
  void emptyRegionAndRegionAtTheEndGetOneCaret() {
    assertThat(row("abc", 2, 2, 0)).isEqualTo("abc\n ^");
    assertThat(row("abc", 4, 4, 0)).isEqualTo("abc\n   ^");
    assertThat(row("", 1, 1, 0)).isEqualTo("\n^");
  }

  @Test
  void regionBeyondTheLineIsCut() {
    assertThat(row("abc", 2, 99, 0)).isEqualTo("abc\n ^^");
    assertThat(row("abc", 50, 99, 0)).isEqualTo("abc\n   ^");
  }

  @Test
  void longLinesAreClippedAroundTheRegion() {
    String line = "x".repeat(50) + "FAULT" + "y".repeat(50);
    String shown = row(line, 51, 56, 20);
    assertThat(shown.lines().findFirst().orElseThrow()).hasSize(20).startsWith("…").endsWith("…");
    assertThat(shown).contains("FAULT");
    int fault = shown.indexOf("FAULT");
    assertThat(shown).endsWith("\n" + " ".repeat(fault) + "^^^^^");
  }

  @Test
  void regionLongerThanTheTerminalIsUnderlinedAsFarAsItIsShown() {
    String shown = row("a = " + "x".repeat(100), 1, 105, 20);
    assertThat(shown.lines().toList().get(0)).isEqualTo("a = xxxxxxxxxxxxxx…");
    assertThat(shown.lines().toList().get(1)).isEqualTo("^".repeat(18));
  }

  @Test
  void everyLineOfAShortSpanIsShown() {
    Excerpt excerpt = excerpt("a = b,\n  c,\n  d\ne", new Span("f", 1, 5, 3, 4));
    assertThat(excerpt.lines())
        .containsExactly(
            new Excerpt.Line(1, "a = b,", 4, 6, false),
            new Excerpt.Line(2, "  c,", 2, 4, false),
            new Excerpt.Line(3, "  d", 2, 3, false));
  }

  @Test
  void ofALongSpanTheMiddleIsLeftOut() {
    Excerpt excerpt = excerpt("l\n".repeat(20), new Span("f", 1, 1, 18, 2));
    assertThat(excerpt.lines()).extracting(Excerpt.Line::number).containsExactly(1, 2, 3, 4, 18);
    assertThat(excerpt.lines().get(4).gap()).isTrue();
  }

  @Test
  void wholeLineWithItsEndDoesNotShowTheNextOne() {
    Excerpt excerpt = excerpt("one\ntwo\n", new Span("f", 1, 1, 2, 1));
    assertThat(excerpt.lines()).containsExactly(new Excerpt.Line(1, "one", 0, 3, false));
  }

  @Test
  void thereIsNoneWhereTheSourceIsHidden() {
    assertThat(Excerpt.of(Span.startOf("key.pem"), SampleReport.sources(Map.of()))).isNull();
  }
}
