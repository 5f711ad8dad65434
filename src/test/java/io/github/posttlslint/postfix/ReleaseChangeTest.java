package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseChangeTest {

  private final Parameters parameters = Parameters.load();

  private List<String> changes(String from, String to) {
    return ReleaseChange.between(parameters, PostfixVersion.parse(from), PostfixVersion.parse(to))
        .stream()
        .map(c -> c.parameter() + " " + c.kind() + " " + c.from() + " -> " + c.to())
        .toList();
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
}
