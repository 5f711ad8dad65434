package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.FreePorts;
import io.github.posttlslint.testkit.PostfixInstance;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the verdicts on TLS policies against what a real smtp(8) logs when it delivers by them: to
 * an smtpd(8) of the same instance, so that nothing leaves the machine.
 */
@Slow
class PolicyVerdictTest {

  private static final int ENTRIES = 240;

  private static final List<String> LEVELS =
      List.of(
          "none",
          "may",
          "encrypt",
          "encrypt",
          "encrypt",
          "secure",
          "verify",
          "fingerprint",
          "May",
          "SECURE",
          "dane",
          "dane-only",
          "halfdane",
          "half-dane",
          "must",
          "encrypted",
          "tls",
          "0");

  private static final List<String> ATTRIBUTES =
      List.of(
          "ciphers=high",
          "ciphers=HIGH",
          "ciphers=medium",
          "ciphers=strong",
          "ciphers=",
          "Ciphers=high",
          "ciphers=export",
          "protocols=>=TLSv1.2",
          "protocols=!SSLv2:!SSLv3",
          "protocols=TLS1.2",
          "protocols=TLSv1.2:TLSv1.3",
          "protocols=>=TLSv1.2:<=0304",
          "protocols=",
          "protocols=TLSv1_2",
          "PROTOCOLS=tlsv1.3",
          "protocols=>=TLSv1.4",
          "protocols=>=",
          "match=peer.test",
          "match=nexthop:hostname",
          "match=peer.test:.peer.test",
          "match=",
          "match=dot-nexthop",
          "exclude=MD5",
          "exclude=MD5:3DES",
          "exclude=!MD5",
          "exclude=MD5:-RC4",
          "exclude=",
          "exclude=@x",
          "servername=peer.test",
          "servername=hostname",
          "servername=nexthop",
          "servername=-bad",
          "servername=127.0.0.1",
          "servername=peer.test.",
          "servername=a_b",
          "servername=",
          "servername=[peer.test]",
          "connection_reuse=no",
          "connection_reuse=YES",
          "connection_reuse=1",
          "connection_reuse=",
          "tafile=CONF/root.pem",
          "tafile=/nowhere/ca.pem",
          "tafile=",
          "cipher=high",
          "level=encrypt",
          "high",
          "=high",
          "{",
          "{ciphers=high}",
          "policy_type=sts",
          "enable_rpk=yes",
          "#",
          "protocols",
          "ciphers = high",
          "match=FINGERPRINT",
          "match=zz",
          "match=FINGERPRINT|FINGERPRINT",
          "match=AB:CD");

  private static final List<String> GAPS = List.of(" ", " ", " ", ", ", ",", "\t", " , ");

  /** What becomes of mail under a policy, or what the linter says of it. */
  private enum Verdict {
    FINE,
    WARNED,
    /** The mail is not sent, or not with what the policy demands. */
    BROKEN
  }

  @TempDir Path directory;

  @Test
  void verdictsAreThoseOfTheClient() throws Exception {
    Path conf = Files.createDirectories(PostfixInstance.configuration(directory));
    String print = writeCertificates(conf);
    int port = FreePorts.take();
    List<String> policies = policies(conf, print);
    StringBuilder table = new StringBuilder();
    StringBuilder transport = new StringBuilder();
    List<String> recipients = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      // further zeros make another next hop of the same port
      String hop = "[127.0.0.1]:" + "0".repeat(i) + port;
      table.append(hop).append(' ').append(policies.get(i)).append('\n');
      transport.append("d").append(i).append(".test smtp:").append(hop).append('\n');
      recipients.add("user@d" + i + ".test");
    }
    Files.writeString(conf.resolve("policy"), table);
    Files.writeString(conf.resolve("transport"), transport);

    Map<Integer, Delivery> deliveries;
    String main = main(conf);
    try (PostfixInstance postfix = PostfixInstance.start(directory, main, services(conf, port))) {
      postfix.send(recipients);
      String log = postfix.await(text -> deliveries(text).size() == policies.size(), 60);
      deliveries = deliveries(log);
    }
    List<Verdict> ours = linterVerdicts(conf, policies.size());

    List<String> differences = new ArrayList<>();
    int[] counts = new int[Verdict.values().length];
    for (int i = 0; i < policies.size(); i++) {
      Delivery delivery = deliveries.getOrDefault(i, new Delivery(Verdict.FINE, "no delivery"));
      counts[delivery.verdict().ordinal()]++;
      if (ours.get(i) != delivery.verdict()) {
        differences.add(policies.get(i) + "\n  we: " + ours.get(i) + "\n  " + delivery);
      }
    }
    System.out.printf(
        "TLS policies: %d entries; smtp(8) takes %d, warns of %d, breaks on %d%n",
        policies.size(), counts[0], counts[1], counts[2]);
    assertThat(counts[0]).isGreaterThan(30);
    assertThat(counts[2]).isGreaterThan(30);
    assertThat(differences).isEmpty();
  }

  private static String writeCertificates(Path conf) throws IOException {
    Map<String, byte[]> files =
        Recipes.build(
            Map.of(
                "root.pem", Map.of("certificate", Map.of("for", "Test Root", "ca", true)),
                "~key.pem", Map.of("key", "rsa-2048"),
                "leaf.pem",
                    Map.of(
                        "certificate",
                        Map.of("for", "peer.test", "key", "~key.pem", "issuer", "root.pem")),
                "chain.pem", List.of("~key.pem", "leaf.pem")),
            Instant.now());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(conf.resolve(file.getKey()), file.getValue());
    }
    Certificate leaf =
        PemFile.parse("leaf.pem", files.get("leaf.pem")).blocks().get(0).certificate();
    return String.valueOf(leaf.fingerprint("sha256"));
  }

  private static String main(Path conf) {
    return """
        compatibility_level = 3.6
        myhostname = client.test
        mydestination =
        local_recipient_maps =
        alias_maps =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        smtp_host_lookup = native
        smtp_dns_support_level = disabled
        smtp_connection_cache_on_demand = no
        default_process_limit = 10
        smtp_tls_security_level = may
        smtp_tls_fingerprint_digest = sha256
        smtp_tls_CAfile = CONF/root.pem
        smtp_tls_policy_maps = texthash:CONF/policy
        transport_maps = texthash:CONF/transport
        """
        .replace("CONF", conf.toString());
  }

  private static String services(Path conf, int port) {
    return """
        smtp unix - - n - 8 smtp
        127.0.0.1:PORT inet n - n - - smtpd
          -o myhostname=peer.test
          -o content_filter=discard:
          -o smtpd_tls_security_level=may
          -o smtpd_tls_chain_files=CONF/chain.pem
        """
        .replace("CONF", conf.toString())
        .replace("PORT", Integer.toString(port));
  }

  private static List<String> policies(Path conf, String print) {
    Random random = new Random(20);
    List<String> policies = new ArrayList<>(List.of("may", "none high", "none"));
    for (String attribute : ATTRIBUTES) {
      policies.add("encrypt " + attribute);
    }
    while (policies.size() < ENTRIES) {
      StringBuilder policy = new StringBuilder(LEVELS.get(random.nextInt(LEVELS.size())));
      for (int n = random.nextInt(4); n > 0; n--) {
        policy.append(GAPS.get(random.nextInt(GAPS.size())));
        policy.append(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
      }
      policies.add(policy.toString());
    }
    policies.replaceAll(
        text -> text.replace("CONF", conf.toString()).replace("FINGERPRINT", print));
    return policies;
  }

  /**
   * What smtp(8) did.
   *
   * @param verdict what it made of the policy
   * @param log the lines that tell
   */
  private record Delivery(Verdict verdict, String log) {}

  /** By number of the recipient; one process logs one delivery after the other. */
  private static Map<Integer, Delivery> deliveries(String log) {
    Map<Integer, Delivery> deliveries = new HashMap<>();
    Map<String, StringBuilder> open = new HashMap<>();
    for (String line : log.split("\n")) {
      int at = line.indexOf(" postfix/smtp[");
      int end = line.indexOf("]: ", at);
      if (at < 0 || end < 0) {
        continue;
      }
      StringBuilder lines =
          open.computeIfAbsent(line.substring(at, end), process -> new StringBuilder());
      lines.append("\n  ").append(line, end + 3, line.length());
      int to = line.indexOf(": to=<user@d", end);
      if (to > 0) {
        int number =
            Integer.parseInt(
                line.substring(line.indexOf("@d", to) + 2, line.indexOf(".test>", to)));
        deliveries.put(number, new Delivery(verdict(lines.toString()), lines.toString()));
        lines.setLength(0);
      }
    }
    return deliveries;
  }

  private static Verdict verdict(String lines) {
    if (lines.contains("(client TLS configuration problem)")
        || lines.contains("Cannot start TLS")
        || lines.contains("aborting TLS session")
        || lines.contains("configured with dnssec lookups disabled")) {
      return Verdict.BROKEN;
    }
    return lines.contains("warning: ") ? Verdict.WARNED : Verdict.FINE;
  }

  private static List<Verdict> linterVerdicts(Path conf, int entries) throws IOException {
    // the names to match are no words of the policy: they are right or wrong for one next hop
    String[] words = {
      "check",
      "--files",
      "complete",
      "-f",
      "json",
      ".",
      "--disable=cert-match-never",
      "--disable=cert-match-address"
    };
    String json = Cli.runIn(conf, words).out();
    List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(entries, Verdict.FINE));
    for (JsonNode finding : new ObjectMapper().readTree(json).path("findings")) {
      if (finding.path("file").asText().equals("policy")) {
        Verdict verdict =
            switch (finding.path("severity").asText()) {
              case "error" -> Verdict.BROKEN;
              case "warning" -> Verdict.WARNED;
              default -> Verdict.FINE;
            };
        int entry = finding.path("line").asInt() - 1;
        if (verdict.compareTo(verdicts.get(entry)) > 0) {
          verdicts.set(entry, verdict);
        }
      }
    }
    return verdicts;
  }
}
