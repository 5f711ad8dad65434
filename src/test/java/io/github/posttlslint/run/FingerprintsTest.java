package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static Finding finding(String rule, String message, int line, String... services) {
    return new Finding(
        new Rule(
            rule,
            "g",
            Severity.ERROR,
            "t",
            "service",
            null,
            null,
            new Expression.Constant(Fact.of(true)),
            Template.parse(""),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            true,
            List.of(),
            List.of()),
        Severity.ERROR,
        message,
        "h",
        new Span("etc/main.cf", line, 1, line, 40),
        "smtpd_tls_key_file",
        List.of(services),
        List.of(),
        null);
  }

  private static String print(String text, Finding finding) {
    String[] lines = text.split("\n", -1);
    return Fingerprints.of(
            "etc", List.of(finding), (file, line) -> line <= lines.length ? lines[line - 1] : null)
        .get(0);
  }

  @Test
  void movedLineKeepsItsFingerprint() {
    assertThat(print("key = a\n", finding("r", "m", 1)))
        .isEqualTo(print("# new\n\nkey = a\n", finding("r", "m", 3)))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void wordingSeverityAndBlanksDoNotCount() {
    assertThat(print("key  =\ta\n", finding("r", "expires in 12 days", 1)))
        .isEqualTo(print("key = a\n", finding("r", "expires in 11 days", 1)));
  }

  @Test
  void ruleAndTextCountButNotTheServices() {
    String one = print("key = a\n", finding("r", "m", 1, "smtp/inet"));
    assertThat(print("key = a\n", finding("s", "m", 1, "smtp/inet"))).isNotEqualTo(one);
    assertThat(print("key = a\n", finding("r", "m", 1, "smtps/inet"))).isEqualTo(one);
    assertThat(print("key = b\n", finding("r", "m", 1, "smtp/inet"))).isNotEqualTo(one);
  }

  @Test
  void directoryOfTheSetupDoesNotCount() {
    Finding here = finding("r", "m", 1);
    Finding there =
        new Finding(
            here.rule(),
            here.severity(),
            here.message(),
            here.help(),
            new Span("/srv/etc/main.cf", 1, 1, 1, 40),
            here.parameter(),
            here.services(),
            here.related(),
            null);
    assertThat(Fingerprints.of("/srv/etc", List.of(there), (file, line) -> "key = a"))
        .isEqualTo(Fingerprints.of("etc", List.of(here), (file, line) -> "key = a"));
  }

  @Test
  void likeFindingsAreNumbered() {
    Finding finding = finding("r", "m", 1);
    List<String> prints =
        Fingerprints.of("etc", List.of(finding, finding, finding), (file, line) -> null);
    assertThat(prints.get(1)).isEqualTo(prints.get(0) + "-2");
    assertThat(prints.get(2)).isEqualTo(prints.get(0) + "-3");
  }
}
