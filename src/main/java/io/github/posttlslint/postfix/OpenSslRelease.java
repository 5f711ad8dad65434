package io.github.posttlslint.postfix;

import java.util.Locale;

/**
 * The releases of OpenSSL that differ in something that matters to Postfix (CHANGES.md of OpenSSL).
 * Each stands for itself and for those up to the next.
 */
public enum OpenSslRelease {
  /** The last one before providers; has SEED, IDEA and the older digests. */
  V1_1_1("1.1.1"),
  /** Older algorithms are in the legacy provider, which nobody has loaded. */
  V3_0("3.0"),
  /** Brainpool's curves for TLS 1.3; CCM8 suites are weak. */
  V3_2("3.2"),
  /** {@code ?} in lists of groups. */
  V3_3("3.3"),
  /** ML-KEM, ML-DSA; {@code DEFAULT}, {@code *}, {@code -} and {@code /} in lists of groups. */
  V3_5("3.5");

  private final String label;

  OpenSslRelease(String label) {
    this.label = label;
  }

  /** The first release that it stands for, such as {@code 3.2}. */
  public String label() {
    return label;
  }

  /** Whether it is that one or a newer one. */
  public boolean isAtLeast(OpenSslRelease other) {
    return compareTo(other) >= 0;
  }

  /** Whether it has no digest of a name that some other OpenSSL has, in any case. */
  public boolean lacksDigest(String name) {
    boolean isOld = this == V1_1_1;
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return false;
    }
    return switch (lower) {
      // in no library since 1.1.0
      case "dsa-sha", "dsa-sha1", "ecdsa-with-sha1" -> true;
      // in the legacy provider, which is not loaded
      case "md4", "rsa-md4", "md4withrsaencryption", "mdc2", "rsa-mdc2", "whirlpool" -> !isOld;
      // names that the providers brought
      case "sha-1", "ripemd-160", "blake2s-256", "blake2b-512", "shake-128", "shake-256" -> isOld;
      // providers also know the numbers of objects
      default ->
          isOld
              && (lower.startsWith("sha-")
                  || lower.startsWith("sha2-")
                  || Character.isDigit(lower.charAt(0)));
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
