package io.github.posttlslint.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cipher suites of TLS 1.3 (RFC 8446, appendix B.4), by OpenSSL's names. */
public enum NewSuite {
  TLS_AES_256_GCM_SHA384(0x1302, 256),
  TLS_CHACHA20_POLY1305_SHA256(0x1303, 256),
  TLS_AES_128_GCM_SHA256(0x1301, 128),
  TLS_AES_128_CCM_SHA256(0x1304, 128),
  TLS_AES_128_CCM_8_SHA256(0x1305, 64);

  /** Those that OpenSSL offers by itself, in its order (TLS_DEFAULT_CIPHERSUITES). */
  static final List<NewSuite> USUAL =
      List.of(TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256);

  private static final List<NewSuite> ALL = List.of(values());

  private final int code;
  private final int bits;

  NewSuite(int code, int bits) {
    this.code = code;
    this.bits = bits;
  }

  /** That of a name; null if there is none. */
  static @Nullable NewSuite of(String name) {
    for (NewSuite suite : ALL) {
      if (suite.name().equals(name)) {
        return suite;
      }
    }
    return null;
  }

  /** The number on the wire. */
  int code() {
    return code;
  }

  /** How many bits of security OpenSSL counts it for. */
  int bits() {
    return bits;
  }
}
