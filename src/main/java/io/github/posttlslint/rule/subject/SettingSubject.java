package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code setting}: one {@code name = value} of main.cf, or one {@code -o} of master.cf.
 *
 * <p>Facts of the line: {@code name}, {@code raw} (the value as written), {@code file} (main or
 * master), {@code in-force} (no later setting of the name wins), {@code repeated} (an earlier
 * setting has the same name, and no template decides which of them is there), {@code earlier} (its
 * raw value). {@link WrittenValue} has those of the value as text: {@code comment}, {@code quote},
 * {@code lookalike}, {@code trailing-comma}, {@code macro.problem}.
 *
 * <p>Facts of the parameter: {@code known} (to the judged release), {@code tls} (has to do with TLS
 * or SASL), {@code filled} (must not be empty), {@code form} (see {@link ValueForm}), {@code
 * deprecated} (postconf of this release warns of it), {@code inert} (the release reads it and does
 * nothing with it), {@code replacement} (the parameter that superseded it), {@code
 * replacement.value} (in force), {@code programs} (that read it).
 *
 * <p>Facts of its effect: {@code value} (expanded), {@code program} (of the service, for {@code
 * -o}), {@code read} (the service's program reads the parameter, for {@code -o}; absent for other
 * names and programs), {@code effective} (in force, and for a service that reads the parameter as
 * far as that is known), {@code problem} (a {@link
 * io.github.posttlslint.postfix.ValueProblem.Kind}, in lower case with hyphens; absent if Postfix
 * accepts the value), {@code problem.text} (the word in question), {@code problem.nearest}, {@code
 * problem.version}, {@code problem.bound}.
 *
 * <p>Facts of how it is mended, each absent where that cannot be told: {@code modern} (a setting of
 * the replacement with the same effect, or nothing if the setting may as well go), {@code renamed}
 * (the replacement, if it is not set, too), {@code without-comment}, {@code without-comma}, {@code
 * unquoted}.
 *
 * <p>Anchors: {@code setting}, {@code name}, {@code value}, {@code earlier}, {@code level} (where
 * the replacement is set), {@code comment} (if it ends on its line), {@code removal} (all that has
 * to go with the setting), {@code superseded} (what {@code modern} replaces), {@code quoted} (what
 * {@code unquoted} replaces).
 */
final class SettingSubject implements Subject {

  /** What the settings of a setup have in common, found when the first rule asks. */
  private static final class Common {
    private @Nullable Programs programs;

    /** By name, the value of main.cf that is judged. */
    private final Map<String, Value> judged = new HashMap<>();

    boolean has(String name, Setup setup) {
      if (programs == null) {
        programs = Programs.load();
      }
      return programs.exists(name, setup.version());
    }

    /** Whether some service of a Postfix with all its programs reads the parameter. */
    boolean reads(Parameter parameter, Setup setup) {
      for (String program : parameter.programs()) {
        if (program.equals("*") || has(program, setup)) {
          return true;
        }
      }
      return false;
    }
  }

  private final Setup setup;
  private final Common common;
  private final @Nullable Service service;
  private final String name;
  private final LogicalText raw;
  private final Span nameSpan;
  private final Span valueSpan;
  private final boolean inForce;
  private final @Nullable SettingSubject earlier;
  private final boolean conditional;
  private final Removal removal;

  private SettingSubject(
      Setup setup,
      MainCfEntry entry,
      Common common,
      boolean inForce,
      @Nullable SettingSubject earlier) {
    this.setup = setup;
    this.common = common;
    this.service = null;
    this.name = entry.name();
    this.raw = entry.value();
    this.nameSpan = entry.nameSpan();
    this.valueSpan = entry.valueSpan();
    this.inForce = inForce;
    this.earlier = earlier;
    this.conditional = entry.conditional();
    this.removal = new Removal(entry);
  }

  private SettingSubject(
      Service service,
      Common common,
      ParameterOverride override,
      boolean inForce,
      @Nullable SettingSubject earlier) {
    this.setup = service.setup();
    this.common = common;
    this.service = service;
    this.name = override.name();
    this.raw = override.value();
    this.nameSpan = override.nameSpan();
    this.valueSpan = override.valueSpan();
    this.inForce = inForce;
    this.earlier = earlier;
    this.conditional = override.conditional();
    this.removal = new Removal(service, override);
  }

  static List<SettingSubject> all(Setup setup) {
    List<SettingSubject> all = new ArrayList<>();
    Common common = new Common();
    MainCf main = setup.main();
    if (main != null) {
      addMain(setup, main, common, all);
    }
    for (Service service : setup.services()) {
      addOverrides(service, common, all);
    }
    return all;
  }

  private static void addMain(Setup setup, MainCf main, Common common, List<SettingSubject> all) {
    Map<String, SettingSubject> before = new HashMap<>();
    for (MainCfEntry entry : main.entries()) {
      boolean inForce = main.isInForce(entry);
      SettingSubject setting =
          new SettingSubject(setup, entry, common, inForce, before.get(entry.name()));
      before.put(entry.name(), setting);
      all.add(setting);
    }
  }

  private static void addOverrides(Service service, Common common, List<SettingSubject> all) {
    Map<String, SettingSubject> before = new HashMap<>();
    for (ParameterOverride override : service.entry().overrides()) {
      boolean inForce = service.entry().isInForce(override);
      SettingSubject setting =
          new SettingSubject(service, common, override, inForce, before.get(override.name()));
      before.put(override.name(), setting);
      all.add(setting);
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
    if (fact.startsWith("problem")) {
      return problem(fact);
    }
    return switch (fact) {
      case "name" -> text(name, "the name");
      case "raw" -> text(raw.text(), "the value");
      case "file" -> Fact.of(service == null ? "main" : "master");
      case "in-force" -> Fact.of(inForce);
      case "name.lookalike" -> {
        String lookalike = Lookalikes.first(name);
        yield lookalike == null ? Fact.absent() : Fact.of(lookalike);
      }
      case "name.quoted" -> Fact.of(name.startsWith("\"") || name.startsWith("'"));
      case "repeated" -> Fact.of(isRepeated());
      case "earlier" -> earlier();
      case "known" -> Fact.of(parameterOfRelease() != null);
      case "tls" -> Fact.of(isTls());
      case "filled" -> Fact.of(mustBeFilled());
      case "form" -> Fact.of(ValueForm.of(setup, name));
      case "deprecated" -> Fact.of(isDeprecated());
      case "inert" -> Fact.of(isInert());
      case "replacement" -> replacement();
      case "replacement.value" -> replacementValue();
      case "programs" -> programs();
      case "value" -> value();
      case "modern", "renamed", "without-comment", "without-comma", "unquoted" -> mend().fact(fact);
      case "program" -> service == null ? Fact.absent() : Fact.of(service.program());
      case "read" -> read();
      case "effective" -> effective();
      default -> {
        Fact written = WrittenValue.fact(raw, setup.grammar(), fact);
        yield written != null ? written : SetupFacts.of(setup, fact);
      }
    };
  }

  private static Fact text(String text, String what) {
    return LogicalText.isOpaque(text)
        ? new Fact.Unknown(what + " comes from a template", "")
        : Fact.of(text);
  }

  private boolean isRepeated() {
    return earlier != null && !conditional && !earlier.conditional;
  }

  private Fact earlier() {
    return earlier == null || !isRepeated()
        ? Fact.absent()
        : text(earlier.raw.text(), "the earlier value");
  }

  private @Nullable Parameter parameterOfRelease() {
    return setup.parameters().find(name, setup.version());
  }

  private boolean isTls() {
    Parameter parameter = setup.parameters().find(name);
    return parameter != null && parameter.isTls();
  }

  private boolean mustBeFilled() {
    Parameter parameter = parameterOfRelease();
    return parameter != null && parameter.minLength(setup.version()) > 0;
  }

  private boolean isDeprecated() {
    Parameter parameter = parameterOfRelease();
    Deprecation deprecation = parameter == null ? null : parameter.deprecation();
    return deprecation != null && deprecation.isWarnedIn(setup.version());
  }

  private boolean isInert() {
    Parameter parameter = parameterOfRelease();
    Deprecation deprecation = parameter == null ? null : parameter.deprecation();
    return deprecation != null && deprecation.isWithoutEffectIn(setup.version());
  }

  private Fact replacementValue() {
    if (!(replacement() instanceof Fact.Text other)) {
      return Fact.absent();
    }
    Value value = value(other.text());
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), other.text())
        : Fact.of(value.text());
  }

  private Fact replacement() {
    Parameter parameter = setup.parameters().find(name);
    Deprecation deprecation = parameter == null ? null : parameter.deprecation();
    return deprecation == null || deprecation.replacement() == null
        ? Fact.absent()
        : Fact.of(deprecation.replacement());
  }

  private Fact programs() {
    Parameter parameter = parameterOfRelease();
    return parameter == null ? Fact.absent() : Fact.of(parameter.programs());
  }

  private Fact value() {
    Value value = judged();
    return value.isUnknown() ? new Fact.Unknown(value.reason(), name) : Fact.of(value.text());
  }

  /**
   * The value that some program gets from this line: the first one that the parameter does not
   * accept, else the first. A line of main.cf can mean something else for each service, if it
   * refers to what an option of the service sets.
   */
  private Value judged() {
    if (service != null || raw.text().indexOf('$') < 0) {
      return value(name);
    }
    Value known = common.judged.get(name);
    if (known == null) {
      known = judgedForAll();
      common.judged.put(name, known);
    }
    return known;
  }

  private Value judgedForAll() {
    Value first = setup.value(name);
    Parameter known = parameterOfRelease();
    Set<String> checked = new HashSet<>();
    boolean chosen = false;
    for (Service other : setup.services()) {
      if (known != null && known.readBy(other.program()) && other.override(name) == null) {
        Value value = other.value(name);
        if (!checked.add(value.text())) {
          continue;
        }
        if (ValueCheck.first(known, setup.version(), value.text()) != null) {
          return value;
        }
        first = chosen ? first : value;
        chosen = true;
      }
    }
    return first;
  }

  private Fact read() {
    Parameter parameter = parameterOfRelease();
    if (service == null || parameter == null || !common.has(service.program(), setup)) {
      return Fact.absent();
    }
    return Fact.of(parameter.readBy(service.program()));
  }

  private Fact effective() {
    Parameter parameter = parameterOfRelease();
    if (parameter == null || !inForce) {
      return Fact.of(false);
    }
    if (service != null) {
      return Fact.of(parameter.readBy(service.program()));
    }
    if (setup.master() == null && common.reads(parameter, setup)) {
      return Fact.of(true);
    }
    for (Service other : setup.services()) {
      if (parameter.readBy(other.program()) && other.override(name) == null) {
        return Fact.of(true);
      }
    }
    return Fact.of(false);
  }

  private SettingMend mend() {
    return new SettingMend(setup, service, name, raw, nameSpan, valueSpan, inForce, removal);
  }

  private @Nullable Fact problem(String fact) {
    Parameter parameter = parameterOfRelease();
    if (parameter == null) {
      return Fact.absent();
    }
    Value value = judged();
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), name)
        : ValueForm.problem(parameter, setup.version(), value.text(), fact);
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "setting" -> place();
      case "name" -> nameSpan;
      case "value" -> valueSpan;
      case "earlier" -> earlier == null ? null : earlier.place();
      case "level" -> level();
      case "comment" -> WrittenValue.comment(raw);
      case "removal", "superseded", "quoted" -> mend().place(anchor);
      default -> null;
    };
  }

  private @Nullable Span level() {
    Fact replacement = replacement();
    return replacement instanceof Fact.Text text ? value(text.text()).span() : null;
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
