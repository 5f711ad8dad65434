package io.github.posttlslint.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.kinds.ServiceKind;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

  private static final String MAIN =
      """
      smtpd_tls_security_level = May
      smtpd_tls_key_file = ${key
      smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
      smtpd_tls_CAfile =
      compatibility_level = 3.6
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$smtpd_tls_security_level = 'may' | yes",
        "$smtpd_tls_security_level == 'may' | no",
        "$smtpd_tls_security_level in ('none', 'MAY') | yes",
        "$smtpd_tls_security_level not in ('none', 'may') | no",
        "$smtpd_recipient_restrictions has 'reject_unauth_destination' | yes",
        "$smtpd_recipient_restrictions has 'reject' | no",
        "$smtpd_recipient_restrictions contains 'unauth' | yes",
        "$smtpd_tls_CAfile | no",
        "set($smtpd_tls_CAfile) | yes",
        "set($smtpd_tls_CApath) | no",
        "$smtpd_tls_key_file | unknown",
        "$smtpd_tls_key_file = 'x' and $smtpd_tls_security_level = 'none' | no",
        "$smtpd_tls_key_file = 'x' and $smtpd_tls_security_level = 'may' | unknown",
        "$smtpd_tls_key_file = 'x' or $smtpd_tls_security_level = 'may' | yes",
        "not $smtpd_tls_key_file = 'x' | unknown",
        "known($smtpd_tls_key_file) | no",
        "set($smtpd_tls_key_file) | yes",
        "release >= 3.6 and release < 3.10 | yes",
        "compatibility >= 3.6 | yes",
        "port = 25 and port < 100 | yes",
        "some service (program = 'tlsmgr') | yes",
        "some service (program = 'postscreen') | no",
      })
  void conditionsHaveThreeOutcomes(String condition, String outcome) throws SyntaxException {
    Expression parsed = ExpressionParser.parse(condition).root();
    Fact fact = new Evaluation(new Subjects(), ServiceKind.KIND).holds(parsed, smtpd());
    String shown = fact instanceof Fact.Unknown ? "unknown" : fact.shown();
    assertThat(shown).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$a = | expected a value, found the end",
        "$a = 'x | text without closing '",
        "($a | expected ')', found the end",
        "$a $b | expected 'and', 'or' or the end, found '$b'",
        "foo($a) | no function 'foo'",
        "$a in 'x' | expected '(', found",
      })
  void mistakesAreNamed(String condition, String message) {
    assertThatThrownBy(() -> ExpressionParser.parse(condition))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining(message);
  }

  private static Subject<?> smtpd() {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", MAIN)),
            null);
    Setup setup = new Setup(files, Parameters.load(), PostfixVersion.of(3, 9));
    return new Subjects().of(ServiceKind.KIND, setup.services().get(0));
  }
}
