package io.github.posttlslint.model.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an old switch becomes depends on another one, which can be hidden. */
class SettingMendTest {

  @ParameterizedTest
  @CsvSource({
    "smtpd_use_tls = yes, smtpd_enforce_tls = no, smtpd_tls_security_level = may",
    "smtpd_use_tls = yes, smtpd_enforce_tls = yes, null",
    "smtpd_use_tls = yes, smtpd_enforce_tls = {{ e }}, smtpd_enforce_tls hides it",
    "smtp_enforce_tls = yes, smtp_tls_enforce_peername = yes, smtp_tls_security_level = verify",
    "smtp_enforce_tls = yes, smtp_tls_enforce_peername = no, smtp_tls_security_level = encrypt",
    "smtp_enforce_tls = yes, smtp_tls_enforce_peername = {{ p }}, smtp_tls_enforce_peername hides it",
    "smtp_use_tls = {{ u }}, smtp_enforce_tls = no, smtp_use_tls hides it",
  })
  void hiddenSwitchIsTakenForNeitherOnNorOff(String first, String second, String modern) {
    String main = first + "\n" + second + "\n";
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            null);
    Setup setup = new Setup(files, Parameters.load(), PostfixVersion.NEWEST);
    Setting setting = Settings.of(setup).all().get(0);
    String found =
        new SettingMend(setting)
            .modern()
            .fold(text -> text, () -> "null", doubt -> doubt.parameter() + " hides it");
    assertThat(found).isEqualTo(modern);
  }
}
