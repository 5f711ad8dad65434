package io.github.posttlslint.handshake;

import java.util.List;
import java.util.stream.Stream;

/** The set-ups that hellos are replayed against. */
final class ServerSetups {

  private static final String DEMANDS = "smtpd_tls_req_ccert = yes\n";

  private static final String NO_1_3 = "!TLSv1.3";

  private ServerSetups() {}

  /** All of them. */
  static List<ServerSetup> all() {
    return Stream.of(chains(), protocols(), ciphers(), orders(), groups(), modes(), libraries())
        .flatMap(List::stream)
        .toList();
  }

  /** Those that each build has: one of each kind. */
  static List<ServerSetup> some() {
    List<String> names =
        List.of(
            "defaults-rsa-ec",
            "ed25519-and-rsa",
            "tls12-up",
            "high-encrypt",
            "level-0",
            "preempt-rsa-ec",
            "curve-p521",
            "wrapper",
            "library-policy-future");
    return all().stream().filter(setup -> names.contains(setup.name())).toList();
  }

  private static List<ServerSetup> chains() {
    return List.of(
        ServerSetup.of("defaults-rsa", "rsa", ""),
        ServerSetup.of("defaults-ec", "ec", ""),
        ServerSetup.of("defaults-rsa-ec", "rsa ec", ""),
        ServerSetup.of("defaults-ec-rsa", "ec rsa", ""),
        ServerSetup.of("rsa-1024", "rsa1024", ""),
        ServerSetup.of("rsa-4096", "rsa4096", ""),
        ServerSetup.of("rsa-sha1", "rsa-sha1", ""),
        ServerSetup.of("rsa-sha512", "rsa-sha512", ""),
        ServerSetup.of("rsa-by-ec", "rsa-by-ec", ""),
        ServerSetup.of("pss", "pss", ""),
        ServerSetup.of("pss-and-rsa", "pss rsa", ""),
        ServerSetup.of("ec-by-rsa", "ec-by-rsa", ""),
        ServerSetup.of("ec-p384", "ec384", ""),
        ServerSetup.of("ec-p521", "ec521", ""),
        ServerSetup.of("ec-secp256k1", "ec256k1", ""),
        ServerSetup.of("ed25519", "ed25519", ""),
        ServerSetup.of("ed448", "ed448", ""),
        ServerSetup.of("ed25519-and-rsa", "ed25519 rsa", ""),
        ServerSetup.of("ed25519-and-ec", "ed25519 ec", ""),
        ServerSetup.of("rsa-ec-ed25519", "rsa ec ed25519", ""),
        ServerSetup.of("dsa", "dsa", ""),
        ServerSetup.of("dsa-and-rsa", "dsa rsa", ""));
  }

  private static List<ServerSetup> protocols() {
    return List.of(
        protocols("tls10-only", "!SSLv2, !SSLv3, !TLSv1.1, !TLSv1.2, !TLSv1.3"),
        protocols("tls11-only", "!SSLv2, !SSLv3, !TLSv1, !TLSv1.2, !TLSv1.3"),
        protocols("tls12-only", "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.3"),
        protocols("tls13-only", "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.2"),
        protocols("tls11-up", "!SSLv2, !SSLv3, !TLSv1"),
        protocols("tls12-up", "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1"),
        protocols("up-to-tls12", NO_1_3),
        protocols("without-tls11", "!TLSv1.1"),
        protocols("without-tls12", "!TLSv1.2"),
        protocols("named-tls12", "TLSv1.2"),
        protocols("bounds-12-up", ">=TLSv1.2").since("3.6"),
        protocols("bounds-11-to-12", ">=TLSv1.1, <=TLSv1.2").since("3.6"));
  }

  private static ServerSetup protocols(String name, String list) {
    return ServerSetup.of(name, "rsa ec", "smtpd_tls_protocols = " + list);
  }

  private static List<ServerSetup> ciphers() {
    return List.of(
        ciphers("high-may", "smtpd_tls_ciphers = high"),
        ciphers("low-may", "smtpd_tls_ciphers = low"),
        ciphers("null-may", "smtpd_tls_ciphers = null"),
        encrypt("high-encrypt", "smtpd_tls_mandatory_ciphers = high"),
        encrypt("medium-encrypt", "smtpd_tls_mandatory_ciphers = medium"),
        encrypt(
            "null-encrypt",
            "smtpd_tls_mandatory_ciphers = null\nsmtpd_tls_mandatory_protocols = " + NO_1_3),
        encrypt(
            "tls12-encrypt",
            """
            smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
            smtpd_tls_mandatory_ciphers = high
            smtpd_tls_mandatory_exclude_ciphers = kRSA, SHA1"""),
        ciphers("without-forward-secrecy", "smtpd_tls_exclude_ciphers = ECDHE, DHE"),
        ciphers("only-forward-secrecy", "smtpd_tls_exclude_ciphers = kRSA, aNULL, 3DES, RC4"),
        ciphers("without-sha1", "smtpd_tls_exclude_ciphers = SHA1"),
        ciphers("without-aes256", "smtpd_tls_exclude_ciphers = AES256"),
        ciphers("without-aes", "smtpd_tls_exclude_ciphers = AES"),
        ciphers("without-aead", "smtpd_tls_exclude_ciphers = AESGCM, CHACHA20, AESCCM"),
        ciphers("aead-only", "tls_medium_cipherlist = ECDHE+AESGCM:ECDHE+CHACHA20"),
        ciphers("rsa-authentication-only", "tls_medium_cipherlist = aRSA:!aNULL"),
        ciphers("ecdsa-authentication-only", "tls_medium_cipherlist = aECDSA:!aNULL"),
        ciphers("level-0", "tls_medium_cipherlist = ALL:!aNULL:!eNULL:@SECLEVEL=0"),
        ciphers("level-1", "tls_medium_cipherlist = ALL:!aNULL:!eNULL:@SECLEVEL=1"),
        ciphers("level-2", "tls_medium_cipherlist = ALL:!aNULL:!eNULL:@SECLEVEL=2"),
        ciphers("level-3", "tls_medium_cipherlist = ALL:!aNULL:!eNULL:@SECLEVEL=3"),
        ServerSetup.of(
            "level-2-small-rsa",
            "rsa1024",
            "tls_medium_cipherlist = ALL:!aNULL:!eNULL:@SECLEVEL=2"),
        ServerSetup.of(
            "level-2-sha1", "rsa-sha1", "tls_medium_cipherlist = ALL:!aNULL:@SECLEVEL=2"),
        ServerSetup.of(
            "level-3-issuer", "rsa4096", "tls_medium_cipherlist = ALL:!aNULL:@SECLEVEL=3"),
        ciphers(
            "level-2-dh-1024",
            """
            tls_medium_cipherlist = ALL:!aNULL:@SECLEVEL=2
            smtpd_tls_exclude_ciphers = ECDHE, kRSA
            smtpd_tls_dh1024_param_file = /etc/postfix/dh1024.pem"""));
  }

  private static ServerSetup ciphers(String name, String settings) {
    return ServerSetup.of(name, "rsa ec", settings);
  }

  private static ServerSetup encrypt(String name, String settings) {
    return ServerSetup.of(name, "rsa ec", "smtpd_tls_security_level = encrypt\n" + settings);
  }

  private static List<ServerSetup> orders() {
    String preempt = "tls_preempt_cipherlist = yes\n";
    return List.of(
        ServerSetup.of("preempt-rsa", "rsa", preempt),
        ServerSetup.of("preempt-rsa-ec", "rsa ec", preempt),
        ServerSetup.of(
            "preempt-own-order",
            "rsa ec",
            preempt + "tls_medium_cipherlist = AES128-SHA:DHE+AES:ECDHE+AES256:ALL:!aNULL"),
        ServerSetup.of(
            "preempt-chacha-first",
            "rsa ec",
            preempt
                + "tls_ssl_options = PRIORITIZE_CHACHA\n"
                + "tls_medium_cipherlist = ECDHE+AESGCM:ECDHE+CHACHA20:ALL:!aNULL"),
        ServerSetup.of(
            "preempt-encrypt",
            "rsa",
            preempt + "smtpd_tls_security_level = encrypt\nsmtpd_tls_mandatory_ciphers = high"));
  }

  private static List<ServerSetup> groups() {
    String finite = "smtpd_tls_exclude_ciphers = ECDHE, kRSA";
    String curves = "tls_eecdh_auto_curves = ";
    return List.of(
        ciphers("curve-x25519", curves + "X25519"),
        ciphers("curve-p256", curves + "prime256v1"),
        ciphers("curve-p384", curves + "secp384r1"),
        ciphers("curve-p521", curves + "secp521r1"),
        ciphers("curve-x448", curves + "X448"),
        ciphers("curves-of-3.5", curves + "X25519 X448 prime256v1 secp521r1 secp384r1"),
        ciphers("curves-p384-first", curves + "secp384r1 prime256v1 X25519"),
        ciphers("curve-brainpool", curves + "brainpoolP256r1 prime256v1"),
        ServerSetup.of("curve-p256-ec-p384", "ec384", curves + "prime256v1"),
        ciphers("hybrid-first", curves + "X25519MLKEM768 X25519 prime256v1").since("3.10"),
        ciphers("hybrid-only", curves + "X25519MLKEM768").since("3.10"),
        ciphers("groups-empty", curves + "\ntls_ffdhe_auto_groups =").since("3.10"),
        ciphers("groups-unknown", curves + "nosuch\ntls_ffdhe_auto_groups =").since("3.10"),
        ciphers("curves-none", "smtpd_tls_eecdh_grade = none"),
        ciphers("curves-strong", "smtpd_tls_eecdh_grade = strong"),
        ciphers("curves-ultra", "smtpd_tls_eecdh_grade = ultra"),
        ciphers("finite-fields", curves + "X448\ntls_ffdhe_auto_groups = ffdhe2048 ffdhe3072")
            .since("3.8"),
        ciphers("dh-usual", finite),
        ciphers("dh-1024", finite + "\nsmtpd_tls_dh1024_param_file = /etc/postfix/dh1024.pem"),
        ciphers("dh-2048", finite + "\nsmtpd_tls_dh1024_param_file = /etc/postfix/dh2048.pem"),
        ciphers("dh-auto", finite + "\nsmtpd_tls_dh1024_param_file = auto").since("3.7"));
  }

  /** An RSA chain, and tables that have others. */
  private static ServerSetup named(String name, String tables) {
    String value = tables.replace("HOST", ServerChains.HOST);
    return ServerSetup.of(name, "rsa", "tls_server_sni_maps = " + value)
        .lookedForAs(ServerChains.HOST);
  }

  private static List<ServerSetup> modes() {
    return List.of(
        ServerSetup.of("wrapper", "rsa ec", "smtpd_tls_wrappermode = yes"),
        ServerSetup.of(
            "wrapper-tls12-up",
            "rsa",
            """
            smtpd_tls_wrappermode = yes
            smtpd_tls_security_level = encrypt
            smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1"""),
        ServerSetup.of("asks-for-certificates", "rsa ec", "smtpd_tls_ask_ccert = yes"),
        encrypt("demands-certificates", DEMANDS),
        encrypt(
            "demands-certificates-level-0", DEMANDS + "tls_medium_cipherlist = @SECLEVEL=0:ALL"),
        ServerSetup.of(
            "demands-certificates-level-2",
            "rsa1024",
            DEMANDS
                + "smtpd_tls_security_level = encrypt\n"
                + "tls_medium_cipherlist = ALL:@SECLEVEL=2"),
        ServerSetup.of(
            "demands-certificates-wrapped", "rsa", DEMANDS + "smtpd_tls_wrappermode = yes"),
        named("names-not-there", "texthash:/etc/postfix/nosuch"),
        named("names-unknown-type", "nosuch:/etc/postfix/names-ec"),
        named("name-has-no-file", "inline:{{HOST=/etc/postfix/nosuch.pem}}"),
        named("name-has-garbage", "inline:{{HOST=/etc/postfix/names-ec}}"),
        named("name-below-domain", "inline:{{.example.com=/etc/postfix/ec.pem}}"),
        named("another-has-no-file", "inline:{{a.test=/etc/postfix/nosuch.pem}}"),
        ServerSetup.of("name-has-ec", "rsa", "tls_server_sni_maps = texthash:/etc/postfix/names-ec")
            .lookedForAs(ServerChains.HOST),
        ServerSetup.of(
                "name-has-rsa", "ec", "tls_server_sni_maps = texthash:/etc/postfix/names-rsa")
            .lookedForAs(ServerChains.HOST),
        ServerSetup.of(
                "name-unknown", "rsa", "tls_server_sni_maps = texthash:/etc/postfix/names-ec")
            .lookedForAs("unknown.example.com"),
        ServerSetup.of("name-without-table", "rsa ec", "").lookedForAs(ServerChains.HOST));
  }

  /** With files of OpenSSL's own configuration. */
  private static List<ServerSetup> libraries() {
    String preempt = "\ntls_preempt_cipherlist = yes";
    String strong = "\ntls_medium_cipherlist = ALL:!aNULL:@SECLEVEL=2";
    return Stream.concat(
            LibraryFiles.all().keySet().stream()
                .sorted()
                .flatMap(
                    file ->
                        Stream.of(
                            library(file, ""),
                            ServerSetup.of(
                                "library-" + file + "-preempt",
                                "rsa ec ed25519",
                                named(file) + preempt))),
            Stream.of(library("suite-small", strong)))
        .toList();
  }

  private static ServerSetup library(String file, String settings) {
    String name = "library-" + file + (settings.isEmpty() ? "" : "-and-more");
    return ciphers(name, named(file) + settings);
  }

  private static String named(String file) {
    return "tls_config_file = /etc/postfix/library-" + file + ".cnf";
  }
}
