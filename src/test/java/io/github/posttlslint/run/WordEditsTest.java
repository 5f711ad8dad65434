package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.model.written.SettingAt;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a list once words of it are gone, of main.cf and of options. */
class WordEditsTest {

  private static final Parameters PARAMETERS = Parameters.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = x, y, z|x|a = y, z",
        "a = x, y, z|y|a = x, z",
        "a = x, y, z|z|a = x, y",
        "a = x y,z|y|a = x,z",
        "a = x:y:z|y|a = x:z",
        "a = x, Y, y|y|a = x",
        "a = x, y, z|x z|a = y",
        "a = x,\\n  y,\\n  z|z|a = x,\\n  y",
        "a = x,\\n  y,\\n  z|y|a = x,\\n  z",
        "a =\\n  x,\\n  y|x|a =\\n  y",
        "a = x,\\r\\n  y\\r\\nb = 1|y|a = x\\r\\nb = 1",
        // the setting goes with its lines
        "b = 1\\na = x\\nc = 2|x|b = 1\\nc = 2",
        "b = 1\\na =\\n  x\\nc = 2|x|b = 1\\nc = 2",
        "a = x, y|x y|''",
        // not without something else
        "a = x\\na = x|x|=",
        "a = x,\\n# why\\n  y|y|=",
        "a = x,\\n# y\\n  z|y|=",
        "a = x\\nb = $a|x|=",
        "a = { x, y }|y|=",
        "a = hash:/x, y|x|=",
        "a = $x, y|y|a = $x",
        "a = ${x}, y|y|a = ${x}",
        "a = {{ x }}, y|x|=",
      })
  void wordsGoWithWhatSeparatesThem(String before, String words, String after) {
    String text = lines(before);
    String meant = after.equals("=") ? text : lines(after);
    assertThat(removed(text, "", words)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o a=x,y|x|-o a=y",
        "-o a=x,y -o b=1|y|-o a=x -o b=1",
        "-o { a = x, y }|y|-o { a = x }",
        "-o b=1 -o a=x|x|-o b=1",
        "-o b=1 -o a=x -o a=x|x|=",
      })
  void soDoWordsOfOptions(String before, String words, String after) {
    String master = "smtp inet n - n - - smtpd " + before + "\n";
    String meant = after.equals("=") ? master : "smtp inet n - n - - smtpd " + after + "\n";
    assertThat(removed("b = 1\n", master, words)).isEqualTo(meant);
  }

  @Test
  void theOnlyWordOfAnOptionStaysWhereMainCfHasAnother() {
    String master = "smtp inet n - n - - smtpd -o a=x\n";
    assertThat(removed("a = y\n", master, "x")).isEqualTo(master);
  }

  /** The text of main.cf, or of master.cf where that has options, without words of setting a. */
  private static String removed(String main, String master, String words) {
    Setup setup =
        new Setup(
            new SetupFiles(
                new MemoryTree("/etc/postfix", false),
                "/etc/postfix",
                ".",
                MainCf.parse(SourceText.of("main.cf", main)),
                MasterCf.parse(SourceText.of("master.cf", master))),
            PARAMETERS,
            PostfixVersion.of(3, 7));
    Span place =
        master.isEmpty()
            ? setup.mainEntries().stream()
                .filter(entry -> entry.name().equals("a"))
                .findFirst()
                .orElseThrow()
                .valueSpan()
            : Objects.requireNonNull(setup.services().get(0).override("a")).valueSpan();
    SourceText source = Objects.requireNonNull(TextEdits.source(setup, place.file()));
    TextEdits edits = new TextEdits(setup);
    edits.add(
        new WordEdits(source, SettingAt.find(setup, place))
            .removed(place, List.of(words.split(" "))));
    Setup result = edits.result();
    return Objects.requireNonNull(TextEdits.source(result, place.file())).text();
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
