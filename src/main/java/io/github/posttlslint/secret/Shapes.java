package io.github.posttlslint.secret;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.TableTypes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Secrets that are known by their form, wherever they stand: {@code user:password@host}, {@code
 * password=...}, what follows a word for passwords in a comment, and what is as long as a key.
 */
final class Shapes {

  private static final String[] TELLING = {
    "passw",
    "psswd",
    "passphrase",
    "pass_word",
    "pasword",
    "pwd",
    "secret",
    "token",
    "credential",
    "apikey",
    "api_key",
    "kennwort",
    "sasl_pass",
    "pin-value"
  };

  /** Whole names, and ends of names after {@code _} or {@code -}. */
  private static final Set<String> SHORT = Set.of("pw", "pass", "psk", "pin");

  /** What stands before a colon and is no user: transports, and words of restrictions. */
  private static final Set<String> TRANSPORTS =
      Set.of(
          "smtp",
          "smtps",
          "smtpd",
          "relay",
          "lmtp",
          "local",
          "virtual",
          "error",
          "retry",
          "discard",
          "pipe",
          "uucp",
          "maildrop",
          "dovecot",
          "cyrus",
          "inet",
          "unix",
          "mailto",
          "procmail",
          "slow",
          "submission",
          "filter",
          "amavis",
          "proxy",
          "ipv6",
          "http",
          "https");

  /** Types of tables that people misspell. */
  private static final List<String> TYPES =
      List.of(
          "static",
          "inline",
          "hash",
          "texthash",
          "btree",
          "lmdb",
          "cdb",
          "pcre",
          "regexp",
          "mysql",
          "pgsql",
          "sqlite",
          "ldap",
          "proxy");

  /** Characters that are looked at before a host, or behind a word for passwords. */
  private static final int LONGEST = 200;

  /** Names of directories such as /etc, /var and /opt are shorter. */
  private static final int LONGEST_TOP = 12;

  /** Words that a password stands behind, with nothing but a blank between. */
  private static final Set<String> WORDS = Set.of("password", "passwd", "passphrase", "passwort");

  /** What a comment calls the user of a password. */
  private static final Set<String> USERS = Set.of("user", "username", "login", "account", "auth");

  private static final int LONGEST_CIPHER = 12;

  private static final int LEAST_HEX = 32;
  private static final int LEAST_BASE64 = 32;
  private static final int LEAST_LETTERS = 64;
  private static final int LEAST_LABEL = 24;
  private static final int LEAST_DIGITS = 4;

  private final Parameters parameters;

  Shapes(Parameters parameters) {
    this.parameters = parameters;
  }

  /** Finds those of any text. */
  void find(String text, List<Hidden> to) {
    find(text, false, to);
  }

  /**
   * Finds those of a value.
   *
   * @param ofDigests whether it is for fingerprints, which everybody may know
   */
  void find(String text, boolean ofDigests, List<Hidden> to) {
    findEncoded(text, ofDigests, to);
    findNamed(text, to);
    findAddresses(text, to);
    findBehindKey(text, to);
    findBehindPort(text, to);
    int comment = comment(text);
    if (comment >= 0) {
      findBehindValue(text, comment, to);
    }
  }

  /**
   * A comment behind a value, which Postfix takes for a part of it: all of it where it speaks of a
   * user or a password, or has words with a colon between them.
   */
  private void findBehindValue(String text, int from, List<Hidden> to) {
    boolean isSecret = findPair(text, from) >= 0 || hasTwoAtSign(text, from);
    for (int at = from; at < text.length() && !isSecret; ) {
      int end = endOfName(text, at);
      String word = text.substring(at, end);
      isSecret = end > at && (isTelling(word) || USERS.contains(word.toLowerCase(Locale.ROOT)));
      at = Math.max(end, at + 1);
    }
    if (isSecret) {
      hideRest(text, from + 1, Hidden.NAMED, to);
    }
  }

  /** Whether two words stand at a sign: {@code user / password}, {@code user=password}. */
  private static boolean hasTwoAtSign(String text, int from) {
    for (int at = from + 1; at < text.length() - 1; at++) {
      int before = at - 1;
      while (before > from && isBlankOrComma(text.charAt(before))) {
        before--;
      }
      int after = at + 1;
      while (after < text.length() - 1 && isBlankOrComma(text.charAt(after))) {
        after++;
      }
      if ("/=:".indexOf(text.charAt(at)) >= 0
          && Character.isLetter(text.charAt(before))
          && Character.isLetter(text.charAt(after))) {
        return true;
      }
    }
    return false;
  }

  /** What follows the bare word "password", or an option such as {@code -u user:password}. */
  static void findToldOrOption(String text, List<Hidden> to) {
    String before = "";
    for (int at = 0; at < text.length(); ) {
      int end = at;
      while (end < text.length() && !isBlankOrComma(text.charAt(end))) {
        end++;
      }
      String word = text.substring(at, end);
      int colon = before.startsWith("-") ? findPair(word, 0) : -1;
      if (word.startsWith("-p") && isOption(word)) {
        hideRest(text, at + 2, Hidden.NAMED, to);
        return;
      }
      if (colon >= 0 || WORDS.contains(before.toLowerCase(Locale.ROOT))) {
        hideRest(text, at + colon + 1, Hidden.NAMED, to);
        return;
      }
      before = word.isEmpty() ? before : word;
      at = end + 1;
    }
  }

  /** {@code -p} and what may follow it at once; no long name of an option. */
  private static boolean isOption(String word) {
    for (int i = 2; i < word.length(); i++) {
      if (!Character.isLowerCase(word.charAt(i)) && word.charAt(i) != '-') {
        return true;
      }
    }
    return word.length() == 2;
  }

  /** {@code [host]:port user:password}, a line of a table of passwords. */
  private static void findBehindKey(String text, List<Hidden> to) {
    int close = text.indexOf(']');
    if (close < 0) {
      return;
    }
    int end = close + 1;
    while (end < text.length() && !Chars.isSpace(text.charAt(end))) {
      end++;
    }
    int colon = findPair(text, end);
    if (colon >= 0) {
      hideRest(text, colon + 1, Hidden.BEHIND, to);
    }
  }

  /** What follows a host and its port without a blank: no value has anything there. */
  private static void findBehindPort(String text, List<Hidden> to) {
    int inet = text.contains("socketmap:") ? -1 : text.indexOf("inet:");
    int port = inet < 0 ? -1 : text.indexOf(':', inet + "inet:".length());
    int behind = port < 0 ? -1 : text.indexOf(':', port + 1);
    if (behind > 0 && Chars.allDigits(text.substring(port + 1, behind))) {
      hideRest(text, behind + 1, Hidden.BEHIND, to);
    }
    for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
      int end = open;
      while (end < text.length() && !isBlankOrComma(text.charAt(end))) {
        end++;
      }
      int rest = afterPort(text, open, end);
      if (rest > open && rest < end && ":/=#".indexOf(text.charAt(rest)) >= 0) {
        hideRest(text, rest + 1, Hidden.BEHIND, to);
        return;
      }
    }
  }

  /** The place behind {@code [host]:port}; the start where there is no such thing. */
  static int afterPort(String text, int start, int end) {
    int port = text.indexOf("]:", start);
    int at = port + 2;
    while (port > 0 && at < end && Chars.isAlphanumeric(text.charAt(at))) {
      at++;
    }
    return port > 0 && port < end ? at : start;
  }

  /** Options, words in parentheses and bare words behind a host: no next hop has those. */
  static void hideUnlikeHosts(String text, int from, List<Hidden> to) {
    for (int at = from; at < text.length(); ) {
      int end = at;
      while (end < text.length() && !isBlankOrComma(text.charAt(end))) {
        end++;
      }
      String word = text.substring(at, end);
      boolean isStrange = word.startsWith("-") || word.startsWith("(");
      if (isStrange && word.length() > 1) {
        hideRest(
            text, end < text.length() && word.startsWith("-") ? at + 2 : at + 1, Hidden.BEHIND, to);
        return;
      }
      at = end + 1;
    }
  }

  /** The colon of the first word that can be a user and a password; -1 if there is none. */
  static int findPair(String text, int from) {
    for (int at = from; at < text.length(); ) {
      int end = at;
      while (end < text.length() && !isBlankOrComma(text.charAt(end))) {
        end++;
      }
      while (at < end && "(;".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      int colon = colon(text, at, end);
      if (colon > at
          && colon + 1 < end
          && isPair(text.substring(at, colon), text.substring(colon + 1, end))) {
        return colon;
      }
      at = end + 1;
    }
    return -1;
  }

  /** Whether words can be a user and a password: no type of tables, no host before its port. */
  private static boolean isPair(String before, String after) {
    boolean hasLetter = false;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      hasLetter |= Character.isLetter(c);
      if (!Character.isLetterOrDigit(c) && "_.+@-".indexOf(c) < 0) {
        return false;
      }
    }
    boolean isEndpoint =
        Chars.allDigits(after) || "[/$:{".indexOf(after.charAt(0)) >= 0 || isType(after);
    return hasLetter && !isEndpoint && !isType(before);
  }

  /** Where a comment begins behind a value, which Postfix does not take for one; -1 if none. */
  private static int comment(String text) {
    int at = text.indexOf('#');
    while (at > 0 && !Chars.isSpace(text.charAt(at - 1)) && text.charAt(at - 1) != ',') {
      at = text.indexOf('#', at + 1);
    }
    return at;
  }

  /**
   * Finds what follows a word for passwords in a comment: all of it behind a separator or "is",
   * else if a word of it looks like a password, for a sentence about passwords tells nothing.
   */
  void findInComment(String text, int from, String reason, List<Hidden> to) {
    for (int at = from; at < text.length(); ) {
      int end = endOfName(text, at);
      boolean isOfPath = at > 0 && "/.$".indexOf(text.charAt(at - 1)) >= 0;
      if (end > at && !isOfPath && isTelling(text.substring(at, end))) {
        String rest = text.substring(end, Math.min(text.length(), end + LONGEST));
        boolean isValue = rest.matches("\\W*(is|was|ist)\\W.*") || rest.matches("['\"]?\\s*[=:].*");
        if (isValue || Patterns.LIKE_PASSWORD.matcher(rest).find()) {
          hideRest(text, afterSeparators(text, end), reason, to);
          return;
        }
      }
      at = Math.max(end, at + 1);
    }
  }

  private static int afterSeparators(String text, int from) {
    int at = from;
    while (at < text.length()
        && (isBlankOrQuote(text.charAt(at)) || isAssigning(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isAssigning(char c) {
    return c == '=' || c == ':';
  }

  /** Hides what stands behind a word for users or passwords and a blank. */
  static void hideTold(String text, int from, List<Hidden> to) {
    for (int at = from; at < text.length(); ) {
      int end = endOfName(text, at);
      String word = text.substring(at, end).toLowerCase(Locale.ROOT);
      if (end > at && (USERS.contains(word) || SHORT.contains(word) || word.startsWith("passw"))) {
        hideRest(text, end, Hidden.BEHIND, to);
        return;
      }
      at = Math.max(end, at + 1);
    }
  }

  // --- user:password@host ----------------------------------------------------------------------

  private static void findAddresses(String text, List<Hidden> to) {
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = at;
      int least = Math.max(0, at - LONGEST);
      while (start > least
          && " \t,[]{}()<>'\";|=".indexOf(text.charAt(start - 1)) < 0
          && !text.startsWith("//", start - 2)) {
        start--;
      }
      int colon = colon(text, start, at);
      while (colon >= 0 && isType(text.substring(start, colon))) {
        start = colon + 1;
        colon = colon(text, start, at);
      }
      boolean isKeyword = text.startsWith("@STRENGTH", at) || text.startsWith("@SECLEVEL", at);
      if (colon > start && colon + 1 < at && !isKeyword) {
        to.add(new Hidden(colon + 1, at, Hidden.ADDRESS));
      }
    }
  }

  private static int colon(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != ':') {
      at++;
    }
    return at < to ? at : -1;
  }

  /** Whether it is a type of tables or a usual transport. */
  static boolean isType(String word) {
    return TRANSPORTS.contains(word.toLowerCase(Locale.ROOT))
        || TableTypes.load().find(word) != null;
  }

  // --- password=... ------------------------------------------------------------------------------

  private void findNamed(String text, List<Hidden> to) {
    for (int from = 0; from < text.length(); ) {
      int end = endOfName(text, from);
      boolean isCipher = text.startsWith("PSK:", from);
      int value = end > from && !isCipher ? value(text, from, end) : -1;
      if (value >= 0 && isTelling(text.substring(from, end))) {
        hideRest(text, value, Hidden.NAMED, to);
        return;
      }
      from = Math.max(end, from + 1);
    }
  }

  /** Whether a name is one for passwords, and no parameter of Postfix. */
  boolean isTelling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int last = Math.max(lower.lastIndexOf('_'), lower.lastIndexOf('-'));
    boolean found =
        SHORT.contains(lower.substring(last + 1))
            || lower.contains("_pw_")
            || (lower.endsWith("pass") && !lower.endsWith("bypass"));
    for (String word : TELLING) {
      found |= lower.contains(word);
    }
    return found && parameters.find(name) == null;
  }

  /** Where the value of a name begins; -1 if it has none. */
  private static int value(String text, int from, int to) {
    int at = to;
    while (at < text.length() && isBlankOrComma(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && isAssigning(text.charAt(at))) {
      return afterSeparators(text, at);
    }
    return text.charAt(from) == '-' && at > to ? at : -1;
  }

  /** Hides all from the first word on that is neither a path nor a reference nor yes or no. */
  static void hideRest(String text, int from, String reason, List<Hidden> to) {
    int start = firstSecret(text, from);
    int end = text.stripTrailing().length();
    if (start < end) {
      to.add(new Hidden(start, end, reason));
    }
  }

  /** Where the first word begins that is not known to be harmless; the end if all are. */
  static int firstSecret(String text, int from) {
    int at = from;
    boolean isTemplate = text.contains("{{");
    while (at < text.length()) {
      int filled = isTemplate ? afterExpressions(text, at) : at;
      if (filled > at) {
        at = filled;
        continue;
      }
      int end = at;
      while (end < text.length() && !isBlankOrComma(text.charAt(end))) {
        end++;
      }
      if (end > at && !isHarmless(text.substring(at, end))) {
        return at;
      }
      at = end + 1;
    }
    return text.length();
  }

  /**
   * The end of a word that a template fills in, perhaps behind the type of a table, as in <code>
   * hash:{{ file }}</code>; the place itself where there is none.
   */
  private static int afterExpressions(String text, int from) {
    int at = from;
    while (at < text.length() && (Chars.isName(text.charAt(at)) || text.charAt(at) == ':')) {
      at++;
    }
    boolean isFilled = false;
    while (text.startsWith("{{", at)) {
      int end = text.indexOf("}}", at);
      if (end < 0 || end - at > LONGEST || !isExpression(text.substring(at + 2, end))) {
        return from;
      }
      isFilled = true;
      at = end + 2 + (text.startsWith(":", end + 2) ? 1 : 0);
    }
    boolean isWhole = at >= text.length() || isBlankOrComma(text.charAt(at));
    return isFilled && isWhole ? at : from;
  }

  /** Whether it is one name, with filters perhaps; a table in braces has blanks or a sign in it. */
  private static boolean isExpression(String text) {
    int filter = text.indexOf('|');
    String name = (filter < 0 ? text : text.substring(0, filter)).strip();
    for (int i = 0; i < name.length(); i++) {
      if (!Chars.isName(name.charAt(i)) && ".-".indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    return !name.isEmpty() && text.indexOf('{') < 0;
  }

  /** Whether it is a type of tables, or meant for one. */
  static boolean isTableType(String word) {
    return TableTypes.load().find(word) != null || Nearest.word(word, TYPES) != null;
  }

  /** A path, a table in a file, a reference to a parameter, yes or no, a mark of a sentence. */
  private static boolean isHarmless(String word) {
    int colon = word.lastIndexOf(':');
    String name = word.substring(colon + 1);
    if (colon >= 0) {
      for (String type : word.substring(0, colon).split(":", -1)) {
        if (!isTableType(type) && !type.endsWith("}")) {
          return false;
        }
      }
    }
    return isReference(name) || isPath(name) || isMark(word);
  }

  /** Yes or no, a dash, an equals sign or the beginning of a comment. */
  private static boolean isMark(String word) {
    return switch (word) {
      case "yes", "no", "y", "n", "=", "-", "--", "#", "##" -> true;
      default -> false;
    };
  }

  /** {@code $name}, {@code ${name}} or {@code $(name)}, perhaps with a path behind it. */
  private static boolean isReference(String text) {
    int at = text.startsWith("$") ? 1 : text.length();
    boolean isOpen = at < text.length() && "({".indexOf(text.charAt(at)) >= 0;
    at += isOpen ? 1 : 0;
    int end = at;
    while (end < text.length() && Chars.isName(text.charAt(end))) {
      end++;
    }
    boolean isNamed = end > at;
    if (isOpen && isNamed) {
      isNamed = end < text.length() && ")}".indexOf(text.charAt(end)) >= 0;
      end++;
    }
    return isNamed && (end == text.length() || (text.charAt(end) == '/' && isOfPath(text, end)));
  }

  /**
   * An absolute path below a directory: one of 64 tokens in Base64 begins with a slash. A template
   * may fill the directory in, as in <code>{directory}/file</code>.
   */
  private static boolean isPath(String text) {
    int second = text.indexOf('/', 1);
    if (text.startsWith("{")) {
      return second > 1 && text.charAt(second - 1) == '}' && isOfPath(text, second);
    }
    return text.startsWith("/") && second > 1 && second < LONGEST_TOP && isOfPath(text, 0);
  }

  private static boolean isOfPath(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!Chars.isName(text.charAt(i)) && "./@+-".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlankOrQuote(char c) {
    return c == ' ' || c == '\t' || c == '"' || c == '\'';
  }

  private static boolean isBlankOrComma(char c) {
    return isBlankOrQuote(c) || c == ',';
  }

  private static int endOfName(String text, int from) {
    int end = from;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  // --- keys --------------------------------------------------------------------------------------

  private static void findEncoded(String text, boolean ofDigests, List<Hidden> to) {
    for (int from = 0; from < text.length(); ) {
      int end = from;
      while (end < text.length() && isBase64(text.charAt(end))) {
        end++;
      }
      if (end - from >= LEAST_LABEL) {
        findKeys(text, from, end, ofDigests, to);
      }
      from = end + 1;
    }
  }

  /** The parts of a path are looked at one by one. */
  private static void findKeys(String text, int from, int end, boolean ofDigests, List<Hidden> to) {
    boolean isPath =
        text.charAt(from) == '/' || (from > 0 && "._-}".indexOf(text.charAt(from - 1)) >= 0);
    int start = from;
    for (int at = from; at <= end; at++) {
      if (at == end || (isPath && text.charAt(at) == '/')) {
        if (isKey(text, start, at, ofDigests || isPath)) {
          to.add(new Hidden(start, at, Hidden.ENCODED));
        }
        start = at + 1;
      }
    }
  }

  /** An element of a list of ciphers, such as {@code EECDH+aRSA+AESGCM}. */
  private static boolean isCiphers(String text, int from, int end) {
    int start = from;
    boolean isLong = false;
    for (int at = from; at <= end; at++) {
      if (at == end || text.charAt(at) == '+') {
        isLong |= at - start > LONGEST_CIPHER || at == start;
        start = at + 1;
      }
    }
    return !isLong && text.substring(from, end).indexOf('+') >= 0;
  }

  private static boolean isKey(String text, int from, int end, boolean ofDigests) {
    if (isCiphers(text, from, end)) {
      return false;
    }
    int upper = 0;
    int lower = 0;
    int digits = 0;
    int hex = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      upper += c >= 'A' && c <= 'Z' ? 1 : 0;
      lower += c >= 'a' && c <= 'z' ? 1 : 0;
      digits += Chars.isDigit(c) ? 1 : 0;
      hex += c < 128 && Character.digit(c, 16) >= 0 ? 1 : 0;
    }
    int length = end - from;
    boolean isLabel = text.startsWith(".", end) && !text.startsWith(".onion", end) && upper == 0;
    return (hex == length && length >= LEAST_HEX && digits > 0 && !ofDigests)
        || (hex < length && length >= LEAST_BASE64 && upper > 0 && lower > 0 && digits > 0)
        || (length >= LEAST_LETTERS && upper > 0 && lower > 0)
        || (isLabel && length >= LEAST_LABEL && digits >= LEAST_DIGITS && lower >= LEAST_DIGITS);
  }

  private static boolean isBase64(char c) {
    return Chars.isAlphanumeric(c) || c == '+' || c == '/';
  }

  /** Patterns, which most runs have no use for: the class is loaded with the first of them. */
  private static final class Patterns {
    /** A word with a digit, a capital inside or a sign in it, which is no path and no address. */
    static final Pattern LIKE_PASSWORD =
        Pattern.compile(
            "(?<![^\\s:=\"'])[^\\s/$.,]*([a-z][A-Z]|\\d[A-Za-z]|[A-Za-z]\\d|\\w[!?%^&*+=~])[^\\s/]*");
  }
}
