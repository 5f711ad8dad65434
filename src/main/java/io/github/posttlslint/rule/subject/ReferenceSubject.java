package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.UnusedNames;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code reference}: a {@code $name} in a setting, the name of which has no value: neither a
 * parameter of the release nor set in main.cf nor, as far as it counts there, by a {@code -o}.
 *
 * <p>Facts: {@code name} (after the dollar), {@code setting} (the parameter in whose value it
 * stands), {@code file} (main or master), {@code known} (that parameter is one of the release),
 * {@code tls} (that parameter has to do with TLS or SASL), {@code certain} (unknown if something
 * unseen may set the name), {@code tested} (the value asks whether the name is set: {@code
 * ${name?...}}). Anchors: {@code name}, {@code value}.
 */
final class ReferenceSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String setting;
  private final LogicalText raw;
  private final Macro.Name name;
  private final boolean tested;
  private final boolean certain;

  private ReferenceSubject(
      Finder finder, String setting, LogicalText raw, Macro.Name name, boolean tested) {
    this.setup = finder.setup;
    this.service = finder.service;
    this.setting = setting;
    this.raw = raw;
    this.name = name;
    this.tested = tested;
    this.certain = finder.unused.isComplete();
  }

  static List<ReferenceSubject> all(Setup setup) {
    Finder finder = new Finder(setup);
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        finder.add(entry.name(), entry.value());
      }
    }
    for (Service service : setup.services()) {
      finder.service = service;
      for (ParameterOverride override : service.entry().overrides()) {
        finder.add(override.name(), override.value());
      }
    }
    return finder.all;
  }

  /** Goes through the settings of main.cf, then through those of each service. */
  private static final class Finder {
    private final Setup setup;
    private final UnusedNames unused;
    private final List<ReferenceSubject> all = new ArrayList<>();
    private @Nullable Service service;

    Finder(Setup setup) {
      this.setup = setup;
      this.unused = UnusedNames.of(setup);
    }

    void add(String setting, LogicalText raw) {
      if (raw.text().indexOf('$') < 0) {
        return;
      }
      Parameter parameter = setup.parameters().find(setting, setup.version());
      if (parameter == null || !parameter.isRaw(setup.version())) {
        add(setting, raw, Macro.parse(raw.text(), setup.grammar()));
      }
    }

    private void add(String setting, LogicalText raw, Macro macro) {
      for (Macro.Part part : macro.parts()) {
        if (part instanceof Macro.Expression expression) {
          add(setting, raw, expression);
        }
      }
    }

    private void add(String setting, LogicalText raw, Macro.Expression expression) {
      Macro.Subject subject = expression.subject();
      if (subject instanceof Macro.Name name) {
        if (!unused.isDefined(name.name(), service)) {
          all.add(new ReferenceSubject(this, setting, raw, name, !expression.isPlain()));
        }
      } else if (subject instanceof Macro.Comparison comparison) {
        add(setting, raw, comparison.left());
        add(setting, raw, comparison.right());
      } else if (subject instanceof Macro.Function function) {
        add(setting, raw, function.argument());
      }
      if (expression.whenSet() != null) {
        add(setting, raw, expression.whenSet().text());
      }
      if (expression.whenEmpty() != null) {
        add(setting, raw, expression.whenEmpty().text());
      }
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
    Parameter parameter = setup.parameters().find(setting, setup.version());
    return switch (fact) {
      case "name" -> Fact.of(name.name());
      case "setting" -> Fact.of(setting);
      case "file" -> Fact.of(service == null ? "main" : "master");
      case "known" -> Fact.of(parameter != null);
      case "tls" -> Fact.of(parameter != null && parameter.isTls());
      case "certain" ->
          certain ? Fact.of(true) : new Fact.Unknown("something that is not seen may set it", "");
      case "tested" -> Fact.of(tested);
      default -> SetupFacts.of(setup, fact);
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "name" -> raw.span(name.from(), name.to());
      case "value" -> raw.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    return raw.span(name.from(), name.to());
  }

  @Override
  public String parameter() {
    return setting;
  }
}
