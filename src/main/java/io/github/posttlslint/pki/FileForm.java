package io.github.posttlslint.pki;

/** What a file is as a whole, judged by its bytes and not by its name. */
public enum FileForm {
  /** At least one line that OpenSSL takes for the begin of a PEM block. */
  PEM("PEM"),
  /** Nothing but white space, or nothing at all. */
  EMPTY("empty"),
  DER_CERTIFICATE("a DER certificate"),
  DER_CERTIFICATE_REQUEST("a DER certificate request"),
  DER_CRL("a DER certificate revocation list"),
  /** A private key as PKCS#8, PKCS#1, SEC 1 or DSA, without encryption. */
  DER_PRIVATE_KEY("a DER private key"),
  DER_ENCRYPTED_PRIVATE_KEY("an encrypted DER private key"),
  DER_PUBLIC_KEY("a DER public key"),
  DER_PKCS7("a DER PKCS#7 bundle"),
  DER_DH_PARAMETERS("DER DH parameters"),
  /** A PFX structure (RFC 7292): {@code .p12} or {@code .pfx}. */
  PKCS12("a PKCS#12 file"),
  /** A key store of Java's own old kind, JKS or JCEKS. */
  JAVA_KEY_STORE("a Java key store"),
  /** One line as in {@code id_ed25519.pub}. */
  SSH_PUBLIC_KEY("an SSH public key"),
  PUTTY_KEY("a PuTTY private key"),
  /** UTF-16 text: each second byte is zero, so that OpenSSL finds no line in it. */
  UTF16_TEXT("UTF-16 text"),
  /** Text without a PEM block. */
  TEXT("text without a PEM block"),
  /** Bytes that are none of these. */
  BINARY("binary data");

  private final String words;

  FileForm(String words) {
    this.words = words;
  }

  /** What to call such a file in a sentence, with its article where it takes one. */
  public String words() {
    return words;
  }
}
