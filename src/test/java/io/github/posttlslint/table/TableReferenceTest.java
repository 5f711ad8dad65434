package io.github.posttlslint.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.posttlslint.postfix.TableTypes;
import org.junit.jupiter.api.Test;

class TableReferenceTest {

  private final TableTypes types = TableTypes.load();

  private TableReference parse(String text) {
    return TableReference.parse(text, types);
  }

  @Test
  void theFirstColonEndsTheType() {
    TableReference table = parse("socketmap:inet:127.0.0.1:8461:QUERY");

    assertThat(table.typeName()).isEqualTo("socketmap");
    assertThat(table.name()).isEqualTo("inet:127.0.0.1:8461:QUERY");
    assertThat(table.path()).isNull();
  }

  @Test
  void aTextWithoutColonHasNoType() {
    assertThat(parse("/etc/postfix/access").hasType()).isFalse();
  }

  @Test
  void typesAreCaseSensitive() {
    assertThat(parse("hash:/x").type()).isNotNull();
    assertThat(parse("Hash:/x").type()).isNull();
  }

  @Test
  void adaptersAndCombinationsLeadToTheirTables() {
    assertThat(parse("proxy:unionmap:{hash:/a, static:b}").leaves())
        .extracting(TableReference::text)
        .containsExactly("hash:/a", "static:b");
  }

  /** dict_pipe.c and dict_union.c: the first is asked, the last one's result counts. */
  @Test
  void tablesInTablesHaveTheirPlace() {
    assertThat(parse("pipemap:{proxy:hash:/a, hash:/b, static:c}").leaves())
        .extracting(TableReference::byKey, TableReference::inResult, TableReference::isAlone)
        .containsExactly(
            tuple(true, false, false), tuple(false, false, false), tuple(false, true, false));
    assertThat(parse("unionmap:{pipemap:{static:a, static:b}, static:c}").leaves())
        .extracting(TableReference::byKey, TableReference::inResult, TableReference::isAnswer)
        .containsExactly(
            tuple(true, false, false), tuple(false, true, false), tuple(true, true, false));
    assertThat(parse("unionmap:{pipemap:{hash:/a}}").leaves())
        .extracting(TableReference::isAlone)
        .containsExactly(true);
  }

  @Test
  void randmapHasValues() {
    assertThat(WrittenTable.choices("{user:pw, x}")).containsExactly("user:pw", "x");
    assertThat(WrittenTable.choices("user:pw")).isEmpty();
  }

  @Test
  void endlessNestingEnds() {
    assertThat(parse("proxy:".repeat(5000) + "hash:/a").leaves()).hasSize(1);
  }

  @Test
  void onlyAbsoluteNamesAreFiles() {
    assertThat(parse("hash:/etc/postfix/access").path()).isEqualTo("/etc/postfix/access");
    assertThat(parse("hash:access").path()).isNull();
    assertThat(parse("static:/etc/postfix/access").path()).isNull();
  }
}
