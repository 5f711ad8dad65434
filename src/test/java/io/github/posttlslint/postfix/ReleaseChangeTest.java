package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReleaseChangeTest {

  private final Parameters parameters = Parameters.load();

  private List<String> changes(String from, String to) {
    return ReleaseChange.between(parameters, build(from), build(to)).stream()
        .map(c -> c.parameter() + " " + c.kind() + " " + c.from() + " -> " + c.to())
        .toList();
  }

  private static PostfixBuild build(String version) {
    return PostfixBuild.of(Objects.requireNonNull(PostfixVersion.parse(version)));
  }

  private ReleaseChange change(String parameter, String from, String to) {
    return ReleaseChange.between(parameters, build(from), build(to)).stream()
        .filter(change -> change.parameter().name().equals(parameter))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesWhatAnUpgradeChanges() {
    assertThat(changes("3.5", "3.6"))
        .contains(
            "smtpd_tls_protocols DEFAULT !SSLv2, !SSLv3 -> >=TLSv1",
            "compatibility_level TYPE int -> str",
            "smtpd_tls_loglevel VALUE null -> dane",
            "smtpd_tls_dh512_param_file WITHOUT_EFFECT null -> null",
            "postscreen_blacklist_action RENAMED postscreen_blacklist_action ->"
                + " postscreen_denylist_action",
            "postscreen_denylist_action ADDED null ->"
                + " ${postscreen_blacklist_action?{$postscreen_blacklist_action}:{ignore}}");
    assertThat(changes("3.7", "3.8")).contains("smtpd_tls_ciphers VALUE low -> low as medium");
    assertThat(changes("3.8", "3.9"))
        .contains("smtpd_use_tls DEPRECATED null -> smtpd_tls_security_level");
    assertThat(changes("3.10", "3.11"))
        .contains("tls_legacy_public_key_fingerprints REMOVED no -> null");
  }

  @Test
  void patchLevelsCount() {
    assertThat(changes("3.7.11", "3.7.22"))
        .contains("milter_default_action DEFAULT tempfail -> shutdown");
  }

  @Test
  void nothingChangesFromAVersionToItself() {
    assertThat(changes("3.7", "3.7")).isEmpty();
  }

  @Test
  void defaultThatDiffersBetweenPatchLevelsIsToldWithThem() {
    String name = "smtp_tls_dane_insecure_mx_policy";
    ReleaseChange change = change(name, "3.7", "3.11");
    assertThat(change.before())
        .containsExactly(
            new DefaultVariant(
                "${{$smtp_tls_security_level} == {dane} ? {dane} : {may}}", "up to 3.7.12"),
            new DefaultVariant("dane", "from 3.7.13 on"));
    assertThat(change.after()).containsExactly(new DefaultVariant("dane", ""));
    assertThat(change.isCertain()).isFalse();
    assertThat(change(name, "3.7.11", "3.11").isCertain()).isTrue();
    assertThat(changes("3.7.13", "3.11")).noneMatch(line -> line.startsWith(name));
  }

  @Test
  void defaultThatDependsOnOpenSslIsToldWithIt() {
    assertThat(change("tls_eecdh_auto_curves", "3.7", "3.11").after())
        .containsExactly(
            new DefaultVariant(
                "X25519 X448 prime256v1 secp384r1 secp521r1", "with OpenSSL before 3.5"),
            new DefaultVariant("?X25519MLKEM768:DEFAULT", "with OpenSSL 3.5 or later"));
    assertThat(change("tls_ffdhe_auto_groups", "3.10", "3.11").after())
        .contains(new DefaultVariant("", "with OpenSSL 3.5 or later"));
  }

  @Test
  void parameterThatCameWithAPatchLevelMayBeNew() {
    ReleaseChange change = change("tls_config_file", "3.7", "3.8.2");
    assertThat(change.kind()).isEqualTo(ReleaseChange.Kind.ADDED);
    assertThat(change.isCertain()).isFalse();
    assertThat(change("tls_config_file", "3.7.5", "3.8.2").isCertain()).isTrue();
    assertThat(change("tls_config_file", "3.8.2", "3.7.5").kind())
        .isEqualTo(ReleaseChange.Kind.REMOVED);
    assertThat(changes("3.7.6", "3.8.2")).noneMatch(line -> line.startsWith("tls_config_file "));
    assertThat(changes("3.4.5", "3.4.6")).contains("tls_fast_shutdown ADDED null -> yes");
    assertThat(changes("3.4.6", "3.4.7"))
        .contains(
            "tls_fast_shutdown REMOVED yes -> null", "tls_fast_shutdown_enable ADDED null -> yes");
  }
}
