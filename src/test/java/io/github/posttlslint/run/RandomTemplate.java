package io.github.posttlslint.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A main.cf and a master.cf with the marks of a language, made at random. */
final class RandomTemplate {

  /** A language: what its marks look like. */
  enum Language {
    JINJA("j2"),
    ERB("erb"),
    SHELL("sh");

    private final String ending;

    Language(String ending) {
      this.ending = ending;
    }

    String ending() {
      return ending;
    }
  }

  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("smtpd_tls_security_level", "none", "may", "may", "encrypt", "dane"),
          List.of("smtpd_sasl_auth_enable", "yes", "yes", "no"),
          List.of("smtpd_tls_auth_only", "yes", "no"),
          List.of("smtp_tls_security_level", "none", "may", "dane", "encrypt", "secure", ""),
          List.of("smtp_dns_support_level", "dnssec", "enabled"),
          List.of("smtpd_tls_chain_files", "/etc/postfix/mail.pem", ""),
          List.of("smtpd_tls_cert_file", "/etc/postfix/mail.pem", "none"),
          List.of("smtpd_tls_protocols", "!SSLv2, !SSLv3", ">=TLSv1.2", ">=TLSv1.3", "TLSv1"),
          List.of("smtpd_tls_mandatory_protocols", "!SSLv2, !SSLv3", ">=TLSv1.2"),
          List.of("smtp_sasl_auth_enable", "yes", "no"),
          List.of("smtp_sasl_password_maps", "hash:/etc/postfix/sasl_passwd"),
          List.of("relayhost", "[mx.example.com]:587", "[mx.example.com]:465", ""),
          List.of("smtp_tls_wrappermode", "yes", "no"),
          List.of("compatibility_level", "3.6", "2"),
          List.of("mydestination", "example.com", "$myhostname, localhost"),
          List.of("smtpd_tls_ask_ccert", "yes", "on", "no"),
          List.of("smtpd_use_tls", "yes", "no"),
          List.of("smtpd_sasl_security_options", "noanonymous", "noanonymous, noplaintext"),
          List.of("smtpd_recipient_restrictions", "permit_mynetworks,\n  reject", "permit"),
          List.of("smtpd_tls_loglevel", "1", "2", "0"),
          List.of("smtpd_tls_dh1024_param_file", "/etc/postfix/dh.pem"),
          List.of("smtp_tls_fingerprint_digest", "md5", "sha256"));

  private static final List<String> FILLED =
      List.of("may", "none", "encrypt", "yes", "no", "dane", "", "on", "/etc/postfix/mail.pem");

  private static final int CONDITIONS = 5;

  private final Language language;
  private final Random random;
  private final boolean trim;

  /** Whether expressions have defaults. */
  private final boolean defaulted;

  private final StringBuilder values = new StringBuilder("---\n");
  private final StringBuilder text = new StringBuilder();
  private int texts;
  private boolean inMaster;

  private RandomTemplate(Language language, long seed, boolean defaulted) {
    this.language = language;
    this.defaulted = defaulted;
    this.random = new Random(seed);
    this.trim = language == Language.JINJA && random.nextBoolean();
  }

  /**
   * The texts.
   *
   * @param trim whether Jinja is to trim blocks
   * @param inventories what the names stand for: texts, or true and false
   * @param values what some of them have by default, in YAML
   */
  record Made(
      Language language,
      String main,
      String master,
      boolean trim,
      List<Map<String, Object>> inventories,
      String values) {}

  static Made make(Language language, long seed, int inventories) {
    return new RandomTemplate(language, seed, false).make(inventories);
  }

  /** The same with defaults, which the last inventory leaves as they are. */
  static Made makeWithDefaults(Language language, long seed, int inventories) {
    return new RandomTemplate(language, seed, true).make(inventories);
  }

  private Made make(int count) {
    banner();
    block(6 + random.nextInt(10), 0);
    String main = text.toString();
    text.setLength(0);
    master();
    String master = text.toString();
    List<Map<String, Object>> inventories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> inventory = new TreeMap<>();
      for (int c = 0; c < CONDITIONS; c++) {
        inventory.put("c" + c, random.nextBoolean());
      }
      for (int t = 0; t < texts && !(defaulted && i == count - 1); t++) {
        inventory.put("T" + t, one(FILLED));
      }
      inventories.add(inventory);
    }
    return new Made(language, main, master, trim, inventories, values.toString());
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void banner() {
    if (language == Language.JINJA && chance(50)) {
      text.append(
          one(
              List.of(
                  "{{ 'made' | comment }}\n",
                  "{{ '# }}' }}\n",
                  "{#- }} a = 1 -#}\n",
                  "# {{ '}}' }} {% if c0 %}a = 1{% endif %}.\n",
                  "{{ '#' * 20 }}\n")));
    }
    if (language == Language.ERB && chance(50)) {
      text.append("<%# @c0 { -%>\n# <%= 'made' %>\n");
    }
  }

  private void block(int lines, int depth) {
    for (int i = 0; i < lines; i++) {
      if (language != Language.SHELL && chance(30) && depth < 3) {
        chain(depth);
      } else {
        setting();
      }
    }
  }

  private void chain(int depth) {
    boolean loop = chance(10);
    open(loop ? "loop" : "if", condition());
    block(1 + random.nextInt(3), depth + 1);
    while (!loop && chance(30)) {
      open("elif", condition());
      block(1 + random.nextInt(2), depth + 1);
    }
    if (!loop && chance(50)) {
      open("else", "");
      block(1 + random.nextInt(2), depth + 1);
    }
    open("end", loop ? "loop" : "if");
  }

  private String condition() {
    String name = (language == Language.ERB ? "@" : "") + "c" + random.nextInt(CONDITIONS);
    return chance(20) ? (language == Language.ERB ? "!" : "not ") + name : name;
  }

  /** A statement in a line of its own, perhaps with signs that trim white space. */
  private void open(String word, String rest) {
    if (language == Language.ERB) {
      String code =
          switch (word) {
            case "loop" -> "[1].each do |x|";
            case "end" -> "end";
            case "elif" -> "elsif " + rest;
            default -> (word + " " + rest).strip();
          };
      text.append(chance(20) ? "  <%- " + code + " -%>\n" : "<% " + code + " -%>\n");
      return;
    }
    String code =
        switch (word) {
          case "loop" -> "for x in [1]";
          case "end" -> rest.equals("loop") ? "endfor" : "endif";
          default -> (word + " " + rest).strip();
        };
    boolean left = !trim && chance(20);
    text.append(left || (trim && chance(20)) ? "  " : "");
    text.append(left ? "{%- " : "{% ").append(code);
    // before an option it would take away the blanks that make it one
    text.append(!left && !inMaster && chance(10) ? " -%}\n" : " %}\n");
  }

  private void setting() {
    List<String> names = one(SETTINGS);
    text.append(names.get(0)).append(chance(80) ? " = " : "=");
    value(names);
    text.append('\n');
    if (chance(10)) {
      text.append("# a comment\n\n");
    }
  }

  private void value(List<String> names) {
    String value = names.get(1 + random.nextInt(names.size() - 1));
    String other = names.get(1 + random.nextInt(names.size() - 1));
    if (defaulted && chance(50)) {
      text.append(defaulted(value, other));
    } else if (chance(20)) {
      boolean table = names.get(0).endsWith("_maps");
      text.append(table && chance(50) ? "hash:" : "").append(expression());
    } else if (chance(10) && language != Language.SHELL) {
      boolean erb = language == Language.ERB;
      text.append(erb ? "<% if " : "{% if ").append(condition()).append(erb ? " %>" : " %}");
      text.append(value).append(erb ? "<% else %>" : "{% else %}").append(other);
      text.append(erb ? "<% end %>" : "{% endif %}");
      // Ansible takes the end of a line away that ends in a statement
      text.append(erb ? "" : " ");
    } else {
      text.append(value);
    }
  }

  /** An expression with a default that is usually one of two values. */
  private String defaulted(String value, String other) {
    String one = value.replace("\n", "");
    String name = "T" + texts++;
    if (language == Language.ERB) {
      return one(List.of("<%= @" + name + " || '" + one + "' %>", "<%= @" + name + " %>"));
    }
    if (chance(40)) {
      values.append(name).append(": ").append(scalar(one)).append('\n');
    }
    return one(
        List.of(
            "{{ " + name + " }}",
            "{{ " + name + " | default('" + one + "') }}",
            "{{ " + name + "|d('" + one + "', true) | trim }}",
            "{{ "
                + name
                + " | default(T"
                + random.nextInt(texts)
                + ") | default('"
                + other.replace("\n", "")
                + "') }}",
            "{{ (" + name + " | default(\"" + one + "\")) | lower }}",
            "{{ " + name + " | default(true) | ternary('" + one + "', 'none') }}",
            "{{ pillar.get('" + name + "', '" + one + "') }}",
            "{{ salt['pillar.get']('tls:" + name + "', '" + one + "') }}",
            "{% set v" + texts + " = " + name + " | default('" + one + "') %}{{ v" + texts + " }}",
            "{{ " + name + " | string | upper }}"));
  }

  /** A text as YAML writes it, or another value. */
  private String scalar(String text) {
    return one(
        List.of(
            "'" + text + "'",
            "\"" + text + "\"",
            text.isEmpty() || "!>[".indexOf(text.charAt(0)) >= 0 ? "''" : text,
            "yes",
            "off",
            "True",
            "~",
            "25",
            "007",
            "3.10",
            "1:30",
            "2_5",
            "!!str 5",
            "[" + random.nextInt(9) + "]",
            "{a: b}",
            "\"{{ T" + random.nextInt(texts) + " }}\"",
            "\"{{ T" + random.nextInt(texts) + " | default('" + text + "') }}\"",
            "'{{ T" + random.nextInt(texts) + " }}x'"));
  }

  private String expression() {
    String name = "T" + texts++;
    return switch (language) {
      case JINJA ->
          one(
              List.of(
                  "{{ " + name + " }}",
                  "{{" + name + "|trim}}",
                  "{{ {'}}': " + name + "}['}}'] }}"));
      case ERB -> "<%= @" + name + " %>";
      case SHELL -> chance(50) ? "${" + name + "}" : "$" + name;
    };
  }

  private void master() {
    inMaster = true;
    text.append("smtp inet n - n - - smtpd\n");
    options();
    if (chance(50)) {
      boolean under = language != Language.SHELL && chance(50);
      if (under) {
        open("if", condition());
      }
      text.append("submission inet n - n - - smtpd\n");
      text.append("  -o smtpd_sasl_auth_enable=yes\n");
      text.append(chance(50) ? "  -o smtpd_tls_security_level=encrypt\n" : "");
      if (under) {
        open("end", "if");
      }
    }
    text.append("smtp unix - - n - - smtp\nqmgr unix n - n 300 1 qmgr\n");
    text.append(chance(80) ? "tlsmgr unix - - n 1000? 1 tlsmgr\n" : "");
  }

  private void options() {
    while (chance(40)) {
      boolean under = language != Language.SHELL && chance(50);
      if (under) {
        open("if", condition());
      }
      List<String> names = one(SETTINGS.subList(0, 5));
      text.append("  -o ").append(names.get(0)).append('=').append(names.get(1)).append('\n');
      if (under) {
        open("end", "if");
      }
    }
  }
}
