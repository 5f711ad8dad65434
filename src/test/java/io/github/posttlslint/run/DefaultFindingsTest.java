package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a template that is filled in with known defaults. */
class DefaultFindingsTest {

  private static final String START =
      """
      compatibility_level = 3.6
      smtpd_tls_chain_files = /etc/postfix/mail.pem
      smtpd_tls_security_level = may
      """;
  private static final String MASTER =
      "smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nqmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\n";
  private static final String AUTH = START + "smtpd_sasl_auth_enable = {{ auth }}\n";

  @TempDir Path directory = Path.of("");

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run check(String main, String format) throws IOException {
    write("role/templates/main.cf.j2", main);
    write("role/templates/master.cf.j2", MASTER);
    return Cli.runIn(
        directory, "check", "-v", "--postfix-version", "3.7", "--format", format, "role");
  }

  /** Place, severity and message of a rule's findings, and what it cannot tell. */
  private List<String> told(String rule, String main) throws IOException {
    List<String> told = new ArrayList<>();
    for (String line : check(main, "gcc").out().lines().toList()) {
      if (line.endsWith(" [" + rule + "]")) {
        told.add(line.substring("role/templates/".length()).replaceAll(" \\[.*", ""));
      }
    }
    return told;
  }

  private String unknown(String main) throws IOException {
    return check(main, "text").out();
  }

  private static List<String> all(String text, String pattern) {
    List<String> all = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  @Test
  void tellsADefaultOfTheTemplateWithItsPlaceAndAtMostAsAWarning() throws IOException {
    String main = START + "smtp_tls_security_level = {{ level | default('mai') }}\n";
    assertThat(told("smtp-level-invalid", main))
        .singleElement()
        .asString()
        .startsWith("main.cf.j2:4:")
        .contains(" warning: With the default of role/templates/main.cf.j2:4: ");
  }

  @Test
  void tellsADefaultOfTheRoleWithNameValueAndPlace() throws IOException {
    write("role/defaults/main.yml", "---\n# of the role\nauth: yes\n");
    assertThat(told("bad-boolean", AUTH))
        .singleElement()
        .asString()
        .contains(
            " warning: With auth = True of role/defaults/main.yml:3: 'smtpd_sasl_auth_enable'");
  }

  @Test
  void namesAllDefaultsThatAFindingRestsOnAndNoOther() throws IOException {
    write("role/defaults/main.yml", "auth: 'yes'\nonly: 'no'\nlog: '1'\n");
    String main =
        AUTH + "smtpd_tls_auth_only = {{ only }}\nsmtpd_tls_loglevel = {{ log | default('2') }}\n";
    assertThat(told("auth-plaintext-offered", main))
        .singleElement()
        .asString()
        .contains("With auth = yes of role/defaults/main.yml:1")
        .doesNotContain("log");
  }

  @Test
  void takesOneDefaultForCertainWhereTheFindingNeedsNone() throws IOException {
    String main =
        START
            + "smtpd_sasl_auth_enable = yes\n"
            + "smtpd_tls_loglevel = {{ log | default('1') }}\n";
    assertThat(told("auth-plaintext-offered", main))
        .singleElement()
        .asString()
        .doesNotContain("With ");
  }

  @Test
  void keepsWhatCannotBeToldWhereADefaultWouldSilenceIt() throws IOException {
    String main = START + "smtp_tls_security_level = {{ level | default('may') }}\n";
    assertThat(unknown(main))
        .contains("main.cf.j2:4:27: not checked: smtp_tls_security_level: a template fills");
  }

  @Test
  void isNotSaidToBeUncheckedAsWell() throws IOException {
    write("role/defaults/main.yml", "auth: ja\n");
    String report = check(AUTH, "json").out();
    assertThat(all(report, "\"rule\": *\"(bad-boolean)\"")).hasSize(1);
  }

  @Test
  void tellsTheConditionBehindTheDefault() throws IOException {
    String main =
        START + "{% if sasl %}\nsmtpd_sasl_auth_enable = {{ x | default('ja') }}\n{% endif %}\n";
    assertThat(told("bad-boolean", main))
        .singleElement()
        .asString()
        .contains(" warning: With the default of role/templates/main.cf.j2:5, when sasl: ");
  }

  @Test
  void usesNoDefaultUnderTheConditionThatItIsAnother() throws IOException {
    write("role/defaults/main.yml", "auth: no\n");
    assertThat(
            told(
                "bad-boolean",
                START + "{% if auth %}\nsmtpd_sasl_auth_enable = {{ auth }}\n{% endif %}\n"))
        .isEmpty();
  }

  @Test
  void hasTheSameFingerprintWhateverTheDefault() throws IOException {
    write("role/defaults/main.yml", "auth: ja\n");
    List<String> one =
        all(check(AUTH, "json").out(), "bad-boolean[^}]*?\"fingerprint\": *\"(\\w+)\"");
    write("role/defaults/main.yml", "# moved\nauth: oui\n");
    assertThat(check(AUTH, "gcc").out()).contains("'oui'");
    assertThat(all(check(AUTH, "json").out(), "bad-boolean[^}]*?\"fingerprint\": *\"(\\w+)\""))
        .isEqualTo(one);
  }

  @Test
  void takesNoDefaultThatTheVariablesOfTheRoleReplace() throws IOException {
    write("role/defaults/main.yml", "auth: ja\n");
    write("role/vars/main.yml", "auth: 'yes'\n");
    assertThat(told("bad-boolean", AUTH)).isEmpty();
  }

  @Test
  void takesTheFilesThatTheConfigurationFileNamesBeforeTheRole() throws IOException {
    write("role/defaults/main.yml", "auth: 'yes'\n");
    write("group_vars/all.yml", "auth: oui\n");
    write(".posttls-lint.yaml", "template-values: [group_vars/all.yml]\n");
    assertThat(told("bad-boolean", AUTH))
        .singleElement()
        .asString()
        .contains("With auth = oui of group_vars/all.yml:1: ");
    assertThat(told("bad-boolean", AUTH.replace("{{ auth }}", "${AUTH:-${NO}}"))).isEmpty();
    write("group_vars/all.yml", "AUTH: oui\n");
    assertThat(told("bad-boolean", AUTH.replace("{{ auth }}", "${AUTH}"))).hasSize(1);
  }

  @Test
  void readsNoOtherFilesOfAPlaybook() throws IOException {
    for (String file :
        List.of("group_vars/all.yml", "host_vars/mx.yml", "role/defaults/other.yml", "vars.yml")) {
      write(file, "auth: oui\n");
    }
    assertThat(told("bad-boolean", AUTH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n",
        "x: &x oui\nauth: *x\n",
        "auth: [oui]\n",
        "auth: {a: oui}\n",
        "auth: \"{{ auth }}\"\n",
        "auth: \"{{ lookup('env', 'X') }}\"\n",
        "auth: oui\nauth: oui\n",
        "auth: |\n  oui\n  non\n",
        "auth:\n",
      })
  void cannotTellWhatIsNoPlainValue(String values) throws IOException {
    write("role/defaults/main.yml", values);
    Run run = check(AUTH, "text");
    assertThat(run.status()).isLessThan(2);
    assertThat(run.out())
        .contains(":26: not checked: smtpd_sasl_auth_enable: ")
        .doesNotContain("With ");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth: [oui\n",
        "- auth: oui\n",
        "oui\n",
        "auth: oui\n---\nauth: oui\n",
        "auth: oui\n<<: {x: y}\n",
        "x: &x {auth: oui}\n<<: *x\n",
        "auth: oui\nb: \"\u0007\"\n",
        "$ANSIBLE_VAULT;1.1;AES256\n61626364\n",
        "!!map {auth: oui}\n"
      })
  void cannotTellWhereTheFileIsBroken(String values) throws IOException {
    write("role/defaults/main.yml", values);
    Run run = check(AUTH + "smtp_tls_security_level = {{ x | default('mai') }}\n", "text");
    assertThat(run.status()).isLessThan(2);
    assertThat(run.out())
        .contains("not checked: role/defaults/main.yml: ")
        .doesNotContain("With ", "oui");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void cannotTellWhereAFileIsLargeDeepOrGrows() throws IOException {
    String laughs = "a: &a [x,x]\n";
    for (char c = 'b'; c < 'z'; c++) {
      laughs += "%1$s: &%1$s [*%2$s,*%2$s,*%2$s]\n".formatted(c, (char) (c - 1));
    }
    for (String values :
        List.of(
            "#\n".repeat(Limits.CONFIGURATION_SIZE),
            "x: " + "[".repeat(100_000),
            "x: " + "{a: ".repeat(50_000),
            "- ".repeat(100_000),
            laughs + "auth: *y\n")) {
      write("role/defaults/main.yml", values);
      Run run = check(AUTH, "text");
      assertThat(run.status()).isLessThan(2);
      assertThat(run.out()).contains(":26: not checked: ").doesNotContain("With ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtp_sasl_password_maps = static:joe:{{ x }}",
        "smtp_sasl_password_maps = {{ x }}",
        "smtp_sasl_password_maps = static:{{ x }}",
        "lmtp_sasl_password_maps = inline:{ { [mx]:587 = joe:{{ x }} } }",
        "smtpd_tls_security_level = {{ relay_password }}",
        "smtpd_tls_security_level = {{ pf.relay_secret }}",
        "smtpd_tls_security_level = {{ y }}",
        "smtpd_tls_security_level = {{ smtp_token | default('canarybird') }}",
        "smtpd_tls_security_level = {{ smtp_token | default(x) }}",
        "relayhost = [mx.example.com]:587 joe:{{ x }}",
        "relay_password = {{ x }}\nsmtp_sasl_password_maps = $relay_password",
        "{{ x }}:{{ x }}",
        "import_environment = TOKEN={{ x }}"
      })
  void showsNoValueThatCanBeASecret(String setting) throws IOException {
    write(
        "role/defaults/main.yml",
        """
        x: canarybird
        relay_password: canarybird
        pf: {relay_secret: canarybird}
        y: "{{ relay_password }}"
        """);
    for (String format : List.of("text", "json", "sarif", "html")) {
      Run run = check(START + setting + "\n", format);
      assertThat(run.out().replace("default('canarybird')", "")).doesNotContain("canarybird");
      assertThat(run.err()).doesNotContain("canarybird");
    }
  }

  @Test
  void tellsOfMoreFindingsThanAreTracedToTheirDefaults() throws IOException {
    StringBuilder services = new StringBuilder(MASTER);
    for (int i = 0; i <= Limits.DEFAULTS; i++) {
      services.append(2000 + i).append(" inet n - n - - smtpd -o smtpd_tls_wrappermode={{ x");
      services.append(i).append(" | default('ja') }}\n");
    }
    write("role/templates/main.cf.j2", START);
    write("role/templates/master.cf.j2", services.toString());
    Run run = Cli.runIn(directory, "check", "--select", "bad-boolean", "--format", "gcc", "role");
    List<String> told = run.out().lines().filter(line -> line.endsWith("[bad-boolean]")).toList();
    assertThat(told)
        .hasSize(Limits.DEFAULTS + 1)
        .allMatch(
            line -> line.contains(" warning: With the default of role/templates/master.cf.j2:"))
        .anyMatch(line -> line.contains(" others: "));
  }

  @Test
  void takesTheNamesOfFilesForNoSecret() throws IOException {
    write("role/defaults/main.yml", "relay_password_map: 'hush:/etc/postfix/sasl_passwd'\n");
    String main =
        START + "smtp_sasl_auth_enable = yes\nsmtp_sasl_password_maps = {{ relay_password_map }}\n";
    assertThat(check(main, "gcc").out()).contains("With relay_password_map");
  }
}
