package io.github.posttlslint.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SecretTextTest {

  private static HiddenLines lines(String text, boolean isMain) {
    SourceText source = SourceText.of("f", text);
    return new HiddenLines(isMain ? source : null, isMain ? null : source, Parameters.load());
  }

  private static List<Integer> hidden(String text, boolean isMain) {
    HiddenLines lines = lines(text, isMain);
    return List.copyOf(new TreeSet<>((isMain ? lines.main() : lines.master()).keySet()));
  }

  private static List<Integer> beside(String master, String main) {
    HiddenLines lines =
        new HiddenLines(
            SourceText.of("main.cf", main), SourceText.of("master.cf", master), Parameters.load());
    return List.copyOf(new TreeSet<>(lines.main().keySet()));
  }

  /** A line of main.cf as it is shown. */
  private static String shown(String line) {
    String text = lines("myhostname = a\n" + line + "\n", true).line("f", 2);
    return text == null ? "" : text;
  }

  @Test
  void colonInPlaceOfTheEqualsSignHidesNoFile() {
    assertThat(shown("smtpd_tls_cert_file:/etc/ssl/x.pem"))
        .isEqualTo("smtpd_tls_cert_file:/etc/ssl/x.pem");
    assertThat(shown("smtp_sasl_password_maps: static:alice:Kw7"))
        .isEqualTo("smtp_sasl_password_maps: static:[REDACTED]");
    assertThat(shown("alice:Kw7")).isEqualTo("[REDACTED]");
  }

  /** As in tests 4, 15, 30 and 57 of postconf(1), which are all about such names. */
  @Test
  void settingsOfTheSitesOwnThatAreReferredToStayVisible() {
    assertThat(
            beside("smtpd unix - n n - 0 smtpd\n -o always_bcc=$bar\n", "foo = yes\nbar = $foo\n"))
        .isEmpty();
    assertThat(beside("a inet - n n - 0 spawn\n -o always_bcc=${bar}$(baz)\n", "bar=x\nbaz=y\n"))
        .isEmpty();
    assertThat(inMain("y = y-value\nbar = ${x?{$y}:$z}\nfoo = $bar\n")).isEmpty();
    assertThat(beside("a inet - n n - 0 spawn\n -o always_bcc=$b\n", "user=pw\nbar=x\n"))
        .containsExactly(1, 2);
  }

  @Test
  void filesOfShellsAreHiddenThoughTheyReferToTheirOwnNames() {
    assertThat(inMain("RELAY_KEY=abc\nRELAY=mx:$RELAY_KEY\n")).containsExactly(1, 2);
    assertThat(inMain("[relay]\nkey = abc\nlogin = u:$key\n")).containsExactly(1, 2, 3);
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
  void otherFilesAreHiddenWhole() {
    assertThat(inMain("# relays\n[relay.example.com]:587 user:pass\n\n")).containsExactly(1, 2);
    assertThat(inMain("machine mx login user password pass\n")).containsExactly(1);
    assertThat(inMain("RELAY_HOST=mx\nRELAY_KEY=abc\n")).containsExactly(1, 2);
    assertThat(inMain("hunter2\n")).containsExactly(1);
    assertThat(hidden("relay.example.com user:pass\n", false)).containsExactly(1);
  }

  @Test
  void linesOfOtherFilesAreHidden() {
    String lines =
        """
        myhostname = a
        [relay.example.com]:587 user:pass
        relay.example.com pass
        user:pass
        gmail user:pass
        """;
    assertThat(inMain(lines)).containsExactly(2, 3, 4, 5);
    assertThat(hidden("smtp inet n - n - - smtpd\nrelay.example.com user:pass\n", false))
        .containsExactly(2);
  }

  @Test
  void usualMistakesStayVisible() {
    assertThat(
            inMain(
                """
                myhostname = a
                permit_mynetworks,
                reject_unauth_destination
                check_policy_service unix:private/policy,
                smtpd_tls_cert_file /etc/postfix/cert.pem
                include /etc/postfix/other.cf
                smtpd-tls-loglevel = 1
                smtpd_tls_protocls = TLSv1
                example.com,
                10.0.0.0/8
                "smtpd_use_tls" = yes
                """))
        .isEmpty();
    assertThat(
            hidden(
                """
                smtp inet n - n - - smtpd
                -o smtpd_tls_security_level=may
                smtps inte n - n - - smtpd
                smtp unix - - n smtp
                relay unix - - n - -
                """,
                false))
        .isEmpty();
    assertThat(inMain("smtp_tls_securty_level = may\n")).isEmpty();
  }

  @Test
  void whatIsCalledAPasswordIsHidden() {
    assertThat(
            inMain(
                """
                myhostname = a
                my_password = X
                ldap_bind_pw = X
                my_token=X,
                  Y
                # my_secret = X
                my_table = mysql://user:X@host/db
                my_passwords = hash:/etc/postfix/passwords
                my_password = $my_token
                # the password is in /etc/postfix/sasl
                smtp_sasl_password_map = hash:/etc/postfix/sasl_passwd
                smtpd_tls_key_file = /etc/secret/key
                """))
        .containsExactly(2, 3, 4, 5, 6, 7, 10);
    assertThat(
            hidden(
                """
                smtp inet n - n - - smtpd
                relay unix - n n - - pipe
                  argv=/usr/bin/relay --password X
                other unix - - n - - smtp -o my_password=X
                last pass - - n - - smtpd -o smtp_sasl_password_maps=hash:/etc/sasl
                """,
                false))
        .containsExactly(3, 4);
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
        .containsExactly(3, 4);
  }
}
