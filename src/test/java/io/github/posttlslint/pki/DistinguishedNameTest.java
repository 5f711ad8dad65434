package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DistinguishedNameTest {

  private static final int UTF8 = 0x0C;
  private static final int PRINTABLE = 0x13;
  private static final int BMP = 0x1E;

  private static DistinguishedName name(int tag, String text, Charset charset) {
    byte[] value = text.getBytes(charset);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    int size = value.length;
    der.writeBytes(new byte[] {0x30, (byte) (size + 11), 0x31, (byte) (size + 9)});
    der.writeBytes(new byte[] {0x30, (byte) (size + 7), 6, 3, 0x55, 4, 3, (byte) tag});
    der.write(size);
    der.writeBytes(value);
    DistinguishedName name = DistinguishedName.of(der.toByteArray());
    assertThat(name).isNotNull();
    return name;
  }

  @Test
  void sameNameIsEqualHoweverItIsWritten() {
    DistinguishedName name = name(UTF8, "Ösi Root CA 1", StandardCharsets.UTF_8);
    assertThat(name)
        .isEqualTo(name(UTF8, "Ösi  ROOT ca\t1 ", StandardCharsets.UTF_8))
        .hasSameHashCodeAs(name(UTF8, "Ösi  ROOT ca\t1 ", StandardCharsets.UTF_8))
        .isEqualTo(name(BMP, "Ösi root CA 1", StandardCharsets.UTF_16BE))
        .hasSameHashCodeAs(name(BMP, "Ösi root CA 1", StandardCharsets.UTF_16BE))
        .isNotEqualTo(name(UTF8, "Osi Root CA 1", StandardCharsets.UTF_8))
        .isNotEqualTo(name(UTF8, "Ösi RootCA 1", StandardCharsets.UTF_8));
    assertThat(name(PRINTABLE, "Root CA 1", StandardCharsets.US_ASCII))
        .isEqualTo(name(UTF8, "root ca 1", StandardCharsets.UTF_8))
        .hasSameHashCodeAs(name(UTF8, "root ca 1", StandardCharsets.UTF_8));
  }
}
