package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import io.github.posttlslint.cf.TemplateNames.Layer;
import io.github.posttlslint.input.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateDefaultsTest {

  private static final String UNKNOWN = "?";

  private static final Map<String, Entry> ROLE =
      Map.of(
          "level", text("may"),
          "on", new Entry(Form.TRUE, "", "d.yml", 2),
          "off", new Entry(Form.FALSE, "", "d.yml", 3),
          "port", new Entry(Form.NUMBER, "587", "d.yml", 4),
          "nothing", new Entry(Form.NOTHING, "", "d.yml", 5),
          "list", new Entry(Form.OTHER, "", "d.yml", 6),
          "pf", new Entry(Form.MAPPING, "", "d.yml", 7),
          "pf.level", text("dane"),
          "other", text("{{ level }}"),
          "empty", text(""));

  private static Entry text(String text) {
    return new Entry(Form.TEXT, text, "d.yml", 1);
  }

  private static TemplateNames names(Map<String, Entry> named, Map<String, Entry> role) {
    return new TemplateNames(
        new Layer(named, ""),
        new Layer(role, ""),
        (name, value) -> name.contains("password") && !value.equals("yes"));
  }

  /** The value of the last setting; a question mark where it is not known. */
  private static String value(TemplateNames names, String text) {
    SourceText source = SourceText.of("main.cf", text + "\n");
    MainCf main = MainCf.parse(source).with(TemplateDefaults.of(source, names));
    List<MainCfEntry> entries = main.entries();
    String value = entries.get(entries.size() - 1).value().text();
    return LogicalText.isOpaque(value) ? UNKNOWN : value;
  }

  private static String jinja(String expression) {
    return value(names(Map.of(), ROLE), "a = {{ " + expression + " }}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "x | default('may')                      ~ may",
        "x|d(\"may\")                            ~ may",
        "x | default('may', true)                ~ may",
        "x | default(default_value='may', boolean=True) ~ may",
        "x.y | default('may')                    ~ may",
        "x | default(y) | default('may')         ~ ?",
        "x | default(level)                      ~ may",
        "x | default(25)                         ~ 25",
        "x | default(true)                       ~ True",
        "x | default(false) | ternary('a', 'b')  ~ b",
        "(x | default('MAY')) | lower            ~ may",
        "x | default(' may ') | trim             ~ may",
        "x | default('yes') | bool               ~ True",
        "x | default('a') | regex_replace('a')   ~ ?",
        "x | default('a') + 'b'                  ~ ?",
        "x | default('it\\'s')                   ~ ?",
        "x | default(omit)                       ~ ?",
        "x                                       ~ ?",
        "'may'                                   ~ ?",
        "level                                   ~ may",
        "level | default('none')                 ~ may",
        "on                                      ~ True",
        "off | default('x')                      ~ False",
        "off | default('x', true)                ~ x",
        "port                                    ~ 587",
        "nothing                                 ~ ?",
        "nothing | default('x')                  ~ ?",
        "nothing | default('x', true)            ~ x",
        "empty | default('x', true)              ~ x",
        "list | default('x')                     ~ ?",
        "pf.level                                ~ dane",
        "pf['level']                             ~ dane",
        "pf.other | default('x')                 ~ x",
        "pf.items                                ~ ?",
        "pf.get('level', 'x')                    ~ dane",
        "level.upper()                           ~ ?",
        "other                                   ~ may",
        "other if x else level                   ~ ?",
        "x or 'may'                              ~ ?",
        "ansible_fqdn | default('x')             ~ ?",
        "grains.x | default('x')                 ~ ?",
        "relay_password | default('x')           ~ ?",
        "relay_password | default(level)         ~ ?",
        "pillar.get('a:b', 'may')                ~ may",
        "salt['pillar.get']('a:b', default='may') ~ may",
        "salt['grains.get']('a:b', 'may')        ~ ?",
        "pillar.get('a:b')                       ~ ?",
        "((((((((((((x | default('a')))))))))))) ~ ?"
      })
  void knowsWhatJinjaPrintsWithDefaults(String expression, String expected) {
    assertThat(jinja(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{% set v = x | default('may') %}         ~ may",
        "{% set v = v | default('may') %}         ~ may",
        "{% set level = x %}{% set v = level %}   ~ ?",
        "{% set v = 'a' %}{% set v = 'b' %}       ~ ?",
        "{% if c %}{% set v = x | d('a') %}{% endif %} ~ ?",
        "{% for v in x %}{% endfor %}             ~ ?",
        "{% set v, w = x %}                       ~ ?",
        "{% set v %}may{% endset %}               ~ ?",
        "{% macro f(v) %}{% endmacro %}           ~ ?",
        "{% set v = v2 | d('a') %}{% set v2 = 1 %} ~ ?"
      })
  void takesNoDefaultOfAnotherForANameThatTheTemplateSets(String statements, String expected) {
    assertThat(value(names(Map.of(), Map.of()), statements + "\na = {{ v }}")).isEqualTo(expected);
  }

  @Test
  void knowsNoValueThatRefersToItself() {
    Map<String, Entry> circle =
        Map.of("a", text("{{ b }}"), "b", text("{{ c | default('x') }}"), "c", text("{{ a }}"));
    assertThat(value(names(Map.of(), circle), "a = {{ a }}")).isEqualTo(UNKNOWN);
  }

  @Test
  void letsNoValueGrowBeyondMeasure() {
    Map<String, Entry> laughs = new HashMap<>(Map.of("x0", text("{{ level | default('ha') }}")));
    for (int i = 1; i < 60; i++) {
      laughs.put("x" + i, text("{{ x%d }}{{ x%d }}".formatted(i - 1, i - 1)));
    }
    assertThat(value(names(Map.of(), laughs), "a = {{ x3 }}")).isEqualTo("ha".repeat(8));
    assertThat(value(names(Map.of(), laughs), "a = {{ x59 }}")).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<%= @x || 'yes' %>                 ~ yes",
        "<%= @x || @y || \"yes\" -%>        ~ yes",
        "<%= scope['x'] || 587 %>           ~ 587",
        "<%= node['a']['b'] || 'yes' %>     ~ yes",
        "<%= @x || \"#{y}\" %>              ~ ?",
        "<%= @x ? 'a' : 'b' %>              ~ ?",
        "<%= @x || y %>                     ~ ?",
        "<%= x || 'yes' %>                  ~ ?",
        "<%= @x | 'yes' %>                  ~ ?",
        "<%= @x %>                          ~ ?",
        "<%= @smtp_password || 'yes' %>     ~ ?"
      })
  void knowsWhatRubyPrintsWithoutAValue(String expression, String expected) {
    assertThat(value(names(Map.of(), ROLE), "a = " + expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<%- | String $x = 'may' | -%>                      ~ may",
        "<%- | Boolean $w, Integer $x = 25, $y = 'a' | -%>  ~ 25",
        "<%- | String $x | -%>                              ~ ?",
        "<%- | String $x = \"${y}\" | -%>                   ~ ?",
        "<%- | String $y = 'may' | -%>                      ~ ?"
      })
  void knowsTheParametersOfAnEpp(String parameters, String expected) {
    assertThat(value(names(Map.of(), ROLE), parameters + "\na = <%= $x %>")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ .Values.x | default \"may\" }}      ~ may",
        "{{ default \"may\" .Values.x }}        ~ may",
        "{{ default .Env.X \"may\" }}           ~ may",
        "{{ or .x 25 }}                         ~ 25",
        "{{ getv \"/x\" \"may\" }}              ~ may",
        "{{- .x | default `may` -}}             ~ may",
        "{{ .x | default 'm' }}                 ~ ?",
        "{{ .x | default .y }}                  ~ ?",
        "{{ .x | default \"may\" | quote }}     ~ ?",
        "{{ .x }}                               ~ ?"
      })
  void knowsTheDefaultsOfGo(String expression, String expected) {
    assertThat(value(names(Map.of(), ROLE), "a = " + expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "${X:-yes}            ~ yes",
        "${NAME-no}           ~ no",
        "${NAME:=a b}         ~ a b",
        "x${NAME:-}           ~ x",
        "${NAME:-$OTHER}      ~ ?",
        "${NAME:-'a'}         ~ ?",
        "${NAME:?yes}         ~ ?",
        "${NAME}              ~ ?"
      })
  void knowsTheDefaultsOfTheShell(String expression, String expected) {
    String text = "a = " + expression.replace("${X", "${XY");
    assertThat(value(names(Map.of(), ROLE), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ level }}",
        "{{ level | default('x') }}",
        "{{ pillar.get('level', 'x') }}",
        "<%= @level %>",
        "<%= @level || 'x' %>",
        "<%= $level %>",
        "{{ .Values.level }}",
        "{{ .level | default \"x\" }}"
      })
  void takesWhatTheUserNamesInAllLanguages(String expression) {
    assertThat(value(names(Map.of("level", text("secure")), ROLE), "a = " + expression))
        .isEqualTo("secure");
    assertThat(value(names(Map.of("LEVEL", text("secure")), ROLE), "a = ${LEVEL:-x} $LEVEL"))
        .isEqualTo("secure secure");
  }

  @Test
  void takesNoDefaultWhereAFileMaySaySomethingElse() {
    TemplateNames unread =
        new TemplateNames(Layer.EMPTY, new Layer(Map.of(), "no"), (name, value) -> false);
    assertThat(value(unread, "a = {{ x | default('may') }}")).isEqualTo(UNKNOWN);
  }

  @Test
  void makesNoCommentAndNoContinuationOfADefault() {
    TemplateNames none = names(Map.of(), Map.of());
    assertThat(value(none, "a = b\n{{ x | default('#c') }} = d")).isEqualTo("d");
    assertThat(value(none, "a = b\n{{ x | default(' c') }}")).isEqualTo("b");
    assertThat(value(none, "a = b,\n  {{ x | default('c') }}")).isEqualTo("b,  c");
    assertThat(value(none, "a = {{ x | default('') }}")).isEmpty();
  }

  @Test
  void tellsThePlaceOfTheWholeMark() {
    SourceText source = SourceText.of("main.cf", "a = b {{ x | d('may') }} {{ y }}\n");
    TemplateDefaults defaults = TemplateDefaults.of(source, names(Map.of(), Map.of()));
    LogicalText value = MainCf.parse(source).with(defaults).entries().get(0).value();
    assertThat(value.text()).isEqualTo("b may " + LogicalText.OPAQUE);
    assertThat(value.span(3, 4)).isEqualTo(source.span(6, 24));
    assertThat(value.original()).isEqualTo("b {{ x | d('may') }} {{ y }}");
    assertThat(defaults.all().get(0).defaults())
        .containsExactly(new KnownDefault("", "", "main.cf", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "level                     ~ may",
        "not level                 ~ ?",
        "level is defined          ~ may",
        "level is not defined      ~ ?",
        "level == 'may' and on     ~ may",
        "level != ''               ~ may",
        "level != 'may'            ~ ?",
        "level | length > 0        ~ ?",
        "other                     ~ may",
        "x                         ~ may"
      })
  void usesNoDefaultUnderAConditionThatItMakesFalse(String condition, String expected) {
    String text = "{% if " + condition + " %}\na = {{ level }}\n{% endif %}\n";
    SourceText source = SourceText.of("main.cf", text);
    TemplateBranches branches = TemplateBranches.of(source);
    MainCf main =
        MainCf.parse(source)
            .with(TemplateDefaults.of(source, names(Map.of(), ROLE)))
            .with(
                branches,
                new TemplateBranches.Assumption(branches.branches().get(0).truths(), true));
    String value = main.entries().get(0).value().text();
    assertThat(LogicalText.isOpaque(value) ? UNKNOWN : value).isEqualTo(expected);
  }
}
