package io.github.posttlslint.model;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MacroExpander;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out one effective value: the {@code -o}, else main.cf, else the built-in default. */
public final class Resolver {

  /** Why a value is unknown that Postfix itself cannot work out, and ends. */
  public static final String BROKEN = "Postfix cannot expand the value";

  /** Why a value is unknown that leads back to itself, which Postfix cannot expand either. */
  public static final String CIRCLE = "its names stand for each other in a circle";

  /** Why a value is unknown that refers to a name which nothing that is seen sets. */
  public static final String UNSEEN = "something that is not seen may set it";

  /** The one name in built-in defaults that no program has built in: see STRESS_README. */
  public static final String STRESS = "stress";

  /** Why a value is unknown that would take too much time or memory. */
  static final String TOO_MUCH = "too much to expand";

  /** Why a default is unknown that is not the same in all releases that it can be. */
  public static final String RELEASES =
      "its default depends on the patch level of Postfix, or on the release of OpenSSL";

  /** Why a default is unknown that distributions choose. */
  public static final String BUILD =
      "its default depends on how the distribution has built Postfix";

  /** Why a value is unknown that an image sets by what it is told when it starts. */
  public static final String STARTED = "docker-mailserver's start-up may set it";

  /** Why a value is unknown that a template may leave out. */
  public static final String CONDITIONAL = "it is set under a condition of a template";

  private static final String PART = "another part of main.cf may set it";

  private static final String RELEASES_KNOW =
      "some patch levels of this release know the parameter, and others do not";

  private static final String HOST_NAME = "it depends on the host's name";
  private static final String HOST = "its default depends on the host";

  private static final String OPAQUE = String.valueOf(LogicalText.OPAQUE);

  private final Setup setup;
  private final @Nullable Service service;
  private final Set<String> used = new HashSet<>();
  private String reason = "";
  private boolean fromUnseen;

  Resolver(Setup setup, @Nullable Service service) {
    this.setup = setup;
    this.service = service;
  }

  /** Whether all that is hidden of a value is what the host is called. */
  public static boolean isOfHost(Value value) {
    return value.isHidden(HOST_NAME) || value.isHidden(HOST);
  }

  /** Whether all that is hidden of a value is which of several defaults it has. */
  public static boolean isOfDefault(Value value) {
    return value.isHidden(RELEASES) || value.isHidden(BUILD);
  }

  /** Whether a value is unknown for a reason that ends every program which reads it. */
  public static boolean isBroken(String reason) {
    return reason.equals(BROKEN) || reason.equals(CIRCLE);
  }

  /** What stands for a name before expansion. */
  private record Raw(@Nullable String text, String original, Origin origin, String hidden) {

    static Raw known(@Nullable String text, Origin origin) {
      return new Raw(text, text == null ? "" : text, origin, "");
    }

    static Raw hidden(String original, Origin origin, String reason) {
      return new Raw(OPAQUE, original, origin, reason);
    }
  }

  /** The effective value: none of a parameter that only other releases read. */
  Value value(String name) {
    if (setup.isOfOtherReleases(name)) {
      Raw raw = raw(name);
      return value(name, new Raw(null, raw.original(), raw.origin(), ""));
    }
    List<String> defaults = defaults(name);
    return defaults.size() < 2 ? value(name, raw(name)) : agreed(name, defaults);
  }

  /** All built-in defaults that it can have, if it is not set. */
  private List<String> defaults(String name) {
    MainCf main = setup.main();
    boolean isSet =
        main == null
            || main.find(name) != null
            || (service != null && service.override(name) != null);
    Parameter parameter = isSet ? null : setup.parameters().find(name, setup.version());
    return parameter == null ? List.of() : defaults(parameter);
  }

  private List<String> defaults(Parameter parameter) {
    List<String> built = setup.platform().defaults(parameter.name());
    return built.isEmpty()
        ? parameter.defaultsIn(setup.version(), setup.platform().openSsl())
        : built;
  }

  /** What several defaults come to, if that is the same. */
  private Value agreed(String name, List<String> defaults) {
    Raw raw = raw(name);
    if (!raw.hidden().equals(RELEASES) && !raw.hidden().equals(BUILD)) {
      return value(name, raw);
    }
    Value first = value(name, Raw.known(defaults.get(0), raw.origin()));
    for (String text : defaults) {
      Value other = value(name, Raw.known(text, raw.origin()));
      if (!other.known().isSame(first.known())) {
        return value(name, raw);
      }
    }
    return first;
  }

  private Value value(String name, Raw raw) {
    List<Origin> origins = new ArrayList<>();
    origins.add(raw.origin());
    String text = raw.text();
    if (text == null) {
      return Value.known(name, raw.original(), "", origins);
    }
    if (!raw.hidden().isEmpty()) {
      return Value.hidden(name, raw.original(), "", origins, raw.hidden());
    }
    Parameter parameter = setup.parameters().find(name, setup.version());
    if ((parameter != null && parameter.isRaw(setup.version())) || text.indexOf('$') < 0) {
      return finished(name, raw, text, origins);
    }
    if (!setup.spend(0)) {
      return Value.hidden(name, raw.original(), "", origins, TOO_MUCH);
    }
    MacroExpander.Result result =
        MacroExpander.expand(text, grammar(setup.version()), this::lookup);
    setup.spend(result.steps());
    for (String used : result.used()) {
      Origin origin = raw(used).origin();
      if (!(origin instanceof Origin.Default)) {
        origins.add(origin);
      }
    }
    Macro.Broken error = result.error();
    if (error != null) {
      String why =
          switch (error.kind()) {
            case TOO_LARGE -> TOO_MUCH;
            case NESTING -> CIRCLE;
            default -> BROKEN;
          };
      return Value.hidden(name, raw.original(), "", origins, why);
    }
    return finished(name, raw, result.text(), origins);
  }

  private Value finished(String name, Raw raw, String text, List<Origin> origins) {
    if (!LogicalText.isOpaque(text)) {
      return Value.known(name, raw.original(), text, origins);
    }
    String why = reason.isEmpty() ? "a template fills the value in" : reason;
    String seen = text.replace(LogicalText.OPAQUE, Value.GAP);
    return Value.hidden(name, raw.original(), seen, origins, why);
  }

  private @Nullable String lookup(String name) {
    Raw raw = raw(name);
    if (raw.text() == null && isUndefined(name) && setup.hidesOptions(service)) {
      fromUnseen = true;
      raw = Raw.hidden("", raw.origin(), UNSEEN);
    }
    if (reason.isEmpty()) {
      reason = raw.hidden();
    }
    return raw.text();
  }

  /** Whether a name has no value as far as can be seen; {@link #STRESS} may have one any time. */
  private boolean isUndefined(String name) {
    return !name.equals(STRESS)
        && setup.parameters().find(name, setup.version()) == null
        && !DerivedNames.readOnlyNames(setup.version()).contains(name);
  }

  /** Whether it has a name in it that options may set which are not seen. */
  boolean isFromUnseen() {
    return fromUnseen;
  }

  /** The names that the value was made of. */
  Set<String> used() {
    return used;
  }

  private Raw raw(String name) {
    used.add(name);
    ParameterOverride override = service == null ? null : service.override(name);
    if (override != null) {
      return setup.isStock(override.span())
          ? ofImage(override, true)
          : written(
              name,
              override,
              new Origin.MasterCfOption(name, override.span(), override.valueSpan()));
    }
    MainCf main = setup.main();
    MainCfEntry entry = main == null ? null : main.find(name);
    if (entry != null) {
      return setup.isStock(entry.span())
          ? ofImage(entry, false)
          : written(name, entry, new Origin.MainCfLine(name, entry.span(), entry.valueSpan()));
    }
    return unset(name, main);
  }

  private Raw written(String name, Assignment line, Origin origin) {
    LogicalText value = line.value();
    Parameter parameter = setup.parameters().find(name);
    if (parameter != null && parameter.life().isDoubtful(setup.version())) {
      return Raw.hidden(value.original(), origin, RELEASES_KNOW);
    }
    return line.conditional()
        ? Raw.hidden(value.original(), origin, CONDITIONAL)
        : new Raw(value.text(), value.original(), origin, "");
  }

  /** What an image sets if it is told to is perhaps a default. */
  private Raw ofImage(Assignment line, boolean ofService) {
    LogicalText value = line.value();
    if (line.conditional()) {
      return Raw.hidden("", new Origin.Default(setup.version()), STARTED);
    }
    if (value.isOpaque()) {
      reason = reason.isEmpty() ? STARTED : reason;
    }
    String seen = value.text().replace(OPAQUE, String.valueOf(Value.GAP));
    return new Raw(value.text(), seen, new Origin.Stock(line.name(), ofService), "");
  }

  private Raw unset(String name, @Nullable MainCf main) {
    Origin origin = new Origin.Default(setup.version());
    if (main == null && !name.equals("config_directory")) {
      return Raw.hidden("", origin, "main.cf was not seen");
    }
    if (main != null && main.openEnded()) {
      return Raw.hidden("", origin, main.isPart() ? PART : "a template may set it");
    }
    if (service != null && service.entry().openEnded()) {
      return Raw.hidden("", origin, "a template may set it for the service");
    }
    return byDefault(name, origin);
  }

  private Raw byDefault(String name, Origin origin) {
    return switch (name) {
      case "config_directory" -> Raw.known(setup.configDirectory(), origin);
      case "service_name" ->
          service == null ? dictionary(name, origin) : Raw.known(service.name(), origin);
      case "process_name" ->
          service == null
              ? Raw.hidden("", origin, "it depends on the program")
              : Raw.known(service.program(), origin);
      case "mydomain" -> domain(origin);
      default -> dictionary(name, origin);
    };
  }

  /** mydomain is myhostname without its first label, if that leaves anything (postconf(5)). */
  private Raw domain(Origin origin) {
    Raw host = raw("myhostname");
    String text = host.text();
    if (text == null || !host.hidden().isEmpty() || text.indexOf('$') >= 0) {
      return Raw.hidden("", origin, HOST_NAME);
    }
    int dot = text.indexOf('.');
    return Raw.known(dot < 0 ? "localdomain" : text.substring(dot + 1), origin);
  }

  private Raw dictionary(String name, Origin origin) {
    Parameter parameter = setup.parameters().find(name, setup.version());
    List<String> defaults = parameter == null ? List.of() : defaults(parameter);
    if (defaults.size() > 1) {
      boolean isBuilt = !setup.platform().defaults(name).isEmpty();
      return Raw.hidden(defaults.get(0), origin, isBuilt ? BUILD : RELEASES);
    }
    String text = parameter == null ? derived(name) : defaults.get(0);
    if (text != null && text.startsWith("(")) {
      return Raw.hidden(text, origin, HOST);
    }
    return Raw.known(text, origin);
  }

  /** The default of a name that a service makes, such as {@code slow_destination_rate_delay}. */
  private @Nullable String derived(String name) {
    DerivedNames.TransportSuffix suffix =
        setup.master() == null ? null : setup.transports().suffix(name, setup.version());
    return suffix == null ? null : suffix.defaultValue();
  }

  /** The form of {@code $name} expressions that a release understands. */
  public static Grammar grammar(PostfixVersion version) {
    if (!version.isAtLeast(3, 0)) {
      return Grammar.V2;
    }
    if (!version.isAtLeast(3, 6)) {
      return Grammar.V3;
    }
    return version.isAtLeast(3, 11) ? Grammar.V3_11 : Grammar.V3_6;
  }
}
