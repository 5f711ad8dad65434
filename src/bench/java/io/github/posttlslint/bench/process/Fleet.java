package io.github.posttlslint.bench.process;

import io.github.posttlslint.pki.make.Recipes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes setups that differ: the files of many hosts, each below a directory of its own. Keys,
 * certificates and the trust anchors are links to a small pool. The first host is without a fault;
 * of the others some have an expired certificate, another certificate's key, no intermediate
 * certificate, a misspelt parameter or passwords without TLS. The same number gives the same setup.
 */
final class Fleet {

  private static final int PAIRS = 12;
  private static final int EXPIRED = 3;

  private final Path pool;

  /**
   * Fills the pool.
   *
   * @param pool a directory that is made
   * @param roots a PEM file with the trust anchors of a system
   */
  Fleet(Path pool, Path roots) throws IOException {
    this.pool = Files.createDirectories(pool);
    Map<String, Object> recipes = new LinkedHashMap<>();
    recipes.put(
        "root.pem", certificate(Map.of("for", "Example Root", "ca", true, "key", "ec-p384")));
    recipes.put(
        "issuer.pem",
        certificate(
            Map.of("for", "Example CA", "ca", true, "key", "ec-p256", "issuer", "root.pem")));
    for (int pair = 0; pair < PAIRS; pair++) {
      String key = "key" + pair + ".pem";
      String leaf = "leaf" + pair + ".pem";
      recipes.put(key, Map.of("key", pair % 3 == 0 ? "rsa-2048" : "ec-p256"));
      Map<String, Object> leafRecipe =
          Map.of("for", host(pair), "key", key, "issuer", "issuer.pem", "until", until(pair));
      recipes.put(leaf, certificate(leafRecipe));
      recipes.put("chain" + pair + ".pem", List.of(leaf, "issuer.pem"));
    }
    Map<String, byte[]> files = Recipes.build(recipes, Instant.now());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(pool.resolve(file.getKey()), file.getValue());
    }
    String anchors = Files.readString(roots, StandardCharsets.ISO_8859_1);
    String root = new String(files.get("root.pem"), StandardCharsets.ISO_8859_1);
    write(pool.resolve("anchors.pem"), (anchors + root).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Map<String, Object> certificate(Map<String, Object> recipe) {
    return Map.of("certificate", recipe);
  }

  private static int until(int pair) {
    return pair == EXPIRED ? -2 : 60;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    boolean secret = file.getFileName().toString().startsWith("key");
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"));
  }

  private static String host(int number) {
    return "mail" + number % PAIRS + ".example.org";
  }

  /** Makes the setups of hosts 0 to count - 1, each with three services, below a directory. */
  Path make(Path directory, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path root = directory.resolve(String.format("host-%05d", i));
      Path postfix = Files.createDirectories(root.resolve("etc/postfix"));
      Path anchors = Files.createDirectories(root.resolve("etc/ssl/certs"));
      int pair = i % PAIRS;
      int key = i % 11 == 5 ? (pair + 1) % PAIRS : pair;
      Files.writeString(postfix.resolve("main.cf"), mainCf(i));
      Files.writeString(postfix.resolve("master.cf"), masterCf(i));
      String sent = i % 13 == 6 ? "leaf" : "chain";
      link(postfix.resolve("mail.pem"), sent + pair + ".pem");
      link(postfix.resolve("mail.key"), "key" + key + ".pem");
      link(anchors.resolve("ca-certificates.crt"), "anchors.pem");
    }
    return directory;
  }

  /** Makes a setup with three services that names no files. */
  static Path makeTextOnly(Path root) throws IOException {
    Path postfix = Files.createDirectories(root.resolve("etc/postfix"));
    Files.writeString(
        postfix.resolve("main.cf"),
        """
        compatibility_level = 3.7
        myhostname = relay.example.org
        mydestination =
        mynetworks = 127.0.0.0/8, 10.0.0.0/8
        relayhost = [mail.example.org]:25
        smtp_tls_security_level = may
        smtp_tls_loglevel = 1
        """);
    Files.writeString(
        postfix.resolve("master.cf"),
        """
        smtp      inet  n       -       n       -       -       smtpd
        10025     inet  n       -       n       -       -       smtpd
            -o smtpd_tls_security_level=none
        10026     inet  n       -       n       -       -       smtpd
            -o smtpd_tls_security_level=none
        """
            + REST);
    return root;
  }

  private void link(Path file, String inPool) throws IOException {
    Files.createLink(file, pool.resolve(inPool));
  }

  private static String mainCf(int i) {
    StringBuilder text = new StringBuilder();
    text.append("# host ").append(i).append(" of many\n");
    text.append("compatibility_level = 3.").append(4 + i % 4).append('\n');
    text.append("myhostname = ").append(host(i)).append('\n');
    text.append("mydomain = example.org\nmyorigin = $mydomain\n");
    text.append("mydestination = $myhostname, localhost.$mydomain");
    for (int domain = 0; domain < i % 20; domain++) {
      text.append(",\n    site").append(domain).append('.').append("$mydomain");
    }
    text.append("\nmynetworks = 127.0.0.0/8, 10.").append(i % 250).append(".0.0/16\n");
    text.append("message_size_limit = ").append(10_240_000 + i).append('\n');
    text.append(
        """

        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/mail.pem
        smtpd_tls_key_file = /etc/postfix/mail.key
        smtpd_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
        smtpd_tls_loglevel = 1
        smtpd_tls_mandatory_protocols = >=TLSv1.2
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth

        smtp_tls_security_level = may
        smtp_tls_CAfile = $smtpd_tls_CAfile
        smtp_tls_loglevel = 1
        """);
    if (i % 7 == 2) {
      text.append("smtpd_tls_ciphrs = high\n");
    }
    if (i % 5 == 1) {
      text.append("relayhost = [relay.example.net]:587\n");
    }
    return text.toString();
  }

  private static String masterCf(int i) {
    String level = i % 9 == 4 ? "may" : "encrypt";
    return """
        smtp      inet  n       -       n       -       -       smtpd
        submission inet n       -       n       -       -       smtpd
            -o syslog_name=postfix/submission
            -o smtpd_tls_security_level=%s
            -o smtpd_sasl_auth_enable=yes
            -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
        submissions inet n      -       n       -       -       smtpd
            -o syslog_name=postfix/submissions
            -o smtpd_tls_wrappermode=yes
            -o smtpd_sasl_auth_enable=yes
            -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
        """
            .formatted(level)
        + REST;
  }

  private static final String REST =
      """
      pickup    unix  n       -       n       60      1       pickup
      cleanup   unix  n       -       n       -       0       cleanup
      qmgr      unix  n       -       n       300     1       qmgr
      tlsmgr    unix  -       -       n       1000?   1       tlsmgr
      rewrite   unix  -       -       n       -       -       trivial-rewrite
      bounce    unix  -       -       n       -       0       bounce
      defer     unix  -       -       n       -       0       bounce
      proxymap  unix  -       -       n       -       -       proxymap
      smtp      unix  -       -       n       -       -       smtp
      relay     unix  -       -       n       -       -       smtp
      error     unix  -       -       n       -       -       error
      retry     unix  -       -       n       -       -       error
      local     unix  -       n       n       -       -       local
      anvil     unix  -       -       n       -       1       anvil
      scache    unix  -       -       n       -       1       scache
      """;
}
