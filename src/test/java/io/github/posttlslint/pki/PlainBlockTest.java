package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick way through PEM blocks in the usual form against the way that all others go. */
class PlainBlockTest {

  private static final String ODD = "\n\r =-:A+/\0\t,zé\n\n";

  @Test
  void usualBlockIsPlain() {
    assertThat(plain("QUJD\nREVGRw==\n-----END X-----\n")).isNotNull();
    assertThat(plain("QUI=\n-----END X-----")).isNotNull();
    assertThat(plain("QUJD\n-----END Y-----\n")).isNull();
    assertThat(plain("QUJD\n\n-----END X-----\n")).isNull();
    assertThat(plain("QUJD\r\n-----END X-----\n")).isNull();
    assertThat(plain("-----END X-----\n")).isNull();
  }

  private static PlainBlock plain(String text) {
    return PlainBlock.read(text.getBytes(StandardCharsets.US_ASCII), 0, "X");
  }

  /** A blank behind the END line changes nothing but that the block is not plain. */
  @Test
  void bothWaysLeadToTheSame() {
    Random random = new Random(5);
    for (int i = 0; i < 30_000; i++) {
      String text = text(random);
      byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
      byte[] other =
          text.replace("X-----\n\n", "X----- \n\n").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(shown(plain)).as(text).isEqualTo(shown(other));
    }
  }

  /** Two blocks with blank lines behind them, most often with a flaw. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int block = 0; block < 2; block++) {
      byte[] content = new byte[random.nextInt(random.nextInt(5) == 0 ? 600 : 60)];
      random.nextBytes(content);
      int width = random.nextInt(8) == 0 ? 4 * (60 + random.nextInt(5)) : 64;
      text.append("-----BEGIN X-----\n");
      text.append(
          new String(
              java.util.Base64.getMimeEncoder(width, new byte[] {'\n'}).encode(content),
              StandardCharsets.US_ASCII));
      text.append("\n-----END X-----\n\n");
    }
    for (int flaws = random.nextInt(3); flaws > 0; flaws--) {
      int at = random.nextInt(text.length());
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, odd);
        case 1 -> text.setCharAt(at, odd);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private static List<String> shown(byte[] bytes) {
    PemFile file = PemFile.parse("f", bytes);
    List<String> shown = new ArrayList<>();
    for (PemBlock block : file.blocks()) {
      shown.add(
          block.label()
              + " "
              + block.span()
              + "-"
              + block.span().endLine()
              + ":"
              + block.span().endColumn()
              + " "
              + block.reach()
              + " "
              + new String(block.der(), StandardCharsets.ISO_8859_1));
    }
    for (PemProblem problem : file.problems()) {
      shown.add(problem.kind() + " " + problem.span());
    }
    return shown;
  }
}
