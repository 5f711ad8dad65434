package io.github.posttlslint.model.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The strings that Postfix hands to OpenSSL. */
class CipherChoiceTest {

  private static final Parameters PARAMETERS = Parameters.load();
  private static final String MEDIUM = "aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH";
  private static final String SERVER = "smtp inet n - n - - smtpd\n";
  private static final String CLIENT = "smtp unix - - n - - smtp\n";

  private static List<CipherChoice> choices(String main, String master, int minor) {
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true),
            "/etc/postfix",
            ".",
            MainCf.parse(SourceText.of("main.cf", main)),
            MasterCf.parse(SourceText.of("master.cf", master)));
    return CipherChoice.all(
        new Setup(files, PARAMETERS, PostfixVersion.of(3, minor)), PolicyLevels.UNREAD);
  }

  private static String string(String main, String master) {
    return choices(main, master, 7).get(0).string().or(text -> text, "", "hidden");
  }

  @Test
  void exclusionsFollowTheListOfTheGrade() {
    String may = "smtpd_tls_security_level = may\n";
    assertThat(string(may, SERVER)).isEqualTo(MEDIUM);
    assertThat(string(may + "smtpd_tls_exclude_ciphers = MD5, kRSA:RC4\n", SERVER))
        .isEqualTo(MEDIUM + ":!MD5:!kRSA:!RC4");
    assertThat(string(may + "smtpd_tls_ciphers = HIGH\n", SERVER))
        .isEqualTo("aNULL:-aNULL:HIGH:@STRENGTH");
  }

  @Test
  void mandatoryListsCountOnlyWhereTlsIsMandatory() {
    String lists =
        "smtpd_tls_exclude_ciphers = MD5\nsmtpd_tls_mandatory_exclude_ciphers = RC4\n"
            + "smtpd_tls_mandatory_ciphers = high\n";
    assertThat(string("smtpd_tls_security_level = may\n" + lists, SERVER))
        .isEqualTo(MEDIUM + ":!MD5");
    assertThat(string("smtpd_tls_wrappermode = yes\n" + lists, SERVER))
        .isEqualTo("aNULL:-aNULL:HIGH:@STRENGTH:!MD5:!RC4");
  }

  @Test
  void anonymousCiphersGoWhereCertificatesMatter() {
    assertThat(string("smtpd_tls_security_level = may\nsmtpd_tls_ask_ccert = yes\n", SERVER))
        .isEqualTo(MEDIUM + ":!aNULL");
    assertThat(string("smtp_tls_security_level = encrypt\n", CLIENT)).isEqualTo(MEDIUM + ":!eNULL");
    assertThat(string("smtp_tls_security_level = secure\n", CLIENT)).isEqualTo(MEDIUM + ":!aNULL");
    assertThat(string("smtp_tls_security_level = may\n", CLIENT)).isEqualTo(MEDIUM);
  }

  @Test
  void lowGradesMeanMediumSinceTheyWereGivenUp() {
    String low = "smtp_tls_security_level = may\nsmtp_tls_ciphers = export\n";
    assertThat(choices(low, CLIENT, 7).get(0).listParameter()).hasToString("tls_export_cipherlist");
    assertThat(choices(low, CLIENT, 8).get(0).listParameter()).hasToString("tls_medium_cipherlist");
  }

  @Test
  void openSslIsGivenNothingWherePostfixFindsFaultBefore() {
    String may = "smtpd_tls_security_level = may\n";
    assertThat(string(may + "smtpd_tls_ciphers = strong\n", SERVER)).isEmpty();
    assertThat(string(may + "smtpd_tls_exclude_ciphers = !MD5\n", SERVER)).isEmpty();
    assertThat(choices("", SERVER, 7)).isEmpty();
  }

  @Test
  void whatIsHiddenCannotBeTold() {
    String may = "smtpd_tls_security_level = may\n";
    String main = may + "smtpd_tls_ciphers = {{ grade }}\n";
    assertThat(doubt(choices(main, SERVER, 7).get(0)).parameter()).isEqualTo("smtpd_tls_ciphers");
    main = may + "tls_medium_cipherlist = PROFILE=SYSTEM\n";
    assertThat(doubt(choices(main, SERVER, 7).get(0)).reason()).contains("distribution");
  }

  @Test
  void withAHiddenLevelThereAreThoseOfOptionalAndOfMandatoryTls() {
    List<CipherChoice> choices =
        choices("smtpd_tls_security_level = {{ level }}\nsmtpd_tls_ciphers = high\n", SERVER, 7);
    assertThat(choices).hasSize(2);
    assertThat(choices.get(0).listParameter()).hasToString("tls_high_cipherlist");
    assertThat(choices.get(1).listParameter()).hasToString("tls_medium_cipherlist");
    assertThat(choices("smtpd_tls_wrappermode = {{ x }}\n", SERVER, 7)).hasSize(2);
  }

  private static Doubt doubt(CipherChoice choice) {
    return choice.string().fold(text -> Doubt.of("known"), () -> Doubt.of("unset"), why -> why);
  }
}
