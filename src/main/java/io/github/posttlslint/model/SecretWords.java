package io.github.posttlslint.model;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.postfix.Parameters;
import java.util.List;
import java.util.Locale;

/**
 * Recognises secrets by what stands before them: {@code my_password = ...}, {@code --token ...},
 * {@code mysql://user:password@host}. Names of parameters of Postfix do not count, and paths,
 * tables in files and references to other parameters are no secrets.
 */
record SecretWords(Parameters parameters) {

  private static final String[] TELLING = {
    "passw",
    "passphrase",
    "pass_word",
    "pasword",
    "pwd",
    "secret",
    "token",
    "credential",
    "apikey",
    "api_key"
  };

  /** Whether there is one in a line. */
  boolean isIn(String line) {
    return hasPasswordOfUrl(line) || isAssignedIn(line);
  }

  private boolean isAssignedIn(String line) {
    for (int from = 0; from < line.length(); ) {
      int to = from;
      while (to < line.length() && isOfName(line.charAt(to))) {
        to++;
      }
      int value = to > from ? value(line, from, to) : -1;
      if (value >= 0
          && isTelling(line.substring(from, to))
          && !areHarmless(ListText.words(line.substring(value)))) {
        return true;
      }
      from = Math.max(to, from + 1);
    }
    return false;
  }

  private boolean isTelling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean found = lower.endsWith("_pw") || lower.endsWith("_pass") || lower.contains("_pw_");
    for (String word : TELLING) {
      found |= lower.contains(word);
    }
    return found && parameters.find(name) == null;
  }

  /** Where the value of a name begins; -1 if it has none. */
  private static int value(String line, int from, int to) {
    int at = to;
    while (at < line.length() && isBlankOrQuote(line.charAt(at))) {
      at++;
    }
    if (at < line.length() && (line.charAt(at) == '=' || line.charAt(at) == ':')) {
      return at + 1;
    }
    return line.charAt(from) == '-' && at > to ? at : -1;
  }

  private static boolean isBlankOrQuote(char c) {
    return c == ' ' || c == '\t' || c == '"' || c == '\'';
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  /** Whether all are paths, tables in files, references, or yes and no. */
  static boolean areHarmless(List<String> words) {
    for (String word : words) {
      String name = word.substring(word.lastIndexOf(':') + 1);
      boolean truth = word.equals("yes") || word.equals("no");
      if (!truth && !name.startsWith("/") && !name.startsWith("$")) {
        return false;
      }
    }
    return true;
  }

  /** {@code scheme://user:password@host}. */
  private static boolean hasPasswordOfUrl(String line) {
    for (int at = line.indexOf("://"); at >= 0; at = line.indexOf("://", at + 1)) {
      int colon = -1;
      for (int i = at + 3; i < line.length() && " \t/'\"".indexOf(line.charAt(i)) < 0; i++) {
        if (line.charAt(i) == ':' && colon < 0) {
          colon = i;
        } else if (line.charAt(i) == '@' && colon >= 0) {
          return true;
        }
      }
    }
    return false;
  }
}
