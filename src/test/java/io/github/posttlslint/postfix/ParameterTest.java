package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.MeasuresTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MeasuresTime
class ParameterTest {

  private final Parameters parameters = Parameters.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp_tls_mandatory_protocols | 2.6.14 | SSLv3, TLSv1",
        "smtp_tls_mandatory_protocols | 2.6.15 | !SSLv2",
        "smtp_tls_mandatory_protocols | 2.7.8 | SSLv3, TLSv1",
        "smtp_tls_mandatory_protocols | 2.9.13 | !SSLv2",
        "smtp_tls_mandatory_protocols | 2.9 | !SSLv2, !SSLv3",
        "smtp_tls_mandatory_protocols | 3.5 | !SSLv2, !SSLv3",
        "smtp_tls_mandatory_protocols | 3.6.0 | >=TLSv1",
        "milter_default_action | 3.7.11 | tempfail",
        "milter_default_action | 3.7 | shutdown",
        "milter_default_action | 3.10.7 | tempfail",
        "milter_default_action | 3.11.0 | shutdown",
        "smtpd_tls_fingerprint_digest | 3.5 | md5",
        "smtpd_tls_fingerprint_digest | 3.6 | ${{$compatibility_level} <level {3.6} ? {md5} : {sha256}}",
      })
  void defaultsFollowReleasesAndPatchLevels(String name, String version, String expected) {
    assertThat(parameters.find(name).defaultIn(PostfixVersion.parse(version))).isEqualTo(expected);
  }

  @Test
  void aParameterHasNoDefaultWhereItDoesNotExist() {
    Parameter chainFiles = parameters.find("smtpd_tls_chain_files");

    assertThat(chainFiles.since()).hasToString("3.4");
    assertThat(chainFiles.defaultIn(PostfixVersion.of(3, 3))).isNull();
    assertThat(chainFiles.defaultIn(PostfixVersion.of(3, 4))).isEmpty();
  }

  @Test
  void namesAreFoundToTheLetterOnly() {
    assertThat(parameters.find("smtpd_tls_CAfile")).isNotNull();
    assertThat(parameters.find("smtpd_tls_cafile")).isNull();
    assertThat(parameters.find("smtpd_tls_CAfil")).isNull();
    assertThat(parameters.find("smtpd_tls_CAfilee")).isNull();
    assertThat(parameters.find("")).isNull();
    assertThat(parameters.find("#")).isNull();
    assertThat(parameters.find("~")).isNull();
  }

  @Test
  void typesFollowReleases() {
    Parameter logLevel = parameters.find("smtpd_tls_loglevel");

    assertThat(logLevel.type(PostfixVersion.of(2, 8))).isEqualTo(ParameterType.INT);
    assertThat(logLevel.type(PostfixVersion.of(2, 9))).isEqualTo(ParameterType.STR);
  }

  @Test
  void aLegacyNameExistsButIsNotListedAndHasAnEmptyDefault() {
    Parameter ttl = parameters.find("postscreen_dnsbl_ttl");
    PostfixVersion before = PostfixVersion.of(3, 0);
    PostfixVersion after = PostfixVersion.of(3, 1);

    assertThat(ttl.isListedIn(before)).isTrue();
    assertThat(ttl.defaultIn(before)).isEqualTo("1h");
    assertThat(ttl.existsIn(after)).isTrue();
    assertThat(ttl.isListedIn(after)).isFalse();
    assertThat(ttl.defaultIn(after)).isEmpty();
    assertThat(ttl.legacyOf()).isEqualTo("postscreen_dnsbl_max_ttl");
  }

  @Test
  void tellsWhichProgramsReadIt() {
    assertThat(parameters.find("smtpd_tls_cert_file").readBy("smtpd")).isTrue();
    assertThat(parameters.find("smtpd_tls_cert_file").readBy("smtp")).isFalse();
    assertThat(parameters.find("compatibility_level").readBy("smtp")).isTrue();
  }

  @Test
  void tellsHowItGrowsOld() {
    Deprecation useTls = parameters.find("smtpd_use_tls").deprecation();

    assertThat(useTls.replacement()).isEqualTo("smtpd_tls_security_level");
    assertThat(useTls.isWarnedIn(PostfixVersion.of(3, 8))).isFalse();
    assertThat(useTls.isWarnedIn(PostfixVersion.of(3, 9, 0))).isTrue();
    assertThat(parameters.find("smtpd_tls_security_level").deprecation()).isNull();
    Deprecation dh512 = parameters.find("smtpd_tls_dh512_param_file").deprecation();
    assertThat(dh512.isWithoutEffectIn(PostfixVersion.of(3, 5))).isFalse();
    assertThat(dh512.isWithoutEffectIn(PostfixVersion.of(3, 6, 0))).isTrue();
  }

  @Test
  void theDictionaryIsReadInAFewMilliseconds() {
    long start = System.nanoTime();
    Parameters loaded = Parameters.load();
    loaded.find("smtpd_tls_security_level").defaultIn(PostfixVersion.of(3, 7));
    long milliseconds = (System.nanoTime() - start) / 1_000_000;

    // far above what is needed, far below what parsing everything would cost on a slow machine
    assertThat(milliseconds).isLessThan(100);
  }
}
