package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

  @Test
  void controlCharactersBecomeVisibleSigns() {
    assertThat(Characters.visible("a\033[31m\u0007b")).isEqualTo("a\u241B[31m\u2407b");
    assertThat(Characters.visible("\u009B2J\u007F")).isEqualTo("\uFFFD2J\u2421");
  }

  @Test
  void marksThatTurnTextAroundBecomeVisibleSigns() {
    assertThat(Characters.visible("a\u202Eb\u2066c\uFEFF")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void brokenSurrogatesAreReplacedAndPairsStay() {
    assertThat(Characters.visible("\uD83D!\uDE00\uD83D\uDE00")).isEqualTo("\uFFFD!\uFFFD😀");
  }

  @Test
  void plainTextStaysTheSameObject() {
    String text = "smtpd_tls_CAfile = /etc/ssl/ca.pem\t# ümlaut";
    assertThat(Characters.visible(text)).isSameAs(text);
  }

  @Test
  void lineEndsAndRunsOfBlanksBecomeOneSpace() {
    assertThat(Characters.oneLine(" a \n\tb\r\n")).isEqualTo("a b");
  }

  @Test
  void wideCharactersTakeTwoColumnsAndCombiningOnesNone() {
    assertThat(Characters.width("郵便")).isEqualTo(4);
    assertThat(Characters.width("e\u0301")).isEqualTo(1);
    assertThat(Characters.width("😀ｱ")).isEqualTo(3);
  }

  @Test
  void wrapsAtSpacesAndKeepsLongWords() {
    assertThat(Characters.wrap("one two three", 9, 2, 0)).containsExactly("one two", "three");
    assertThat(Characters.wrap("a /very/long/path b", 6, 0, 2))
        .containsExactly("a", "/very/long/path", "b");
    assertThat(Characters.wrap("as it is", 0, 0, 0)).containsExactly("as it is");
  }
}
