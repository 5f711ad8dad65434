package io.github.posttlslint.pki;

/** The side of a TLS connection that presents a certificate. */
public enum Purpose {
  /** {@code openssl verify -purpose sslserver}. */
  SERVER("1.3.6.1.5.5.7.3.1", "serverAuth"),
  /** {@code openssl verify -purpose sslclient}. */
  CLIENT("1.3.6.1.5.5.7.3.2", "clientAuth");

  private final String oid;
  private final String words;

  Purpose(String oid, String words) {
    this.oid = oid;
    this.words = words;
  }

  /** The name of an extended key usage; its dotted object identifier if it has none. */
  public static String nameOf(String oid) {
    return switch (oid) {
      case "1.3.6.1.5.5.7.3.1" -> SERVER.words;
      case "1.3.6.1.5.5.7.3.2" -> CLIENT.words;
      case "1.3.6.1.5.5.7.3.3" -> "codeSigning";
      case "1.3.6.1.5.5.7.3.4" -> "emailProtection";
      case "1.3.6.1.5.5.7.3.8" -> "timeStamping";
      case "1.3.6.1.5.5.7.3.9" -> "OCSPSigning";
      case "2.5.29.37.0" -> "anyExtendedKeyUsage";
      default -> oid;
    };
  }

  /** The extended key usage that permits it, as a dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** The extended key usage's name as RFC 5280 and openssl.cnf write it. */
  public String words() {
    return words;
  }
}
