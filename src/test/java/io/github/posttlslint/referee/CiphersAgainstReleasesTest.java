package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cipher strings leave the suites, in the order, that the OpenSSL of each release leaves. */
@Slow
class CiphersAgainstReleasesTest {

  private static final long SEED = 20261201;
  private static final int CASES = 120;

  private static final List<String> WORDS =
      List.of(
          "ALL",
          "HIGH",
          "MEDIUM",
          "LOW",
          "DEFAULT",
          "COMPLEMENTOFALL",
          "eNULL",
          "aNULL",
          "ECDHE",
          "DHE",
          "kRSA",
          "aECDSA",
          "AESGCM",
          "AESCCM",
          "AESCCM8",
          "AES128",
          "CHACHA20",
          "SEED",
          "CAMELLIA",
          "ARIA",
          "SHA1",
          "TLSv1.2",
          "PSK",
          "!aNULL",
          "!eNULL",
          "!AESCCM8",
          "!HIGH",
          "-MEDIUM",
          "+RC4",
          "+AES",
          "+ECDHE",
          "@STRENGTH",
          "@SECLEVEL=0",
          "@SECLEVEL=2");

  @Test
  void suitesAndTheirOrderAreThoseOfEveryOpenSsl() throws Exception {
    List<String> strings =
        new ArrayList<>(
            List.of(
                "ALL:COMPLEMENTOFALL",
                "aNULL:-aNULL:HIGH:MEDIUM:!SEED:!IDEA:!3DES:!RC2:!RC4:!kDH:!kECDH:!aDSS:!MD5:+RC4:@STRENGTH",
                "aNULL:-aNULL:HIGH:@STRENGTH",
                "eNULL:!aNULL"));
    for (List<String> words : RandomCases.make(SEED, CASES, 6, WORDS)) {
      strings.add(String.join(":", words));
    }
    List<Release> releases = new ArrayList<>(List.of(Release.installed()));
    releases.addAll(Release.staged().releases());
    for (Release release : releases) {
      for (String string : strings) {
        String level = string.contains("SECLEVEL") ? string : string + ":@SECLEVEL=0";
        CipherString ours = CipherString.resolve(level, CipherSuite.Build.of(release.library()));
        assertThat(String.join(" ", names(ours)))
            .as("%s with %s, seed %d", string, release, SEED)
            .isEqualTo(String.join(" ", release.ciphers(level)));
      }
    }
  }

  /** Debian builds OpenSSL without IDEA. */
  private static List<String> names(CipherString ours) {
    return ours.suites().stream()
        .map(CipherSuite::name)
        .filter(name -> !name.startsWith("IDEA"))
        .toList();
  }
}
