package io.github.posttlslint.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSourceTest {

  private static List<TableEntry> entries(String text) {
    return TableSource.parse(SourceText.of("table", text)).entries();
  }

  @Test
  void theFirstWordIsTheKeyAndTheRestTheValue() {
    TableEntry entry = entries("example.com \t secure  match=a \n").get(0);

    assertThat(entry.key().text()).isEqualTo("example.com");
    assertThat(entry.value().text()).isEqualTo("secure  match=a");
    assertThat(entry.value().span()).isEqualTo(new Span("table", 1, 15, 1, 30));
  }

  @Test
  void commentsAndContinuationsAreAsInMainCf() {
    List<TableEntry> entries = entries("# one\na\n\n  # two\n   b\nc d\n");

    assertThat(entries)
        .extracting(e -> e.key().text() + "=" + e.value().text())
        .containsExactly("a=b", "c=d");
  }

  @Test
  void quotesKeepBlanksInTheKey() {
    TableEntry entry = entries("\"john smith\"@example.com john\n").get(0);

    assertThat(entry.key().text()).isEqualTo("\"john smith\"@example.com");
    assertThat(entry.isStored()).isTrue();
  }

  @Test
  void anOpenQuoteOrAMissingValueKeepsALineOut() {
    assertThat(entries("\"a b\nc\n")).noneMatch(TableEntry::isStored);
    assertThat(entries("\"a b\n").get(0).unbalanced()).isTrue();
  }

  @Test
  void aBackslashAtTheEndIsNoTrouble() {
    assertThat(entries("a\\\n").get(0).key().text()).isEqualTo("a\\");
  }

  @Test
  void anIndentedFirstLineIsAProblem() {
    TableSource source = TableSource.parse(SourceText.of("table", "  a b\nc d\n"));

    assertThat(source.problems()).hasSize(1);
    assertThat(source.entries()).hasSize(1);
  }
}
