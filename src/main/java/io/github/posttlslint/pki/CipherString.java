package io.github.posttlslint.pki;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL 1.1.1 and 3 make of a cipher string such as {@code HIGH:!aNULL:@STRENGTH}
 * (openssl-ciphers(1); ssl_ciph.c, ssl_create_cipher_list). TLS 1.3 has suites of its own, which
 * cipher strings do not touch.
 *
 * @param problem why OpenSSL refuses it; null if it does not
 * @param suites the suites in the order of preference; none if it is refused
 * @param securityLevel what {@code @SECLEVEL} sets; -1 if it is not in the string
 */
public record CipherString(@Nullable Problem problem, List<CipherSuite> suites, int securityLevel) {

  /** Why OpenSSL refuses a cipher string. */
  public enum Problem {
    /** It cannot be read: "invalid command". */
    UNREADABLE,
    /** It leaves no suite: "no cipher match". */
    EMPTY
  }

  private static final String DEFAULT = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";
  private static final int HIGHEST_LEVEL = 5;

  public CipherString {
    suites = List.copyOf(suites);
  }

  /**
   * Works a string off.
   *
   * @param build the suites that there are
   */
  public static CipherString resolve(String text, CipherSuite.Build build) {
    CipherTable table = CipherTable.of(build);
    Reader reader = new Reader(table);
    String rules = suiteB(text);
    boolean readable = true;
    if (rules.startsWith("DEFAULT")) {
      readable = reader.read(DEFAULT);
      rules = rules.substring("DEFAULT".length());
    }
    if (!readable || !reader.read(rules)) {
      return new CipherString(Problem.UNREADABLE, List.of(), reader.level);
    }
    List<CipherSuite> suites = reader.order.suites();
    return new CipherString(suites.isEmpty() ? Problem.EMPTY : null, suites, reader.level);
  }

  /** Whether a distribution's patch decides: {@code PROFILE=SYSTEM} and the like. */
  public static boolean isSystemProfile(String text) {
    return text.startsWith("PROFILE=");
  }

  /** The suites that can be used at the security level of the string, else at level 0. */
  public List<CipherSuite> usable() {
    return usable(Math.max(0, securityLevel));
  }

  /** Those of it that are for certificates, and that a security level allows. */
  public List<CipherSuite> usable(int level) {
    return suites.stream().filter(s -> s.isForCertificates() && s.isAllowedAt(level)).toList();
  }

  /**
   * The {@linkplain #usable usable} suites that at least one of the protocols has.
   *
   * @param protocols such as TLSv1.2
   */
  public List<CipherSuite> usableWith(List<String> protocols) {
    return usable().stream().filter(s -> protocols.stream().anyMatch(s::isIn)).toList();
  }

  /** Suite B profiles (RFC 6460) replace the whole string; only its start is looked at. */
  private static String suiteB(String text) {
    String weaker = "ECDHE-ECDSA-AES128-GCM-SHA256";
    String stronger = "ECDHE-ECDSA-AES256-GCM-SHA384";
    if (text.startsWith("SUITEB128ONLY")) {
      return weaker;
    } else if (text.startsWith("SUITEB128C2") || text.startsWith("SUITEB192")) {
      return stronger;
    }
    return text.startsWith("SUITEB128") ? weaker + ":" + stronger : text;
  }

  /** Reads rules one by one and applies them (ssl_ciph.c, ssl_cipher_process_rulestr). */
  private static final class Reader {

    private final CipherTable table;
    private final CipherOrder order;

    /** What rules select that were read before, by their text. */
    private final Map<String, BitSet> selections = new HashMap<>();

    private int level = -1;
    private String text = "";
    private int at;

    Reader(CipherTable table) {
      this.table = table;
      this.order = table.order();
    }

    /** Applies the rules of a string; false if one cannot be read. */
    boolean read(String rules) {
      text = rules;
      at = 0;
      boolean readable = true;
      while (readable && at < text.length()) {
        char first = text.charAt(at);
        if (isSeparator(first)) {
          at++;
        } else if (first == '@') {
          at++;
          readable = command(word());
          skipToSeparator();
        } else {
          boolean operator = first == '-' || first == '+' || first == '!';
          at += operator ? 1 : 0;
          readable = rule(operator ? first : ' ');
        }
      }
      return readable;
    }

    /** Words with a plus between them; one that is not known makes the rule count for nothing. */
    private boolean rule(char operator) {
      int start = at;
      CipherFilter filter = CipherFilter.ANY;
      boolean more = true;
      while (more) {
        String word = word();
        if (word.isEmpty()) {
          return false;
        }
        more = at < text.length() && text.charAt(at) == '+';
        at += more ? 1 : 0;
        CipherFilter next = table.words().get(word);
        filter = next == null ? null : filter.and(next);
        if (filter == null) {
          skipToSeparator();
          return true;
        }
      }
      String rule = text.substring(start, at);
      BitSet selected = selections.get(rule);
      if (selected == null) {
        selected = order.selection(filter);
        selections.put(rule, selected);
      }
      apply(operator, selected);
      return true;
    }

    private void apply(char operator, BitSet selected) {
      switch (operator) {
        case '-' -> order.remove(selected);
        case '+' -> order.toEnd(selected);
        case '!' -> order.kill(selected);
        default -> order.add(selected);
      }
    }

    private boolean command(String name) {
      if (name.equals("STRENGTH")) {
        order.sortByStrength();
        return true;
      }
      int last = name.length() - 1;
      int given = last == "SECLEVEL=".length() ? name.charAt(last) - '0' : -1;
      if (!name.startsWith("SECLEVEL=") || given < 0 || given > HIGHEST_LEVEL) {
        return false;
      }
      level = given;
      return true;
    }

    private String word() {
      int start = at;
      while (at < text.length() && isOfWord(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skipToSeparator() {
      while (at < text.length() && !isSeparator(text.charAt(at))) {
        at++;
      }
    }

    private static boolean isOfWord(char c) {
      return (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '.'
          || c == '=';
    }

    private static boolean isSeparator(char c) {
      return c == ':' || c == ' ' || c == ';' || c == ',';
    }
  }
}
