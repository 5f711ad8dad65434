package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.ListWord;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code ciphers}: the cipher grade in force for a service, or one word of a list of ciphers
 * excluded there. Like protocol lists, grades and exclusions are different for optional and for
 * mandatory TLS; only mandatory TLS adds the mandatory exclusions to the others (tls_server.c,
 * tls_client.c).
 *
 * <p>Facts: {@code setting} (the parameter), {@code what} (grade or exclusion), {@code word} (the
 * grade, or the excluded name), {@code side} (server or client), {@code level}, and those of kind
 * {@code service}. Anchors: {@code word}, {@code service}.
 */
final class CiphersSubject implements Subject {

  /** What judging a word takes, in steps of an expansion. */
  private static final int STEPS = 24;

  private final Service service;
  private final ServiceSubject ofService;
  private final String parameter;
  private final boolean grade;
  private final String level;
  private final @Nullable ListWord word;

  /**
   * Makes one.
   *
   * @param word the grade or exclusion; null for the rest of a list that is not looked at
   */
  private CiphersSubject(
      ServiceSubject ofService,
      String parameter,
      boolean grade,
      String level,
      @Nullable ListWord word) {
    this.service = ofService.service();
    this.ofService = ofService;
    this.parameter = parameter;
    this.grade = grade;
    this.level = level;
    this.word = word;
  }

  static List<CiphersSubject> all(Setup setup, ServiceSubjects services) {
    List<CiphersSubject> all = new ArrayList<>();
    for (Service service : setup.services()) {
      ServiceSubject ofService = services.of(service);
      Role role = service.role();
      if (service.program().equals("smtpd")) {
        add(ofService, "smtpd_tls_", Levels.server(service), all);
      } else if (role == Role.SMTP_CLIENT) {
        add(ofService, "smtp_tls_", Levels.client(service), all);
      } else if (role == Role.LMTP_CLIENT) {
        add(ofService, "lmtp_tls_", Levels.client(service), all);
      }
    }
    return all;
  }

  private static void add(
      ServiceSubject ofService, String prefix, Levels level, List<CiphersSubject> all) {
    Service service = ofService.service();
    String name = level.name();
    if (level.reason() != null || name.equals("none")) {
      return;
    }
    boolean mandatory = !name.equals("may");
    String grade = prefix + (mandatory ? "mandatory_ciphers" : "ciphers");
    Value value = service.value(grade);
    if (!value.isUnknown() && isKnown(service, grade)) {
      all.add(
          new CiphersSubject(
              ofService, grade, true, name, new ListWord(value.text(), value.valueSpan())));
    }
    addExclusions(ofService, prefix + "exclude_ciphers", name, all);
    if (mandatory) {
      addExclusions(ofService, prefix + "mandatory_exclude_ciphers", name, all);
    }
  }

  private static boolean isKnown(Service service, String parameter) {
    Setup setup = service.setup();
    return setup.parameters().find(parameter, setup.version()) != null;
  }

  private static void addExclusions(
      ServiceSubject ofService, String parameter, String level, List<CiphersSubject> all) {
    Service service = ofService.service();
    if (!service.value(parameter).isUnknown() && isKnown(service, parameter)) {
      for (ListWord element : ListWord.of(service, parameter)) {
        if (!service.setup().spend(STEPS)) {
          all.add(new CiphersSubject(ofService, parameter, false, level, null));
          return;
        }
        // Postfix takes a colon for a separator, too
        int start = 0;
        String text = element.text();
        for (int i = 0; i <= text.length(); i++) {
          if (i == text.length() || text.charAt(i) == ':') {
            if (i > start) {
              ListWord word = new ListWord(text.substring(start, i), element.span());
              all.add(new CiphersSubject(ofService, parameter, false, level, word));
            }
            start = i + 1;
          }
        }
      }
    }
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String name) {
    return service.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "setting" -> Fact.of(parameter);
      case "what" -> Fact.of(grade ? "grade" : "exclusion");
      case "word" ->
          word == null
              ? new Fact.Unknown("too many words in lists of ciphers", parameter)
              : Fact.of(word.text());
      case "side" -> Fact.of(parameter.startsWith("smtpd_") ? "server" : "client");
      case "level" -> Fact.of(level);
      default -> ofService.fact(name);
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "word" -> word == null ? null : word.span();
      case "service" -> service.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    Span span = service.value(parameter).span();
    return word != null && word.span() != null ? word.span() : span != null ? span : service.span();
  }

  @Override
  public String parameter() {
    return parameter;
  }
}
