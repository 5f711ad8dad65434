package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCheckTest {

  private final Parameters parameters = Parameters.load();

  private List<ValueProblem> check(String name, String version, String value) {
    return ValueCheck.check(parameters.find(name), PostfixVersion.parse(version), value);
  }

  /** Of parameters that every Postfix program reads: a small one tells what they all do. */
  private static final List<String> SETTINGS =
      List.of(
          "soft_bounce=yes",
          "soft_bounce=YES",
          "soft_bounce=No",
          "soft_bounce=true",
          "soft_bounce=1",
          "soft_bounce=",
          "soft_bounce=yes # really",
          "soft_bounce=yesno",
          "hash_queue_depth=1",
          "hash_queue_depth=0",
          "hash_queue_depth=+2",
          "hash_queue_depth=-1",
          "hash_queue_depth=2x",
          "hash_queue_depth=",
          "hash_queue_depth=0x2",
          "hash_queue_depth=2147483647",
          "hash_queue_depth=2147483648",
          "hash_queue_depth=1e3",
          "message_size_limit=4294967296",
          "message_size_limit=9223372036854775807",
          "message_size_limit=9223372036854775808",
          "message_size_limit=-1",
          "message_size_limit=10M",
          "ipc_timeout=10",
          "ipc_timeout=10s",
          "ipc_timeout=10ms",
          "ipc_timeout=1hour",
          "ipc_timeout=5 s",
          "ipc_timeout=5S",
          "ipc_timeout=5x",
          "ipc_timeout=",
          "ipc_timeout=0",
          "ipc_timeout=s",
          "ipc_timeout=-5",
          "ipc_timeout=+5",
          "ipc_timeout=1.5h",
          "ipc_timeout=3550w",
          "ipc_timeout=3551w",
          "ipc_timeout=2147483647s",
          "ipc_timeout=2147483648s",
          "ipc_timeout=596523h",
          "ipc_timeout=596524h",
          "ipc_timeout=24855d",
          "ipc_timeout=35791394m",
          "in_flow_delay=0",
          "in_flow_delay=10",
          "in_flow_delay=11",
          "in_flow_delay=1m",
          "mail_name=",
          "mail_name=x",
          "default_verp_delimiters=+",
          "default_verp_delimiters=+=",
          "default_verp_delimiters=+=-",
          "mynetworks_style=Host",
          "mynetworks_style=host",
          "inet_protocols=ipv4, ipv6",
          "inet_protocols=IPv4",
          "inet_protocols=ipv4 ipv5");

  @Test
  void refusesWhatTheInstalledPostfixRefuses(@TempDir Path directory) throws Exception {
    PostfixVersion version = RealPostfix.version(directory);
    List<String> refused =
        SETTINGS.stream()
            .filter(
                setting -> {
                  int equals = setting.indexOf('=');
                  Parameter parameter = parameters.find(setting.substring(0, equals));
                  String value = setting.substring(equals + 1);
                  return !ValueCheck.check(parameter, version, value).isEmpty();
                })
            .toList();

    assertThat(refused).isEqualTo(RealPostfix.refused(directory, SETTINGS)).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({
    "smtpd_tls_auth_only, true, BAD_BOOLEAN, yes",
    "smtpd_tls_auth_only, '', BAD_BOOLEAN, ",
    "smtpd_tls_auth_only, off, BAD_BOOLEAN, no",
    "smtpd_tls_ccert_verifydepth, abc, BAD_INTEGER, ",
    "smtpd_starttls_timeout, 5x, BAD_TIME, ",
    "smtpd_starttls_timeout, 0, TOO_SMALL, ",
    "tls_high_cipherlist, '', TOO_SHORT, ",
    "smtpd_tls_ciphers, foo, NOT_ACCEPTED, ",
    "smtpd_tls_ciphers, hihg, NOT_ACCEPTED, high",
    "smtpd_tls_security_level, may # no, NOT_ACCEPTED, ",
    "smtpd_tls_security_level, encypt, NOT_ACCEPTED, encrypt",
    "smtpd_tls_security_level, dane, NOT_ACCEPTED, ",
    "smtp_tls_security_level, dane_only, NOT_ACCEPTED, dane-only",
    "smtpd_tls_fingerprint_digest, sha265, NOT_ACCEPTED, sha256",
    "smtpd_sasl_security_options, noanonymos, NOT_ACCEPTED, noanonymous",
    "tls_ssl_options, NO_TICKETS, NOT_ACCEPTED, NO_TICKET",
    "tls_config_file, openssl.cnf, NOT_ACCEPTED, ",
  })
  void tellsWhatIsWrongAndWhatWasMeant(
      String name, String value, ValueProblem.Kind kind, String nearest) {
    assertThat(check(name, "3.7", value))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.nearest()).isEqualTo(nearest);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "smtpd_tls_security_level, MAY",
    "smtpd_tls_security_level, verify",
    "smtpd_tls_security_level, ''",
    "smtpd_tls_ciphers, export",
    "smtpd_tls_eecdh_grade, bogus",
    "smtpd_tls_loglevel, 9",
    "smtpd_tls_loglevel, 'summary,cache'",
    "smtpd_tls_fingerprint_digest, SHA256",
    "smtpd_sasl_security_options, ''",
    "smtpd_discard_ehlo_keywords, 'CHUNKING, silent-discard'",
    "tls_ssl_options, 'no_ticket, 0x40000000'",
    "tls_config_file, /etc/ssl/openssl.cnf",
    "tls_config_file, none",
    "smtpd_tls_key_file, anything at all",
  })
  void takesWhatPostfixTakes(String name, String value) {
    assertThat(check(name, "3.7.11", value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'>=TLSv1.2', 3.6",
    "'>=tlsv1.2, <=TLSv1.3', 3.7",
    "'>=None', 3.7",
    "'>=0303', 3.7",
    "'>=0x0303', 3.7",
    "'!SSLv2:!SSLv3', 2.6",
    "'!sslv2 !SSLv3,!TLSv1.1', 3.5",
    "'TLSv1.3', 3.4",
    "'', 3.7",
  })
  void takesProtocolLists(String value, String version) {
    assertThat(check("smtpd_tls_protocols", version, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'>=TLSv1.2', 3.5, NOT_YET_ACCEPTED, >=TLSv1.2",
    "'!TLSv1.3', 3.3.1, NOT_YET_ACCEPTED, TLSv1.3",
    "'>= TLSv1.2', 3.7, EMPTY_BOUND, >=",
    "'>=SSLv2', 3.7, NOT_ACCEPTED, SSLv2",
    "'>=0x', 3.7, NOT_ACCEPTED, 0x",
    "'>=100000000', 3.7, NOT_ACCEPTED, 100000000",
    "'TLSv1_2', 3.7, NOT_ACCEPTED, TLSv1_2",
    "'!SSLv2, TLS1.2', 3.7, NOT_ACCEPTED, TLS1.2",
    "'-SSLv3', 3.7, NOT_ACCEPTED, -SSLv3",
    "'!', 3.7, NOT_ACCEPTED, ''",
  })
  void refusesProtocolLists(String value, String version, ValueProblem.Kind kind, String part) {
    assertThat(check("smtpd_tls_protocols", version, value))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.text()).isEqualTo(part);
            });
  }

  @Test
  void namesEveryBadWordOfAList() {
    assertThat(check("smtpd_tls_protocols", "3.7", "all, -SSLv2, -SSLv3"))
        .extracting(ValueProblem::text)
        .containsExactly("all", "-SSLv2", "-SSLv3");
  }

  @Test
  void looksForWhatWasMeantByTheFirstBadWordsAlone() {
    String value = "!TSLv1.3 ".repeat(Limits.FINDINGS + 1).trim();
    List<ValueProblem> problems = check("smtpd_tls_protocols", "3.7", value);
    assertThat(problems).hasSize(Limits.FINDINGS + 1);
    assertThat(problems.get(Limits.FINDINGS - 1).nearest()).isNotNull();
    assertThat(problems.get(Limits.FINDINGS).nearest()).isNull();
    Parameter parameter = parameters.find("smtpd_tls_protocols");
    assertThat(ValueCheck.first(parameter, PostfixVersion.of(3, 7), value))
        .isEqualTo(problems.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "'>= 0304', NOT_ACCEPTED, 0304",
    "'<= 0x0304, >=0303', NOT_ACCEPTED, 0x0304",
    "'>= !SSLv3 nosuch', NOT_ACCEPTED, nosuch",
    "'>= TLSv1.2, <=', EMPTY_BOUND, >=",
  })
  void tellsOfAnEmptyBoundOnlyWhereTheListIsValid(
      String value, ValueProblem.Kind kind, String part) {
    Parameter parameter = parameters.find("smtpd_tls_protocols");
    assertThat(ValueCheck.first(parameter, PostfixVersion.of(3, 7), value))
        .isEqualTo(new ValueProblem(kind, part, null));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp_tls_security_level, dane, 2.10",
    "smtpd_forbid_bare_newline, normalize, 3.7.9",
    "smtpd_tls_loglevel, dane, 3.5",
  })
  void tellsThatALaterVersionAcceptsAWord(String name, String value, String version) {
    assertThat(check(name, version, value))
        .extracting(ValueProblem::kind)
        .containsExactly(ValueProblem.Kind.NOT_YET_ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "3.6, 3.2, BAD_INTEGER",
    "3.6, 3.5, ",
    "3.x, 3.6, BAD_COMPATIBILITY_LEVEL",
    "3.6, 3.6, ",
    "99, 3.7, ",
    "2, 3.0, "
  })
  void compatibilityLevelsAreNumbersBeforeThreeSix(
      String level, String version, ValueProblem.Kind kind) {
    assertThat(check("compatibility_level", version, level))
        .extracting(ValueProblem::kind)
        .isEqualTo(kind == null ? List.of() : List.of(kind));
  }

  @Test
  void logLevelsWereNumbersBeforeTwoNine() {
    assertThat(check("smtpd_tls_loglevel", "2.8", "summary"))
        .extracting(ValueProblem::kind)
        .containsExactly(ValueProblem.Kind.BAD_INTEGER);
    assertThat(check("smtpd_tls_loglevel", "2.8", "7")).isEmpty();
  }

  @Test
  void everyDefaultWithoutReferenceIsAccepted() {
    for (PostfixVersion version : PostfixVersion.releases()) {
      for (String name : parameters.namesOf(version)) {
        Parameter parameter = parameters.find(name);
        String value = parameter.defaultIn(version);
        // virtual(8) does not start until one sets virtual_mailbox_base
        boolean known = value.indexOf('$') < 0 && !value.startsWith("(");
        if (known && !name.equals("virtual_mailbox_base")) {
          assertThat(ValueCheck.check(parameter, version, value))
              .as("%s = %s in %s", name, value, version)
              .isEmpty();
        }
      }
    }
  }
}
