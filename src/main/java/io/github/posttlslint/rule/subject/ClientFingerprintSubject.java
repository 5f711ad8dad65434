package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.PolicyAttribute;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TlsPolicy;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code client-fingerprint}: a fingerprint that smtp(8) compares a server's certificate with,
 * from smtp_tls_fingerprint_cert_match of a service at the level fingerprint, or from the {@code
 * match} of a policy at that level.
 *
 * <p>Facts: {@code text}, {@code malformed} (other than pairs of hexadecimal digits, with or
 * without colons), {@code colons} (there are colons), {@code bytes}, {@code digest}
 * (smtp_tls_fingerprint_digest), {@code digest.bytes}. Anchors: {@code value}.
 */
final class ClientFingerprintSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String parameter;
  private final String text;
  private final Span span;

  private ClientFingerprintSubject(
      Setup setup, @Nullable Service service, String parameter, String text, Span span) {
    this.setup = setup;
    this.service = service;
    this.parameter = parameter;
    this.text = text;
    this.span = span;
  }

  static List<ClientFingerprintSubject> all(Setup setup, List<TlsPolicy> policies) {
    List<ClientFingerprintSubject> all = new ArrayList<>();
    for (Service service : setup.services()) {
      Value match = service.value("smtp_tls_fingerprint_cert_match");
      Span span = match.valueSpan();
      if (service.role() == Role.SMTP_CLIENT
          && span != null
          && !match.isUnknown()
          && Levels.client(service).name().equals("fingerprint")) {
        for (String one : split(match.text(), " \t,|")) {
          all.add(
              new ClientFingerprintSubject(
                  setup, service, "smtp_tls_fingerprint_cert_match", one, span));
        }
      }
    }
    for (TlsPolicy policy : policies) {
      if (policy.levelName().equals("fingerprint")
          && policy.use().parameter().startsWith("smtp_")) {
        for (PolicyAttribute attribute : policy.attributes()) {
          if (attribute.name().equals("match")) {
            for (String one : split(attribute.value(), "|")) {
              all.add(
                  new ClientFingerprintSubject(
                      setup,
                      policy.use().service(),
                      policy.use().parameter(),
                      one,
                      policy.span(attribute.text())));
            }
          }
        }
      }
    }
    return all;
  }

  /** The parts between any of the separators, none of them empty. */
  static List<String> split(String text, String separators) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public List<Service> services() {
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public Value value(String name) {
    return service == null ? setup.value(name) : service.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    int bytes = bytes();
    return switch (name) {
      case "text" -> Fact.of(text);
      case "malformed" -> Fact.of(bytes == 0);
      case "colons" -> Fact.of(text.indexOf(':') >= 0);
      case "bytes" -> bytes == 0 ? Fact.absent() : Fact.of(bytes);
      case "digest" ->
          Digests.name(value("smtp_tls_fingerprint_digest"), "smtp_tls_fingerprint_digest");
      case "digest.bytes" ->
          Digests.length(value("smtp_tls_fingerprint_digest"), "smtp_tls_fingerprint_digest");
      default -> SetupFacts.of(setup, name);
    };
  }

  /** 0 if it is malformed. */
  private int bytes() {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = c < 128 && Character.digit(c, 16) >= 0;
      if (hex) {
        digits++;
      } else if (c != ':' || digits % 2 != 0) {
        return 0;
      }
    }
    return digits % 2 == 0 ? digits / 2 : 0;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("value") ? span : null;
  }

  @Override
  public Span place() {
    return span;
  }

  @Override
  public String parameter() {
    return parameter;
  }
}
