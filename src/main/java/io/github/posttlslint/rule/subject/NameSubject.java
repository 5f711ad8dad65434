package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.NameAdvice;
import io.github.posttlslint.postfix.NameAdvisor;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.UnusedNames;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code name}: a setting in main.cf, or a {@code -o} in master.cf, whose name nobody reads
 * (see {@link UnusedNames}).
 *
 * <p>Facts: {@code name}; {@code raw} (the value as written); {@code file} (main or master); {@code
 * program} (of the service, for {@code -o}); {@code certain} (unknown if something unseen may use
 * the name); {@code tls} (the name speaks of TLS or SASL, or is close to one that does); {@code
 * advice} (see {@link NameAdvice.Kind}: case, hyphen, wrong-prefix, too-new, removed, misspelt,
 * no-such-service, unknown); {@code advice.name} (what was meant); {@code advice.version} (the
 * release that has it first, or no longer); {@code advice.set} (what was meant is set, too); {@code
 * advice.rename} (what was meant, if it is not set, too); {@code advice.programs} (the programs
 * that read what was meant). Anchors: {@code name}, {@code value}, {@code advice} (where what was
 * meant is set), {@code removal} (all that has to go with the setting).
 */
final class NameSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String name;
  private final String raw;
  private final Span nameSpan;
  private final Span valueSpan;
  private final boolean certain;
  private final NameAdvice advice;
  private final Removal removal;

  private NameSubject(Finder finder, MainCfEntry entry) {
    this.setup = finder.setup;
    this.service = null;
    this.name = entry.name();
    this.raw = entry.value().original();
    this.nameSpan = entry.nameSpan();
    this.valueSpan = entry.valueSpan();
    this.removal = new Removal(entry);
    this.certain = finder.unused.isComplete();
    this.advice = finder.advice(name);
  }

  private NameSubject(Finder finder, Service service, ParameterOverride option) {
    this.setup = finder.setup;
    this.service = service;
    this.name = option.name();
    this.raw = option.value().original();
    this.nameSpan = option.nameSpan();
    this.valueSpan = option.valueSpan();
    this.removal = new Removal(service, option);
    this.certain = finder.unused.isComplete();
    this.advice = finder.advice(name);
  }

  static List<NameSubject> all(Setup setup) {
    return hasStrangeName(setup) ? new Finder(setup).all() : List.of();
  }

  /** Few setups have any; then there is nothing to look for. */
  private static boolean hasStrangeName(Setup setup) {
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        if (setup.parameters().find(entry.name(), setup.version()) == null) {
          return true;
        }
      }
    }
    for (Service service : setup.services()) {
      for (ParameterOverride override : service.entry().overrides()) {
        if (setup.parameters().find(override.name(), setup.version()) == null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Goes through all settings of a setup. */
  private static final class Finder {
    private final Setup setup;
    private final UnusedNames unused;
    private final NameAdvisor advisor;
    private final Map<String, NameAdvice> advices = new HashMap<>();

    Finder(Setup setup) {
      this.setup = setup;
      this.unused = UnusedNames.of(setup);
      this.advisor = new NameAdvisor(setup.parameters(), DerivedNames.load());
    }

    NameAdvice advice(String name) {
      return advices.computeIfAbsent(name, key -> advisor.advise(key, setup.version()));
    }

    List<NameSubject> all() {
      List<NameSubject> all = new ArrayList<>();
      MainCf main = setup.main();
      if (main != null) {
        for (MainCfEntry entry : main.entries()) {
          if (entry.isNameKnown() && unused.isUnused(entry.name())) {
            all.add(new NameSubject(this, entry));
          }
        }
      }
      for (Service service : setup.services()) {
        for (ParameterOverride override : service.entry().overrides()) {
          if (override.isNameKnown() && unused.isUnused(service, override.name())) {
            all.add(new NameSubject(this, service, override));
          }
        }
      }
      return all;
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
      case "name" -> Fact.of(name);
      case "raw" -> Fact.of(raw);
      case "file" -> Fact.of(service == null ? "main" : "master");
      case "program" -> service == null ? Fact.absent() : Fact.of(service.program());
      case "certain" -> certain();
      case "tls" -> Fact.of(isTls());
      case "advice" -> Fact.of(advice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case "advice.name" -> optional(advice.suggestion());
      case "advice.version" ->
          advice.version() == null ? Fact.absent() : new Fact.Release(advice.version());
      case "advice.set" -> Fact.of(isSuggestionSet());
      case "advice.rename" -> isSuggestionSet() ? Fact.absent() : optional(advice.suggestion());
      case "advice.programs" -> programs();
      default -> SetupFacts.of(setup, fact);
    };
  }

  private Fact certain() {
    if (!certain) {
      return new Fact.Unknown("something that is not seen may use it", "");
    }
    for (int i = 0; i < name.length(); i++) {
      if ("%{}$@<>|&*".indexOf(name.charAt(i)) >= 0) {
        return new Fact.Unknown("the name seems to be filled in later", "");
      }
    }
    return Fact.of(true);
  }

  private static Fact optional(@Nullable String text) {
    return text == null ? Fact.absent() : Fact.of(text);
  }

  private boolean isTls() {
    String meant = advice.suggestion() == null ? name : advice.suggestion();
    Parameter parameter = setup.parameters().find(meant);
    return parameter != null ? parameter.isTls() : speaksOfTls(name);
  }

  private static boolean speaksOfTls(String name) {
    String text = "_" + name.toLowerCase(Locale.ROOT).replace('-', '_');
    return text.contains("_tls_")
        || text.contains("_sasl_")
        || text.endsWith("_tls")
        || text.contains("_starttls");
  }

  private boolean isSuggestionSet() {
    return advice.suggestion() != null && value(advice.suggestion()).isExplicit();
  }

  private Fact programs() {
    Parameter parameter =
        advice.suggestion() == null ? null : setup.parameters().find(advice.suggestion());
    return parameter == null ? Fact.absent() : Fact.of(parameter.programs());
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "name" -> nameSpan;
      case "value" -> valueSpan;
      case "advice" -> advice.suggestion() == null ? null : value(advice.suggestion()).span();
      case "removal" -> removal.span();
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
