package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.ListText;

/** What a level of TLS logging dumps to the log (tls_misc.c, tls_log_mask()). */
public enum TlsDump {
  NOTHING,
  /** The bytes of the handshake. */
  HANDSHAKES,
  /** The bytes of the whole session, decrypted. */
  SESSIONS;

  private static final String LEVELS = "tls-log-level";

  /** That of a value such as {@code 1,4}; nothing where Postfix does not take a word of it. */
  public static TlsDump of(String value) {
    AcceptedValues levels = AcceptedValues.of(ReferenceText.load("values").findAll(LEVELS));
    TlsDump most = NOTHING;
    for (String word : ListText.words(value)) {
      AcceptedValues.Value level = levels.find(word, PostfixVersion.NEWEST);
      if (level == null) {
        return NOTHING;
      }
      TlsDump dump = ofLevel(level.actsAs() == null ? level.word() : level.actsAs());
      most = dump.compareTo(most) > 0 ? dump : most;
    }
    return most;
  }

  private static TlsDump ofLevel(String level) {
    return switch (level) {
      case "3", "ssl-handshake-packet-dump" -> HANDSHAKES;
      case "4", "ssl-session-packet-dump" -> SESSIONS;
      default -> NOTHING;
    };
  }
}
