package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsDumpTest {

  /** As posttls-finger -L of Postfix 3.7.11 does: no dump, one of the handshake, of all. */
  @ParameterizedTest
  @CsvSource({
    "'', NOTHING",
    "2, NOTHING",
    "3, HANDSHAKES",
    "ssl-expert, HANDSHAKES",
    "ssl-handshake-packet-dump, HANDSHAKES",
    "4, SESSIONS",
    "9, SESSIONS",
    "'1,4', SESSIONS",
    "'4,', SESSIONS",
    "'none,4', SESSIONS",
    "1 SSL-DEVELOPER, SESSIONS",
    "ssl-session-packet-dump, SESSIONS",
    // one word that is not known makes it no level at all
    "1|4, NOTHING",
    "1:4, NOTHING",
    "12, NOTHING",
    "'4,trace-it', NOTHING",
    "'\"4\"', NOTHING",
    "4 # x, NOTHING",
  })
  void aLevelDumpsWhatItDumpsInPostfix(String level, TlsDump expected) {
    assertThat(TlsDump.of(level)).isEqualTo(expected);
  }
}
