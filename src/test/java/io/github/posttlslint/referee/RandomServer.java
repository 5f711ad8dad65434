package io.github.posttlslint.referee;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.rule.RuleText.Example;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A server with three ports whose TLS settings are drawn by lot, right and wrong ones. */
final class RandomServer {

  private static final Map<String, byte[]> MADE =
      Recipes.build(
          Map.of(
              "ca.pem",
              Map.of("certificate", Map.of("for", "Some CA", "ca", true)),
              "rsa.key",
              Map.of("key", "rsa-2048"),
              "rsa.crt",
              Map.of("certificate", Map.of("for", "mx.example.org", "key", "rsa.key")),
              "ec.key",
              Map.of("key", "ec-p256"),
              "ec.crt",
              Map.of("certificate", Map.of("for", "mx.example.org", "key", "ec.key")),
              "locked.key",
              Map.of("key", "ec.key", "passphrase", "secret"),
              "old.crt",
              Map.of("certificate", Map.of("for", "mx.example.org", "key", "ec.key", "until", -9)),
              "both.pem",
              List.of("ec.key", "ec.crt"),
              "turned.pem",
              List.of("ec.crt", "ec.key")),
          Instant.now());

  /** Settings and what they can be; what is right stands more than once. */
  private static final List<List<String>> CHOICES =
      List.of(
          List.of(
              "smtpd_tls_security_level",
              "may",
              "may",
              "encrypt",
              "encrypt",
              "none",
              "",
              "verify",
              "Encrypt",
              "dane",
              "fingerprint",
              "on"),
          List.of("smtpd_tls_ciphers", "medium", "high", "strong", "null"),
          List.of("smtpd_tls_mandatory_ciphers", "medium", "high", "strong", "low"),
          List.of("smtpd_tls_exclude_ciphers", "aNULL", "RC4, MD5", "!MD5", "ALL", "ECDSA", "RSA"),
          List.of("smtpd_tls_mandatory_exclude_ciphers", "aNULL, DES", "ALL", "+RC4"),
          List.of(
              "smtpd_tls_protocols",
              ">=TLSv1.2",
              "!SSLv2, !SSLv3",
              "TLSv1.3",
              "TLSv1.2",
              "!TLSv1, !TLSv1.1, !TLSv1.2, !TLSv1.3",
              "TLSv1.4",
              ">=TLSv1.3, <=TLSv1.2"),
          List.of(
              "smtpd_tls_mandatory_protocols",
              ">=TLSv1.2",
              "TLSv1.2",
              "TLSv1.2, TLSv1.3",
              "SSLv3",
              "none"),
          List.of("smtpd_tls_auth_only", "yes", "yes", "no", "YES", "maybe"),
          List.of("smtpd_sasl_security_options", "noanonymous", "noanonymous, noplaintext"),
          List.of("smtpd_sasl_mechanism_filter", "plain, login", "!external, static:all", "login"),
          List.of("smtpd_sasl_auth_enable", "yes", "yes", "yes", "no", "ja"),
          List.of("smtpd_tls_ask_ccert", "yes", "no"),
          List.of("smtpd_tls_req_ccert", "yes", "no", "no"),
          List.of(
              "smtpd_tls_CAfile",
              "/etc/postfix/ca.pem",
              "/etc/postfix/ca.pem",
              "",
              "/etc/postfix/none.pem",
              "/etc/postfix/text",
              "/etc/postfix/rsa.key",
              "/etc/postfix"),
          List.of("smtpd_tls_CApath", "", "/etc/postfix/nowhere"),
          List.of("smtpd_tls_fingerprint_digest", "sha256", "sha1", "sha0"),
          List.of(
              "smtpd_discard_ehlo_keywords", "dsn", "starttls", "auth", "silent-discard, starttls"),
          List.of("smtpd_use_tls", "yes", "no"),
          List.of("smtpd_enforce_tls", "yes", "no"),
          List.of("smtpd_tls_wrappermode", "yes", "no", "no"),
          List.of("smtpd_tls_dh1024_param_file", "auto", "/etc/postfix/none.pem"),
          List.of("smtpd_tls_eccert_file", "", "/etc/postfix/ec.crt"),
          List.of("smtpd_tls_eckey_file", "/etc/postfix/ec.key", "/etc/postfix/rsa.key"),
          List.of("tls_eecdh_auto_curves", "prime256v1", "X25519, prime256v1"),
          List.of("tls_high_cipherlist", "HIGH", "ECDHE+AESGCM"),
          List.of("tls_config_file", "default", "none", "openssl.cnf", "/etc/postfix/text"));

  /** Certificate and key: what is right stands more than once. */
  private static final List<Map<String, String>> CERTIFICATES =
      List.of(
          pair("rsa.crt", "rsa.key"),
          pair("rsa.crt", "rsa.key"),
          pair("rsa.crt", "rsa.key"),
          pair("ec.crt", "ec.key"),
          pair("ec.crt", "ec.key"),
          pair("old.crt", "ec.key"),
          pair("ec.crt", "rsa.key"),
          pair("ec.crt", "locked.key"),
          pair("ec.crt", "shut.key"),
          pair("ec.crt", "none.key"),
          pair("none.crt", "ec.key"),
          pair("text", "ec.key"),
          pair("ec.key", "ec.crt"),
          Map.of("smtpd_tls_cert_file", "/etc/postfix/both.pem"),
          Map.of("smtpd_tls_cert_file", "/etc/postfix/turned.pem"),
          Map.of("smtpd_tls_cert_file", "/etc/postfix/ec.crt"),
          Map.of("smtpd_tls_cert_file", "none"),
          Map.of("smtpd_tls_cert_file", ""),
          Map.of("smtpd_tls_chain_files", "/etc/postfix/both.pem"),
          Map.of("smtpd_tls_chain_files", "/etc/postfix/rsa.key, /etc/postfix/rsa.crt"),
          Map.of("smtpd_tls_chain_files", "/etc/postfix/turned.pem"),
          Map.of("smtpd_tls_chain_files", "/etc/postfix/none.pem"),
          Map.of("smtpd_tls_chain_files", "/etc/postfix/both.pem, /etc/postfix/none.pem"));

  private static final List<String> PORTS = List.of("smtp", "submission", "465");
  private static final String MAIN =
      "compatibility_level = 3.6\npostscreen_greet_wait = 1s\npostscreen_bare_newline_enable = yes\n";

  private final SplittableRandom random;

  private RandomServer(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private static Map<String, String> pair(String certificate, String key) {
    return Map.of(
        "smtpd_tls_cert_file",
        "/etc/postfix/" + certificate,
        "smtpd_tls_key_file",
        "/etc/postfix/" + key);
  }

  /** The server of a number, always the same. */
  static Example of(long seed) {
    return new RandomServer(seed).example();
  }

  private Example example() {
    Map<String, String> main = new LinkedHashMap<>();
    main.put("smtpd_tls_security_level", one(List.of("may", "may", "encrypt", "none")));
    main.putAll(one(CERTIFICATES));
    main.putAll(settings(random.nextInt(5)));
    StringBuilder master = new StringBuilder();
    boolean screened = random.nextInt(6) == 0;
    if (screened) {
      master.append("smtp inet n - n - 1 postscreen\n");
      master.append("smtpd pass - - n - - smtpd\n");
      master.append("tlsproxy unix - - n - 0 tlsproxy").append(options("tlsproxy")).append('\n');
    }
    for (String port : screened ? PORTS.subList(1, 3) : PORTS) {
      master.append(port).append(" inet n - n - - smtpd").append(options(port)).append('\n');
    }
    boolean whole = random.nextInt(25) > 0;
    ExampleSetup.MASTER
        .lines()
        .filter(line -> !line.contains(" inet ") && (whole || !line.startsWith("tlsmgr")))
        .forEach(line -> master.append(line).append('\n'));
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("main.cf", MAIN + lines(main));
    files.put("master.cf", master.toString());
    MADE.forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.US_ASCII)));
    files.put("text", "no certificate\n");
    files.put("shut.key", Map.of("text", files.get("ec.key"), "mode", "0000"));
    return new Example(true, "server", "3.7", List.of(), Map.of(), files);
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(one -> one.getKey() + " = " + one.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String options(String port) {
    Map<String, String> own = new LinkedHashMap<>();
    if (port.equals("465") && random.nextInt(4) > 0) {
      own.put("smtpd_tls_wrappermode", "yes");
    }
    if (port.equals("submission") && random.nextInt(2) > 0) {
      own.put("smtpd_sasl_auth_enable", "yes");
    }
    own.putAll(settings(random.nextInt(4)));
    if (random.nextInt(4) == 0) {
      own.putAll(one(CERTIFICATES));
    }
    return own.entrySet().stream()
        .map(one -> "\n  -o { " + one.getKey() + " = " + one.getValue() + " }")
        .collect(Collectors.joining());
  }

  private Map<String, String> settings(int count) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      List<String> choice = one(CHOICES);
      settings.put(choice.get(0), one(choice.subList(1, choice.size())));
    }
    return settings;
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
