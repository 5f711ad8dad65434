package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PemCacheTest {

  private static final byte[] BLOCKS =
      """
      text
      -----BEGIN CERTIFICATE-----
      AAAA
      -----END CERTIFICATE-----
      -----BEGIN CERTIFICATE-----
      A!AA
      -----END CERTIFICATE-----
      """
          .getBytes(StandardCharsets.UTF_8);

  private final PemCache cache = new PemCache();

  @Test
  void aFileOfTheSameContentHasPlacesOfItsOwn() {
    PemFile first = cache.parse("a.pem", BLOCKS);
    PemFile second = cache.parse("b.pem", BLOCKS.clone());
    PemFile alone = PemFile.parse("b.pem", BLOCKS);
    assertThat(second.name()).isEqualTo("b.pem");
    assertThat(second.problems()).isNotEmpty().isEqualTo(alone.problems());
    assertThat(second.blocks()).hasSameSizeAs(alone.blocks());
    for (int i = 0; i < alone.blocks().size(); i++) {
      PemBlock block = second.blocks().get(i);
      assertThat(block.span()).isEqualTo(alone.blocks().get(i).span());
      assertThat(block.beginLine()).isEqualTo(alone.blocks().get(i).beginLine());
      assertThat(block.problem()).isEqualTo(alone.blocks().get(i).problem());
      assertThat(block.der()).isSameAs(first.blocks().get(i).der());
    }
  }

  @Test
  void aPrivateKeyIsNotKept() {
    byte[] key =
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.UTF_8);
    PemFile first = cache.parse("a.pem", key);
    assertThat(cache.parse("a.pem", key)).isNotSameAs(first);
    assertThat(cache.parse("c.pem", BLOCKS)).isSameAs(cache.parse("c.pem", BLOCKS));
  }

  @Test
  void anEditorKeepsKeysUntilTheyAreForgotten() {
    PemCache editor = PemCache.ofEditor();
    byte[] key =
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.UTF_8);
    PemFile first = editor.parse("a.pem", key);
    assertThat(editor.parse("a.pem", key)).isSameAs(first);
    editor.forget();
    assertThat(editor.find("a.pem", key)).isNull();
  }
}
