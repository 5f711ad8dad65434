package io.github.posttlslint.handshake;

import java.util.Map;

/** Configuration files of OpenSSL, as systems have them, for {@code tls_config_file}. */
final class LibraryFiles {

  private static final String FRAME =
      """
      openssl_conf = openssl_init
      [openssl_init]
      ssl_conf = ssl_module
      [ssl_module]
      system_default = policy
      [policy]
      """;

  /**
   * What the policies of Fedora and Red Hat set, in their DEFAULT and FUTURE, and single commands.
   */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "debian",
          "MinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=2\n",
          "policy-default",
          """
          CipherString = @SECLEVEL=2:kEECDH:kRSA:kEDH:kPSK:-aDSS:-3DES:!DES:!RC4:!aNULL:!MD5
          Ciphersuites = TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256
          TLS.MinProtocol = TLSv1.2
          TLS.MaxProtocol = TLSv1.3
          DTLS.MinProtocol = DTLSv1.2
          DTLS.MaxProtocol = DTLSv1.2
          SignatureAlgorithms = ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:ed448:rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512:rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:RSA+SHA256:RSA+SHA384:RSA+SHA512:ECDSA+SHA224:RSA+SHA224
          """,
          "policy-future",
          """
          CipherString = @SECLEVEL=3:kEECDH:kEDH:kPSK:-kRSA:-aDSS:-AES128:-SHA1:!aNULL:!MD5
          Ciphersuites = TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
          TLS.MinProtocol = TLSv1.2
          TLS.MaxProtocol = TLSv1.3
          SignatureAlgorithms = ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:rsa_pss_rsae_sha256:rsa_pss_rsae_sha512
          """,
          "suites",
          "Ciphersuites = TLS_AES_128_CCM_8_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_GCM_SHA256\n",
          "suite-small",
          "Ciphersuites = TLS_AES_128_CCM_8_SHA256\n",
          "signatures",
          "SignatureAlgorithms = RSA-PSS+SHA512:RSA+SHA512:ECDSA+SHA384:rsa_pkcs1_sha1\n",
          "groups",
          "Groups = P-521:P-384\n",
          "options",
          "Options = ServerPreference,-SessionTicket,NoRenegotiation\n");

  private LibraryFiles() {}

  /** That of a name; its path is {@code library-NAME.cnf}. */
  static Map<String, String> all() {
    return COMMANDS;
  }

  static String text(String name) {
    return FRAME + COMMANDS.get(name);
  }
}
