package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import org.junit.jupiter.api.Test;

class MainCfTest {

  private static MainCf parse(String text) {
    return MainCf.parse(SourceText.of("main.cf", text));
  }

  private static String value(String text, String name) {
    MainCfEntry entry = parse(text).find(name);
    return entry == null ? "(none)" : entry.value().text();
  }

  @Test
  void splitsNameAndValueAtTheFirstEqualsSign() {
    assertThat(value("a=b=c\n", "a")).isEqualTo("b=c");
    assertThat(value("a   =   b c  \t\n", "a")).isEqualTo("b c");
    assertThat(value("a =\n", "a")).isEmpty();
  }

  @Test
  void saysWhereNameAndValueStand() {
    MainCfEntry entry = parse("# c\nsmtpd_use_tls = yes \n").entries().get(0);

    assertThat(entry.nameSpan()).isEqualTo(new Span("main.cf", 2, 1, 2, 14));
    assertThat(entry.valueSpan()).isEqualTo(new Span("main.cf", 2, 17, 2, 20));
    assertThat(entry.span()).isEqualTo(new Span("main.cf", 2, 1, 2, 20));
  }

  @Test
  void placesAnEmptyValueAfterTheEqualsSign() {
    assertThat(parse("a =  \n").entries().get(0).valueSpan())
        .isEqualTo(new Span("main.cf", 1, 4, 1, 4));
  }

  @Test
  void appendsContinuationsWithTheirWhiteSpace() {
    MainCfEntry entry = parse("a=1\n  b\n\tc\n").entries().get(0);

    assertThat(entry.value().text()).isEqualTo("1  b\tc");
    assertThat(entry.valueSpan()).isEqualTo(new Span("main.cf", 1, 3, 3, 3));
    assertThat(entry.value().slice(3, 4).span()).isEqualTo(new Span("main.cf", 2, 3, 2, 4));
  }

  @Test
  void continuesALineBeyondCommentsAndEmptyLines() {
    assertThat(value("a = 1\n#b = 2\n\n   \n  c\n", "a")).isEqualTo("1  c");
    assertThat(parse("a = 1\n#b = 2\n  c\n").entries().get(0).line().comments())
        .extracting(Comment::text)
        .containsExactly("#b = 2");
  }

  @Test
  void takesAnIndentedSettingForAContinuation() {
    MainCf cf = parse("a = may\n smtpd_tls_key_file = /k\n");

    assertThat(cf.entries()).hasSize(1);
    assertThat(cf.entries().get(0).value().text()).isEqualTo("may smtpd_tls_key_file = /k");
    assertThat(cf.problems()).isEmpty();
  }

  @Test
  void dropsAFirstLineThatIsIndented() {
    MainCf cf = parse("# c\n x = 1\n y = 2\na = b\n");

    assertThat(cf.entries()).extracting(MainCfEntry::name).containsExactly("a");
    assertThat(cf.problems())
        .containsExactly(
            new SyntaxProblem(Kind.INDENTED_FIRST_LINE, new Span("main.cf", 2, 2, 2, 7), "x = 1"));
  }

  @Test
  void reportsALineWithoutEqualsSign() {
    MainCf cf = parse("mydomain a.b\nmy domain = a\nb = c\n");

    assertThat(cf.problems())
        .containsExactly(
            new SyntaxProblem(
                Kind.MISSING_EQUALS, new Span("main.cf", 1, 1, 1, 13), "mydomain a.b"),
            new SyntaxProblem(
                Kind.MISSING_EQUALS, new Span("main.cf", 2, 1, 2, 14), "my domain = a"));
    assertThat(cf.find("b")).isNotNull();
  }

  @Test
  void reportsALineWithoutName() {
    assertThat(parse("= x\n").problems())
        .containsExactly(
            new SyntaxProblem(Kind.MISSING_NAME, new Span("main.cf", 1, 1, 1, 4), "= x"));
  }

  @Test
  void ignoresWhatFollowsANullByte() {
    MainCf cf = parse("a = x\0y\n z\nb = 1\n");

    assertThat(cf.problems())
        .containsExactly(new SyntaxProblem(Kind.NULL_BYTE, new Span("main.cf", 1, 6, 1, 7), ""));
    assertThat(cf.entries().get(0).value().text()).isEqualTo("x");
    assertThat(cf.entries()).hasSize(2);
  }

  @Test
  void reportsANullByteInAComment() {
    assertThat(parse("#\0\n").problems())
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.NULL_BYTE);
  }

  @Test
  void trimsCarriageReturns() {
    MainCf cf = parse("a = 1\r\n\r\nb = 2,\r\n  3\r\n");

    assertThat(cf.entries().get(0).value().text()).isEqualTo("1");
    assertThat(cf.entries().get(1).value().text()).isEqualTo("2,\r  3");
    assertThat(cf.problems()).isEmpty();
  }

  @Test
  void gluesAByteOrderMarkToTheFirstName() {
    assertThat(parse("\uFEFFa = 1\n").entries().get(0).name()).isEqualTo("\uFEFFa");
  }

  @Test
  void keepsAHashInsideAValue() {
    assertThat(value("x = y # z\n", "x")).isEqualTo("y # z");
  }

  @Test
  void letsTheLastOfEqualNamesCount() {
    assertThat(value("a = 1\nb = 2\na = 3\n", "a")).isEqualTo("3");
  }

  @Test
  void takesAnyCharacterForANameThatIsNoSpaceAndNoEqualsSign() {
    assertThat(value("smtpd_tls-key_file = x\n", "smtpd_tls-key_file")).isEqualTo("x");
    assertThat(value("\u00e4\u00a0b = x\n", "\u00e4\u00a0b")).isEqualTo("x");
  }

  @Test
  void readsALastLineWithoutLineEnd() {
    assertThat(value("a = 1\nb = 2", "b")).isEqualTo("2");
  }
}
