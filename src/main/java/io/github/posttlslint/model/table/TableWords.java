package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.table.TableEntry;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which words of a table's file a message may quote. The name of a table can lead to any file of a
 * checkout, to one with passwords or a token, too: so a word is shown only where it, and the line
 * that it stands on, have the form that such a table's have; else the place has to do.
 */
public final class TableWords {

  private static final String IPV6 = "ipv6:";
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_KEY = 255;
  private static final int LONGEST_WORD = 16;
  private static final int LONGEST_NUMBERS = 50;
  private static final int LONGEST_PORT = 5;

  /** Names of ports of mail servers. */
  private static final Set<String> PORTS =
      Set.of("smtp", "smtps", "ssmtp", "urd", "submission", "submissions", "lmtp");

  /** What stands alone in a policy where blanks are round "=", or "=" is missing. */
  private static final Set<String> POLICY_WORDS =
      Set.of(
          "=",
          ",",
          "match",
          "ciphers",
          "protocols",
          "exclude",
          "tafile",
          "servername",
          "connection_reuse",
          "enable_rpk",
          "nexthop",
          "dot-nexthop",
          "hostname",
          "high",
          "medium",
          "low",
          "yes",
          "no");

  /** What is written before a fingerprint where a blank stands between its parts. */
  private static final Set<String> DIGESTS =
      Set.of("md5", "sha1", "sha-1", "sha256", "sha-256", "sha384", "sha512", "fingerprint");

  private TableWords() {}

  /** A key as it may be shown. */
  public static String key(Purpose purpose, String key) {
    boolean fits =
        isLookupKey(key)
            || (purpose == Purpose.FINGERPRINT
                && (isFingerprintLike(key) || DIGESTS.contains(key.toLowerCase(Locale.ROOT))));
    return fits ? key : Hidden.MARK;
  }

  /**
   * A value of a table of words, such as {@code MUST_NOPEERMATCH}, as it may be shown.
   *
   * @param key what stands before it
   */
  public static String word(String key, String value) {
    return isWord(value) && isLookupKey(key) ? value : Hidden.MARK;
  }

  /** An address or network, or what stands in its place, as it may be shown. */
  public static String address(String text) {
    return isAddressLike(text) || isLookupKey(text) ? text : Hidden.MARK;
  }

  /**
   * The name of a file in an SNI table as it may be shown.
   *
   * @param ofTable whether the table has the form of one, see {@link #areServers}
   */
  public static String file(String name, boolean ofTable) {
    return ofTable ? name : Hidden.MARK;
  }

  /**
   * Whether all lines of a table have a server's name, and nothing but names of files behind it.
   */
  public static boolean areServers(List<TableEntry> entries) {
    for (TableEntry entry : entries) {
      boolean fits = isDomain(entry.key().text(), true);
      for (LogicalText word : ListText.split(entry.value(), false)) {
        fits &= isFileName(word.text());
      }
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /**
   * An absolute path below a directory with an ordinary name. A slash alone makes no path: patterns
   * have one, and one of 64 tokens in Base64 begins with it.
   */
  private static boolean isFileName(String text) {
    String[] parts = text.split("/", -1);
    if (text.length() > LONGEST_KEY || parts.length < 3 || !parts[0].isEmpty()) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].length() > LONGEST_LABEL || !isOf(parts[i], "._-@*")) {
        return false;
      }
    }
    boolean top = parts[1].equals(parts[1].toLowerCase(Locale.ROOT)) && isWord(parts[1]);
    return top && (parts.length > 3 || parts[2].indexOf('.') > 0);
  }

  /** Whether a policy of a file has the form of one; those of main.cf have always been seen. */
  public static boolean fits(TlsPolicy policy) {
    if (!policy.row().inFile()) {
      return true;
    }
    boolean fits = policy.isPattern() || isLookupKey(policy.key().text());
    fits &= policy.level() == null || isWord(policy.levelName());
    for (PolicyAttribute attribute : policy.attributes()) {
      String text = attribute.text().text().toLowerCase(Locale.ROOT);
      fits &=
          attribute.isPair()
              ? isWord(attribute.name())
              : POLICY_WORDS.contains(text) || isLookupKey(text);
    }
    return fits;
  }

  /** A next hop as it may be shown: a key, or one with faults, such as {@code [host]:-1}. */
  public static String hop(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    String rest = text.substring(close + 1);
    String port = rest.startsWith(":-") ? rest.substring(2) : rest.replace(":", "");
    boolean faulty =
        close > 0
            && (close == 1 || isLookupKey(text.substring(0, close + 1)))
            && (port.isEmpty() || isPort(port));
    boolean empty = text.equals(":") || text.equals("");
    return faulty || empty || isLookupKey(text) ? text : Hidden.MARK;
  }

  /** The name of a host that a certificate has to match, or what was meant for one. */
  public static String name(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    boolean word = name.equals("nexthop") || name.equals("hostname") || name.equals("dot-nexthop");
    return word || isLookupKey(name) ? text : Hidden.MARK;
  }

  /** A domain, host, address or mail address, with or without brackets and port. */
  public static boolean isLookupKey(String key) {
    String text = key;
    int close = text.lastIndexOf(']');
    int colon = text.lastIndexOf(':');
    // behind the colon of somebody's address stands a password
    if (colon > close && text.indexOf('@') < 0 && isPort(text.substring(colon + 1))) {
      text = text.substring(0, colon);
    }
    if (text.startsWith("[") && text.endsWith("]") && text.length() > 2) {
      text = text.substring(1, text.length() - 1);
      text =
          text.regionMatches(true, 0, IPV6, 0, IPV6.length())
              ? text.substring(IPV6.length())
              : text;
      return isDomain(text, false) || isAddressLike(text);
    }
    int at = text.indexOf('@');
    if (at >= 0) {
      return isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1), false);
    }
    return text.equals("*") || text.equals("localhost") || isDomain(text, true);
  }

  private static boolean isPort(String text) {
    if (PORTS.contains(text)) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_PORT;
  }

  private static boolean isLocalPart(String text) {
    return text.length() <= LONGEST_LABEL && isOf(text, "._+-=");
  }

  /** Labels with dots between; a dot or star may be at the beginning, a colon at the end. */
  private static boolean isDomain(String name, boolean dotted) {
    String text = name.startsWith("*.") ? name.substring(2) : name;
    text = text.startsWith(".") ? text.substring(1) : text;
    text = text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
    if (text.length() > LONGEST_KEY) {
      return false;
    }
    String[] labels = text.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty() || label.length() > LONGEST_LABEL || !isOf(label, "-_")) {
        return false;
      }
    }
    String last = labels[labels.length - 1];
    return (isWord(last) || last.startsWith("xn--") || isAddressLike(text))
        && (labels.length > 1 || !dotted || name.startsWith("."));
  }

  private static boolean isOf(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c < 128 && Character.isLetterOrDigit(c)) && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      if (!(c >= 'a' && c <= 'z') && c != '-' && c != '_') {
        return false;
      }
    }
    return text.length() <= LONGEST_WORD;
  }

  private static boolean isAddressLike(String text) {
    boolean parts = text.indexOf('.') >= 0 || text.indexOf(':') >= 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && ".:/[]!-".indexOf(c) < 0) {
        return false;
      }
    }
    return parts && text.length() <= LONGEST_NUMBERS;
  }

  private static boolean isFingerprintLike(String text) {
    int pairs = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      pairs += c == ':' || c == '-' || c == '.' ? 1 : 0;
      if (Character.digit(c, 16) < 0 && ":-.".indexOf(c) < 0) {
        return false;
      }
    }
    boolean digest = text.length() % 2 == 0 && text.length() >= 32;
    return digest || pairs >= text.length() / 4;
  }
}
