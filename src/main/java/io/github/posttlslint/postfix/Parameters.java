package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.Mentions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of built-in parameters of Postfix 2.2 to 3.12.
 *
 * <p>Names that a setup makes itself, such as {@code slow_destination_rate_delay} for a transport
 * {@code slow}, are not in it: see {@code DerivedNames}. Safe for use by several threads.
 */
public final class Parameters {

  private final ReferenceText text;
  private final Map<String, Parameter> found = new ConcurrentHashMap<>();
  private final Map<String, AcceptedValues> values = new ConcurrentHashMap<>();
  private final Map<String, List<FormerDefault>> formerDefaults = new ConcurrentHashMap<>();
  private final Map<String, Optional<Deprecation>> deprecations = new ConcurrentHashMap<>();
  private final Map<PostfixVersion, Map<String, List<String>>> referring =
      new ConcurrentHashMap<>();

  private @Nullable Map<String, String> spellings;

  private Parameters(ReferenceText text) {
    this.text = text;
  }

  /** Reads the dictionary. Lines are parsed when they are asked for. */
  public static Parameters load() {
    return new Parameters(ReferenceText.load("parameters"));
  }

  /** The parameter of this exact name in any release; null if no release has had it. */
  public @Nullable Parameter find(String name) {
    Parameter parameter = found.get(name);
    if (parameter != null) {
      return parameter;
    }
    String[] fields = text.find(name);
    if (fields == null) {
      return null;
    }
    parameter = new Parameter(this, fields);
    found.put(name, parameter);
    return parameter;
  }

  /** The parameter of this exact name if this version knows it; else null. */
  public @Nullable Parameter find(String name, PostfixVersion version) {
    Parameter parameter = find(name);
    return parameter != null && parameter.existsIn(version) ? parameter : null;
  }

  /** All names of all releases, in byte order. */
  public List<String> all() {
    return text.keys();
  }

  /** All names without letter case, and with underscores for hyphens, to their spelling. */
  synchronized Map<String, String> spellings() {
    Map<String, String> names = spellings;
    if (names == null) {
      names = new HashMap<>();
      for (String name : all()) {
        names.put(normalized(name), name);
      }
      spellings = names;
    }
    return names;
  }

  /** A name as keys of {@link #spellings} are written. */
  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * The names that {@code postconf -d} of this version lists without a master.cf, in byte order.
   */
  public List<String> namesOf(PostfixVersion version) {
    List<String> names = new ArrayList<>();
    for (String name : all()) {
      Parameter parameter = find(name);
      if (parameter != null && parameter.isListedIn(version)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Of each name, those of {@link #namesOf} whose default could refer to it. */
  public Map<String, List<String>> referring(PostfixVersion version) {
    Map<String, List<String>> known = referring.get(version);
    if (known == null) {
      known = new HashMap<>();
      for (String name : namesOf(version)) {
        Parameter parameter = find(name);
        String value = parameter == null ? null : parameter.defaultIn(version);
        for (String used : value == null ? Set.<String>of() : Mentions.in(value)) {
          known.computeIfAbsent(used, first -> new ArrayList<>()).add(name);
        }
      }
      referring.put(version, known);
    }
    return known;
  }

  /** A default, and the version that had it first. */
  private record FormerDefault(PostfixVersion since, String value) {}

  String formerDefault(String name, PostfixVersion version) {
    String value = "";
    for (FormerDefault former : formerDefaults(name)) {
      if (former.since().compareTo(version) > 0) {
        break;
      }
      value = former.value();
    }
    return value;
  }

  /** The patch levels of a release at which a default may change: its first, and some more. */
  List<PostfixVersion> patchLevels(String name, PostfixVersion release) {
    List<PostfixVersion> starts = new ArrayList<>();
    starts.add(PostfixVersion.of(release.major(), release.minor(), 0));
    for (FormerDefault former : formerDefaults(name)) {
      if (former.since().patch() > 0 && former.since().release().equals(release)) {
        starts.add(former.since());
      }
    }
    return starts;
  }

  /** The default with an OpenSSL, of a parameter whose default depends on it; null if usual. */
  @Nullable String libraryDefault(String name, PostfixVersion version, OpenSslRelease library) {
    String value = null;
    for (String[] line : ReferenceText.load("library-defaults").findAll(name)) {
      OpenSslReleases since = OpenSslReleases.parse(line[2]);
      boolean isOf =
          since != null
              && library.isAtLeast(since.oldest())
              && LifeSpan.start(line[1]).compareTo(version) <= 0;
      value = isOf ? line[3] : value;
    }
    return value;
  }

  private List<FormerDefault> formerDefaults(String name) {
    List<FormerDefault> former = formerDefaults.get(name);
    if (former == null) {
      former = findFormerDefaults(name);
      formerDefaults.put(name, former);
    }
    return former;
  }

  private static List<FormerDefault> findFormerDefaults(String name) {
    List<FormerDefault> former = new ArrayList<>();
    for (String[] line : ReferenceText.load("former-defaults").findAll(name)) {
      former.add(new FormerDefault(LifeSpan.start(line[1]), line[2]));
    }
    return former;
  }

  AcceptedValues values(String key) {
    AcceptedValues group = values.get(key);
    if (group == null) {
      group = AcceptedValues.of(ReferenceText.load("values").findAll(key));
      values.put(key, group);
    }
    return group;
  }

  @Nullable Deprecation deprecation(String name) {
    Optional<Deprecation> deprecation = deprecations.get(name);
    if (deprecation == null) {
      deprecation = findDeprecation(name);
      deprecations.put(name, deprecation);
    }
    return deprecation.orElse(null);
  }

  private static Optional<Deprecation> findDeprecation(String name) {
    String[] fields = ReferenceText.load("deprecated").find(name);
    return fields == null
        ? Optional.empty()
        : Optional.of(
            new Deprecation(
                versionOrNull(fields[1]),
                versionOrNull(fields[2]),
                fields[3].isEmpty() ? null : fields[3],
                versionOrNull(fields[4])));
  }

  private static @Nullable PostfixVersion versionOrNull(String text) {
    return text.isEmpty() ? null : PostfixVersion.parse(text);
  }
}
