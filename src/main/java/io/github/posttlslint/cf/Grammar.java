package io.github.posttlslint.cf;

/** The steps in which Postfix's {@code $name} expressions and {@code {}} groups came to be. */
public enum Grammar {
  /**
   * Postfix 2.x: {@code ${name?text}} and {@code ${name:text}}; braces elsewhere are plain text.
   */
  V2,
  /** Postfix 3.0: {@code {text}} operands, comparisons, and {@code {}} groups in lists. */
  V3,
  /** Postfix 3.6: comparisons of compatibility levels, such as {@code <=level}. */
  V3_6,
  /** Postfix 3.11: functions, such as {@code ${domain_to_ascii{text}}}. */
  V3_11;

  /** The newest grammar. */
  public static Grammar newest() {
    return V3_11;
  }

  /** Whether {@code {}} keeps words together. */
  public boolean hasGroups() {
    return this != V2;
  }
}
