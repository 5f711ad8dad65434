package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.Grammar;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which names that a setup sets are read by nobody, as {@code postconf(1)} finds its "unused
 * parameter" (postconf_builtin.c, postconf_service.c, postconf_user.c, postconf_dbms.c).
 *
 * <p>A name is used if it is built in; if a service makes it ({@code slow_destination_rate_delay});
 * if a value or a default has {@code $name} in it, even in a branch that is never taken; if it is a
 * restriction class; or if it belongs to a table such as {@code ldap:name}. Names are compared to
 * the letter.
 */
public final class UnusedNames {

  private static final PostfixVersion FIRST = PostfixVersion.of(2, 9);

  private final Setup setup;
  private final PostfixVersion version;
  private final Grammar grammar;
  private final DerivedNames derived;

  /** What main.cf and the {@code -o} of each service set; services of one name and type share. */
  private final Map<String, String> mainValues = new LinkedHashMap<>();

  private final Map<String, Map<String, String>> serviceValues = new LinkedHashMap<>();

  /** The services that set a name. */
  private final Map<String, List<String>> settingServices = new HashMap<>();

  private final Map<String, Service> services = new HashMap<>();

  /** The names that are neither built in nor made by a service, but used somewhere. */
  private final Set<String> usedOfMain = new HashSet<>();

  private final Map<String, Set<String>> usedOfService = new HashMap<>();
  private Set<String> classes = Set.of();
  private boolean complete = true;

  private UnusedNames(Setup setup) {
    this.setup = setup;
    // releases before 2.9 use the same names, but their postconf does not look
    this.version = setup.version().isAtLeast(FIRST) ? setup.version() : FIRST;
    this.grammar = Resolver.grammar(setup.version());
    this.derived = setup.derivedNames();
    collect();
    serviceValues.forEach(
        (service, values) -> {
          for (String name : values.keySet()) {
            settingServices.computeIfAbsent(name, key -> new ArrayList<>(1)).add(service);
          }
        });
    for (String service : serviceValues.keySet()) {
      scan(service);
    }
    scan(null);
    flag(Resolver.STRESS, null);
  }

  /** Looks through a setup. */
  public static UnusedNames of(Setup setup) {
    return new UnusedNames(setup);
  }

  /**
   * Whether all that could use a name was seen. If not, a name that counts as unused may yet be
   * used, by lines that a template makes or by a master.cf that is not there.
   */
  public boolean isComplete() {
    return complete;
  }

  /** Whether a setting of this name in main.cf is read by nobody. */
  public boolean isUnused(String name) {
    return !isKnown(name) && !usedOfMain.contains(name);
  }

  /** Whether a {@code -o} of this name is read by nobody. */
  public boolean isUnused(Service service, String name) {
    Set<String> used = usedOfService.get(service.id());
    return isUnused(name) && (used == null || !used.contains(name));
  }

  /** Whether it is a parameter of this release, or of a service of this setup. */
  public boolean isKnown(String name) {
    return setup.parameters().find(name, setup.version()) != null
        || DerivedNames.readOnlyNames(version).contains(name)
        || isOfService(name);
  }

  /**
   * Whether {@code $name} has a value.
   *
   * @param service the service in whose {@code -o} it stands; null for main.cf, where it is enough
   *     that some service sets the name
   */
  public boolean isDefined(String name, @Nullable Service service) {
    if (mainValues.containsKey(name) || name.equals(Resolver.STRESS) || isKnown(name)) {
      return true;
    }
    if (service != null) {
      return service.override(name) != null;
    }
    return settingServices.containsKey(name);
  }

  private boolean isOfService(String name) {
    return setup.transports().suffix(name, version) != null;
  }

  private void collect() {
    MainCf main = setup.main();
    MasterCf master = setup.master();
    complete = main != null && !main.openEnded() && master != null && !master.openEnded();
    for (MainCfEntry entry : setup.mainEntries()) {
      add(mainValues, entry);
    }
    for (Service service : setup.services()) {
      complete &= !service.entry().openEnded();
      if (!service.entry().overrides().isEmpty()) {
        Map<String, String> values =
            serviceValues.computeIfAbsent(service.id(), id -> new LinkedHashMap<>());
        services.put(service.id(), service);
        for (ParameterOverride override : service.entry().overrides()) {
          add(values, override);
        }
      }
    }
  }

  /** The last one counts; but of the branches of a template, any may be the last. */
  private void add(Map<String, String> values, Assignment line) {
    String before = line.conditional() ? values.get(line.name()) : null;
    String text = line.value().text();
    values.put(line.name(), before == null ? text : before + " " + text);
    complete &= !line.value().isOpaque();
  }

  private Map<String, String> values(@Nullable String service) {
    Map<String, String> values = service == null ? mainValues : serviceValues.get(service);
    return values == null ? Map.of() : values;
  }

  /** Looks through main.cf, or the options of a service. */
  private void scan(@Nullable String service) {
    Map<String, String> values = values(service);
    if (values.containsKey("smtpd_restriction_classes")) {
      Set<String> names = new HashSet<>();
      for (String name : ListText.words(expanded("smtpd_restriction_classes", service))) {
        flag(name, service);
        names.add(name);
      }
      classes = service == null ? names : classes;
    }
    for (Map.Entry<String, String> setting : values.entrySet()) {
      scan(setting.getKey(), setting.getValue(), service);
    }
  }

  private void scan(String name, String value, @Nullable String service) {
    if (service != null && classes.contains(name)) {
      flag(name, service);
    }
    Parameter parameter = setup.parameters().find(name, setup.version());
    boolean isRaw = parameter != null && parameter.isRaw(setup.version());
    if (isRaw || DerivedNames.readOnlyNames(version).contains(name)) {
      return;
    }
    if (value.indexOf('$') >= 0) {
      for (Macro.Name used : Macro.parse(value, grammar).names()) {
        flag(used.name(), service);
      }
    }
    boolean tables = !version.isAtLeast(3, 0) || parameter != null || isOfService(name);
    if (tables && (value.indexOf(':') >= 0 || value.indexOf('$') >= 0)) {
      scanTables(expanded(name, service), 0, service);
    }
  }

  /** Names in what can be seen of a hidden value are used, too. */
  private String expanded(String name, @Nullable String service) {
    Service owner = service == null ? null : services.get(service);
    return (owner == null ? setup.value(name) : owner.value(name)).shown();
  }

  /**
   * Finds {@code ldap:name} and the like, whose settings are {@code name_server_host} and so on.
   */
  private void scanTables(String text, int depth, @Nullable String service) {
    if (depth > Limits.TABLE_DEPTH) {
      complete = false;
      return;
    }
    for (String word : words(text)) {
      if (word.startsWith("{")) {
        scanTables(inside(word), depth + 1, service);
      } else {
        scanTable(word, depth, service);
      }
    }
  }

  private void scanTable(String word, int depth, @Nullable String service) {
    int from = 0;
    int colon = word.indexOf(':');
    while (colon > 0 && isAdapter(word.substring(from, colon))) {
      from = colon + 1;
      colon = word.indexOf(':', from);
    }
    if (colon < 0 || colon + 1 == word.length()) {
      return;
    }
    String type = word.substring(from, colon);
    String rest = word.substring(colon + 1);
    if (rest.startsWith("{") && version.isAtLeast(3, 0)) {
      scanTables(inside(rest), depth + 1, service);
    } else if (!rest.startsWith("/") && !rest.startsWith(".")) {
      for (String setting : derived.tableSettings(type, version)) {
        flag(rest + "_" + setting, service);
      }
    }
  }

  /** The text between the first brace and the one that closes it; all, if there is none. */
  private static String inside(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return text.substring(1, i);
      }
    }
    return text.substring(1);
  }

  private boolean isAdapter(String type) {
    return type.equals("proxy") || (type.equals("debug") && version.isAtLeast(3, 11));
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (LogicalText word : ListText.split(LogicalText.of("", text), grammar)) {
      words.add(word.text());
    }
    return words;
  }

  /** A use of a name counts for the nearest place that sets it; a use in main.cf for all. */
  private void flag(String name, @Nullable String service) {
    if (service != null && values(service).containsKey(name)) {
      use(service, name);
    } else if (mainValues.containsKey(name)) {
      usedOfMain.add(name);
    }
    if (service == null) {
      for (String other : settingServices.getOrDefault(name, List.of())) {
        use(other, name);
      }
    }
  }

  private void use(String service, String name) {
    usedOfService.computeIfAbsent(service, id -> new HashSet<>()).add(name);
  }
}
