package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.handshake.LibrarySettings.UnclearException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrarySettingsTest {

  @Test
  void namesOfCommandsHaveAnyCaseAndAnythingBeforeADot() throws UnclearException {
    assertThat(LibrarySettings.of(Map.of("TLS.ciphersuites", "TLS_AES_128_GCM_SHA256")).newSuites())
        .containsExactly(NewSuite.TLS_AES_128_GCM_SHA256);
  }

  @Test
  void schemesAreNamedByThemselvesOrByKeyAndDigest() throws UnclearException {
    String list = "RSA-PSS+SHA256:ecdsa_secp384r1_sha384:RSA+SHA1:ed25519:rsa_pss_pss_sha512";
    assertThat(LibrarySettings.of(Map.of("SignatureAlgorithms", list)).signatures())
        .containsExactly(
            SignatureScheme.PSS_RSAE_SHA256,
            SignatureScheme.ECDSA_P384_SHA384,
            SignatureScheme.PKCS1_SHA1,
            SignatureScheme.ED25519,
            SignatureScheme.PSS_PSS_SHA512);
  }

  @Test
  void whatPostfixSetsItselfCountsForNothing() throws UnclearException {
    Map<String, String> commands =
        Map.of(
            "CipherString", "@SECLEVEL=5", "MinProtocol", "TLSv1.3", "DTLS.MaxProtocol", "DTLSv1");
    assertThat(LibrarySettings.of(commands)).isEqualTo(LibrarySettings.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Ciphersuites, ''",
    "Ciphersuites, TLS_NOSUCH",
    "SignatureAlgorithms, ?RSA+SHA256",
    "SignatureAlgorithms, RSA+SHA256:RSA+SHA256",
    "MaxProtocol, TLSv1.2",
    "Options, PrioritizeChaCha",
    "Nosuch, yes",
  })
  void whatIsNotWorkedOutIsUnclearAndNoValueIsTold(String command, String value) {
    assertThatThrownBy(() -> LibrarySettings.of(Map.of(command, value)))
        .isInstanceOf(UnclearException.class)
        .hasMessageStartingWith("OpenSSL's configuration sets ")
        .hasMessageNotContaining("NOSUCH");
  }
}
