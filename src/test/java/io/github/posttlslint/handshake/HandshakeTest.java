package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client takes of an answer, and what is said of one that it does not get. */
class HandshakeTest {

  private static final ServerKey SMALL = rsa(1024, "sha256");
  private static final ServerKey SHA1 = rsa(2048, "sha1");

  private static ServerKey rsa(int bits, String digest) {
    List<ServerKey.Signature> signatures =
        List.of(new ServerKey.Signature(KeyAlgorithm.RSA, digest));
    return new ServerKey(
        KeyAlgorithm.RSA, bits, null, true, signatures, List.of(), "RSA " + bits + " bit");
  }

  private static Client client(String name) {
    return Clients.all().stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ServerOffer offer(Set<Version> versions, String ciphers, ServerKey... keys) {
    return offer(versions, ciphers, 0, keys);
  }

  private static ServerOffer offer(
      Set<Version> versions, String ciphers, int primeBits, ServerKey... keys) {
    OpenSslRelease library = OpenSslRelease.V3_0;
    CipherString suites = CipherString.resolve(ciphers, CipherSuite.Build.of(library));
    return new ServerOffer(
        library,
        versions,
        suites.usable(),
        false,
        false,
        GroupList.usual(library),
        primeBits,
        Math.max(0, suites.securityLevel()),
        false,
        LibrarySettings.NONE,
        List.of(keys));
  }

  private static String reason(String client, ServerOffer offer) {
    Answer answer = client(client).meet(offer);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).reason();
  }

  @Test
  void aClientOfTls10CannotReachAServiceOfTls12() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_2, Version.TLS_1_3), "ALL", ServerKey.USUAL);
    assertThat(reason("IE 8-10 Win 7", offer))
        .isEqualTo("no common version: it ends at TLS 1.0, the service begins at TLS 1.2");
  }

  @Test
  void theClientPrefersAndTheServerHasWhatItTakes() {
    ServerOffer offer = offer(EnumSet.allOf(Version.class), "ALL:!aNULL", ServerKey.USUAL);
    assertThat(client("OpenSSL 3.0.15 (Debian)").meet(offer))
        .isEqualTo(
            new Agreed(
                Version.TLS_1_3,
                "TLS_AES_256_GCM_SHA384",
                0x1302,
                new Exchange.Group("X25519", false),
                ServerKey.USUAL,
                SignatureScheme.PSS_RSAE_SHA256));
  }

  @Test
  void aPrimeThatIsTooLongForTheClientEndsIt() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_0), "DHE:!aNULL", ServerKey.USUAL);
    assertThat(reason("Java 7u25", offer))
        .isEqualTo("a prime of 2048 bits, and it takes at most 1024");
  }

  @Test
  void aKeyThatIsTooSmallForTheClientEndsIt() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_3), "ALL", SMALL);
    assertThat(reason("OpenSSL 3.5.0 (git)", offer))
        .isEqualTo("an RSA key of 1024 bits, and it takes at least 2048");
    assertThat(client("go 1.17.8").meet(offer)).isInstanceOf(Agreed.class);
  }

  @Test
  void aCertificateSignedWithSha1EndsIt() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_3), "ALL", SHA1);
    assertThat(reason("OpenSSL 1.1.1d (Debian)", offer)).contains("signed with SHA-1");
  }

  @Test
  void aVersionThatTheClientNoLongerTakesEndsIt() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_0), "ALL:!aNULL", ServerKey.USUAL);
    assertThat(client("Thunderbird (91.9)").meet(offer))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Why.VERSION));
  }

  @Test
  void theSecurityLevelRefusesTheServersOwnKey() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_3), "ALL:@SECLEVEL=2", SMALL);
    assertThat(client("go 1.17.8").meet(offer))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(Why.LEVEL);
              assertThat(refused.alert()).isEqualTo(80);
            });
  }

  @Test
  void theSecurityLevelRefusesTheKeyOfACertificateSentAlong() {
    ServerKey.Size small = new ServerKey.Size(KeyAlgorithm.RSA, 1024, null, "RSA 1024 bit");
    ServerKey key =
        new ServerKey(
            KeyAlgorithm.RSA,
            2048,
            null,
            true,
            ServerKey.USUAL.signatures(),
            List.of(small),
            "RSA 2048 bit");
    assertThat(client("go 1.17.8").meet(offer(EnumSet.of(Version.TLS_1_3), "ALL", key)))
        .isInstanceOf(Agreed.class);
    assertThat(reason("go 1.17.8", offer(EnumSet.of(Version.TLS_1_3), "ALL:@SECLEVEL=2", key)))
        .isEqualTo(
            "a certificate sent along has the key RSA 1024 bit, which is too small for security"
                + " level 2");
  }

  @Test
  void theSecurityLevelRefusesTheServersOwnPrime() {
    Set<Version> versions = EnumSet.of(Version.TLS_1_2);
    String client = "OpenSSL 1.0.1h";
    ServerOffer offer = offer(versions, "DHE:@SECLEVEL=2", 1024, ServerKey.USUAL);
    assertThat(reason(client, offer))
        .isEqualTo("the prime of 1024 bits is too small for security level 2");
    assertThat(client(client).meet(offer(versions, "DHE", 1024, ServerKey.USUAL)))
        .isInstanceOf(Agreed.class);
  }

  @Test
  void aHighSecurityLevelLeavesNoSuiteOf128Bits() {
    ServerKey key =
        new ServerKey(
            KeyAlgorithm.EC,
            384,
            "P-384",
            true,
            List.of(new ServerKey.Signature(KeyAlgorithm.EC, "sha384")),
            List.of(),
            "EC secp384r1");
    Set<Version> versions = EnumSet.of(Version.TLS_1_3);
    assertThat(suite(offer(versions, "ALL:@SECLEVEL=3", key))).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(suite(offer(versions, "ALL:@SECLEVEL=4", key))).isEqualTo("TLS_AES_256_GCM_SHA384");
  }

  /** What one gets that likes AES with 128 bits most. */
  private static String suite(ServerOffer offer) {
    return ((Agreed) client("Java 11.0.2 (OpenJDK)").meet(offer)).suite();
  }

  @Test
  void withoutCertificateOnlyAnonymousSuitesAreLeft() {
    ServerOffer offer = offer(EnumSet.of(Version.TLS_1_2), "ALL:aNULL");
    assertThat(reason("go 1.17.8", offer))
        .isEqualTo(
            "no cipher suite in common that a certificate or group of the service fits, in"
                + " TLS 1.2");
  }
}
