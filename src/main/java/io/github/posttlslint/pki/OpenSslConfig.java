package io.github.posttlslint.pki;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file of OpenSSL (config(5)), read as def_load_bio() and CONF_modules_load() read
 * it (conf_def.c, conf_mod.c), to tell whether a program that names it gets its library to start.
 * What single commands are worth is not judged: OpenSSL passes over those that it does not know.
 */
public final class OpenSslConfig {

  /** The section of what stands before the first section. */
  private static final String DEFAULT = "default";

  /** Characters of a value (conf_def.c, MAX_CONF_VALUE_LENGTH). */
  private static final int LONGEST = 65536;

  /** Characters that variables bring into a whole file, ours: real ones have a few hundred. */
  private static final int MOST = 1 << 20;

  /** Files included in each other, and in all, ours. */
  private static final int DEEPEST = 8;

  private static final int MOST_FILES = 50;

  private static final String PUNCTUATION = "!%&*+,./;?@^~|-_";

  /** The words of X509V3_get_value_bool(). */
  private static final List<String> TRUE = List.of("TRUE", "true", "Y", "y", "YES", "yes");

  private static final List<String> FALSE = List.of("FALSE", "false", "N", "n", "NO", "no");

  /**
   * What comes of a file.
   *
   * @param problem why OpenSSL refuses it, a clause that begins in lower case; null if it does not
   * @param line where, from 1; 0 if it is no single line
   * @param doubt what is not looked at and may change the answer; null if nothing
   * @param allowsSha1 whether signatures with SHA-1 are allowed, where Red Hat's OpenSSL is told so
   *     (rh-allow-sha1-signatures); null if nothing is said of it
   * @param commands what every program's SSL_CTX is told (system_default): values by the names of
   *     commands, in the order of the file
   */
  public record Outcome(
      @Nullable String problem,
      int line,
      @Nullable String doubt,
      @Nullable Boolean allowsSha1,
      Map<String, String> commands) {

    public Outcome {
      commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    }
  }

  /** What a program has around it. */
  public interface Surroundings {

    /** Nothing of it is known. */
    Surroundings UNKNOWN =
        new Surroundings() {
          @Override
          public boolean lacks(String variable) {
            return false;
          }

          @Override
          public @Nullable String text(String path) {
            return null;
          }
        };

    /** Whether its environment surely has no variable of a name. */
    boolean lacks(String variable);

    /** The text of another file; null if that is not known. */
    @Nullable String text(String path);
  }

  /** Ends the reading with what OpenSSL says. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    Refusal(String problem, int line, @Nullable String doubt) {
      super(problem, null, false, false);
      this.outcome = new Outcome(problem, line, doubt, null, Map.of());
    }
  }

  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final Map<String, String> commands = new LinkedHashMap<>();
  private final Surroundings around;
  private String section = DEFAULT;
  private int line;
  private int brought;
  private int depth;
  private int included;
  private @Nullable String doubt;
  private @Nullable Boolean allowsSha1;

  private OpenSslConfig(Surroundings around) {
    this.around = around;
    sections.put(DEFAULT, new LinkedHashMap<>());
  }

  /**
   * Reads a file.
   *
   * @param text its content, one character for each byte
   * @param name the name that the program gives for itself; empty for the usual {@code
   *     openssl_conf}
   * @param around what else decides
   */
  public static Outcome read(String text, String name, Surroundings around) {
    OpenSslConfig config = new OpenSslConfig(around);
    try {
      config.readLines(text);
      config.load(name);
      return new Outcome(null, 0, config.doubt, config.allowsSha1, config.commands);
    } catch (Refusal refusal) {
      return refusal.outcome;
    }
  }

  // --- lines -----------------------------------------------------------------------------------

  private void readLines(String text) throws Refusal {
    StringBuilder logical = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      String one = text.substring(from, end < 0 ? text.length() : end);
      from = end < 0 ? text.length() : end + 1;
      line++;
      int last = one.length();
      while (last > 0 && one.charAt(last - 1) == '\r') {
        last--;
      }
      int nul = one.indexOf('\0');
      one = one.substring(0, nul < 0 ? last : Math.min(nul, last));
      boolean continued =
          one.endsWith("\\") && !(one.length() > 1 && one.charAt(one.length() - 2) == '\\');
      logical.append(one, 0, continued ? one.length() - 1 : one.length());
      if (!continued) {
        readLine(withoutComment(logical.toString()));
        logical.setLength(0);
      }
    }
    readLine(withoutComment(logical.toString()));
  }

  private static String withoutComment(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        return text.substring(0, at);
      }
      at = isQuote(c) ? afterQuote(text, at) : c == '\\' ? at + 2 : at + 1;
    }
    return text;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static int afterQuote(String text, int at) {
    char quote = text.charAt(at);
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }

  private void readLine(String text) throws Refusal {
    String rest = text.strip();
    if (rest.isEmpty()) {
      return;
    }
    if (rest.startsWith("[")) {
      readSection(rest.substring(1));
      return;
    }
    int end = afterName(rest, 0);
    String key = rest.substring(0, end);
    String into = section;
    if (rest.startsWith("::", end)) {
      into = key;
      int second = afterName(rest, end + 2);
      key = rest.substring(end + 2, second);
      end = second;
    }
    int at = afterBlanks(rest, end);
    boolean assigned = at < rest.length() && rest.charAt(at) == '=';
    if (isDirective(rest, ".include", end, assigned)) {
      include(expanded(rest.substring(assigned ? at + 1 : ".include".length()).strip(), into));
    } else if (isDirective(rest, ".pragma", end, assigned)) {
      doubt = "what .pragma brings";
    } else if (!assigned) {
      throw refusal("a line has no equal sign");
    } else {
      String value = expanded(rest.substring(at + 1).strip(), into);
      sections.computeIfAbsent(into, none -> new LinkedHashMap<>()).put(key, value);
    }
  }

  /** A file that is named in full; another is looked for where the program runs. */
  private void include(String path) throws Refusal {
    String text =
        path.startsWith("/") && depth < DEEPEST && included < MOST_FILES ? around.text(path) : null;
    if (text == null) {
      doubt = "what .include brings";
      return;
    }
    int own = line;
    depth++;
    included++;
    line = 0;
    readLines(text);
    line = own;
    depth--;
  }

  private static boolean isDirective(String text, String word, int end, boolean assigned) {
    return text.startsWith(word) && (end != word.length() || assigned || end < text.length());
  }

  private void readSection(String text) throws Refusal {
    int start = afterBlanks(text, 0);
    int from = start;
    int end = afterName(text, from);
    int at = afterBlanks(text, end);
    while (at < text.length() && text.charAt(at) != ']' && from != at) {
      from = at;
      end = afterName(text, from);
      at = afterBlanks(text, end);
    }
    if (at >= text.length() || text.charAt(at) != ']') {
      throw refusal("a section's name has no closing bracket");
    }
    section = expanded(text.substring(start, Math.max(start, end)), section);
    sections.computeIfAbsent(section, none -> new LinkedHashMap<>());
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int afterName(String text, int from) {
    int at = from;
    while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '\\')) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private static boolean isName(char c) {
    return isWord(c) || PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private Refusal refusal(String problem) {
    return new Refusal(problem, line, null);
  }

  // --- values ----------------------------------------------------------------------------------

  private String expanded(String text, String own) throws Refusal {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isQuote(c)) {
        int end = afterQuote(text, at);
        value.append(text, at + 1, Math.max(at + 1, end - 1));
        at = end;
      } else if (c == '\\') {
        value.append(text, Math.min(at + 1, text.length()), Math.min(at + 2, text.length()));
        at += 2;
      } else if (c == '$') {
        at = expand(text, at + 1, own, value);
      } else {
        value.append(c);
        at++;
      }
    }
    return value.toString();
  }

  private int expand(String text, int from, String own, StringBuilder to) throws Refusal {
    char open = from < text.length() ? text.charAt(from) : ' ';
    boolean closed = open == '{' || open == '(';
    int start = closed ? from + 1 : from;
    int end = afterWord(text, start);
    String of = own;
    String name = text.substring(start, end);
    if (text.startsWith("::", end)) {
      of = name;
      start = end + 2;
      end = afterWord(text, start);
      name = text.substring(start, end);
    }
    if (closed) {
      if (end >= text.length() || text.charAt(end) != (open == '{' ? '}' : ')')) {
        throw refusal("a variable has no closing brace");
      }
      end++;
    }
    String value = value(of, name);
    if (value == null && of.equals("ENV") && !around.lacks(name)) {
      doubt = "the environment variable " + name;
    } else if (value == null) {
      throw new Refusal("the variable " + name + " has no value", line, doubt);
    } else {
      to.append(value);
      brought += value.length();
    }
    if (to.length() + text.length() - end > LONGEST) {
      throw refusal("a variable makes a value too long");
    }
    if (brought > MOST) {
      throw new Refusal("variables bring too much", line, "what so many variables bring");
    }
    return end;
  }

  private static int afterWord(String text, int from) {
    int at = from;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private @Nullable String value(String of, String name) {
    Map<String, String> own = sections.get(of);
    String value = own == null ? null : own.get(name);
    return value == null ? sections.getOrDefault(DEFAULT, Map.of()).get(name) : value;
  }

  // --- what the library is to do with it -------------------------------------------------------

  private void load(String name) throws Refusal {
    String key = name.isEmpty() ? "openssl_conf" : name;
    Map<String, String> start = sections.getOrDefault(DEFAULT, Map.of());
    String modules = start.get(key);
    if (modules == null) {
      if (start.containsKey("openssl_conf")) {
        doubt = "what a library does whose section is not there";
      }
      return;
    }
    for (Map.Entry<String, String> module : section(key, modules).entrySet()) {
      int dot = module.getKey().indexOf('.');
      String kind = dot < 0 ? module.getKey() : module.getKey().substring(0, dot);
      switch (kind) {
        case "ssl_conf" -> loadCommands(module.getKey(), module.getValue());
        case "alg_section" -> loadAlgorithms(module.getKey(), module.getValue());
        // unknown to 1.1.1, where the file would be refused
        case "providers" -> loadProviders(kind, module.getValue());
        default -> doubt = "the module " + kind;
      }
    }
  }

  private void loadProviders(String key, String name) throws Refusal {
    for (Map.Entry<String, String> provider : section(key, name).entrySet()) {
      for (String value : section(provider.getKey(), provider.getValue()).values()) {
        // sections of sections, which may lead in a circle
        doubt = sections.containsKey(value) ? "what the provider is told" : doubt;
      }
    }
  }

  /** What alg_module_init() takes (evp_cnf.c). */
  private void loadAlgorithms(String key, String name) throws Refusal {
    for (Map.Entry<String, String> one : section(key, name).entrySet()) {
      boolean isMode = one.getKey().equals("fips_mode");
      if (isMode && !TRUE.contains(one.getValue()) && !FALSE.contains(one.getValue())) {
        throw new Refusal("fips_mode is neither yes nor no", 0, doubt);
      }
      if (one.getKey().equals("rh-allow-sha1-signatures")) {
        allowsSha1 = TRUE.contains(one.getValue());
        continue;
      }
      boolean isOff = isMode && FALSE.contains(one.getValue());
      doubt = isOff ? doubt : "the module alg_section";
    }
  }

  private void loadCommands(String key, String name) throws Refusal {
    Map<String, String> lists = filled(key, name);
    for (Map.Entry<String, String> list : lists.entrySet()) {
      Map<String, String> told = filled(list.getKey(), list.getValue());
      if (list.getKey().equals("system_default")) {
        commands.putAll(told);
      }
    }
  }

  private Map<String, String> filled(String key, String name) throws Refusal {
    Map<String, String> found = section(key, name);
    if (found.isEmpty()) {
      throw new Refusal("the section [" + name + "], which " + key + " names, is empty", 0, doubt);
    }
    return found;
  }

  private Map<String, String> section(String key, String name) throws Refusal {
    Map<String, String> found = sections.get(name);
    if (found == null) {
      throw new Refusal("there is no section [" + name + "], which " + key + " names", 0, doubt);
    }
    return found;
  }
}
