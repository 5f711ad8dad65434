package io.github.posttlslint.model.tls;

/** What a parameter names a file for. */
public enum FileUse {
  /** Certificates, perhaps with the key: {@code *_cert_file}, {@code *_eccert_file}, ... */
  CERTIFICATE,
  /** The key alone: {@code *_key_file}, {@code *_eckey_file}, ... */
  KEY,
  /** Keys with their certificates: {@code *_chain_files}. */
  CHAIN,
  /** Trusted CAs in one file: {@code *_CAfile}. */
  CA_FILE,
  /** Trusted CAs in a directory: {@code *_CApath}. */
  CA_DIRECTORY,
  /** Trust anchors of the client: {@code smtp_tls_trust_anchor_file}. */
  TRUST_ANCHOR,
  /** OpenSSL's configuration: {@code tls_config_file}. */
  OPENSSL_CONFIG,
  /** Diffie-Hellman parameters: {@code smtpd_tls_dh1024_param_file}. */
  DH_PARAMETERS
}
