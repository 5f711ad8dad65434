package io.github.posttlslint.pki;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** {@code check_purpose_ssl_server} and {@code _client} of OpenSSL's crypto/x509/v3_purp.c. */
final class PurposeCheck {

  /** Microsoft's and Netscape's server gated crypto, which count as serverAuth. */
  private static final List<String> SERVER_GATED =
      List.of("1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1");

  private static final int NETSCAPE_CLIENT = 0x80;
  private static final int NETSCAPE_SERVER = 0x40;

  private PurposeCheck() {}

  static boolean permits(Certificate certificate, Purpose purpose) {
    List<String> usages = certificate.extendedKeyUsage();
    return usages == null
        || usages.contains(purpose.oid())
        || (purpose == Purpose.SERVER && !Collections.disjoint(usages, SERVER_GATED));
  }

  static boolean hasKeyUsageFor(Certificate certificate, Purpose purpose) {
    Set<KeyUsage> usage = certificate.keyUsage();
    return usage == null
        || usage.contains(KeyUsage.DIGITAL_SIGNATURE)
        || usage.contains(KeyUsage.KEY_AGREEMENT)
        || (purpose == Purpose.SERVER && usage.contains(KeyUsage.KEY_ENCIPHERMENT));
  }

  static boolean suits(Certificate certificate, Purpose purpose) {
    Integer type = certificate.netscapeType();
    int wanted = purpose == Purpose.SERVER ? NETSCAPE_SERVER : NETSCAPE_CLIENT;
    return permits(certificate, purpose)
        && hasKeyUsageFor(certificate, purpose)
        && (type == null || (type & wanted) != 0);
  }
}
