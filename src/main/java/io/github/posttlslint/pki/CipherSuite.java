package io.github.posttlslint.pki;

import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.Set;

/**
 * A cipher suite up to TLS 1.2, with the properties that OpenSSL's cipher strings select by.
 *
 * @param code the two bytes by which TLS names it (IANA's registry)
 * @param name OpenSSL's name, such as {@code ECDHE-RSA-AES128-GCM-SHA256}
 * @param ianaName the name in IANA's registry
 * @param lowest the oldest protocol that has it: SSLv3, TLSv1 or TLSv1.2
 * @param keyExchange such as RSA, DHE, ECDHE, PSK
 * @param authentication such as RSA, ECDSA, NULL (anonymous)
 * @param encryption such as AES128GCM, NULL (none)
 * @param bits the strength of the encryption; 0 for none
 * @param mac such as SHA1, AEAD
 * @param classes the strength classes: NONE, LOW, MEDIUM or HIGH, and perhaps fips
 * @param outsideDefault whether {@code DEFAULT} leaves it out
 * @param build which builds of OpenSSL have it
 */
public record CipherSuite(
    int code,
    String name,
    String ianaName,
    String lowest,
    String keyExchange,
    String authentication,
    String encryption,
    int bits,
    String mac,
    Set<String> classes,
    boolean outsideDefault,
    Build build) {

  /**
   * A kind of OpenSSL library, as far as its cipher suites are concerned; each has the ones before.
   */
  public enum Build {
    /** OpenSSL 3.2 and later as they are built by default; CCM8 counts as weak. */
    OPENSSL_3_2,
    /** OpenSSL 3.0 and 3.1 as they are built by default. */
    OPENSSL_3_0,
    /** OpenSSL 1.1.1 as it is built by default: also SEED and IDEA. */
    OPENSSL_1_1_1,
    /** Built with {@code enable-weak-ssl-ciphers}: also RC4 and 3DES. */
    WEAK;

    /** That of a release. */
    public static Build of(OpenSslRelease release) {
      return switch (release) {
        case V1_1_1 -> OPENSSL_1_1_1;
        case V3_0 -> OPENSSL_3_0;
        case V3_2, V3_3, V3_5 -> OPENSSL_3_2;
      };
    }
  }

  public CipherSuite {
    classes = Set.copyOf(classes);
  }

  /** Whether it needs nothing but certificates, if that: no password and no shared key. */
  public boolean isForCertificates() {
    return switch (keyExchange) {
      case "RSA", "DHE", "ECDHE" -> true;
      default -> false;
    };
  }

  /** Whether the server shows no certificate. */
  public boolean isAnonymous() {
    return authentication.equals("NULL");
  }

  /** Whether the name of a protocol in a list of Postfix, such as {@code TLSv1.1}, has it. */
  public boolean isIn(String protocol) {
    return switch (lowest) {
      case "SSLv3" -> !protocol.equals("SSLv2") && !protocol.equals("TLSv1.3");
      case "TLSv1" -> protocol.startsWith("TLSv1") && !protocol.equals("TLSv1.3");
      default -> protocol.equals("TLSv1.2");
    };
  }

  /**
   * Whether OpenSSL uses it at a security level (SSL_CTX_set_security_level(3)).
   *
   * @param level 0 to 5
   */
  boolean isAllowedAt(int level) {
    int least =
        switch (level) {
          case 0 -> 0;
          case 1 -> 80;
          case 2 -> 112;
          case 3 -> 128;
          case 4 -> 192;
          default -> 256;
        };
    if (level == 0) {
      return true;
    }
    return bits >= least
        && !isAnonymous()
        && !mac.equals("MD5")
        && (least <= 160 || !mac.equals("SHA1"))
        && (level < 3 || keyExchange.equals("DHE") || keyExchange.equals("ECDHE"));
  }
}
