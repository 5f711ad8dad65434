package io.github.posttlslint.postfix;

import java.util.Locale;

/**
 * A fault of some versions of Postfix that a sound configuration runs into (HISTORY of the patch
 * levels that mend it).
 */
public enum Defect {
  /** {@code connection_reuse} in a TLS policy is refused as unknown (20200617). */
  POLICY_REUSE("3.4-3.4.13,3.5-3.5.3"),
  /** Connections are not handed to tlsproxy(8) together with trust anchors (20200619, 20200620). */
  ANCHORS_REUSE("3.4-3.4.13,3.5-3.5.3"),
  /** The client in tlsproxy(8) crashes where its server is switched off (20200416). */
  CLIENT_ONLY_REUSE("3.4-3.4.11,3.5-3.5.1"),
  /** A certificate and its key are not loaded from one file named twice (20190304). */
  ONE_FILE_PAIR("3.4-3.4.0"),
  /** Trust anchors of a file are not supported (20190310). */
  ANCHOR_FILE("3.4-3.4.1"),
  /** A handshake that names a server fails if its first group is not the server's (20200610). */
  NAME_AFTER_RETRY("3.4-3.4.12,3.5-3.5.2");

  private final String versions;

  Defect(String versions) {
    this.versions = versions;
  }

  /** The defect of a word such as {@code policy-reuse}. */
  public static Defect of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The versions that have it. */
  public LifeSpan versions() {
    return LifeSpan.parse(versions);
  }
}
