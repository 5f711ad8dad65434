package io.github.posttlslint.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretLinesTest {

  private static List<Integer> hidden(String text, boolean isMain) {
    return SecretLines.of(SourceText.of("f", text), Parameters.load(), isMain).stream()
        .boxed()
        .toList();
  }

  private static List<Integer> inMain(String text) {
    return hidden(text, true);
  }

  @Test
  void tableWithPasswordsIsHiddenWithItsFurtherLines() {
    assertThat(
            inMain(
                """
                myhostname = a
                smtp_sasl_password_maps = inline:{
                # comment
                  { example.com = user:password } }
                relayhost = b
                """))
        .containsExactly(2, 3, 4);
    assertThat(inMain("lmtp_sasl_password_maps=static:u:p\n")).containsExactly(1);
  }

  @Test
  void tablesInFilesAndOtherTablesStayVisible() {
    assertThat(
            inMain(
                """
                smtp_sasl_password_maps = hash:/etc/postfix/sasl
                smtp_tls_policy_maps = inline:{ { example.com = secure } }
                transport_maps = static:smtp:[relay]
                """))
        .isEmpty();
  }

  @Test
  void ownParameterOrMisspeltOneMayHoldPasswords() {
    assertThat(inMain("my_table = inline:{ a=b }\nsmtp_sasl_passwd_maps = static:u:p\n"))
        .containsExactly(1, 2);
  }

  @Test
  void commentedOutTableIsHidden() {
    assertThat(
            inMain(
                """
                # about passwords
                #smtp_sasl_password_maps = inline:{
                #  { example.com = user:password } }
                relayhost = b
                """))
        .contains(2, 3)
        .doesNotContain(4);
  }

  @Test
  void commentOnAnotherTableStaysVisible() {
    assertThat(inMain("#transport_maps = static:smtp:[relay]\n")).isEmpty();
  }

  @Test
  void serviceWithSuchATableIsHidden() {
    assertThat(
            hidden(
                """
                smtp inet n - n - - smtpd
                relay unix - - n - - smtp
                  -o { smtp_sasl_password_maps = inline:{
                     { example.com = user:password } } }
                lmtp unix - - n - - lmtp
                """,
                false))
        .containsExactly(2, 3, 4);
  }
}
