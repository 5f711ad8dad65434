package io.github.posttlslint.secret;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a parameter's value may not be shown, by what the parameter is for:
 *
 * <ul>
 *   <li>{@code *_sasl_password_maps} may hold passwords ({@code static:user:password}, {@code
 *       inline:{...}}, a password in place of a table): only tables in files, references and the
 *       host before a password are shown. So is a name of the site's own that tells of passwords or
 *       that such a value refers to
 *   <li>{@code import_environment} and {@code export_environment} may hold tokens of programs
 *   <li>parameters of next hops get passwords written behind the host
 *   <li>a table written into a parameter that Postfix does not know may be any of these
 *   <li>of all others a wrong value is shown, but for what {@link Shapes} finds
 * </ul>
 */
final class SecretValues {

  private static final String PASSWORD_MAPS = "_sasl_password_maps";

  /** Names of variables whose values tell nothing. */
  private static final Set<String> OPEN_VARIABLES =
      Set.of("MAIL_CONFIG", "MAIL_DEBUG", "MAIL_LOGTAG", "TZ", "LANG", "LC_ALL", "DISPLAY", "PATH");

  /** What a name of the site's own says where its value may be one of a user and a password. */
  private static final String[] OF_USERS = {
    "sasl", "relay", "auth", "login", "user", "map", "table"
  };

  /** What such a name ends with where its value is a user or a password alone. */
  private static final String[] OF_SECRETS = {
    "_auth", "_login", "_user", "_username", "_userid", "_key", "apikey", "_sasl"
  };

  /** Types of tables that are written into a value. */
  private static final List<String> WRITTEN = List.of("static", "inline");

  private final Parameters parameters;
  private final Shapes shapes;

  /** Names of the site's own that the value of a table of passwords refers to. */
  private final Set<String> referred;

  SecretValues(Parameters parameters, Shapes shapes, Set<String> referred) {
    this.parameters = parameters;
    this.shapes = shapes;
    this.referred = referred;
  }

  /** Finds what may not be shown of a value. */
  List<Hidden> find(String name, String value) {
    return find(name, value, true);
  }

  /**
   * Finds what may not be shown of a part of a value.
   *
   * @param isFirst whether the value begins with it
   */
  List<Hidden> find(String written, String value, boolean isFirst) {
    String name = meant(written);
    List<Hidden> found = new ArrayList<>();
    if (isOfPasswords(written)) {
      findPasswords(value, found);
    } else if (name.equals("import_environment") || name.equals("export_environment")) {
      findVariables(value, found);
    } else if (parameters.find(name) == null) {
      findOwn(name, value, found);
    } else if (isHop(name)) {
      findBehindHost(value, isFirst, found);
      if (!name.endsWith("_fallback_relay")) {
        findBehindRelay(value, isFirst, found);
      }
    } else if (hasOneWord(name) || isList(name)) {
      int pair = Shapes.findPair(value, 0);
      if (pair >= 0) {
        Shapes.hideRest(value, pair + 1, Hidden.PAIR, found);
      }
    }
    int path = name.endsWith("_file") ? value.indexOf(':') : -1;
    if (path > 0 && value.stripLeading().startsWith("/")) {
      Shapes.hideRest(value, path + 1, Hidden.PAIR, found);
    }
    Shapes.findToldOrOption(value, found);
    if (!name.endsWith("transport_maps") && parameters.find(name) != null) {
      findInStatic(value, found);
    }
    shapes.find(value, name.endsWith("_fingerprint_cert_match"), found);
    return found;
  }

  /** Postfix knows no names in capitals, or with hyphens; who writes them means the same. */
  private static String meant(String written) {
    return written.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Whether all that is not known to be harmless is hidden, in further lines too. */
  boolean isOfPasswords(String written) {
    String name = meant(written);
    return name.endsWith(PASSWORD_MAPS)
        || referred.contains(written)
        || shapes.isTelling(name)
        || isOwnSecret(name);
  }

  /** Whether a name that Postfix does not know is one for a user, a password or a key. */
  private boolean isOwnSecret(String name) {
    boolean isSecret = false;
    for (String end : OF_SECRETS) {
      isSecret |= name.endsWith(end);
    }
    return isSecret && !name.contains("tls") && parameters.find(name) == null;
  }

  /**
   * Whether a value is a number, a time, yes or no, or one of few words, none with a colon; or
   * tables, whose types stand before the colon.
   */
  private boolean hasOneWord(String name) {
    Parameter known = parameters.find(name);
    ParameterType type = known == null ? ParameterType.STR : known.type(PostfixVersion.NEWEST);
    boolean isText = type == ParameterType.STR || type == ParameterType.RAW;
    return !isText
        || name.endsWith("_security_level")
        || name.endsWith("_sasl_type")
        || name.endsWith("_options")
        || name.endsWith("_mechanism_filter")
        || name.endsWith("_maps");
  }

  /** Whether a value is a list of names, addresses and tables: no user and password among them. */
  private static boolean isList(String name) {
    return name.equals("mydestination")
        || name.endsWith("_restrictions")
        || name.endsWith("_checks")
        || name.endsWith("networks")
        || name.endsWith("_domains")
        || name.endsWith("_interfaces")
        || name.endsWith("_milters");
  }

  private static void findPasswords(String value, List<Hidden> to) {
    int start = Shapes.firstSecret(value, 0);
    int at = start;
    if (value.startsWith("[", at) || isLookupKey(value, at)) {
      at = endOfHost(value, at);
    } else {
      at = Math.max(at, afterTypes(value, at));
    }
    Shapes.hideRest(value, at, Hidden.TABLE, to);
  }

  /** Whether a word is a host, and more follows it. */
  private static boolean isLookupKey(String value, int from) {
    int end = endOfWord(value, from);
    return end < value.length() && Look.isHost(value.substring(from, end));
  }

  /** The end of a host and its port; some write a sign for the blank behind it. */
  private static int endOfHost(String value, int from) {
    int end = endOfWord(value, from);
    return Look.isHost(value.substring(from, end)) ? end : Shapes.afterPort(value, from, end);
  }

  /** The end of the types before a table, such as {@code proxy:static:}. */
  private static int afterTypes(String value, int from) {
    int end = from;
    int colon = value.indexOf(':', from);
    while (colon >= 0 && Shapes.isTableType(value.substring(end, colon))) {
      end = colon + 1;
      colon = value.indexOf(':', end);
    }
    return end;
  }

  private static int endOfWord(String value, int from) {
    int end = from;
    while (end < value.length() && !Chars.isSpace(value.charAt(end)) && value.charAt(end) != ',') {
      end++;
    }
    return end;
  }

  /** The values of {@code name=value} and <code>{ name = value }</code>. */
  private static void findVariables(String value, List<Hidden> to) {
    int end = 0;
    for (int at = value.indexOf('='); at >= 0; at = value.indexOf('=', Math.max(at + 1, end))) {
      int nameEnd = at;
      while (nameEnd > 0 && isBetween(value.charAt(nameEnd - 1))) {
        nameEnd--;
      }
      int name = nameEnd;
      while (name > 0 && Chars.isName(value.charAt(name - 1))) {
        name--;
      }
      int start = at + 1;
      while (start < value.length() && isBetween(value.charAt(start))) {
        start++;
      }
      end = endOfWord(value, start);
      if (start < end && !OPEN_VARIABLES.contains(value.substring(name, nameEnd))) {
        Shapes.hideRest(value.substring(0, end), start, Hidden.ENVIRONMENT, to);
      }
    }
    findBesideVariables(value, to);
  }

  /** Words that are neither a variable nor its value: somebody forgot the equals sign. */
  private static void findBesideVariables(String value, List<Hidden> to) {
    for (int at = 0; at < value.length(); ) {
      int end = endOfWord(value, at);
      String word = value.substring(at, end);
      boolean isVariable =
          word.indexOf('=') >= 0
              || word.equals(word.toUpperCase(Locale.ROOT))
              || word.endsWith("_proxy");
      if (!isVariable && value.indexOf('=') < 0) {
        Shapes.hideRest(value.substring(0, end), at, Hidden.ENVIRONMENT, to);
      }
      at = end + 1;
    }
  }

  private static boolean isBetween(char c) {
    return Chars.isSpace(c) || c == ',';
  }

  private static void findOwn(String name, String value, List<Hidden> to) {
    int table = firstTable(value);
    if (table >= 0) {
      Shapes.hideRest(value, table, Hidden.TABLE, to);
    }
    boolean ofUsers = false;
    for (String word : OF_USERS) {
      ofUsers |= name.contains(word);
    }
    int pair = ofUsers ? Shapes.findPair(value, 0) : -1;
    if (pair >= 0) {
      Shapes.hideRest(value, pair + 1, Hidden.TABLE, to);
    }
  }

  /** The place behind the first type of a table that is written into the value; -1 if none. */
  private static int firstTable(String value) {
    for (int colon = value.indexOf(':'); colon >= 0; colon = value.indexOf(':', colon + 1)) {
      int start = colon;
      while (start > 0 && Chars.isAlphanumeric(value.charAt(start - 1))) {
        start--;
      }
      String type = value.substring(start, colon);
      if (type.length() > 3 && Nearest.word(type, WRITTEN) != null) {
        return colon + 1;
      }
    }
    return -1;
  }

  /** A user and a password as the result of a table. */
  private static void findInStatic(String value, List<Hidden> to) {
    int table = firstTable(value);
    int pair = table < 0 ? -1 : Shapes.findPair(value, table);
    if (pair >= 0) {
      Shapes.hideRest(value, pair + 1, Hidden.TABLE, to);
    }
  }

  /** Whether a parameter names hosts that mail is handed to. */
  private static boolean isHop(String name) {
    return name.endsWith("relayhost")
        || name.endsWith("fallback_relay")
        || name.endsWith("_transport")
        || name.equals("content_filter");
  }

  /** There is one host: what follows and is none, can be a user and a password. */
  private static void findBehindRelay(String value, boolean isFirst, List<Hidden> to) {
    boolean isHost = isFirst;
    String said = value.strip();
    boolean isSaid = said.startsWith("error:") || said.startsWith("retry:");
    boolean isTemplate = value.contains("{") || value.contains("<%") || value.contains("$(");
    for (int at = 0; !isTemplate && !isSaid && at < value.length(); ) {
      int end = endOfWord(value, at);
      String word = value.substring(at, end);
      boolean looksLikeHost = word.startsWith("[") || word.startsWith("$") || word.indexOf('.') > 0;
      if (!word.isEmpty() && !isHost && !looksLikeHost) {
        Shapes.hideRest(value, at, Hidden.BEHIND, to);
        return;
      }
      isHost &= word.isEmpty();
      at = end + 1;
    }
  }

  private static void findBehindHost(String value, boolean isFirst, List<Hidden> to) {
    int comment = value.indexOf('#');
    if (comment >= 0) {
      Shapes.hideRest(value, comment + 1, Hidden.BEHIND, to);
    }
    int start = value.length() - value.stripLeading().length();
    int end = isFirst ? endOfWord(value, start) : start - 1;
    int port = value.indexOf("]:", start);
    int second = port < 0 ? -1 : value.indexOf(':', port + 2);
    if (second > 0 && second < end) {
      Shapes.hideRest(value, second + 1, Hidden.BEHIND, to);
    }
    Shapes.hideTold(value, Math.max(end, 0), to);
    Shapes.hideUnlikeHosts(value, Math.max(end, 0), to);
    int pair = Shapes.findPair(value, Math.max(end, 0));
    if (pair >= 0) {
      Shapes.hideRest(value, pair + 1, Hidden.BEHIND, to);
    }
  }
}
