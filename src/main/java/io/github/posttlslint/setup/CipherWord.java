package io.github.posttlslint.setup;

import io.github.posttlslint.input.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cipher grade in force for a service, or one word of a list of ciphers excluded there. Like
 * protocol lists, grades and exclusions are different for optional and for mandatory TLS; only
 * mandatory TLS adds the mandatory exclusions to the others (tls_server.c, tls_client.c).
 *
 * @param parameter the parameter that has it
 * @param isGrade whether it is a grade; else it is an exclusion
 * @param level the TLS level in force
 * @param word the grade or exclusion; unknown for the rest of a list that is not looked at
 * @param span where the word is written; null if nowhere
 */
public record CipherWord(
    Service service,
    String parameter,
    boolean isGrade,
    String level,
    Known<String> word,
    @Nullable Span span)
    implements Thing {

  /** What judging a word takes, in steps of an expansion. */
  private static final int STEPS = 24;

  /** All grades and exclusions in force, in the order of master.cf. */
  public static List<CipherWord> all(Setup setup) {
    List<CipherWord> all = new ArrayList<>();
    for (Service service : setup.services()) {
      Role role = service.role();
      if (service.program().equals("smtpd")) {
        add(service, "smtpd_tls_", Levels.server(service), all);
      } else if (role == Role.SMTP_CLIENT) {
        add(service, "smtp_tls_", Levels.client(service), all);
      } else if (role == Role.LMTP_CLIENT) {
        add(service, "lmtp_tls_", Levels.client(service), all);
      }
    }
    return all;
  }

  private static void add(Service service, String prefix, Levels level, List<CipherWord> all) {
    String name = level.name();
    if (level.reason() != null || name.equals("none")) {
      return;
    }
    boolean mandatory = !name.equals("may");
    String grade = prefix + (mandatory ? "mandatory_ciphers" : "ciphers");
    Value value = service.value(grade);
    if (!value.isUnknown() && isKnown(service, grade)) {
      Known<String> word = value.known().orUnset("");
      all.add(new CipherWord(service, grade, true, name, word, value.valueSpan()));
    }
    addExclusions(service, prefix + "exclude_ciphers", name, all);
    if (mandatory) {
      addExclusions(service, prefix + "mandatory_exclude_ciphers", name, all);
    }
  }

  private static boolean isKnown(Service service, String parameter) {
    Setup setup = service.setup();
    return setup.parameters().find(parameter, setup.version()) != null;
  }

  private static void addExclusions(
      Service service, String parameter, String level, List<CipherWord> all) {
    if (service.value(parameter).isUnknown() || !isKnown(service, parameter)) {
      return;
    }
    for (ListWord element : ListWord.of(service, parameter)) {
      if (!service.setup().spend(STEPS)) {
        Doubt doubt = new Doubt("too many words in lists of ciphers", parameter);
        all.add(new CipherWord(service, parameter, false, level, Known.unknown(doubt), null));
        return;
      }
      // Postfix takes a colon for a separator, too
      int start = 0;
      String text = element.text();
      for (int i = 0; i <= text.length(); i++) {
        if (i == text.length() || text.charAt(i) == ':') {
          if (i > start) {
            Known<String> word = Known.of(text.substring(start, i));
            all.add(new CipherWord(service, parameter, false, level, word, element.span()));
          }
          start = i + 1;
        }
      }
    }
  }

  /** {@code server} or {@code client}. */
  public String side() {
    return parameter.startsWith("smtpd_") ? "server" : "client";
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> concerned() {
    return List.of(service);
  }

  @Override
  public Span place() {
    Span setting = service.value(parameter).span();
    return span != null ? span : setting != null ? setting : service.span();
  }
}
