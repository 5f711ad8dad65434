package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineHashesTest {

  @Test
  void agreeWithThePublishedExamplesOfGithub() {
    assertThat(LineHashes.hashes("")).containsExactly("c129715d7a2bc9a3:1");
    assertThat(LineHashes.hashes(" a\nb\n  \t\tc\n d"))
        .containsExactly(
            "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1");
    assertThat(
            LineHashes.hashes("smtpd_tls_security_level = may\nsmtpd_tls_protocols = >=TLSv1.2\n"))
        .containsExactly("ac58eaa80a01205b:1", "44ce9adf9d12c225:1", "c129715d7a2bc9a3:1");
  }

  @Test
  void lineEndsOfAnyKindCountAlike() {
    assertThat(LineHashes.hashes("a\r\nb\rc")).isEqualTo(LineHashes.hashes("a\nb\nc"));
  }

  @Test
  void equalLinesAreNumbered() {
    String repeated = ("x".repeat(120) + "\n").repeat(2);
    assertThat(LineHashes.hashes(repeated).get(0)).endsWith(":1");
    assertThat(LineHashes.hashes(repeated).get(1)).endsWith(":2");
  }

  @Test
  void thereIsNoneForTextThatIsHiddenOrNear() {
    LineHashes hashes =
        new LineHashes(
            SampleReport.sources(Map.of("f", "a\n" + SampleReport.CANARY + "\nb\n", "g", "a\n")));
    assertThat(hashes.of("f", 1)).isNull();
    assertThat(hashes.of("f", 2)).isNull();
    assertThat(hashes.of("f", 3)).isEqualTo(LineHashes.hashes("b\n").get(0));
    assertThat(hashes.of("g", 1)).isNotNull();
    assertThat(hashes.of("g", 99)).isNull();
    assertThat(hashes.of("key.pem", 1)).isNull();
  }

  @Test
  void lineThatTheSourcesKeepBackCountsAsHidden() {
    LineHashes hashes =
        new LineHashes((file, line) -> line == 1 ? "a" : line == 3 ? "b" : line == 4 ? "" : null);
    assertThat(hashes.of("f", 1)).isNull();
    assertThat(hashes.of("f", 3)).isEqualTo(LineHashes.hashes("b\n").get(0));
  }
}
