package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text that main.cf and master.cf can be. */
class ReaderPropertiesTest {

  private static final String SEED = "20261124";

  @Property(tries = 500, seed = SEED)
  void settingsAreReadAsTheyWereWritten(
      @ForAll("names") List<String> names, @ForAll("values") List<String> values) {
    Map<String, String> written = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      text.append(names.get(i)).append(" = ").append(values.get(i)).append('\n');
      written.put(names.get(i), values.get(i));
    }
    SourceText source = SourceText.of("main.cf", text.toString());
    MainCf main = MainCf.parse(source);
    Map<String, String> read = new LinkedHashMap<>();
    for (MainCfEntry entry : main.entries()) {
      read.put(entry.name(), entry.value().text());
      Span span = entry.valueSpan();
      String line = source.line(span.startLine());
      assertThat(line.substring(span.startColumn() - 1, span.endColumn() - 1))
          .isEqualTo(entry.value().text());
    }
    assertThat(read).isEqualTo(written);
  }

  @Property(tries = 500, seed = SEED)
  void bytesAreKeptAndPlacesLieInTheFile(@ForAll("fragments") List<String> fragments) {
    byte[] bytes = String.join("", fragments).getBytes(StandardCharsets.ISO_8859_1);
    SourceText source = SourceText.of("main.cf", bytes);
    assertThat(source.bytes()).isEqualTo(bytes);
    List<Span> spans = new ArrayList<>();
    for (MainCfEntry entry : MainCf.parse(source).entries()) {
      spans.add(entry.nameSpan());
      spans.add(entry.valueSpan());
    }
    for (MasterEntry entry : MasterCf.parse(source).entries()) {
      spans.add(entry.span());
      entry.overrides().forEach(override -> spans.add(override.valueSpan()));
    }
    for (Span span : spans) {
      assertThat(span.endLine()).isBetween(span.startLine(), source.lineCount());
      assertThat(span.startColumn()).isBetween(1, source.line(span.startLine()).length() + 1);
      assertThat(span.endColumn()).isBetween(1, source.line(span.endLine()).length() + 1);
    }
  }

  @Property(tries = 500, seed = SEED)
  void aTextWithoutNamesExpandsToItself(@ForAll("values") List<String> values) {
    String text = String.join(" ", values);
    for (Grammar grammar : Grammar.values()) {
      assertThat(MacroExpander.expand(text, grammar, name -> "x").text()).isEqualTo(text);
    }
  }

  @Property(tries = 500, seed = SEED)
  void anExpansionEndsWhateverNamesMean(
      @ForAll("fragments") List<String> text, @ForAll("fragments") List<String> meaning) {
    for (Grammar grammar : Grammar.values()) {
      MacroExpander.Result result =
          MacroExpander.expand(
              String.join("", text), grammar, name -> String.join("", meaning) + "$" + name);
      assertThat(result.text().length()).isLessThan(1 << 22);
    }
  }

  @Provide
  Arbitrary<List<String>> names() {
    Arbitrary<String> word = Arbitraries.strings().withCharRange('a', 'z').ofLength(4);
    return word.map(name -> name + "_x").list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars(".,:/[]-+")
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> fragments() {
    return Arbitraries.of(
            "a = b\n",
            "smtp inet n - n - - smtpd\n",
            " -o ",
            "x=",
            "$",
            "${",
            "}",
            "{",
            "(",
            ")",
            "name",
            "?",
            ":",
            "==",
            " ",
            "\t",
            "\n",
            "\r\n",
            "#",
            "\"",
            "\u00e9",
            "\0",
            ",",
            "-",
            "{{",
            "%",
            "1",
            "<",
            "\n ",
            "$(",
            "$$")
        .list()
        .ofMaxSize(25);
  }
}
