package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code setting}: one {@code name = value} of main.cf, or one {@code -o} of master.cf.
 *
 * <p>Facts: {@code name}, {@code raw} (the value as written), {@code in-force} (no later setting of
 * the name wins), {@code earlier} (raw value of the setting that this one replaces), {@code file}
 * (main or master), {@code known} (a parameter of the judged release), {@code tls} (has to do with
 * TLS or SASL), {@code program} (of the service, for {@code -o}), {@code read} (the service's
 * program reads the parameter, for {@code -o}). Anchors: {@code name}, {@code value}, {@code
 * earlier}.
 */
final class SettingSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String name;
  private final LogicalText raw;
  private final Span nameSpan;
  private final Span valueSpan;
  private final boolean inForce;
  private final @Nullable MainCfEntry earlier;

  private SettingSubject(
      Setup setup, MainCfEntry entry, boolean inForce, @Nullable MainCfEntry earlier) {
    this.setup = setup;
    this.service = null;
    this.name = entry.name();
    this.raw = entry.value();
    this.nameSpan = entry.nameSpan();
    this.valueSpan = entry.valueSpan();
    this.inForce = inForce;
    this.earlier = earlier;
  }

  private SettingSubject(Service service, ParameterOverride override) {
    this.setup = service.setup();
    this.service = service;
    this.name = override.name();
    this.raw = override.value();
    this.nameSpan = override.nameSpan();
    this.valueSpan = override.valueSpan();
    this.inForce = override.equals(service.override(override.name()));
    this.earlier = null;
  }

  static List<SettingSubject> all(Setup setup) {
    List<SettingSubject> all = new ArrayList<>();
    MainCf main = setup.main();
    if (main != null) {
      addMain(setup, main, all);
    }
    for (Service service : setup.services()) {
      for (ParameterOverride override : service.entry().overrides()) {
        all.add(new SettingSubject(service, override));
      }
    }
    return all;
  }

  private static void addMain(Setup setup, MainCf main, List<SettingSubject> all) {
    List<MainCfEntry> entries = main.entries();
    for (int i = 0; i < entries.size(); i++) {
      MainCfEntry entry = entries.get(i);
      MainCfEntry earlier = null;
      for (int j = 0; j < i; j++) {
        earlier = entries.get(j).name().equals(entry.name()) ? entries.get(j) : earlier;
      }
      all.add(new SettingSubject(setup, entry, entry.equals(main.find(entry.name())), earlier));
    }
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
  public Value value(String parameter) {
    return service == null ? setup.value(parameter) : service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String fact) {
    return switch (fact) {
      case "name" -> text(name, "the name");
      case "raw" -> text(raw.text(), "the value");
      case "in-force" -> Fact.of(inForce);
      case "earlier" -> earlier == null ? Fact.absent() : Fact.of(earlier.value().text());
      case "file" -> Fact.of(service == null ? "main" : "master");
      case "known" -> Fact.of(parameterOfRelease() != null);
      case "tls" -> Fact.of(isTls());
      case "program" -> service == null ? Fact.absent() : Fact.of(service.program());
      case "read" -> read();
      default -> SetupFacts.of(setup, fact);
    };
  }

  private static Fact text(String text, String what) {
    return LogicalText.isOpaque(text)
        ? new Fact.Unknown(what + " comes from a template", "")
        : Fact.of(text);
  }

  private @Nullable Parameter parameterOfRelease() {
    return setup.parameters().find(name, setup.version());
  }

  private boolean isTls() {
    Parameter parameter = setup.parameters().find(name);
    return parameter != null && parameter.isTls();
  }

  private Fact read() {
    Parameter parameter = parameterOfRelease();
    if (service == null || parameter == null) {
      return Fact.absent();
    }
    return Fact.of(parameter.readBy(service.program()));
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "name" -> nameSpan;
      case "value" -> valueSpan;
      case "earlier" -> earlier == null ? null : earlier.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    return nameSpan.to(valueSpan);
  }

  @Override
  public String parameter() {
    return name;
  }
}
