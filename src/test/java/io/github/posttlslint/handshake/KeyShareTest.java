package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyShareTest {

  @ParameterizedTest
  @CsvSource({"0x17,65", "0x18,97", "0x19,133", "0x1d,32", "0x1e,56", "0x100,256", "0x101,384"})
  void twoOfAGroupAgree(String group, int size) {
    KeyShare client = KeyShare.make(Integer.decode(group));
    KeyShare server = KeyShare.make(Integer.decode(group));
    assertThat(client.ours()).hasSize(size);
    assertThat(client.agree(server.ours())).isEqualTo(server.agree(client.ours()));
  }

  @Test
  void hybridAgreesWithWhoEncapsulates() {
    KeyShare client = KeyShare.make(0x11ec);
    KeyShare curve = KeyShare.make(0x1d);
    byte[] sent = client.ours();
    assertThat(sent).hasSize(1184 + 32);
    SecretWithEncapsulation secret =
        new MLKEMGenerator(KeyShare.RANDOM)
            .generateEncapsulated(
                new MLKEMPublicKeyParameters(
                    MLKEMParameters.ml_kem_768, Arrays.copyOf(sent, 1184)));
    byte[] answer =
        new HelloBytes.Output().raw(secret.getEncapsulation()).raw(curve.ours()).bytes();
    byte[] agreed =
        new HelloBytes.Output()
            .raw(secret.getSecret())
            .raw(curve.agree(Arrays.copyOfRange(sent, 1184, sent.length)))
            .bytes();
    assertThat(client.agree(answer)).isEqualTo(agreed);
  }

  @Test
  void greaseIsNoGroup() {
    assertThat(KeyShare.make(0x2a2a)).isNull();
  }
}
