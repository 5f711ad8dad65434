package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Observed.Answered;
import io.github.posttlslint.handshake.Observed.Exchange;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handshakes in one line, by OpenSSL's names. */
final class Summaries {

  /** That of one that fails. */
  static final String NONE = "fails";

  private static final Map<Integer, String> VERSIONS =
      Map.of(0x0301, "TLSv1", 0x0302, "TLSv1.1", 0x0303, "TLSv1.2", 0x0304, "TLSv1.3");
  private static final Map<Integer, String> GROUPS =
      Map.of(
          0x17, "P-256",
          0x18, "P-384",
          0x19, "P-521",
          0x1d, "X25519",
          0x1e, "X448",
          0x11ec, "X25519MLKEM768");
  private static final Map<Integer, String> SUITES = suites();

  private Summaries() {}

  private static Map<Integer, String> suites() {
    Map<Integer, String> suites = new HashMap<>();
    suites.put(0x1301, "TLS_AES_128_GCM_SHA256");
    suites.put(0x1302, "TLS_AES_256_GCM_SHA384");
    suites.put(0x1303, "TLS_CHACHA20_POLY1305_SHA256");
    String all = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
    for (CipherSuite suite : CipherString.resolve(all, CipherSuite.Build.WEAK).suites()) {
      suites.put(suite.code(), suite.name());
    }
    return suites;
  }

  /** That of a replay. */
  static String of(Observed observed) {
    if (!(observed instanceof Answered answered)) {
      return NONE;
    }
    return String.join(
        " ",
        VERSIONS.get(answered.version()),
        SUITES.get(answered.suite()),
        exchange(answered.exchange()),
        subject(answered.leaf()),
        answered.signature() == null ? "-" : hash(answered.signature()));
  }

  private static String exchange(Exchange exchange) {
    if (exchange instanceof Exchange.Group group) {
      return GROUPS.getOrDefault(group.id(), "0x" + Integer.toHexString(group.id()));
    }
    return exchange instanceof Exchange.Prime prime ? "DH-" + prime.bits() : "-";
  }

  private static String subject(byte @Nullable [] leaf) {
    if (leaf == null) {
      return "-";
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(leaf));
      return certificate.getSubjectX500Principal().getName();
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of a signature scheme (RFC 8446, section 4.2.3); Ed25519 has none. */
  private static String hash(int scheme) {
    int kind = scheme >> 8 == 8 ? scheme & 0xff : scheme >> 8;
    return switch (kind) {
      case 2 -> "SHA1";
      case 4 -> "SHA256";
      case 5 -> "SHA384";
      case 6 -> "SHA512";
      default -> "-";
    };
  }

  /** That of what s_client says. */
  static String of(Map<String, String> said) {
    String version = said.get("Protocol version");
    if (version == null) {
      return NONE;
    }
    boolean tellsHash = version.equals("TLSv1.2") || version.equals("TLSv1.3");
    String hash = said.getOrDefault("Hash used", "-");
    return String.join(
        " ",
        version,
        said.get("Ciphersuite"),
        exchange(said),
        said.getOrDefault("Peer certificate", "-").replace(" ", ""),
        tellsHash && !hash.equals("UNDEF") ? hash : "-");
  }

  private static String exchange(Map<String, String> said) {
    String negotiated = said.get("Negotiated TLS1.3 group");
    // the name that it has from OpenSSL 3.2 on, and the one before
    String key = said.getOrDefault("Peer Temp Key", said.get("Server Temp Key"));
    if (negotiated != null || key == null) {
      return negotiated != null ? negotiated : "-";
    }
    return key.replaceFirst("^ECDH, ", "")
        .replaceFirst("^DH, (\\d+) bits", "DH-$1")
        .replaceFirst(",.*", "")
        .replace("prime256v1", "P-256")
        .replaceFirst("secp(384|521)r1", "P-$1");
  }
}
