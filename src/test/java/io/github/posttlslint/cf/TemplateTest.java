package io.github.posttlslint.cf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.testkit.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  /** Syntax errors of templates that are errors in the finished file, too. */
  private static final Map<String, Integer> REAL_ERRORS =
      // c143: the lines of a mydestination begin in the first column
      // c291: so does the brace that ends a unionmap
      Map.of("c143/main.cf", 4, "c291/main.cf", 1);

  private static MainCf main(String... lines) {
    return MainCf.parse(SourceText.of("main.cf", String.join("\n", lines) + "\n"));
  }

  private static MasterCf master(String... lines) {
    return MasterCf.parse(SourceText.of("master.cf", String.join("\n", lines) + "\n"));
  }

  /** Whether there are marks of a template language outside comments. */
  private static boolean isTemplate(SourceText source) {
    String text = source.text();
    for (Template.Mark mark : TemplateScanner.scan(source).marks()) {
      int lineStart = text.lastIndexOf('\n', mark.from() - 1) + 1;
      if (!text.substring(lineStart, mark.from()).strip().startsWith("#")) {
        return true;
      }
    }
    return false;
  }

  /** The settings, with an asterisk for what is unknown and a question mark if conditional. */
  private static List<String> settings(MainCf cf) {
    List<String> settings = new ArrayList<>();
    for (MainCfEntry entry : cf.entries()) {
      String name = (entry.conditional() ? "?" : "") + entry.name() + "=";
      settings.add((name + entry.value().text()).replace(LogicalText.OPAQUE, '*'));
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ name }}",
        "{{ ' '.join(hosts) | default('a=b', true) }}",
        "{{ lookup('env', key=\"x\") }}",
        "{{ .Env.NAME }}",
        "{{NAME}}",
        "<%= @name %>",
        "${NAME}",
        "${NAME:-none}",
        "$NAME_2",
        "@NAME@",
        "@@NAME@@",
        "@%@mail/name@%@",
        "%%NAME%%",
        "__NAME__",
        "_NAME_",
        "<NAME>",
        "PH_NAME",
        "NAME_PLACEHOLDER",
      })
  void makesExpressionsOpaque(String expression) {
    MainCf cf = main("a = x" + "/" + expression + "/y, " + expression, "b = 1");

    assertThat(settings(cf)).containsExactly("a=x/*/y, *", "b=1");
    assertThat(cf.openEnded()).isFalse();
    assertThat(cf.entries().get(0).value().original())
        .isEqualTo("x/" + expression + "/y, " + expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inline:{{key=value}, {k2=v2}}",
        "inline:{{ key = value }}",
        "inline:{{@example.com=@example.org}}",
        "cidr:{{!172.16.0.42 REJECT}}",
        "cidr:{{fe80::/10 REJECT}}",
        "pcre:{{/^x/ REJECT}}",
        "inline:{{<> = REJECT}}",
        "${{$compatibility_level} < {1} ? {} :{permit_mynetworks}}",
        "unionmap:{hash:/a, hash:/b}",
        "$data_directory/x ${stress?10}${stress:300}",
        "i {mail_addr} {client_addr} {auth_authen}",
        "user@example.com, @example.org",
        "$$NAME",
        "a % b %s %d",
        "<CR> of RFC 5321 <x>",
        "my_host_name __x__",
      })
  void leavesPostfixsOwnSyntaxAlone(String value) {
    MainCf cf = main("a = " + value.replace("<CR>", "<cr>"));

    assertThat(isTemplate(cf.source())).isFalse();
    assertThat(cf.entries().get(0).value().isOpaque()).isFalse();
  }

  @Test
  void knowsTheVariablesOfMailboxCommandAndOfTheFileItself() {
    assertThat(isTemplate(main("mailbox_command = procmail -a \"$EXTENSION\"").source())).isFalse();
    assertThat(isTemplate(main("NAME = x", "a = $NAME").source())).isFalse();
  }

  @Test
  void takesExpressionsAfterATableTypeForExpressions() {
    assertThat(settings(main("a = hash:{{ dir }}/x", "b = inline:{{ table }}", "c=lmdb:{{dir}}")))
        .containsExactly("a=hash:*/x", "b=inline:*", "c=lmdb:*");
  }

  @Test
  void letsStatementsAndCommentsVanish() {
    MainCf cf =
        main(
            "{#",
            "neither = this",
            "{% nor %} that #}",
            "{% set x = 1 %}",
            "a = 1,",
            "{% if x %}",
            "{% endif %}",
            "  2",
            "  {% for x in y %}",
            "b = 3",
            "  {% endfor %}");

    assertThat(settings(cf)).containsExactly("a=1,  2", "?b=3");
    assertThat(cf.problems()).isEmpty();
    assertThat(cf.openEnded()).isFalse();
  }

  @Test
  void callsSettingsBelowAnIfConditional() {
    String[] jinja = {"{% if x %}", "a = 1", "{% elif y %}", "a = 2", "{% endif %}", "a = 3"};
    String[] go = {"{{- if .X }}", "a = 1", "{{ else }}", "a = 2", "{{ end -}}", "a = 3"};
    String[] ruby = {"<% if @x -%>", "a = 1", "<% else -%>", "a = 2", "<% end -%>", "a = 3"};
    String[] puppet = {"<%- if $x { -%>", "a = 1", "<% } else { %>", "a = 2", "<% } %>", "a = 3"};
    for (String[] lines : List.of(jinja, go, ruby, puppet)) {
      assertThat(settings(main(lines))).containsExactly("?a=1", "?a=2", "a=3");
    }
    assertThat(settings(main("<% @x.each do |n| -%>", "a = <%= n %>", "<% end -%>")))
        .containsExactly("?a=*");
    assertThat(settings(main("<% $x.each |$i, $n| { -%>", "a = 1", "<% } -%>", "b = 2")))
        .containsExactly("?a=1", "b=2");
  }

  @Test
  void callsASettingInOneLineWithItsIfConditional() {
    assertThat(settings(main("{% if x %}a = 1{% endif %}", "b = 2")))
        .containsExactly("?a=1", "b=2");
  }

  @Test
  void makesABlockInsideAValueOpaque() {
    assertThat(settings(main("relayhost = <% if @x %><%= @x %>:25<% end %>", "b = 2")))
        .containsExactly("relayhost=*", "b=2");
    assertThat(settings(main("a = x{% for y in z %},", "  {{ y }}", "{% endfor %}", "b = 2")))
        .containsExactly("a=x*", "b=2");
    assertThat(settings(main("a = {% if x %}1{% else %}2{% endif %}3"))).containsExactly("a=*3");
  }

  @Test
  void makesAContinuationBelowAnIfOpaque() {
    MainCf cf = main("a =", "{% if x %}", "  permit,", "{% endif %}", "  reject");

    assertThat(settings(cf)).containsExactly("a=*  reject");
    assertThat(cf.entries().get(0).line().parts().subList(1, 3))
        .extracting(LogicalText::text)
        .containsExactly("  permit,", "  reject");
  }

  @Test
  void isOpenEndedWhereATemplateMakesWholeSettings() {
    assertThat(main("{{ set_parameter('tls_preempt_cipherlist', 'yes') }}").openEnded()).isTrue();
    assertThat(main("{{ name }} = {{ value }}").openEnded()).isTrue();
    assertThat(main("<%= @name %> = 1").openEnded()).isTrue();
    assertThat(main("${EXTRA}").openEnded()).isTrue();
    assertThat(main("{% include 'tls.cf' %}").openEnded()).isTrue();
    assertThat(main("@!@", "if x: print('a = 1')", "@!@").openEnded()).isTrue();
    assertThat(main("a = {{ x }}").openEnded()).isFalse();
  }

  @Test
  void leavesRawTextAlone() {
    assertThat(settings(main("a = inline:{% raw %}{{{% endraw %}a=b}}", "b = {{ x }}")))
        .containsExactly("a=inline:{{a=b}}", "b=*");
  }

  @Test
  void leavesOutTheBodiesOfMacros() {
    MainCf cf = main("{% macro f(x) -%}", "nothing of a setting", "{%- endmacro %}", "a = 1");

    assertThat(settings(cf)).containsExactly("a=1");
    assertThat(cf.problems()).isEmpty();
  }

  @Test
  void readsLinesThatACommentSignReplaces() {
    MainCf cf = main("%{on}a = %name", "%{on}  more", "b = {%x}");

    assertThat(settings(cf)).containsExactly("?a=* *", "b={*}");
  }

  @Test
  void doesNotCallAFileATemplateForItsComments() {
    MainCf cf = main("# {{ ansible_managed }}", "# {% if x %}", "# @NAME@", "a = 1");

    assertThat(isTemplate(cf.source())).isFalse();
    assertThat(cf.entries()).hasSize(1);
  }

  @Test
  void placesWhatFollowsAnExpressionWhereItStands() {
    MainCf cf = main("a = {{ x }}/b");

    assertThat(cf.entries().get(0).value().slice(1, 3).span())
        .isEqualTo(new Span("main.cf", 1, 12, 1, 14));
    assertThat(cf.entries().get(0).value().slice(0, 1).span())
        .isEqualTo(new Span("main.cf", 1, 5, 1, 12));
  }

  @Test
  void keepsConditionalOverridesOfAService() {
    MasterCf cf =
        master(
            "25 inet n - y - {{ n }} smtpd",
            "  -o a={{ x }}",
            "{% if y %}",
            "  -o b=1",
            "{% endif %}",
            "  -o c=2");
    MasterEntry entry = cf.entries().get(0);

    assertThat(cf.problems()).isEmpty();
    assertThat(entry.openEnded()).isFalse();
    assertThat(entry.overrides())
        .extracting(ParameterOverride::name)
        .containsExactly("a", "b", "c");
    assertThat(entry.overrides())
        .extracting(ParameterOverride::conditional)
        .containsExactly(false, true, false);
  }

  @Test
  void isOpenEndedWhereATemplateMakesServicesOrOptions() {
    assertThat(master("{{ services }}").openEnded()).isTrue();
    MasterCf cf = master("25 inet n - y - - smtpd {{ options }}", "26 inet n - y - - smtpd");
    assertThat(cf.openEnded()).isFalse();
    assertThat(cf.entries()).extracting(MasterEntry::openEnded).containsExactly(true, false);
  }

  @Test
  void findsNoSyntaxErrorsInTemplatesOfTheCorpusButRealOnes() {
    Map<String, Integer> errors = new TreeMap<>();
    int templates = 0;
    for (Corpus.Item item : Corpus.items()) {
      templates += item.isPlain() ? 0 : 1;
      for (String file : List.of("main.cf", "master.cf")) {
        int count = item.has(file) ? problems(item, file) : 0;
        if (count > 0 && !item.isPlain()) {
          errors.put(item.id() + "/" + file, count);
        }
      }
    }
    System.out.println("templates: " + templates + ", syntax errors: " + errors);
    assertThat(errors).isEqualTo(REAL_ERRORS);
  }

  private static int problems(Corpus.Item item, String file) {
    SourceText source = SourceText.of(file, item.read(file));
    if (file.equals("master.cf")) {
      MasterCf cf = MasterCf.parse(source);
      assertThat(item.isPlain() && isTemplate(source)).as("%s", item).isFalse();
      return cf.problems().size();
    }
    MainCf cf = MainCf.parse(source);
    assertThat(isTemplate(source)).as("%s", item).isNotEqualTo(item.isPlain());
    return cf.problems().size();
  }
}
