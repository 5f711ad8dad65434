package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import java.util.Locale;

/**
 * An attribute of a TLS policy, {@code name=value}; from Postfix 3.10 on also <code>
 * { name = value }
 * </code> (smtp_tls_policy.c, tls_policy_lookup_one()).
 *
 * @param text all of it, as written
 * @param name in lower case; empty if Postfix finds no name and "=" in it
 * @param value what follows the first "=", without white space at its ends
 */
public record PolicyAttribute(LogicalText text, String name, String value) {

  /**
   * Reads a word of a policy.
   *
   * @param word what stands in braces is one
   * @param groups whether the release knows braces; to others they are several words, of which the
   *     first is wrong
   */
  public static PolicyAttribute parse(LogicalText word, boolean groups) {
    String text = word.text();
    if (groups && text.startsWith("{")) {
      if (!text.endsWith("}") || isClosedEarly(text)) {
        return new PolicyAttribute(word, "", "");
      }
      text = text.substring(1, text.length() - 1);
    } else if (ListText.words(text).size() > 1) {
      return new PolicyAttribute(word, "", "");
    }
    int equals = text.indexOf('=');
    return equals < 0
        ? new PolicyAttribute(word, "", "")
        : new PolicyAttribute(
            word,
            text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            text.substring(equals + 1).strip());
  }

  /** Whether the brace that opens the text is closed before its end. */
  private static boolean isClosedEarly(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has a name and "=". */
  public boolean isPair() {
    return !name.isEmpty();
  }
}
