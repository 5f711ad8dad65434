package io.github.posttlslint.handshake;

import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Set-ups put together by chance, of settings that nobody would think of together. */
final class RandomSetups {

  private static final List<String> CHAINS =
      List.of(
          "rsa",
          "rsa1024",
          "rsa4096",
          "rsa-sha1",
          "rsa-sha512",
          "rsa-by-ec",
          "pss",
          "ec",
          "ec-by-rsa",
          "ec384",
          "ec521",
          "ec256k1",
          "ed25519",
          "ed448",
          "dsa");

  private static final List<String> PROTOCOLS =
      List.of("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final List<String> EXCLUDED =
      List.of(
          "aNULL",
          "kRSA",
          "ECDHE",
          "DHE",
          "SHA1",
          "SHA256",
          "AES128",
          "AES256",
          "AESGCM",
          "CHACHA20",
          "CAMELLIA",
          "AESCCM",
          "aECDSA",
          "aRSA",
          "ARIA",
          "3DES",
          "MEDIUM");

  private static final List<String> GROUPS =
      List.of(
          "X25519", "X448", "prime256v1", "secp384r1", "secp521r1", "brainpoolP256r1", "secp256k1");

  private static final List<String> NEW_GROUPS =
      List.of("X25519MLKEM768", "ffdhe2048", "ffdhe3072", "secp256r1");

  private static final List<String> RICH_GROUPS =
      List.of(
          "?X25519MLKEM768/X25519:P-256",
          "*X25519/*P-256",
          "DEFAULT",
          "-X25519",
          "-P-256",
          "?nosuch",
          "P-521/X448",
          "X25519MLKEM768/P-384");

  private static final List<String> LISTS =
      List.of(
          "HIGH",
          "ALL:!aNULL",
          "ECDHE+AESGCM:DHE+AESGCM:kRSA+AES",
          "AES128-SHA:ALL",
          "ALL:@STRENGTH",
          "kRSA:ECDHE:!aNULL",
          "CHACHA20:AESGCM:HIGH:!aNULL",
          "DEFAULT:@SECLEVEL=1",
          "ALL:@SECLEVEL=2",
          "HIGH:!aNULL:@SECLEVEL=3",
          "aECDSA:aRSA");

  private final Random random;
  private final PostfixVersion version;
  private final boolean isRich;

  private RandomSetups(Random random, PostfixVersion version, boolean isRich) {
    this.random = random;
    this.version = version;
    this.isRich = isRich;
  }

  /**
   * Makes some.
   *
   * @param version the release that is to understand them
   * @param isRich whether OpenSSL has the syntax of groups of 3.5
   */
  static List<ServerSetup> make(long seed, int count, PostfixVersion version, boolean isRich) {
    RandomSetups setups = new RandomSetups(new Random(seed), version, isRich);
    List<ServerSetup> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(setups.one("random-" + seed + "-" + i));
    }
    return all;
  }

  private ServerSetup one(String name) {
    boolean isMandatory = chance(3);
    StringBuilder settings = new StringBuilder();
    if (isMandatory) {
      settings.append("smtpd_tls_security_level = encrypt\n");
    }
    String kind = isMandatory ? "mandatory_" : "";
    if (chance(2)) {
      settings.append("smtpd_tls_" + kind + "protocols = " + protocols() + "\n");
    }
    if (chance(2)) {
      String grade = one(List.of("high", "medium", "low", "null", "export"));
      settings.append("smtpd_tls_" + kind + "ciphers = " + grade + "\n");
      if (!grade.equals("low") && !grade.equals("export") && chance(2)) {
        settings.append("tls_" + grade + "_cipherlist = " + one(LISTS) + "\n");
      }
    }
    if (chance(3)) {
      settings.append("smtpd_tls_exclude_ciphers = " + some(EXCLUDED, 4, ", ") + "\n");
    }
    if (isMandatory && chance(4)) {
      settings.append("smtpd_tls_mandatory_exclude_ciphers = " + some(EXCLUDED, 3, " ") + "\n");
    }
    if (chance(3)) {
      settings.append("tls_preempt_cipherlist = yes\n");
    }
    if (chance(6)) {
      settings.append("tls_ssl_options = PRIORITIZE_CHACHA, NO_TICKET\n");
    }
    if (chance(2)) {
      settings.append("tls_eecdh_auto_curves = " + groups() + "\n");
    }
    if (chance(6) && version.isAtLeast(3, 8)) {
      settings.append("tls_ffdhe_auto_groups = " + one(List.of("", "ffdhe3072 ffdhe2048")) + "\n");
    }
    if (chance(6)) {
      settings.append("smtpd_tls_ask_ccert = yes\n");
    }
    if (chance(6)) {
      settings.append(
          "smtpd_tls_dh1024_param_file = /etc/postfix/" + one(List.of("dh1024", "dh2048")));
      settings.append(".pem\n");
    }
    if (chance(8)) {
      settings.append("smtpd_tls_wrappermode = yes\n");
    }
    return ServerSetup.of(name, some(CHAINS, 3, " "), settings.toString());
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Different ones, at least one. */
  private String some(List<String> of, int most, String separator) {
    List<String> shuffled = new ArrayList<>(of);
    Collections.shuffle(shuffled, random);
    return String.join(separator, shuffled.subList(0, 1 + random.nextInt(most)));
  }

  private String protocols() {
    if (version.isAtLeast(3, 6) && chance(2)) {
      return ">=" + one(PROTOCOLS.subList(1, 5));
    }
    return chance(2) ? some(PROTOCOLS.subList(1, 5), 3, ", ") : "!" + some(PROTOCOLS, 3, ", !");
  }

  private String groups() {
    List<String> known = new ArrayList<>(GROUPS);
    if (version.isAtLeast(3, 10)) {
      known.addAll(NEW_GROUPS);
    }
    if (isRich) {
      known.addAll(RICH_GROUPS);
    }
    return some(known, 4, " ");
  }
}
