package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code name = value} of main.cf, or one {@code -o} of master.cf.
 *
 * @param settings those that it is one of
 * @param service whose option it is; null for main.cf
 * @param line its text in the file
 * @param isInForce whether no later setting of the name wins
 * @param earlier the one of the same name before it; null if it is the first
 */
public record Setting(
    Settings settings,
    @Nullable Service service,
    Assignment line,
    boolean isInForce,
    @Nullable Setting earlier)
    implements Thing {

  @Override
  public Setup setup() {
    return settings.setup();
  }

  /** Whether no later setting of the name wins; a template may leave that out. */
  public Truth wins() {
    Value value = value(parameter());
    Doubt doubt = value.known().doubt();
    return !isInForce && doubt != null && value.isHidden(Resolver.CONDITIONAL)
        ? Truth.unknown(doubt)
        : Truth.of(isInForce);
  }

  @Override
  public Span place() {
    return nameSpan().to(valueSpan());
  }

  @Override
  public String parameter() {
    return line.name();
  }

  // --- the line --------------------------------------------------------------------------------

  /** {@code main} or {@code master}. */
  public String file() {
    return service == null ? "main" : "master";
  }

  /** The name, unless a template makes it. */
  public Known<String> name() {
    return known(line.name(), "the name");
  }

  /** The value as written, unless a template makes it. */
  public Known<String> raw() {
    return known(line.value().text(), "the value");
  }

  private static Known<String> known(String text, String what) {
    return LogicalText.isOpaque(text)
        ? Known.unknown(Doubt.of(what + " comes from a template"))
        : Known.of(text);
  }

  /** Where the name stands. */
  public Span nameSpan() {
    return line.nameSpan();
  }

  /** Where the value stands. */
  public Span valueSpan() {
    return line.valueSpan();
  }

  /** What of the value is rather no part of it. */
  public WrittenValue written() {
    return new WrittenValue(line.value());
  }

  /** The parameter that was meant to be set as well, and stands in the value; null if none is. */
  public @Nullable String joined() {
    JoinedSetting joined = joinedSetting();
    return joined == null ? null : joined.parameter().name();
  }

  /** Where the name of that parameter stands; null if there is none. */
  public @Nullable Span joinedPlace() {
    JoinedSetting joined = joinedSetting();
    return joined == null ? null : joined.place();
  }

  /** What separates it from what stands before it; null if there is none, or a template does. */
  public @Nullable Span joinedGap() {
    JoinedSetting joined = joinedSetting();
    return joined == null || line.value().isOpaque() ? null : joined.gap();
  }

  /** What has to stand there for it to be set. */
  public String separator() {
    if (!(line instanceof ParameterOverride option)) {
      return "\n";
    }
    String text = option.value().source().text();
    int at = option.value().source().offset(option.span().startLine(), option.span().startColumn());
    boolean braces = text.substring(at + "-o".length()).stripLeading().startsWith("{");
    return braces ? " } -o { " : " -o ";
  }

  /** Whether that parameter has to do with TLS or SASL. */
  public boolean isJoinedTls() {
    JoinedSetting joined = joinedSetting();
    return joined != null && joined.parameter().isTls();
  }

  private @Nullable JoinedSetting joinedSetting() {
    boolean isOther = line.value().text().indexOf('=') < 0 || parameter().endsWith("_command");
    return isOther ? null : JoinedSetting.find(line.value(), service == null, setup().parameters());
  }

  /** The first character of the name that looks like one of ASCII; null if there is none. */
  public @Nullable String lookalikeOfName() {
    return Lookalikes.first(line.name());
  }

  /** Whether the name begins with a quotation mark. */
  public boolean hasQuotedName() {
    return line.name().startsWith("\"") || line.name().startsWith("'");
  }

  /** The first reference in the value that Postfix cannot read; null if there is none. */
  public Macro.@Nullable Broken brokenReference() {
    String text = line.value().text();
    if (text.indexOf('$') < 0) {
      return null;
    }
    List<Macro.Broken> problems = Macro.parse(text, setup().grammar()).problems();
    return problems.isEmpty() ? null : problems.get(0);
  }

  /**
   * The names of a circle of references that is told here, the first one again at the end; null if
   * none is.
   */
  public @Nullable String circle() {
    boolean refers = line.value().text().indexOf('$') >= 0;
    boolean fails = refers && value(parameter()).isHidden(Resolver.CIRCLE);
    List<String> names = fails ? settings.circles().at(nameSpan()) : null;
    return names == null ? null : String.join(" -> ", names);
  }

  /** Whether an earlier one has the same name; a template may decide which of them is there. */
  public Truth isRepeated() {
    return earlier != null && (line.conditional() || earlier.line.conditional())
        ? Truth.unknown(new Doubt(Resolver.CONDITIONAL, parameter()))
        : Truth.of(earlier != null);
  }

  /** The value, as written, of the setting that it repeats. */
  public Known<String> earlierRaw() {
    return earlier == null
        ? Known.unset()
        : isRepeated().then(() -> known(earlier.line.value().text(), "the earlier value"));
  }

  /** Where the earlier setting of the same name stands; null if there is none. */
  public @Nullable Span earlierPlace() {
    return earlier == null ? null : earlier.place();
  }

  // --- the parameter ---------------------------------------------------------------------------

  /** The parameter as the judged release knows it; null if it does not. */
  public @Nullable Parameter known() {
    return setup().parameters().find(parameter(), setup().version());
  }

  /** The parameter in any release; null for other names. */
  private @Nullable Parameter everKnown() {
    return setup().parameters().find(parameter());
  }

  /** Whether the parameter has to do with TLS or SASL. */
  public boolean isTls() {
    Parameter parameter = everKnown();
    return parameter != null && parameter.isTls();
  }

  /** Whether the value must not be empty. */
  public boolean mustBeFilled() {
    Parameter parameter = known();
    return parameter != null && parameter.minLength(setup().version()) > 0;
  }

  /**
   * The patch level of the judged release that takes an empty value first, where earlier ones end;
   * null if all are alike.
   */
  public @Nullable PostfixVersion mayBeEmptyFrom() {
    Parameter parameter = known();
    return parameter == null ? null : parameter.mayBeEmptyFrom(setup().version());
  }

  /** What the value is made of. */
  public ValueForm form() {
    return ValueForm.of(setup(), parameter());
  }

  /** Whether postconf of this release warns of it. */
  public boolean isDeprecated() {
    Deprecation deprecation = deprecation(known());
    return deprecation != null && deprecation.isWarnedIn(setup().version());
  }

  /** Whether this release reads it and does nothing with it. */
  public boolean isInert() {
    Deprecation deprecation = deprecation(known());
    return deprecation != null && deprecation.isWithoutEffectIn(setup().version());
  }

  /** The parameter that superseded it; null if none did. */
  public @Nullable String replacement() {
    Deprecation deprecation = deprecation(everKnown());
    return deprecation == null ? null : deprecation.replacement();
  }

  private static @Nullable Deprecation deprecation(@Nullable Parameter parameter) {
    return parameter == null ? null : parameter.deprecation();
  }

  // --- the effect ------------------------------------------------------------------------------

  /**
   * The value that some program gets from this line: the first one that the parameter does not
   * accept, else the first. A line of main.cf can mean something else for each service, if it
   * refers to what an option of the service sets.
   */
  public Known<String> judged() {
    boolean alike = service != null || line.value().text().indexOf('$') < 0;
    return (alike ? value(parameter()) : settings.judged(parameter())).known();
  }

  /** What is wrong with the value first; unset if Postfix accepts it, or does not know the name. */
  public Known<ValueProblem> problem() {
    Parameter parameter = known();
    if (parameter == null) {
      return Known.unset();
    }
    return judged()
        .orUnset("")
        .then(text -> Known.ofNullable(ValueCheck.first(parameter, setup().version(), text)));
  }

  /** Whether the service's program reads it; unset for main.cf, other names and programs. */
  public Known<Boolean> isRead() {
    Parameter parameter = known();
    return service == null
            || parameter == null
            || !Programs.load().exists(service.program(), setup().version())
        ? Known.unset()
        : Known.of(parameter.readBy(service.program()));
  }

  /** A word of a list of SASL mechanisms that is none; unset if there is none, or no such list. */
  public Known<String> unknownMechanism() {
    return mechanisms().then(filter -> Known.ofNullable(filter.unknown()));
  }

  /** Whether a list of SASL mechanisms lets none through. */
  public Truth hasNoMechanism() {
    return mechanisms().is(MechanismFilter::isClosed);
  }

  private Known<MechanismFilter> mechanisms() {
    return parameter().endsWith("_sasl_mechanism_filter")
        ? judged().map(MechanismFilter::parse)
        : Known.unset();
  }

  /** Whether it is in force for a service that reads it, as far as that is known. */
  public boolean isEffective() {
    Parameter parameter = known();
    if (parameter == null || !isInForce) {
      return false;
    }
    if (service != null) {
      return parameter.readBy(service.program());
    }
    if (setup().master() == null && settings.isRead(parameter)) {
      return true;
    }
    for (Service other : setup().services()) {
      if (parameter.readBy(other.program()) && other.override(parameter()) == null) {
        return true;
      }
    }
    return false;
  }
}
