package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterCfTest {

  private static MasterCf parse(String text) {
    return MasterCf.parse(SourceText.of("master.cf", text));
  }

  private static MasterEntry smtpd(String arguments) {
    return parse("smtp inet n - y - - smtpd " + arguments + "\n").entries().get(0);
  }

  private static List<String> overrides(String arguments) {
    return smtpd(arguments).overrides().stream().map(o -> o.name() + "=" + o.value()).toList();
  }

  private static List<String> operands(String arguments) {
    return smtpd(arguments).operands().stream().map(a -> a.text().text()).toList();
  }

  private static List<SyntaxProblem> problems(String arguments) {
    return parse("smtp inet n - y - - smtpd " + arguments + "\n").problems();
  }

  @Test
  void readsTheEightFields() {
    MasterEntry entry = parse("25 inet  n\t- y 60? 10 smtpd\n").entries().get(0);

    assertThat(entry.service()).isEqualTo("25");
    assertThat(entry.type()).isEqualTo("inet");
    assertThat(entry.command()).isEqualTo("smtpd");
    assertThat(entry.field(MasterField.CHROOT).text()).isEqualTo("y");
    assertThat(entry.field(MasterField.WAKEUP).text()).isEqualTo("60?");
    assertThat(entry.field(MasterField.MAX_PROC).text()).isEqualTo("10");
    assertThat(entry.span(MasterField.CHROOT)).isEqualTo(new Span("master.cf", 1, 14, 1, 15));
    assertThat(entry.span()).isEqualTo(new Span("master.cf", 1, 1, 1, 28));
  }

  @Test
  void readsOverridesInEverySpelling() {
    assertThat(overrides("-o a=b -oc=d -vo e=f -o { g = h i } -v -o j="))
        .containsExactly("a=b", "c=d", "e=f", "g=h i", "j=");
    assertThat(smtpd("-vo e=f -v -c").flags()).isEqualTo("vvc");
  }

  @Test
  void saysWhereAnOverrideStands() {
    MasterEntry entry = parse("25 inet n - y - - smtpd\n  -o abc=de\n").entries().get(0);
    ParameterOverride override = entry.overrides().get(0);

    assertThat(override.span()).isEqualTo(new Span("master.cf", 2, 3, 2, 12));
    assertThat(override.nameSpan()).isEqualTo(new Span("master.cf", 2, 6, 2, 9));
    assertThat(override.valueSpan()).isEqualTo(new Span("master.cf", 2, 10, 2, 12));
  }

  @Test
  void skipsArgumentsOfOtherOptions() {
    assertThat(overrides("-s 2 -n -o -t inet -i10 -o a=b")).containsExactly("a=b");
  }

  @Test
  void stopsAtTheFirstWordThatIsNoOption() {
    assertThat(overrides("-o a=b user=x -o c=d")).containsExactly("a=b");
    assertThat(operands("-o a=b user=x -o c=d")).containsExactly("user=x", "-o", "c=d");
    assertThat(overrides("-o a=b -- -o c=d")).containsExactly("a=b");
    assertThat(operands("-o a=b -- -o c=d")).containsExactly("-o", "c=d");
  }

  @Test
  void reportsBlanksAroundTheEqualsSign() {
    assertThat(problems("-o name = value"))
        .containsExactly(
            new SyntaxProblem(
                Kind.OVERRIDE_WITHOUT_EQUALS, new Span("master.cf", 1, 30, 1, 34), "name"));
    assertThat(operands("-o name = value")).containsExactly("=", "value");
    assertThat(operands("-o name= value")).containsExactly("value");
    assertThat(overrides("-o name= value")).containsExactly("name=");
  }

  @Test
  void reportsOptionsThatAreIncompleteOrUnknown() {
    assertThat(problems("-o =x"))
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.OVERRIDE_WITHOUT_NAME);
    assertThat(problems("-v -o"))
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.OPTION_WITHOUT_ARGUMENT);
    assertThat(problems("-x"))
        .containsExactly(
            new SyntaxProblem(Kind.UNKNOWN_OPTION, new Span("master.cf", 1, 28, 1, 29), "-x"));
  }

  @Test
  void reportsBracesThatDoNotMatch() {
    assertThat(problems("-o { a = b"))
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.MISSING_BRACE);
    assertThat(problems("-o {a=b}c"))
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.TEXT_AFTER_BRACE);
    assertThat(overrides("-o {a=b}c")).containsExactly("a=b");
  }

  @Test
  void takesBracesBeforePostfix3ForPlainText() {
    MasterCf cf =
        MasterCf.parse(
            SourceText.of("master.cf", "25 inet n - y - - smtpd -o { a=b }\n"), Grammar.V2);

    assertThat(cf.entries().get(0).overrides()).isEmpty();
    assertThat(cf.problems())
        .extracting(SyntaxProblem::kind)
        .containsExactly(Kind.OVERRIDE_WITHOUT_EQUALS);
  }

  @Test
  void givesTheDaemonBracesThatAreGluedToTheOption() {
    assertThat(overrides("-o{a=b}")).containsExactly("{a=b}");
  }

  @Test
  void reportsALineWithTooFewFields() {
    MasterCf cf = parse("smtp inet n - y -\n  -o a=b\n");

    assertThat(cf.entries()).hasSize(1);
    assertThat(parse("smtp inet n - y -\n").problems())
        .containsExactly(
            new SyntaxProblem(Kind.MISSING_FIELD, new Span("master.cf", 1, 1, 1, 18), "max_proc"));
  }

  @Test
  void reportsFieldsThatMasterDoesNotKnow() {
    assertThat(parse("smtp tcp yes - ? 5x 3x -\n").problems())
        .extracting(SyntaxProblem::detail)
        .containsExactly(
            "transport type", "private", "chroot", "wakeup_time", "max_proc", "command");
  }

  @Test
  void keepsCommentsBetweenTheLinesOfAService() {
    MasterCf cf = parse("25 inet n - y - - smtpd\n#465 inet n - y - - smtpd\n  -o a=b\n# end\n");

    assertThat(cf.entries()).hasSize(1);
    assertThat(cf.entries().get(0).overrides()).hasSize(1);
    assertThat(cf.entries().get(0).line().comments())
        .extracting(Comment::content)
        .containsExactly("465 inet n - y - - smtpd");
    assertThat(cf.comments()).hasSize(2);
  }

  @Test
  void letsTheLastOfEqualOverridesCount() {
    ParameterOverride found = smtpd("-o a=1 -o a=2").find("a");

    assertThat(found).isNotNull();
    assertThat(found.value().text()).isEqualTo("2");
    assertThat(smtpd("").find("a")).isNull();
  }
}
