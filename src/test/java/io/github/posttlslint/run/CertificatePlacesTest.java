package io.github.posttlslint.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A finding about a certificate points to where it begins in its file, and to the line of main.cf
 * that names the file; the other way round where the setting is at fault.
 */
class CertificatePlacesTest {

  /** The line of the first of the settings, below those of every setup. */
  private static final int FIRST = 5;

  private static final String CHAIN = "smtpd_tls_chain_files = /f.pem\n";
  private static final String PAIR = "smtpd_tls_cert_file = /f.pem\nsmtpd_tls_key_file = /k.pem\n";

  private static Map<String, byte[]> parts(Map<String, Object> changes) {
    return CertificateParts.make("rsa-2048", changes);
  }

  private static TestSetup setup(Map<String, byte[]> parts, String names) {
    return new TestSetup().file("/f.pem", TestSetup.join(parts, names));
  }

  /** The place of a rule's only finding, then those that belong to it. */
  private static List<String> places(List<Finding> findings, String rule) {
    List<String> places = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.rule().id().equals(rule)) {
        assertThat(places).as("further findings of %s", rule).isEmpty();
        places.add(finding.span().file() + ":" + finding.span().startLine());
        finding.related().forEach(r -> places.add(r.span().file() + ":" + r.span().startLine()));
      }
    }
    return places;
  }

  /** The line of the n-th BEGIN of some parts, counted from 1. */
  private static int begin(Map<String, byte[]> parts, String names, int n) {
    List<String> lines = new String(TestSetup.join(parts, names), US_ASCII).lines().toList();
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      found += lines.get(i).startsWith("-----BEGIN ") ? 1 : 0;
      if (found == n) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no block " + n);
  }

  @Test
  void anIssuerIsShownAtItsOwnBeginLine() {
    Map<String, byte[]> parts = parts(Map.of("int2.until", -1));
    String names = "key leaf int2 int1";
    assertThat(places(setup(parts, names).lint(CHAIN), "chain-expired-issuer"))
        .containsExactly("/f.pem:" + begin(parts, names, 3), "main.cf:" + FIRST);
  }

  @Test
  void theSecondOfTwoFilesIsTheOneThatIsShown() {
    Map<String, byte[]> parts = parts(Map.of("leaf.until", -1));
    TestSetup setup = setup(parts, "key").file("/g.pem", TestSetup.join(parts, "leaf int2 int1"));
    assertThat(places(setup.lint("smtpd_tls_chain_files =\n  /f.pem,\n  /g.pem\n"), "cert-expired"))
        .startsWith("/g.pem:1", "main.cf:" + FIRST);
  }

  @Test
  void textBeforeABlockIsCounted() {
    Map<String, byte[]> parts = parts(Map.of("leaf.until", -1));
    String names = "text-before int2 int1";
    TestSetup setup = setup(parts, names).file("/k.pem", parts.get("key"));
    assertThat(begin(parts, names, 1)).isGreaterThan(1);
    assertThat(places(setup.lint(PAIR), "cert-expired"))
        .startsWith("/f.pem:" + begin(parts, names, 1), "main.cf:" + FIRST);
  }

  @Test
  void aStrayCertificateIsShownBehindTheOthers() {
    Map<String, byte[]> parts = parts(Map.of());
    String names = "key leaf int2 int1 other";
    assertThat(places(setup(parts, names).lint(CHAIN), "chain-unrelated-certificate"))
        .containsExactly("/f.pem:" + begin(parts, names, 5), "main.cf:" + FIRST);
  }

  @Test
  void aKeyThatDoesNotFitIsShownWithItsCertificateAndTheSetting() {
    Map<String, byte[]> parts = parts(Map.of());
    TestSetup setup = setup(parts, "int1 leaf").file("/k.pem", parts.get("key2"));
    assertThat(places(setup.lint(PAIR), "key-cert-mismatch"))
        .containsExactly("/k.pem:1", "/f.pem:1", "main.cf:" + (FIRST + 1));
  }

  @Test
  void theSettingIsShownWhereTheFileIsNotWhatItSays() {
    Map<String, byte[]> parts = parts(Map.of());
    TestSetup setup = setup(parts, "leaf int2 int1").file("/k.pem", parts.get("sealed"));
    assertThat(places(setup.lint(PAIR), "key-encrypted"))
        .containsExactly("main.cf:" + (FIRST + 1), "/k.pem:1");
    assertThat(places(new TestSetup().lint(CHAIN), "chain-file-missing"))
        .containsExactly("main.cf:" + FIRST);
    assertThat(places(setup(parts, "int1").lint("smtpd_tls_CApath = /f.pem\n"), "capath-is-file"))
        .containsExactly("main.cf:" + FIRST);
  }
}
