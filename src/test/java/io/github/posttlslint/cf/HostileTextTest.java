package io.github.posttlslint.cf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.testkit.Slow;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

  private static void readAll(SourceText source) {
    MainCf main = MainCf.parse(source);
    MasterCf.parse(source);
    for (MainCfEntry entry : main.entries()) {
      for (Grammar grammar : Grammar.values()) {
        Macro.parse(entry.value().text(), grammar).names();
        MacroExpander.expand(entry.value().text(), grammar, name -> "$" + name);
        ListText.split(entry.value(), grammar).forEach(LogicalText::span);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = ${{",
        "{%",
        "{% if x %}",
        "{{",
        "${AB",
        "$AB ",
        "<% if x",
        "<% if x %>",
        "a = $(",
        "@@",
        "@!@",
        "@%@\n",
        "{#",
        "%{a}",
        "\n a",
        "#",
        "{",
        "}",
        "x=${a:",
        "${{1}=={",
        "\"",
        "'",
        "\n",
        "\0",
        "_",
        "__A",
        "a{{b}}",
        "-o",
        " -o {",
        "{{'"
      })
  @Slow
  void readsALongTextOfTheSameInSeconds(String piece) {
    String text = "a = " + piece.repeat(400_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> readAll(SourceText.of("main.cf", text)));
  }

  @Test
  void readsRandomBytesWithoutAnException() {
    Random random = new Random(7);
    String interesting = "a=b \n\t#{}$()?:%<>@_\r\0-o\"'!=A.";
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] =
            (byte)
                (random.nextInt(8) == 0
                    ? random.nextInt(256)
                    : interesting.charAt(random.nextInt(interesting.length())));
      }
      SourceText source = SourceText.of("main.cf", bytes);
      assertThatCode(() -> readAll(source))
          .as(new String(bytes, ISO_8859_1))
          .doesNotThrowAnyException();
      assertThat(source.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void givesUpOnValuesThatGrowWithoutBound() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          MacroExpander.Result result =
              MacroExpander.expand(
                  "$a60",
                  Grammar.V3,
                  name -> {
                    int n = Integer.parseInt(name.substring(1));
                    return n == 0 ? "" : "$a" + (n - 1) + "$a" + (n - 1);
                  });
          assertThat(result.error()).isNotNull();
          assertThat(result.error().kind()).isEqualTo(Macro.Broken.Kind.TOO_LARGE);
        });
  }

  @Test
  void givesUpOnAnOperandThatRefersToItself() {
    MacroExpander.Result result = MacroExpander.expand("$x", Grammar.V3, name -> "${{$x} == {1}}");

    assertThat(result.error()).isNotNull();
    assertThat(result.error().kind()).isEqualTo(Macro.Broken.Kind.TOO_LARGE);
  }
}
