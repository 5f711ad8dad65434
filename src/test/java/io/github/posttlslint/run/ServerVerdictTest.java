package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.FreePorts;
import io.github.posttlslint.testkit.PostfixInstance;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds verdicts on the settings of receiving services against a real smtpd(8): each case is a
 * service of one instance, to which a client with TLS 1.2 connects.
 */
@Slow
class ServerVerdictTest {

  private static final String UP = "TLS connection established from";

  /**
   * A case.
   *
   * @param rule the rule that has to speak; empty if no rule may say that TLS does not work
   * @param log what smtpd(8) logs
   * @param settings what the service sets
   */
  private record Case(String rule, String log, List<String> settings) {}

  private static Case bad(String rule, String log, String... settings) {
    return new Case(rule, log, List.of(settings));
  }

  private static Case good(String... settings) {
    return new Case("", UP, List.of(settings));
  }

  private static final List<Case> CASES =
      List.of(
          bad(
              "exclude-everything",
              "error setting cipher grade",
              "smtpd_tls_exclude_ciphers = ALL"),
          bad(
              "exclude-everything",
              "error setting cipher grade: \"medium\"",
              "smtpd_tls_exclude_ciphers = AES, CHACHA20 ARIA:CAMELLIA"),
          good("smtpd_tls_exclude_ciphers = AES, CHACHA20 ARIA"),
          good("smtpd_tls_mandatory_exclude_ciphers = ALL"),
          bad("cipherlist-rejected", "invalid command", "tls_medium_cipherlist = HIGH:!"),
          bad(
              "cipherlist-rejected",
              "no cipher match",
              "tls_medium_cipherlist = TLS_AES_256_GCM_SHA384"),
          good("tls_medium_cipherlist = nosuch:ECDHE-RSA-AES128-GCM-SHA256"),
          bad(
              "ciphers-without-protocol",
              "no ciphers available",
              "smtpd_tls_protocols = TLSv1.1",
              "tls_medium_cipherlist = AESGCM"),
          bad(
              "ciphers-without-certificate",
              "no shared cipher",
              "smtpd_tls_exclude_ciphers = aRSA, aNULL"),
          bad(
              "ciphers-without-certificate",
              "no shared cipher",
              "smtpd_tls_chain_files = DIR/ec.pem",
              "smtpd_tls_exclude_ciphers = ECDSA"),
          good("smtpd_tls_chain_files = DIR/ec.pem", "smtpd_tls_exclude_ciphers = aRSA"),
          good("smtpd_tls_chain_files = DIR/ed.pem", "smtpd_tls_exclude_ciphers = aRSA"),
          bad("cipher-grade-invalid", "invalid cipher grade", "smtpd_tls_ciphers = HIGH:!aNULL"),
          good("smtpd_tls_ciphers = High"),
          bad("exclude-unary", "invalid unary", "smtpd_tls_exclude_ciphers = MD5:!RC4"),
          bad("protocols-invalid", "Invalid TLS protocol list", "smtpd_tls_protocols = TLS1.2"),
          bad(
              "protocols-none-left",
              "no protocols available",
              "smtpd_tls_protocols = !SSLv2 !SSLv3 !TLSv1 !TLSv1.1 !TLSv1.2 !TLSv1.3"),
          good("smtpd_tls_mandatory_protocols = nonsense"),
          bad("dh-file-missing", "error opening DH", "smtpd_tls_dh1024_param_file = DIR/none.pem"),
          bad("dh-file-invalid", "error decoding DH", "smtpd_tls_dh1024_param_file = DIR/x942.pem"),
          bad("dh-file-invalid", "error decoding DH", "smtpd_tls_dh1024_param_file = DIR/both.pem"),
          bad("dh-too-small", "dh key too small", "smtpd_tls_dh1024_param_file = DIR/dh512.pem"),
          good("smtpd_tls_dh1024_param_file = DIR/dh2048.pem"),
          bad(
              "relay-restrictions-no-reject",
              "specify at least one working instance of",
              "smtpd_relay_restrictions = permit_sasl_authenticated, permit, reject",
              "smtpd_recipient_restrictions ="),
          good("smtpd_relay_restrictions = reject_unauth_destination, permit"),
          bad("smtpd-level-invalid", "Invalid TLS level", "smtpd_tls_security_level = yes"),
          bad(
              "starttls-discarded",
              "discarding EHLO keywords: STARTTLS",
              "smtpd_tls_security_level = encrypt",
              "smtpd_discard_ehlo_keywords = starttls"),
          bad("smtpd-tls-no-cert", "No server certs available", "smtpd_tls_chain_files ="));

  @TempDir Path directory;

  @Test
  void postfixDoesWhatTheRulesSay() throws Exception {
    Program.require("postconf");
    Path openssl = Program.require("openssl");
    Map<String, byte[]> files = files();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    List<Integer> ports = FreePorts.take(CASES.size());
    String main = "compatibility_level = 3.6\nmyhostname = mx.example.org\n";
    try (PostfixInstance postfix = PostfixInstance.start(directory, main, services(ports))) {
      List<Process> clients = new ArrayList<>();
      for (int port : ports) {
        clients.add(client(openssl, port));
      }
      for (int i = 0; i < CASES.size(); i++) {
        Case one = CASES.get(i);
        String name = "postfix/case" + i + "/";
        postfix.await(
            log -> log.lines().anyMatch(line -> line.contains(name) && line.contains(one.log)), 15);
      }
      for (Process client : clients) {
        client.destroy();
      }
    }
    for (Case one : CASES) {
      List<String> rules = verdicts(one, files);
      assertThat(isAsMeant(one, rules)).as(one + " is judged by " + rules).isTrue();
    }
  }

  private static boolean isAsMeant(Case one, List<String> rules) {
    return one.rule.isEmpty()
        ? CASES.stream().map(Case::rule).noneMatch(rules::contains)
        : rules.contains(one.rule);
  }

  private List<String> verdicts(Case one, Map<String, byte[]> files) {
    TestSetup setup = new TestSetup();
    files.forEach((name, content) -> setup.file(directory + "/" + name, content));
    Map<String, String> settings = new HashMap<>();
    settings.put("smtpd_tls_chain_files", directory + "/rsa.pem");
    for (String setting : one.settings) {
      int equals = setting.indexOf(" =");
      settings.put(setting.substring(0, equals), place(setting.substring(equals + 2)));
    }
    StringBuilder main = new StringBuilder();
    settings.forEach((name, value) -> main.append(name).append(" = ").append(value).append('\n'));
    List<String> rules = new ArrayList<>();
    setup.lintServer(main.toString()).forEach(finding -> rules.add(finding.rule().id()));
    return rules;
  }

  private String place(String text) {
    return text.replace("DIR", directory.toString());
  }

  private String services(List<Integer> ports) {
    StringBuilder services = new StringBuilder();
    for (int i = 0; i < CASES.size(); i++) {
      services.append("127.0.0.1:").append(ports.get(i)).append(" inet n - n - - smtpd\n");
      services.append("  -o syslog_name=postfix/case").append(i);
      services.append(" -o smtpd_tls_security_level=may -o smtpd_tls_loglevel=1\n");
      services.append("  -o smtpd_tls_chain_files=").append(directory).append("/rsa.pem\n");
      for (String setting : CASES.get(i).settings) {
        services.append("  -o { ").append(place(setting)).append(" }\n");
      }
    }
    return services.toString();
  }

  /** A client that says EHLO and STARTTLS, and takes any cipher, but wants to see a certificate. */
  private Process client(Path openssl, int port) throws IOException {
    return new ProcessBuilder(
            openssl.toString(),
            "s_client",
            "-starttls",
            "smtp",
            "-tls1_2",
            "-cipher",
            "ALL:!aNULL:@SECLEVEL=0",
            "-connect",
            "127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Map<String, byte[]> files() {
    Map<String, Object> recipes = new HashMap<>();
    for (String kind : List.of("rsa-2048", "ec-p256", "ed25519")) {
      String name = kind.substring(0, kind.startsWith("rsa") ? 3 : 2);
      recipes.put("~" + name + "-key.pem", Map.of("key", kind));
      recipes.put(
          "~" + name + "-cert.pem",
          Map.of("certificate", Map.of("for", "mx.example.org", "key", "~" + name + "-key.pem")));
      recipes.put(name + ".pem", List.of("~" + name + "-key.pem", "~" + name + "-cert.pem"));
    }
    recipes.put("dh2048.pem", Map.of("parameters", "dh-2048"));
    recipes.put("dh512.pem", Map.of("parameters", "dh-512"));
    recipes.put("x942.pem", Map.of("parameters", "dh-2048", "label", "X9.42 DH PARAMETERS"));
    recipes.put("both.pem", List.of("~rsa-cert.pem", "dh2048.pem"));
    return Recipes.build(recipes, Instant.now());
  }
}
