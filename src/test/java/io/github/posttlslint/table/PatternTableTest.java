package io.github.posttlslint.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.table.PatternTable.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatternTableTest {

  @Test
  void theFirstLineThatMatchesDecides() {
    PatternTable table =
        regexp(
            """
            if /example/
            if !/\\.net$/
            /^mx[0-9]/ first
            endif
            /^MX/ second
            endif
            /^(.)x(.*)$/ [$1]${2}$$
            """);
    assertThat(table.find("mx1.example.com").found()).isEqualTo("first");
    assertThat(table.find("mx1.example.net").found()).isEqualTo("second");
    assertThat(table.find("mx1.test").found()).isEqualTo("[m]1.test$");
    assertThat(table.find("test")).isEqualTo(Answer.NOTHING);
  }

  @Test
  void problemsHaveTheirPlaces() {
    PatternTable table =
        PatternTable.parse(
            SourceText.of("clients", "10.0.0.0/8\n  OK\n# no\n10.0.0.1/8 OK\n !10.1.2.256\n"),
            Form.CIDR,
            new MatchSteps());
    assertThat(table.problems()).hasSize(1);
    PatternProblem problem = table.problems().get(0);
    assertThat(problem.kind()).isEqualTo(PatternProblem.Kind.HOST_BITS);
    assertThat(problem.detail()).isEqualTo("10.0.0.0/8");
    assertThat(problem.span().toString()).startsWith("clients:4:1");
  }

  @Test
  void theNetworkOfAnAddressIsShownInItsShortForm() {
    PatternTable table =
        PatternTable.parse(
            SourceText.of("t", "::1/64 a\n2001:db8::1/32 b\n1:2:3:4:5:6:7:8/120 c\n"),
            Form.CIDR,
            new MatchSteps());
    assertThat(table.problems())
        .extracting(PatternProblem::detail)
        .containsExactly("::/64", "2001:db8::/32", "1:2:3:4:5:6:7:0/120");
  }

  @Test
  @Timeout(30)
  void expressionsThatTakeForeverCannotBeTold() {
    String key = "a".repeat(200) + "!";
    List<String> patterns =
        List.of(
            "^(a+)+$",
            "^(a|aa)+$",
            "(a*)*(a*)*(a*)*$",
            "^((a{1,200}){1,200}){1,200}b",
            "^(|a|){30}(|a|){30}b$",
            "(((((((((a?)+)+)+)+)+)+)+)+)+b",
            "^(a|b|ab)*(|)(|)b$");
    for (String pattern : patterns) {
      Answer answer = pcre("/" + pattern + "/ yes\n").find(key);
      assertThat(answer.found()).as(pattern).isNull();
    }
    assertThat(pcre("/(.*)(.*)(.*)(.*)x$/ yes\n").find(key).reason()).contains("may match");
  }

  @Test
  void lookUpsOfManyTablesAreBoundedTogether() {
    MatchSteps steps = new MatchSteps(1000);
    SourceText text = SourceText.of("table", "/a*b/ yes\n/^c/ no\n");
    PatternTable one = PatternTable.parse(text, Form.PCRE, steps);
    PatternTable other = PatternTable.parse(text, Form.PCRE, steps);
    assertThat(one.find("c").found()).isEqualTo("no");
    assertThat(one.find("a".repeat(100)).reason()).contains("may match");
    assertThat(other.find("c").reason()).contains("may match");
  }

  @Test
  @Timeout(30)
  void expressionsOfAnyLengthAreReadWithoutHarm() {
    for (String piece : List.of("(", "[", "(a", "a|", "(?:", "a{1,255}", "\\", "(a{2})*")) {
      PatternTable table = pcre("/" + piece.repeat(3000) + "/ yes\n");
      assertThat(table.find("aaaa").found()).isNull();
    }
  }

  @Test
  void aLineThatBeginsWithANullByteIsNone() {
    for (Form form : List.of(Form.PCRE, Form.REGEXP)) {
      SourceText text = SourceText.of("table", "\0/a/ no\n/a/ yes\n");
      PatternTable table = PatternTable.parse(text, form, new MatchSteps());
      assertThat(table.find("a").found()).as(form.name()).isEqualTo("yes");
      assertThat(table.problems()).as(form.name()).isEmpty();
    }
  }

  @Test
  void whatATemplateFillsInCannotBeTold() {
    PatternTable table = regexp("/a/ yes\nif /{{ pattern }}/\n/b/ no\nendif\n/c\n");
    assertThat(table.find("a").reason()).contains("a template fills");
    assertThat(table.problems())
        .extracting(PatternProblem::kind)
        .containsExactly(PatternProblem.Kind.NO_DELIMITER);
  }

  @Test
  void keysBeyondAsciiCannotBeTold() {
    assertThat(regexp("/^m.x$/ yes\n").find("m\u00fcx").reason()).isNotNull();
    assertThat(regexp("/^m\u00fcx$/ yes\n").find("mux").reason()).isNotNull();
  }

  @Test
  void aDigitOfPerlIsNoneInPosix() {
    PatternTable table = regexp("/^mx\\d/ yes\n");
    assertThat(table.problems())
        .extracting(PatternProblem::kind, PatternProblem::detail)
        .containsExactly(tuple(PatternProblem.Kind.PERL_SYNTAX, "\\d"));
    assertThat(pcre("/^mx\\d/ yes\n").problems()).isEmpty();
  }

  private static PatternTable regexp(String text) {
    return PatternTable.parse(SourceText.of("table", text), Form.REGEXP, new MatchSteps());
  }

  private static PatternTable pcre(String text) {
    return PatternTable.parse(SourceText.of("table", text), Form.PCRE, new MatchSteps());
  }
}
