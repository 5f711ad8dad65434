package io.github.posttlslint.model.listen;

import java.util.Locale;

/** Whether and when a client can have TLS, as the settings want it. */
public enum Tls {
  OFF("no TLS"),
  OFFERED("TLS offered"),
  DEMANDED("TLS demanded"),
  IMMEDIATE("TLS from the first byte"),
  UNKNOWN("cannot tell");

  private final String words;

  Tls(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** The word that rules use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing but the handshake goes without TLS. */
  public boolean isMandatory() {
    return this == DEMANDED || this == IMMEDIATE;
  }
}
