package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of parameters that a setup makes itself: after a transport of master.cf, such as {@code
 * slow_destination_rate_delay}, or after a table, such as {@code people_server_host} for {@code
 * ldap:people}.
 *
 * <p>This is what {@code postconf} knows from 2.9 on (postconf_service.c, postconf_dbms.c); before,
 * it knows built-in names only and warns about none.
 */
public final class DerivedNames {

  private static final DerivedNames LISTS =
      new DerivedNames(
          ReferenceText.load("transport-parameters"), ReferenceText.load("table-settings"));

  private static final String TIME_LIMIT = "_time_limit";

  private final ReferenceText transportParameters;
  private final ReferenceText tableSettings;
  private final int longestSuffix;

  private DerivedNames(ReferenceText transportParameters, ReferenceText tableSettings) {
    this.transportParameters = transportParameters;
    this.tableSettings = tableSettings;
    int longest = 0;
    for (String suffix : transportParameters.keys()) {
      longest = Math.max(longest, suffix.length());
    }
    this.longestSuffix = longest;
  }

  /** Characters of the longest suffix that makes a parameter out of the name of a service. */
  public int longestSuffix() {
    return longestSuffix;
  }

  /**
   * What follows the name of a transport.
   *
   * @param suffix begins with an underscore
   * @param type the type of the parameter
   * @param defaultParameter the parameter whose value is the default
   */
  public record TransportSuffix(String suffix, ParameterType type, String defaultParameter) {
    /** The built-in default as {@code postconf -d} prints it. */
    public String defaultValue() {
      return "$" + defaultParameter;
    }
  }

  /** The lists, read once. */
  public static DerivedNames load() {
    return LISTS;
  }

  /**
   * The suffix with which a service of this name and command makes the parameter.
   *
   * @param name name of the parameter
   * @param service name of the service, the first column of master.cf
   * @param command the last column of master.cf, to the letter
   * @return null if the service does not make such a parameter
   */
  public @Nullable TransportSuffix ofService(
      String name, String service, String command, PostfixVersion version) {
    if (!name.startsWith(service)) {
      return null;
    }
    String suffix = name.substring(service.length());
    boolean used = suffix.equals(TIME_LIMIT) ? hasTimeLimit(command) : isDeliveryAgent(command);
    String[] fields = used ? fields(suffix, version) : null;
    return fields == null ? null : suffix(fields);
  }

  /**
   * The suffix that the name ends in, whatever comes before: it would be a parameter of a transport
   * of that name.
   *
   * @return null if the name is not made like this
   */
  public @Nullable TransportSuffix ofAnyService(String name, PostfixVersion version) {
    String[] fields = fieldsOfAnyService(name, version);
    return fields == null ? null : suffix(fields);
  }

  /** The type that the parameter would have of a transport, in any release; null as above. */
  public @Nullable ParameterType typeOfAnyService(String name) {
    String[] fields = fieldsOfAnyService(name, null);
    return fields == null ? null : ParameterType.parse(fields[1]);
  }

  private String @Nullable [] fieldsOfAnyService(String name, @Nullable PostfixVersion version) {
    int from = Math.max(0, name.length() - longestSuffix);
    for (int at = name.indexOf('_', from); at >= 0; at = name.indexOf('_', at + 1)) {
      String[] fields = at == 0 ? null : fields(name.substring(at), version);
      if (fields != null) {
        return fields;
      }
    }
    return null;
  }

  /** What is known of a suffix in a version, or in any if that is null. */
  private String @Nullable [] fields(String suffix, @Nullable PostfixVersion version) {
    String[] fields = transportParameters.find(suffix);
    return fields == null || version == null || LifeSpan.parse(fields[2]).contains(version)
        ? fields
        : null;
  }

  private static TransportSuffix suffix(String[] fields) {
    return new TransportSuffix(fields[0], ParameterType.parse(fields[1]), fields[3]);
  }

  private static boolean isDeliveryAgent(String command) {
    return switch (command) {
      case "local", "error", "virtual", "smtp", "lmtp", "pipe" -> true;
      default -> false;
    };
  }

  private static boolean hasTimeLimit(String command) {
    return command.equals("pipe") || command.equals("spawn");
  }

  /**
   * The settings of a table type that asks a server or database, without prefix: {@code
   * server_host} and so on for {@code ldap}.
   *
   * @return empty if the type has none in this version
   */
  public List<String> tableSettings(String type, PostfixVersion version) {
    List<String> settings = new ArrayList<>();
    for (String[] fields : tableSettings.findAll(type)) {
      if (LifeSpan.parse(fields[2]).contains(version)) {
        settings.add(fields[1]);
      }
    }
    return settings;
  }

  /**
   * The names that Postfix sets itself; {@code postconf} drops settings of them with a warning.
   * Empty before 2.10.
   */
  public static List<String> readOnlyNames(PostfixVersion version) {
    if (!version.isAtLeast(2, 10)) {
      return List.of();
    }
    return version.isAtLeast(3, 3)
        ? List.of("process_id", "process_name", "service_name")
        : List.of("process_id", "process_name");
  }
}
