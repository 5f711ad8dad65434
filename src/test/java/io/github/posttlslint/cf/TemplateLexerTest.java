package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engines' own lexical rules make of a text; each case was tried with the engine. */
class TemplateLexerTest {

  private static MainCf main(String... lines) {
    return MainCf.parse(SourceText.of("main.cf", String.join("\n", lines) + "\n"));
  }

  private static List<String> settings(String... lines) {
    MainCf cf = main(lines);
    List<String> settings = new ArrayList<>();
    for (MainCfEntry entry : cf.entries()) {
      String name = (entry.conditional() ? "?" : "") + entry.name() + "=";
      settings.add((name + entry.value().text()).replace(LogicalText.OPAQUE, '*'));
    }
    if (cf.openEnded()) {
      settings.add("...");
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ '{}  -o {{ {} = {} }}'.format(a, b, c) }}",
        "{{ \"}}\" }}",
        "{{ 'it\\'s }}' }}",
        "{{ {'a': {'b': 1}}['a'] }}",
        "{{ x | replace('%}', '') }}",
        "{{ [a, b] | join(', ') }}",
        "{{ 10 * 1024 }}",
        "{{ printf `}}` .X }}",
        "{% if '%}' == x %}1{% endif %}",
        "{{ it's }}",
      })
  void endsAMarkOutsideStringsAndBrackets(String mark) {
    assertThat(settings("a = x " + mark + " y", "b = 1")).containsExactly("a=x * y", "b=1");
  }

  @Test
  void readsOptionsThatAreMadeOfAString() {
    MasterCf cf =
        MasterCf.parse(
            SourceText.of(
                "master.cf",
                "{% for o in options %}\n{{ '{}  -o {{ {} = {} }}'.format(c, o.name, o.value)"
                    + " }}\n{% endfor %}\n"));

    assertThat(cf.problems()).isEmpty();
    assertThat(cf.entries()).isEmpty();
    assertThat(cf.openEnded()).isTrue();
  }

  @Test
  void endsACommentAtItsOwnSign() {
    assertThat(settings("{{/* a }} b = 1 */}}", "c = {# }} {{ #}1", "<%# x = { -%>", "d = 2"))
        .containsExactly("c=1", "d=2");
    assertThat(settings("{{- /* a", "b = 1 */ -}}", "c = 1")).containsExactly("c=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ansible_managed | comment }}",
        "{{ ansible_managed | comment('plain') }}",
        "{{ 'a' | comment(prefix='', postfix='') -}}",
        "{{ ansible_managed }}",
        "{{ \"# {:<8}\".format('x') }}",
        "{{ '#' * 70 }}",
        "{{- \"\\n\" }}",
      })
  void seesThatABannerSetsNothing(String banner) {
    assertThat(settings(banner, "a = 1")).containsExactly("a=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ banner }}",
        "{{ x | comment('c') }}",
        "{{ x | comment(decoration='; ') }}",
        "{{ x | comment | replace('#', '') }}",
        "{{ '# none' if x else y }}",
      })
  void doesNotTakeOtherExpressionsForBanners(String expression) {
    assertThat(settings(expression, "a = 1")).containsExactly("a=1", "...");
  }

  @Test
  void findsNoMarksInRawText() {
    assertThat(settings("{% raw -%}", "a = {{ x }} endraw", "{%- endraw %}", "b = {{ x }}"))
        .containsExactly("a={{ x }} endraw", "b=*");
  }

  @Test
  void trimsWhiteSpaceAsTheSignsSay() {
    assertThat(settings("a = 1", "{%- if x %}", "b = 2", "{%- endif %}", "c = 3"))
        .containsExactly("a=1", "?b=2", "c=3");
    assertThat(settings("{% if x -%}", "  b = 2", "{% endif -%}", "  c = 3"))
        .containsExactly("?b=2", "c=3");
    assertThat(settings("a = 1", "{%- set x = 1 -%}", "b = 2")).containsExactly("a=1b = 2");
    assertThat(settings("a = 1", "{{- x }}", "b = 2")).containsExactly("a=1*", "b=2");
    assertThat(settings("a = <%= @x -%>", "b = 2", "c = 3")).containsExactly("a=*b = 2", "c=3");
    assertThat(settings("a = 1", "  <%- if @x -%>", "b = 2", "  <%- end -%>"))
        .containsExactly("a=1", "?b=2");
    assertThat(settings("a = {{- .X }}", "b = 1 {{/* x */ -}}", "", "  2"))
        .containsExactly("a=*", "b=1 2");
  }

  @Test
  void knowsTheBracketsThatTheFirstLineChanges() {
    assertThat(
            settings(
                "#jinja2: variable_start_string:'[%', variable_end_string:'%]', trim_blocks: False",
                "a = [% x %]", "b = inline:{{a=b}} {{ y }}", "{% if x %}", "c = 1", "{% endif %}"))
        .containsExactly("a=*", "b=inline:{{a=b}} {{ y }}", "?c=1");
    assertThat(settings("#jinja2: line_statement_prefix:'%%'", "%% if x:", "a = 1", "%% endif"))
        .containsExactly("?a=1");
  }
}
