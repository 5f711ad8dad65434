package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameAdvisorTest {

  private final Parameters parameters = Parameters.load();
  private final NameAdvisor advisor = new NameAdvisor(parameters, DerivedNames.load());

  @ParameterizedTest
  @CsvSource({
    "smtpd_tls_cafile, CASE, smtpd_tls_CAfile",
    "smtp_tls_capath, CASE, smtp_tls_CApath",
    "tls_append_default_ca, CASE, tls_append_default_CA",
    "MyDomain, CASE, mydomain",
    "smtpd_tls-key_file, HYPHEN, smtpd_tls_key_file",
    "smtpd-tls-cafile, HYPHEN, smtpd_tls_CAfile",
    "smtp_tls_auth_only, WRONG_PREFIX, smtpd_tls_auth_only",
    "smtp_tls_ask_ccert, WRONG_PREFIX, smtpd_tls_ask_ccert",
    "smtpd_tls_policy_maps, WRONG_PREFIX, smtp_tls_policy_maps",
    "smtpd_tls_fingerprint_cert_match, WRONG_PREFIX, smtp_tls_fingerprint_cert_match",
    "lmtp_tls_auth_only, WRONG_PREFIX, smtpd_tls_auth_only",
    "smtpd_tls_enforce_peername, WRONG_PREFIX, smtp_tls_enforce_peername",
    "smtpd_tls_high_cipherlist, WRONG_PREFIX, tls_high_cipherlist",
    "smtp_tls_ssl_options, WRONG_PREFIX, tls_ssl_options",
    "tls_auth_only, WRONG_PREFIX, smtpd_tls_auth_only",
    "smtpd_tls_ask_cert, MISSPELT, smtpd_tls_ask_ccert",
    "smtpd_tls_securty_level, MISSPELT, smtpd_tls_security_level",
    "smtpd_tls_certfile, MISSPELT, smtpd_tls_cert_file",
    "smtpd_tls_CApth, MISSPELT, smtpd_tls_CApath",
    "smtpd_tls_level, MISSPELT, smtpd_tls_security_level",
    "smtpd_sasl_enable_auth, MISSPELT, smtpd_sasl_auth_enable",
    "smtpd_sasl_enable, MISSPELT, smtpd_sasl_auth_enable",
    "tls_daemon_random_source, MISSPELT, tls_random_source",
    "mydestinations, MISSPELT, mydestination",
    "slow_destination_rate_delay, NO_SUCH_SERVICE, slow",
    "dovecot_destination_recipient_limit, NO_SUCH_SERVICE, dovecot",
    "relay_destination_recipient_limit, NO_SUCH_SERVICE, relay",
    "my_cert_dir, UNKNOWN, ",
    "certdir, UNKNOWN, ",
    "x, UNKNOWN, ",
    "_, UNKNOWN, ",
    "smtpd_, UNKNOWN, ",
  })
  void tellsWhatWasMeant(String name, NameAdvice.Kind kind, String suggestion) {
    assertThat(advisor.advise(name, PostfixVersion.of(3, 7)))
        .isEqualTo(new NameAdvice(kind, suggestion, null));
  }

  @ParameterizedTest
  @CsvSource({
    "smtpd_tls_chain_files, 3.3, TOO_NEW, , 3.4",
    "tls_config_file, 3.7.2, TOO_NEW, , 3.7.6",
    "smtpd_tls_chain-files, 3.3, TOO_NEW, smtpd_tls_chain_files, 3.4",
    "smtpd_tls_cipherlist, 2.3, REMOVED, , 2.3",
    "tls_dane_digest_agility, 3.4, REMOVED, , 3.4",
    "tls_legacy_public_key_fingerprints, 3.11, REMOVED, , 3.11",
  })
  void tellsWhichVersionKnowsTheName(
      String name, String version, NameAdvice.Kind kind, String suggestion, String bound) {
    assertThat(advisor.advise(name, PostfixVersion.parse(version)))
        .satisfies(
            advice -> {
              assertThat(advice.kind()).isEqualTo(kind);
              assertThat(advice.suggestion()).isEqualTo(suggestion);
              assertThat(advice.version()).hasToString(bound);
            });
  }

  @Test
  void suggestsOnlyWhatTheVersionKnows() {
    assertThat(advisor.advise("smtpd_tls_chain_fils", PostfixVersion.of(3, 3)).suggestion())
        .isNotEqualTo("smtpd_tls_chain_files");
    assertThat(advisor.advise("smtpd_tls_chain_fils", PostfixVersion.of(3, 4)).suggestion())
        .isEqualTo("smtpd_tls_chain_files");
  }

  @Test
  void everyNameWithAnotherLetterCaseIsRecognized() {
    PostfixVersion version = PostfixVersion.of(3, 7);
    for (String name : parameters.namesOf(version)) {
      String upper = name.toUpperCase(java.util.Locale.ROOT);
      if (!upper.equals(name)) {
        assertThat(advisor.advise(upper, version))
            .isEqualTo(new NameAdvice(NameAdvice.Kind.CASE, name, null));
      }
    }
  }
}
