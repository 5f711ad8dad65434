package io.github.posttlslint.pki;

import static io.github.posttlslint.pki.CipherSuite.Build.OPENSSL_1_1_1;
import static io.github.posttlslint.pki.CipherSuite.Build.OPENSSL_3_0;
import static io.github.posttlslint.pki.CipherSuite.Build.WEAK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What does not depend on the host's OpenSSL; the rest is compared with it in another test. */
class CipherStringTest {

  private static List<String> names(String string, CipherSuite.Build build) {
    return CipherString.resolve(string, build).suites().stream().map(CipherSuite::name).toList();
  }

  @Test
  void olderAndWeakerBuildsHaveMoreSuites() {
    assertThat(names("MEDIUM:!PSK:!SRP", OPENSSL_3_0)).isEmpty();
    assertThat(names("MEDIUM:!PSK:!SRP", OPENSSL_1_1_1))
        .contains("SEED-SHA", "IDEA-CBC-SHA")
        .doesNotContain("RC4-SHA");
    assertThat(names("kRSA+RC4", WEAK)).containsExactly("RC4-SHA", "RC4-MD5");
    assertThat(names("RC4:AES256-SHA", OPENSSL_3_0)).containsExactly("AES256-SHA");
  }

  @Test
  void oldNamesOfSuitesAreKnownWhereTheirSuitesAre() {
    assertThat(names("EDH-RSA-DES-CBC3-SHA", WEAK)).containsExactly("DHE-RSA-DES-CBC3-SHA");
    assertThat(names("EDH-RSA-DES-CBC3-SHA", OPENSSL_3_0)).isEmpty();
  }

  @Test
  void whatIsKilledStaysOut() {
    assertThat(names("!AES256:AES256-SHA:AES128-SHA", OPENSSL_3_0)).containsExactly("AES128-SHA");
    assertThat(names("AES256-SHA:AES128-SHA:-AES256:AES256-SHA", OPENSSL_3_0))
        .containsExactly("AES128-SHA", "AES256-SHA");
  }

  @Test
  void refusalsTellWhy() {
    assertThat(CipherString.resolve("HIGH:!", OPENSSL_3_0).problem())
        .isEqualTo(CipherString.Problem.UNREADABLE);
    assertThat(CipherString.resolve("HIGH:!ALL", OPENSSL_3_0).problem())
        .isEqualTo(CipherString.Problem.EMPTY);
    assertThat(CipherString.resolve("HIGH", OPENSSL_3_0).problem()).isNull();
  }

  @Test
  void securityLevelAndProtocolsLimitWhatCanBeUsed() {
    CipherString string = CipherString.resolve("ALL:@SECLEVEL=3", OPENSSL_3_0);
    assertThat(string.securityLevel()).isEqualTo(3);
    assertThat(string.usable()).noneMatch(CipherSuite::isAnonymous);
    assertThat(string.usable()).allMatch(suite -> suite.keyExchange().contains("DHE"));
    assertThat(string.usableWith(List.of("TLSv1.3"))).isEmpty();
    assertThat(CipherString.resolve("AESGCM", OPENSSL_3_0).usableWith(List.of("TLSv1.1")))
        .isEmpty();
    assertThat(CipherString.resolve("AES256-SHA", OPENSSL_3_0).usableWith(List.of("TLSv1.1")))
        .hasSize(1);
  }

  @Test
  void suitesWithSharedKeysAndPasswordsAreOfNoUseToMailServers() {
    CipherString string = CipherString.resolve("PSK:SRP", OPENSSL_3_0);
    assertThat(string.problem()).isNull();
    assertThat(string.usable()).isEmpty();
  }
}
