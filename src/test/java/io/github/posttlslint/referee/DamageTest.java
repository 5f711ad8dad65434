package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DamageTest {

  @Test
  void everySeedChangesSomethingAndTellsWhat() {
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("main.cf", "smtpd_tls_security_level = may\npermit_mynetworks\n# a comment\n");
    files.put("master.cf", "smtp inet n - n - - smtpd\n  -o smtpd_tls_loglevel=1\n");
    files.put("sasl_passwd", Map.of("text", "", "mode", "0600"));
    files.put("/etc/ssl/mail.pem", new String(Identity.file("pair.pem")));
    for (int seed = 0; seed < 2000; seed++) {
      Damage.Damaged damaged = Damage.of(files, seed);
      assertThat(damaged.files()).as("seed %s: %s", seed, damaged.told()).isNotEqualTo(files);
      assertThat(damaged.told()).as("seed %s", seed).isNotEmpty();
      assertThat(Damage.of(files, seed)).isEqualTo(damaged);
    }
  }

  @Test
  void aSetupThatCannotBeDamagedIsAnError() {
    Map<String, Object> empty = Map.of("main.cf", "\n", "master.cf", "# nothing\n");
    assertThatThrownBy(() -> Damage.of(empty, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("seed 1");
  }
}
