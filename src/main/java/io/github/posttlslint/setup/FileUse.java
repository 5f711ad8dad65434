package io.github.posttlslint.setup;

/** What a parameter names a file for. */
public enum FileUse {
  /** Certificates, perhaps with the key: {@code *_cert_file}, {@code *_eccert_file}, ... */
  CERTIFICATE("certificate"),
  /** The key alone: {@code *_key_file}, {@code *_eckey_file}, ... */
  KEY("key"),
  /** Keys with their certificates: {@code *_chain_files}. */
  CHAIN("chain"),
  /** Trusted CAs in one file: {@code *_CAfile}. */
  CA_FILE("ca-file"),
  /** Trusted CAs in a directory: {@code *_CApath}. */
  CA_DIRECTORY("ca-directory"),
  /** Trust anchors of the client: {@code smtp_tls_trust_anchor_file}. */
  TRUST_ANCHOR("trust-anchor"),
  /** Diffie-Hellman parameters: {@code smtpd_tls_dh1024_param_file}. */
  DH_PARAMETERS("dh-parameters");

  private final String label;

  FileUse(String label) {
    this.label = label;
  }

  /** The word that rules use. */
  public String label() {
    return label;
  }
}
