package io.github.posttlslint.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {

  @Test
  void countsLinesAndColumnsFromOne() {
    SourceText source = SourceText.of("main.cf", "ab\n\ncd");

    assertThat(source.lineCount()).isEqualTo(3);
    assertThat(source.span(0, 2)).isEqualTo(new Span("main.cf", 1, 1, 1, 3));
    assertThat(source.span(2, 3)).isEqualTo(new Span("main.cf", 1, 3, 2, 1));
    assertThat(source.span(5, 6)).isEqualTo(new Span("main.cf", 3, 2, 3, 3));
  }

  @Test
  void countsColumnsInUtf16Units() {
    SourceText source = SourceText.of("main.cf", "\uD83D\uDE00x".getBytes(UTF_8));

    assertThat(source.columnOf(2)).isEqualTo(3);
  }

  @Test
  void keepsBytesThatAreNotUtf8() {
    byte[] bytes = {'a', (byte) 0xe9, '\n', (byte) 0xff, 0};
    SourceText source = SourceText.of("main.cf", bytes);

    assertThat(source.charset()).isEqualTo(ISO_8859_1);
    assertThat(source.line(1)).isEqualTo("a\u00e9");
    assertThat(source.bytes()).isEqualTo(bytes);
  }

  @Test
  void givesAByteOrderMarkNoColumn() {
    byte[] bytes = "\uFEFFname = value\n".getBytes(UTF_8);
    SourceText source = SourceText.of("main.cf", bytes);

    assertThat(source.hasByteOrderMark()).isTrue();
    assertThat(source.span(0, 5)).isEqualTo(new Span("main.cf", 1, 1, 1, 5));
    assertThat(source.bytes()).isEqualTo(bytes);
  }

  @Test
  void leavesLineEndsOutOfLines() {
    SourceText source = SourceText.of("main.cf", "one\r\ntwo\n");

    assertThat(source.line(1)).isEqualTo("one");
    assertThat(source.line(2)).isEqualTo("two");
    assertThat(source.line(3)).isEmpty();
  }
}
