package io.github.posttlslint.model.listen;

import java.util.Locale;

/** Who connects to a listener. */
public enum Visitors {
  /** Mail servers of strangers. */
  PUBLIC("anybody"),
  /** Mail programs of users, who log in. */
  USERS("users"),
  /** Programs of this host, such as a webmail. */
  LOCAL("this host"),
  /** A content filter that gives mail back. */
  FILTER("a content filter");

  private final String words;

  Visitors(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** The word that rules and reports use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
