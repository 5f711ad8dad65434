package io.github.posttlslint.pki;

/** The bits of the key usage extension in their order (RFC 5280, section 4.2.1.3). */
public enum KeyUsage {
  DIGITAL_SIGNATURE("digitalSignature"),
  NON_REPUDIATION("nonRepudiation"),
  KEY_ENCIPHERMENT("keyEncipherment"),
  DATA_ENCIPHERMENT("dataEncipherment"),
  KEY_AGREEMENT("keyAgreement"),
  KEY_CERT_SIGN("keyCertSign"),
  CRL_SIGN("cRLSign"),
  ENCIPHER_ONLY("encipherOnly"),
  DECIPHER_ONLY("decipherOnly");

  private final String words;

  KeyUsage(String words) {
    this.words = words;
  }

  /** The name as RFC 5280 and openssl.cnf write it. */
  public String words() {
    return words;
  }
}
