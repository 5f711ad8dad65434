package io.github.posttlslint.model.listen;

/** Where a client can send a password. */
public enum Auth {
  NONE("no AUTH"),
  UNDER_TLS("AUTH under TLS"),
  IN_CLEAR("AUTH also without TLS"),
  UNKNOWN("AUTH");

  private final String words;

  Auth(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
