package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.Macro.Broken.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroTest {

  private static final char UNKNOWN = LogicalText.OPAQUE;

  private static final Map<String, String> VALUES =
      Map.of(
          "a",
          "A",
          "e",
          "",
          "u",
          "$e",
          "loop",
          "x$loop",
          "cut",
          "${a",
          "known",
          "x" + UNKNOWN + "y",
          "unknown",
          "" + UNKNOWN,
          "level",
          "3.10");

  private static MacroExpander.Result expand(String value, Grammar grammar) {
    return MacroExpander.expand(value, grammar, VALUES::get);
  }

  private static String text(String value) {
    MacroExpander.Result result = expand(value, Grammar.V3_11);
    return result.error() == null ? result.text().replace(UNKNOWN, '*') : "" + result.error();
  }

  private static @Nullable Kind error(String value, Grammar grammar) {
    Macro.Broken error = expand(value, grammar).error();
    return error == null ? null : error.kind();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "$$a ~ $a",
        "$a-b ~ A-b",
        "$a.b ~ A.b",
        "x${ a }y ~ xAy",
        "$(a)${a} ~ AA",
        "${a?yes:no} ~ yes:no",
        "${a?{yes}:{no}} ~ yes",
        "${e?{yes}:{no}} ~ no",
        "${e?{yes}:no} ~ no",
        "${a? {yes} : {no} } ~ yes",
        "${a?{ y }} ~ ` y `",
        "x${e?yes} ~ x",
        "${none:no} ~ no",
        "${u?set} ~ set",
        "x$u ~ x",
        "${{10} > {9}?{gt}:{le}} ~ gt",
        "x${{10} > {9a}?gt:le} ~ x",
        "${{1}<{2}} ~ true",
        "x${{2}<{1}} ~ x",
        "${{3.10} >= {3.9} ? {y}:{n}} ~ n",
        "${{3.10} >=level {3.9} ? {y}:{n}} ~ y",
        "${{$level} <level {4} ? {y}:{n}} ~ y",
        "${{ a} == {a} ? {y}:{n}} ~ n",
        "${domain_to_ascii{example.com}} ~ example.com",
      })
  void expands(String value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "${a                       ~ TRUNCATED",
        "$(a}                      ~ TRUNCATED",
        "x$                        ~ EMPTY_NAME",
        "$-                        ~ EMPTY_NAME",
        "${}                       ~ EMPTY_NAME",
        "${a b}                    ~ NAME_SYNTAX",
        "${a-b}                    ~ NAME_SYNTAX",
        "${{1} = {2}}              ~ OPERATOR_EXPECTED",
        "${{1}}                    ~ OPERATOR_EXPECTED",
        "${{1} ==foo {2}}          ~ BAD_OPERATOR_SUFFIX",
        "${{1} == 2}               ~ OPERAND_EXPECTED",
        "${{1} == {2} x}           ~ CONDITION_EXPECTED",
        "${a?{x}y}                 ~ COLON_EXPECTED",
        "${a?{x}:{y}z}             ~ UNEXPECTED_INPUT",
        "$(a?{x)                   ~ UNBALANCED",
        "$loop                     ~ NESTING",
        "${{x} <level {3}}         ~ BAD_LEVEL",
        "${{99999999999999999999} < {1}} ~ BAD_NUMBER",
        "${nothing{x}}             ~ UNKNOWN_FUNCTION",
        "$cut                      ~ TRUNCATED",
      })
  void reportsErrors(String value, Kind kind) {
    assertThat(error(value, Grammar.V3_11)).isEqualTo(kind);
  }

  @Test
  void saysWhatPostfixSays() {
    Macro.Broken error = expand("${a b}", Grammar.V3_6).error();

    assertThat(error).isNotNull();
    assertThat(error.detail()).isEqualTo("attribute name syntax error at: \"...a>>> b\"");
    assertThat(error.from()).isZero();
    assertThat(error.to()).isEqualTo(6);
  }

  @Test
  void overlooksErrorsInABranchThatIsNotTaken() {
    assertThat(text("${a?{y}:{${}}}")).isEqualTo("y");
    assertThat(Macro.parse("${a?{y}:{${}}}", Grammar.V3).problems())
        .extracting(Macro.Broken::kind)
        .containsExactly(Kind.EMPTY_NAME);
  }

  @Test
  void knowsNoBracesInPostfix2() {
    assertThat(expand("${a?{t}}", Grammar.V2).text()).isEqualTo("{t}");
    assertThat(expand("${e:x:y}", Grammar.V2).text()).isEqualTo("x:y");
    assertThat(error("${ a }", Grammar.V2)).isEqualTo(Kind.NAME_SYNTAX);
    assertThat(error("${{1} < {2}}", Grammar.V2)).isEqualTo(Kind.NAME_SYNTAX);
  }

  @Test
  void knowsNoLevelsBeforePostfix36() {
    assertThat(error("${{3.10} >=level {3.9}}", Grammar.V3)).isEqualTo(Kind.OPERAND_EXPECTED);
  }

  @Test
  void knowsNoFunctionsBeforePostfix311() {
    assertThat(error("${domain_to_ascii{x}}", Grammar.V3_6)).isEqualTo(Kind.NAME_SYNTAX);
  }

  @Test
  void keepsWhatIsKnownAroundWhatIsNot() {
    assertThat(text("/etc/$unknown/$a.pem")).isEqualTo("/etc/*/A.pem");
    assertThat(text("${known?set}")).isEqualTo("set");
    assertThat(text("x${unknown?set}")).isEqualTo("x*");
    assertThat(text("${unknown?{same}:{same}}")).isEqualTo("same");
    assertThat(text("x${{$unknown} == {1} ? {y}:{n}}")).isEqualTo("x*");
    assertThat(text("x${{$unknown} == {1}}")).isEqualTo("x*");
    assertThat(text("${domain_to_ascii{$unknown}}")).isEqualTo("*");
  }

  @Test
  void takesNamesWithUnknownPartsForUnknown() {
    assertThat(text("x${a" + UNKNOWN + "}y")).isEqualTo("x*y");
    assertThat(text("x$a" + UNKNOWN + "/y")).isEqualTo("x*/y");
    assertThat(text("x$" + UNKNOWN + "/y")).isEqualTo("x*/y");
  }

  @Test
  void tellsWhichNamesAreUsed() {
    MacroExpander.Result result = expand("$u $nothing ${none?x}", Grammar.V3);

    assertThat(result.used()).containsExactly("u", "e", "nothing", "none");
  }

  @Test
  void listsNamesOfAllBranchesAndOperandsWithTheirPlaces() {
    String value = "$a ${b?{$c}:{$d}} ${{$e} == {$f} ? {$g}}";
    List<Macro.Name> names = Macro.parse(value, Grammar.V3).names();

    assertThat(names)
        .extracting(Macro.Name::name)
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
    assertThat(names)
        .allSatisfy(n -> assertThat(value.substring(n.from(), n.to())).isEqualTo(n.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "3.6, true",
    "3.6.1, true",
    "3., false",
    "x, false",
    "3.6x, false",
    "3.1.1.1, false",
    "3.2000, false"
  })
  void readsCompatibilityLevels(String text, boolean good) {
    assertThat(CompatibilityLevel.parse(text) != null).isEqualTo(good);
  }
}
