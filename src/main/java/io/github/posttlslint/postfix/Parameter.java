package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A built-in parameter of Postfix, as postconf(5) describes it, through all releases. */
public final class Parameter {

  /** Its default depends on OpenSSL. */
  private static final String BY_LIBRARY = "bylibrary";

  private static final int TYPE = 1;
  private static final int LIFE = 2;
  private static final int PROGRAMS = 3;
  private static final int LIMITS = 4;
  private static final int VALUES = 5;
  private static final int DEFAULT_SINCE = 6;
  private static final int DEFAULT = 7;

  private final Parameters parameters;
  private final String[] fields;
  private final LifeSpan life;
  private final List<String> limits;
  private final @Nullable PostfixVersion defaultSince;

  /** Found when first asked for; threads that find it at the same time find the same. */
  private @Nullable List<String> programs;

  /** The same, of a parameter whose type never changed. */
  private @Nullable ParameterType onlyType;

  /** From a line of parameters.tsv. */
  Parameter(Parameters parameters, String[] fields) {
    this.parameters = parameters;
    this.fields = fields;
    this.life = LifeSpan.parse(fields[LIFE]);
    this.limits = words(fields[LIMITS], " ");
    String since = fields[DEFAULT_SINCE];
    this.defaultSince = since.isEmpty() ? null : LifeSpan.start(since);
  }

  /** The name, in the only spelling that Postfix accepts. */
  public String name() {
    return fields[0];
  }

  /** The type in this version. */
  public ParameterType type(PostfixVersion version) {
    ParameterType only = onlyType;
    if (only == null && fields[TYPE].indexOf(' ') < 0) {
      only = ParameterType.parse(fields[TYPE]);
      onlyType = only;
    }
    return only == null ? changedType(version) : only;
  }

  private ParameterType changedType(PostfixVersion version) {
    List<String> history = words(fields[TYPE], " ");
    String type = history.get(0);
    for (String change : history.subList(1, history.size())) {
      int colon = change.indexOf(':');
      if (LifeSpan.start(change.substring(0, colon)).compareTo(version) <= 0) {
        type = change.substring(colon + 1);
      }
    }
    return ParameterType.parse(type);
  }

  /** Are its {@code $name} left alone when it is read? */
  public boolean isRaw(PostfixVersion version) {
    return type(version) == ParameterType.RAW;
  }

  /** The versions that know it. */
  public LifeSpan life() {
    return life;
  }

  /** Does this version know it, be it as a legacy name? */
  public boolean existsIn(PostfixVersion version) {
    return life.contains(version);
  }

  /** Does {@code postconf -d} of this version list it? */
  public boolean isListedIn(PostfixVersion version) {
    return existsIn(version) && !isLegacyIn(version);
  }

  /** The version that had it first; 2.2 also for what is older. */
  public PostfixVersion since() {
    return life.since();
  }

  /** The first release that no longer has it; null if the newest has it. */
  public @Nullable PostfixVersion removedIn() {
    return life.removedIn();
  }

  /**
   * The built-in default, unexpanded, as {@code postconf -d} prints it. What is taken from the host
   * is in parentheses, such as the default of {@code myhostname}. A legacy name has an empty one.
   *
   * @return null if this version does not know the parameter
   */
  public @Nullable String defaultIn(PostfixVersion version) {
    if (!existsIn(version)) {
      return null;
    }
    if (isLegacyIn(version)) {
      return "";
    }
    return defaultSince != null && version.compareTo(defaultSince) < 0
        ? parameters.formerDefault(name(), version)
        : fields[DEFAULT];
  }

  /** The same with a certain OpenSSL. */
  public @Nullable String defaultIn(PostfixVersion version, OpenSslRelease library) {
    String usual = defaultIn(version);
    String other =
        usual == null || !isByLibrary()
            ? null
            : parameters.libraryDefault(name(), version, library);
    return other == null ? usual : other;
  }

  /** Does its default depend on OpenSSL, in some release? */
  boolean isByLibrary() {
    return limits.contains(BY_LIBRARY);
  }

  /**
   * All defaults that it can have in a release: where no patch level is named, those of all of its
   * patch levels; those with every OpenSSL that it can be built with. That of the newest is first.
   */
  public List<String> defaultsIn(PostfixVersion version, OpenSslReleases openSsl) {
    String newest = defaultIn(version);
    if (newest == null) {
      return List.of();
    }
    List<String> defaults = new ArrayList<>(1);
    if (isByLibrary()) {
      for (OpenSslRelease library : openSsl.possible()) {
        addNew(defaultIn(version, library), defaults);
      }
      Collections.reverse(defaults);
      return defaults;
    }
    defaults.add(newest);
    if (defaultSince != null && !version.hasPatch() && !isLegacyIn(version)) {
      for (PostfixVersion start : parameters.patchLevels(name(), version)) {
        addNew(defaultIn(start), defaults);
      }
    }
    return defaults;
  }

  private static void addNew(@Nullable String value, List<String> defaults) {
    if (value != null && !defaults.contains(value)) {
      defaults.add(value);
    }
  }

  /** Smallest number (seconds for a time); 0: no bound. */
  public long min() {
    return number("min=");
  }

  /** Largest number (seconds for a time); 0: no bound. */
  public long max() {
    return number("max=");
  }

  /** Smallest length in bytes: 1 if the value must not be empty, 0: no bound. */
  public int minLength(PostfixVersion version) {
    String limit = limit("minlen=");
    if (limit == null) {
      return 0;
    }
    int at = limit.indexOf('@');
    if (at < 0) {
      return Integer.parseInt(limit);
    }
    boolean holds = LifeSpan.parse(limit.substring(at + 1)).contains(version);
    return holds ? Integer.parseInt(limit.substring(0, at)) : 0;
  }

  /**
   * The patch level of a release from which on the value may be empty, where earlier ones do not
   * accept that; null if all patch levels are alike, or the version names one.
   */
  public @Nullable PostfixVersion mayBeEmptyFrom(PostfixVersion version) {
    if (version.hasPatch() || minLength(version) > 0) {
      return null;
    }
    List<PostfixVersion> levels = version.patchLevels();
    for (int i = levels.size() - 1; i > 0; i--) {
      if (minLength(levels.get(i - 1)) > 0) {
        return levels.get(i);
      }
    }
    return null;
  }

  /** Do all versions that this one stands for accept the same values? */
  public boolean isSameInAllPatchLevels(PostfixVersion version) {
    AcceptedValues accepted = version.hasPatch() ? null : values();
    return mayBeEmptyFrom(version) == null
        && (accepted == null || accepted.isSameInAllPatchLevels(version));
  }

  /** Largest length in bytes; 0: no bound. */
  public int maxLength() {
    return (int) number("maxlen=");
  }

  /**
   * The unit of a time that is given without: {@code s}, {@code m}, {@code h}, {@code d}, {@code
   * w}.
   */
  public char defaultTimeUnit() {
    String unit = limit("unit=");
    return unit == null ? 's' : unit.charAt(0);
  }

  /** Does Postfix set it itself, so that settings of it are dropped? */
  public boolean isReadOnly() {
    return limits.contains("readonly");
  }

  /** Has it to do with TLS or SASL? */
  public boolean isTls() {
    return limits.contains("tls");
  }

  /**
   * Is it, in this version, only a former name: read by the default of another parameter, not
   * listed by {@code postconf -d}?
   */
  public boolean isLegacyIn(PostfixVersion version) {
    String since = limit("legacy=");
    return since != null && LifeSpan.start(since).compareTo(version) <= 0;
  }

  /** The parameter that has come in the place of a legacy name; null if this is not one. */
  public @Nullable String legacyOf() {
    return limit("for=");
  }

  /** The programs that read it; {@code *} stands for all. */
  public List<String> programs() {
    List<String> known = programs;
    if (known == null) {
      known = words(fields[PROGRAMS], ",");
      programs = known;
    }
    return known;
  }

  /** Does this program, such as {@code smtpd}, read it? */
  public boolean readBy(String program) {
    List<String> programs = programs();
    return programs.contains("*") || programs.contains(program);
  }

  /** The words that it accepts; null if it is not a matter of words. */
  public @Nullable AcceptedValues values() {
    return fields[VALUES].isEmpty() ? null : parameters.values(fields[VALUES]);
  }

  /** How it grows old; null if it does not. */
  public @Nullable Deprecation deprecation() {
    return parameters.deprecation(name());
  }

  @Override
  public String toString() {
    return name();
  }

  private long number(String prefix) {
    String limit = limit(prefix);
    return limit == null ? 0 : Long.parseLong(limit);
  }

  private @Nullable String limit(String prefix) {
    for (String limit : limits) {
      if (limit.startsWith(prefix)) {
        return limit.substring(prefix.length());
      }
    }
    return null;
  }

  private static List<String> words(String text, String separator) {
    return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
  }
}
