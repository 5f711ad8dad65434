package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.Slow;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick look at a certificate against the thorough one. */
class CertificateOutlineTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static byte[] made(Map<String, Object> spec) {
    byte[] pem = Recipes.build(Map.of("c", Map.of("certificate", spec)), NOW).get("c");
    return PemFile.parse("c", pem).blocks().get(0).der();
  }

  private static final Map<String, Object> AUTHORITY =
      Map.of("for", "Example CA", "ca", true, "key", "ec-p256", "path-length", 1);

  @Test
  void usualCertificatesHaveOne() {
    for (Map<String, Object> spec :
        List.<Map<String, Object>>of(
            AUTHORITY,
            Map.of("for", "a.example", "key", "rsa-2048"),
            Map.of("for", "a.example", "until", "2061-02-03"),
            Map.of("for", "a.example", "key", "ed25519", "must-staple", true),
            Map.of("for", "a.example", "version", 1))) {
      byte[] der = made(spec);
      assertThat(CertificateOutline.of(der)).as("%s", spec).isNotNull();
      compare(der);
    }
  }

  @Test
  void saysWhoSurelySigns() {
    assertThat(outline(AUTHORITY).surelySigns()).isTrue();
    assertThat(outline(Map.of("for", "a.example")).surelySigns()).isFalse();
    Map<String, Object> barred =
        Map.of("for", "CA", "ca", true, "key-usage", List.of("cRLSign", "digitalSignature"));
    assertThat(outline(barred).surelySigns()).isFalse();
  }

  private static CertificateOutline outline(Map<String, Object> spec) {
    CertificateOutline outline = CertificateOutline.of(made(spec));
    assertThat(outline).isNotNull();
    return outline;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00010101000000Z",
        "20260230000000Z",
        "20260601240000Z",
        "202606010000Z",
        "20260601000000+"
      })
  void otherTimesAreLeftToTheThoroughLook(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    long seconds = PlainTime.generalized(bytes, 0, bytes.length);
    if (text.startsWith("0001")) {
      assertThat(Instant.ofEpochSecond(seconds)).isEqualTo("0001-01-01T00:00:00Z");
    } else {
      assertThat(seconds).isEqualTo(PlainTime.NONE);
    }
  }

  @Test
  void timesAreThoseOfTheCalendar() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant moment = Instant.ofEpochSecond(random.nextLong(-62135596800L, 253402300800L));
      String text = moment.toString().replaceAll("[-T:]", "");
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      assertThat(PlainTime.generalized(bytes, 0, bytes.length)).isEqualTo(moment.getEpochSecond());
    }
  }

  /** Every byte of a certificate is given every value. */
  @Test
  @Slow
  void whatHasAnOutlineIsReadInFullWithTheSameResult() {
    byte[] der = made(AUTHORITY);
    for (int at = 0; at < der.length; at++) {
      byte right = der[at];
      for (int value = 0; value < 256; value++) {
        der[at] = (byte) value;
        compare(der);
      }
      der[at] = right;
    }
  }

  @Test
  void severalDamagesDoNotDeceiveItEither() {
    Random random = new Random(11);
    for (String key : Set.of("rsa-2048", "ec-p384", "ed25519")) {
      byte[] whole = made(Map.of("for", "a.example", "ca", true, "key", key));
      for (int i = 0; i < 20_000; i++) {
        byte[] der = whole.clone();
        for (int damage = random.nextInt(3); damage >= 0; damage--) {
          der[random.nextInt(random.nextBoolean() ? der.length : 200)] = (byte) random.nextInt();
        }
        compare(der);
      }
    }
  }

  private static void compare(byte[] der) {
    CertificateOutline outline = CertificateOutline.of(der);
    if (outline == null) {
      return;
    }
    Certificate.Facts facts = CertificateReader.read(der);
    assertThat(facts).as(() -> HexFormat.of().formatHex(der)).isNotNull();
    assertThat(outline.subject().der()).isEqualTo(facts.subject().der());
    assertThat(outline.notBefore()).isEqualTo(facts.notBefore());
    assertThat(outline.notAfter()).isEqualTo(facts.notAfter());
    if (outline.surelySigns()) {
      assertThat(facts.extensions().authority()).isTrue();
      Set<KeyUsage> usage = facts.extensions().keyUsage();
      assertThat(usage == null || usage.contains(KeyUsage.KEY_CERT_SIGN)).isTrue();
    }
    assertThatCode(() -> Certificate.parse(der).toString()).doesNotThrowAnyException();
  }
}
