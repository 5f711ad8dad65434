package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of lines that stand under a condition of a template. */
class BranchFindingsTest {

  private static final String QUEUE =
      "qmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\n";
  private static final String SMTPD = "smtp inet n - n - - smtpd\n";

  private static final String START =
      """
      compatibility_level = 3.6
      smtpd_tls_chain_files = /etc/postfix/mail.pem
      smtpd_tls_security_level = may
      """;

  @TempDir Path directory = Path.of("");

  private Run check(String main, String master, String format) throws IOException {
    Files.writeString(directory.resolve("main.cf.j2"), main);
    Files.writeString(directory.resolve("master.cf.j2"), master);
    return Cli.runIn(directory, "check", "-q", "--postfix-version", "3.7", "--format", format, ".");
  }

  /** Place, severity and message of a rule's findings. */
  private List<String> found(String rule, String main, String master) throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : check(main, master, "gcc").out().lines().toList()) {
      if (line.endsWith(" [" + rule + "]")) {
        String[] parts = line.split(":", 5);
        found.add(parts[0] + ":" + parts[1] + parts[3] + parts[4].substring(0, 28));
      }
    }
    return found;
  }

  @Test
  void tellsWhatTheLinesOfABranchDoTogether() throws IOException {
    String main =
        START
            + """
            {% if postfix_sasl_enabled %}
            smtpd_sasl_auth_enable = yes
            {% endif %}
            """;

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE))
        .containsExactly("main.cf.j2:5 warning When postfix_sasl_enabled: ");
    assertThat(check(main, SMTPD + QUEUE, "gcc").status()).isZero();
  }

  @Test
  void takesOtherBranchesOfAChainForAbsent() throws IOException {
    String main =
        START
            + """
            {% if dane %}
            smtp_tls_security_level = dane
            {% elif other %}
            smtp_dns_support_level = dnssec
            {% else %}
            smtp_dns_support_level = dnssec
            smtp_tls_security_level = dane
            {% endif %}
            """;

    assertThat(found("dane-without-dnssec", main, QUEUE + "smtp unix - - n - - smtp\n"))
        .containsExactly("main.cf.j2:5 warning When dane: The level 'dane'");
  }

  @Test
  void makesNoProductOfConditions() throws IOException {
    String main =
        START
            + """
            {% if sasl %}
            smtpd_sasl_auth_enable = yes
            {% endif %}
            {% if late %}
            smtpd_tls_auth_only = yes
            {% endif %}
            """;

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE)).isEmpty();
  }

  @Test
  void putsNestedAndEqualConditionsOfBothFilesTogether() throws IOException {
    String main =
        """
        smtpd_tls_chain_files = /etc/postfix/mail.pem
        {% if tls %}
        {% if not sasl %}
        smtpd_tls_auth_only = yes
        {% else %}
        smtpd_tls_security_level = may
        {% endif %}
        {% endif %}
        """;
    String master = SMTPD + "{% if sasl %}\n  -o smtpd_sasl_auth_enable=yes\n{% endif %}\n" + QUEUE;

    assertThat(found("auth-plaintext-offered", main, master))
        .containsExactly("master.cf.j2:3 warning When tls and sasl: smtpd ac");
  }

  @Test
  void doesNotTakeAConditionForTheSameAfterAnAssignment() throws IOException {
    String main =
        START
            + """
            {% if sasl %}
            smtpd_sasl_auth_enable = yes
            {% endif %}
            {% set sasl = other %}
            {% if not sasl %}
            smtpd_tls_auth_only = yes
            {% endif %}
            """;

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE)).isEmpty();
    String equal = main.replace("{% set sasl = other %}\n", "");
    assertThat(found("auth-plaintext-offered", equal, SMTPD + QUEUE)).hasSize(1);
  }

  @Test
  void readsTheBranchOfAValue() throws IOException {
    String main = START + "smtpd_sasl_auth_enable = {% if sasl %}yes{% else %}no{% endif %}\n";

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE))
        .containsExactly("main.cf.j2:4 warning When sasl: smtpd accepts pa");
  }

  @Test
  void readsTheBranchesOfOtherLanguages() throws IOException {
    for (List<String> marks :
        List.of(
            List.of("<% unless @late -%>", "<% end -%>"),
            List.of("<%- if ! $late { -%>", "<%- } -%>"),
            List.of("{{- if not .late }}", "{{- end }}"))) {
      String main =
          START + marks.get(0) + "\nsmtpd_sasl_auth_enable = yes\n" + marks.get(1) + "\nx = y\n";

      assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE)).as("%s", marks).hasSize(1);
    }
  }

  @Test
  void tellsOfAServiceUnderAConditionOnlyWithIt() throws IOException {
    String main = START.replace("level = may", "level = encrypt") + "mydestination = example.com\n";
    String master = "{% if mx %}\n" + SMTPD + "{% endif %}\n" + QUEUE;

    assertThat(found("mx-encrypt", main, master))
        .containsExactly("main.cf.j2:3 warning When mx: Port 25 demands TL");
    assertThat(found("mx-encrypt", main, SMTPD + QUEUE))
        .singleElement()
        .asString()
        .contains("error");
  }

  @Test
  void saysNothingForSureOfALoop() throws IOException {
    String main = START + "{% for x in y %}\nsmtpd_sasl_auth_enable = on\n{% endfor %}\n";

    assertThat(found("bad-boolean", main, SMTPD + QUEUE)).isEmpty();
    assertThat(check(main, SMTPD + QUEUE, "json").out())
        .contains("it is set under a condition of a template");
  }

  @Test
  void keepsTheConditionOutOfTheFingerprint() throws IOException {
    String plain = START + "smtpd_sasl_auth_enable = yes\n";
    String main = plain.replace("smtpd_sasl", "{% if x %}\nsmtpd_sasl") + "{% endif %}\n";

    assertThat(fingerprint(main)).isEqualTo(fingerprint(plain));
    assertThat(fingerprint(main.replace("if x", "if y"))).isEqualTo(fingerprint(plain));
  }

  private String fingerprint(String main) throws IOException {
    String json = check(main, SMTPD + QUEUE, "json").out();
    int rule = json.indexOf("\"rule\": \"auth-plaintext-offered\"");
    int at = json.indexOf("\"fingerprint\": \"", rule) + 16;
    return json.substring(at, at + 32);
  }

  @Test
  void takesNothingForAFactInTwoBlocksThatOneTagBegins() throws IOException {
    knowsNoLevel("<% (@names || []).each do |name| if name == 'a' -%>", "<% end end -%>");
    knowsNoLevel("<% @names.to_a.each { |name| if name == 'a' -%>", "<% end } -%>");
    knowsNoLevel("<% @names.to_a.each do |name| unless name -%>", "<% end; end -%>");
  }

  private void knowsNoLevel(String begin, String end) throws IOException {
    String main =
        begin
            + "\nsmtpd_tls_security_level = encrypt\n"
            + end
            + "\nsmtpd_tls_chain_files = /etc/postfix/mail.pem\n";

    assertThat(found("mx-encrypt", main, SMTPD + QUEUE)).isEmpty();
    assertThat(found("smtpd-tls-off-with-certs", main, SMTPD + QUEUE)).isEmpty();
  }

  @Test
  void tellsOfSeveralStatementsOfATagTheConditionAlone() throws IOException {
    String begin = "<%\n  all = []\n  @names.to_a.each do |name|\n    all << name\n  end\n";
    String end = "smtpd_sasl_auth_enable = yes\n<% end -%>\n";

    assertThat(
            found("auth-plaintext-offered", START + begin + "  if @a\n-%>\n" + end, SMTPD + QUEUE))
        .containsExactly("main.cf.j2:11 warning When @a: smtpd accepts pass");
    assertThat(
            found("auth-plaintext-offered", START + "<% if @a; x = 1 -%>\n" + end, SMTPD + QUEUE))
        .containsExactly("main.cf.j2:5 warning When @a: smtpd accepts pass");
  }

  @Test
  void readsTheEndOfABlockAndTheBeginningOfAnotherInOneTag() throws IOException {
    String main =
        START
            + """
            <% if @a -%>
            smtpd_tls_loglevel = 1
            <% end; if @b -%>
            smtpd_sasl_auth_enable = yes
            <% end -%>
            """;

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE))
        .containsExactly("main.cf.j2:7 warning When @b: smtpd accepts pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% set x, tls = 1, y %}",
        "{% set tls %}{% endset %}",
        "{% from 'm.j2' import tls with context %}",
        "{% import 'm.j2' as tls %}",
        "<% x = 1; tls = y -%>",
        "<% tls &&= y -%>"
      })
  void takesAConditionForAnotherOneOnceANameInItIsAssigned(String assignment) throws IOException {
    boolean isRuby = assignment.startsWith("<");
    String begin = isRuby ? "<% if tls -%>\n" : "{% if tls %}\n";
    String end = isRuby ? "<% end -%>\n" : "{% endif %}\n";
    String main =
        "smtpd_tls_chain_files = /etc/postfix/mail.pem\n"
            + begin
            + "smtpd_tls_security_level = may\n"
            + end
            + assignment
            + "\n"
            + begin
            + "smtpd_sasl_auth_enable = yes\n"
            + end;

    assertThat(found("auth-plaintext-offered", main, SMTPD + QUEUE)).isEmpty();
    assertThat(found("auth-plaintext-offered", main.replace(assignment, "#"), SMTPD + QUEUE))
        .hasSize(1);
  }

  @Test
  void tellsTheNamesOfAScopeFromThoseAround() throws IOException {
    String sasl = "smtpd_sasl_auth_enable = yes\n";
    String inner = "smtpd_tls_security_level = may\n";
    String with =
        "{% with tls = other %}\n{% if tls %}\n"
            + inner
            + "{% endif %}\n{% endwith %}\n{% if tls %}\n"
            + sasl
            + "{% endif %}\n";
    String dot =
        "{{- with .A }}\n{{- if .On }}\n"
            + inner
            + "{{- end }}\n{{- end }}\n{{- if .On }}\n"
            + sasl
            + "{{- end }}\n";
    String chain = "smtpd_tls_chain_files = /etc/postfix/mail.pem\n";

    assertThat(found("auth-plaintext-offered", chain + with, SMTPD + QUEUE)).isEmpty();
    assertThat(found("auth-plaintext-offered", chain + dot, SMTPD + QUEUE)).isEmpty();
  }

  @Test
  void knowsNotTheOptionsOfAServiceThatFilledInTextCanGoOnWith() throws IOException {
    String main = START.replace("= may", "= encrypt");

    assertThat(found("mx-encrypt", main, SMTPD + "{{ options }}\n" + QUEUE)).isEmpty();
    assertThat(
            found(
                "mx-encrypt",
                main,
                SMTPD + "{% for o in options %}\n{{ o }}\n{% endfor %}\n" + QUEUE))
        .isEmpty();
    assertThat(found("mx-encrypt", main, SMTPD + QUEUE + "{{ options }}\n")).hasSize(1);
  }

  @Test
  void doesNotTakeForTheDefaultWhatATemplateMaySetForTheService() throws IOException {
    cannotTellTheWrapperModeOf(
        " {% if a %}-o smtpd_tls_wrappermode=yes {% endif %}-o smtpd_sasl_auth_enable=yes\n");
    cannotTellTheWrapperModeOf(
        "\n  -o smtpd_sasl_auth_enable=yes{% if a %} -o smtpd_tls_wrappermode=yes{% endif %}\n");
  }

  private void cannotTellTheWrapperModeOf(String options) throws IOException {
    String master = SMTPD + "submission inet n - n - - smtpd" + options + QUEUE;
    Files.writeString(directory.resolve("main.cf.j2"), START);
    Files.writeString(directory.resolve("master.cf.j2"), master);

    assertThat(
            Cli.runIn(directory, "check", "-v", "--select", "wrapper-on-starttls-port", ".").out())
        .contains("not checked");
  }

  @Test
  void readsTheCommentsThatALinePrefixMakes() throws IOException {
    String main =
        "#jinja2: line_statement_prefix:'%%', line_comment_prefix:'%#'\n"
            + START
            + "%# {{ no mark\n";

    assertThat(found("maincf-missing-equals", main, SMTPD + QUEUE)).isEmpty();
  }
}
