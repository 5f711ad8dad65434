package io.github.posttlslint.run.rule;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What messages may quote of a YAML file that is not as expected: it may be another one, with
 * passwords in it.
 */
public final class YamlWords {

  private static final int LONGEST = 40;

  private YamlWords() {}

  /** A key in quotes, unless it holds more than letters and hyphens. */
  public static String key(String key) {
    boolean plain = key.length() <= LONGEST;
    for (int i = 0; plain && i < key.length(); i++) {
      char c = key.charAt(i);
      plain = c == '-' || c == '_' || c == '.' || Character.isLetter(c);
    }
    return plain ? "'" + key + "'" : "(not shown)";
  }

  /** Why the text is no YAML, without the line that the parser appends. */
  public static String reason(JsonProcessingException e) {
    StringBuilder reason = new StringBuilder();
    for (String line : e.getOriginalMessage().lines().toList()) {
      if (line.startsWith(" in ")) {
        break;
      }
      reason.append(reason.isEmpty() ? "" : ", ").append(line.strip());
    }
    return reason.toString();
  }
}
