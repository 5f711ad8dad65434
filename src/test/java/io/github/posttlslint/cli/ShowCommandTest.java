package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.PostconfDefaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  /** What the build or the host decides; not the same in any two packages. */
  private static final Set<String> OF_THE_BUILD =
      Set.of(
          "config_directory",
          "mail_version",
          "mail_release_date",
          "mydomain",
          "myhostname",
          "mynetworks",
          "smtpd_sasl_type",
          "process_id",
          "process_name");

  @TempDir Path directory;

  @Test
  void showsOverridesWithTheirOrigin() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\nmyhostname = mx.example.org\n");
    write(
        "master.cf",
        """
        smtp inet n - n - - smtpd
        submission inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
        """);
    JsonNode json = json("show", "--format", "json", "--postfix-version", "3.7", ".");
    JsonNode submission = json.path("services").get(1);
    assertThat(json.path("format").asText()).isEqualTo("posttls-lint-show/1");
    JsonNode level = parameter(submission, "smtpd_tls_security_level");
    assertThat(level.path("value").asText()).isEqualTo("encrypt");
    assertThat(level.path("origin").get(0).path("file").asText()).isEqualTo("master.cf");
    assertThat(level.path("origin").get(0).path("line").asInt()).isEqualTo(3);
    JsonNode key = parameter(submission, "smtpd_tls_key_file");
    assertThat(key.path("raw").asText()).isEqualTo("$smtpd_tls_cert_file");
    assertThat(key.path("state").asText()).isEqualTo("unset");
    assertThat(key.path("origin").get(0).path("default").asText()).isEqualTo("3.7");
  }

  private void writeRoutes() throws IOException {
    write(
        "main.cf",
        """
        compatibility_level = 3.6
        myhostname = mx.example.org
        relayhost = [relay.example.net]:587
        transport_maps = texthash:${config_directory}/transport
        sender_dependent_relayhost_maps = inline:{@example.org=[own.example.net]}
        """);
    write(
        "master.cf",
        """
        smtp unix - - n - - smtp
        rewrite unix - - n - - trivial-rewrite
        """);
    write("transport", "a.test smtp:[gw.test]:26\nb.test s3cr3tpassw0rd:tok3n!\nc.test out:\n");
  }

  @Test
  void routeTellsServiceNextHopAndWhatLeadsThere() throws IOException {
    writeRoutes();
    assertThat(CommandLine.run(directory, "show", "--route", "x@a.test", ".").out())
        .isEqualTo(
            """
            .: Postfix 3.6

            x@a.test from any sender that no table lists
              address class:  default
              service:        smtp (smtp)  master.cf:1
              next hop:       [gw.test]:26
              because of:     transport_maps = smtp:[gw.test]:26  transport:1
              goes to:        gw.test, port 26
              TLS level:      none, by smtp_tls_security_level
              password:       none, smtp_sasl_auth_enable is off
            """);
    assertThat(
            CommandLine.run(
                    directory, "show", "--route", "x@d.test", "--from", "me@example.org", ".")
                .out())
        .contains("x@d.test from me@example.org\n", "next hop:       [own.example.net]\n")
        .contains("because of:     default_transport = smtp (default)\n")
        .contains("sender_dependent_relayhost_maps = [own.example.net]  main.cf:5\n");
    assertThat(CommandLine.run(directory, "show", "--route", "x@c.test", ".").out())
        .contains("service:        out, which master.cf does not have: the mail is deferred\n");
    assertThat(CommandLine.run(directory, "show", "--route", "x@c..test", ".").out())
        .contains("returned:  'c..test' is not a domain that mail can go to\n");
  }

  @Test
  void routeShowsNothingOfATableThatIsNone() throws IOException {
    writeRoutes();
    for (String format : List.of("text", "json")) {
      assertThat(CommandLine.run(directory, "show", "--route", "x@b.test", "-f", format, ".").out())
          .contains("[REDACTED]")
          .doesNotContain("s3cr3t")
          .doesNotContain("tok3n");
    }
  }

  @Test
  void routeIsAKeyOfTheJsonForm() throws IOException {
    writeRoutes();
    JsonNode json = json("show", "--route", "x@a.test", "--from", "", "--format", "json", ".");
    JsonNode route = json.path("route");
    assertThat(route.path("sender").asText()).isEmpty();
    assertThat(route.path("state").asText()).isEqualTo("known");
    assertThat(route.path("class").asText()).isEqualTo("default");
    assertThat(route.path("transport").asText()).isEqualTo("smtp");
    assertThat(route.path("nextHop").asText()).isEqualTo("[gw.test]:26");
    assertThat(route.path("steps").get(0).path("file").asText()).isEqualTo("transport");
    assertThat(route.path("steps").get(0).path("line").asInt()).isEqualTo(1);
    assertThat(json.path("main")).isNotEmpty();
    write("main.cf", "transport_maps = mysql:/etc/postfix/db.cf\nmyhostname = mx.example.org\n");
    route = json("show", "--route", "x@a.test", "--format", "json", ".").path("route");
    assertThat(route.path("state").asText()).isEqualTo("unknown");
    assertThat(route.path("reason").asText())
        .isEqualTo("transport_maps: what a table of type mysql holds is not known");
    assertThat(route.path("else").path("withoutEntryOf").get(0).asText())
        .isEqualTo("transport_maps");
    assertThat(route.path("else").path("nextHop").asText()).isEqualTo("a.test");
  }

  @Test
  void routeGoesFromTheFilterToWhereLocalHandsTheMailOn() throws IOException {
    write(
        "main.cf",
        """
        myhostname = mx.example.org
        mydestination = $myhostname
        recipient_delimiter = +
        content_filter = scan:[127.0.0.1]:10024
        mailbox_transport_maps = inline:{joe=lmtp:[own.test]}
        mailbox_transport = lmtp:unix:/run/lmtp
        smtp_fallback_relay = [late.test]
        """);
    write(
        "master.cf",
        """
        smtp inet n - n - - smtpd
        scan unix - - n - - smtp
        smtp unix - - n - - smtp
        lmtp unix - - n - - lmtp
        local unix - n n - - local
        """);
    assertThat(CommandLine.run(directory, "show", "--route", "joe+x@mx.example.org", ".").out())
        .contains("first:          the content filter, for mail that comes by smtp/inet\n")
        .contains("next hop:       [127.0.0.1]:10024\n")
        .contains("service:        local (local)  master.cf:5\n")
        .contains("then:           local hands the mail on")
        .contains("because of:     mailbox_transport_maps = lmtp:[own.test]  main.cf:5\n")
        .contains("goes to:        own.test, port 24\n");
    assertThat(CommandLine.run(directory, "show", "--route", "ann@mx.example.org", ".").out())
        .contains("because of:     mailbox_transport = lmtp:unix:/run/lmtp  main.cf:6\n");
    assertThat(CommandLine.run(directory, "show", "--route", "x@a.test", ".").out())
        .contains("goes to:        if that fails, late.test, port 25\n");
  }

  @Test
  void routeTellsTheUsualWayWhereATableCannotBeRead() throws IOException {
    write(
        "main.cf",
        "mydestination =\nmydomain = test\nrelayhost = [relay.test]\ntransport_maps = ldap:l.cf\n");
    assertThat(CommandLine.run(directory, "show", "--route", "x@a.test", ".").out())
        .contains("cannot tell:    transport_maps: what a table of type ldap holds is not known\n")
        .contains("else:           where transport_maps has no entry\n")
        .contains("next hop:       [relay.test]\n");
  }

  @Test
  void routeNeedsAnAddressAndSenderARoute() throws IOException {
    writeRoutes();
    CommandLine.Result alone = CommandLine.run(directory, "show", "--from", "x@a.test", ".");
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.err()).contains("--from SENDER is for --route ADDRESS, which is missing");
    CommandLine.Result empty = CommandLine.run(directory, "show", "--route", "", ".");
    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.err()).contains("--route needs an address");
  }

  @Test
  void defaultThatDependsOnPatchLevelOrOpenSslIsShownWithThem() throws IOException {
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_security_level = may\n");
    assertThat(CommandLine.run(directory, "show", "--all", "--postfix-version", "3.11", ".").out())
        .contains(
            "= (X25519 X448 prime256v1 secp384r1 secp521r1 with OpenSSL before 3.5;"
                + " ?X25519MLKEM768:DEFAULT with OpenSSL 3.5 or later)");
    assertThat(CommandLine.run(directory, "show", "--all", "--postfix-version", "3.7", ".").out())
        .contains("{may}} up to 3.7.12; dane from 3.7.13 on)");
  }

  @Test
  void textSaysWhatAClientMeets() throws IOException {
    write(
        "main.cf",
        "smtpd_tls_security_level = may\nmyhostname = mx.example.org\nsmtpd_tls_ciphers = high\n");
    write(
        "master.cf",
        """
        smtp inet n - n - - smtpd
        smtps inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_tls_mandatory_protocols=>=TLSv1.2
        """);
    CommandLine.Result result = CommandLine.run(directory, "show", ".");
    assertThat(result.out())
        .contains("smtp/inet: smtpd, port 25, mx, TLS offered")
        .contains("smtps/inet: smtpd, port 465, submissions, TLS from the first byte")
        .contains("main.cf:1")
        .contains("protocols: TLSv1.2, TLSv1.3\n");
    assertThat(result.out().lines())
        .anySatisfy(
            line ->
                assertThat(line.split(" {2,}"))
                    .contains("465", "submissions", "TLSv1.2 to TLSv1.3", "AUTH under TLS"))
        .anySatisfy(line -> assertThat(line).contains("suites up to TLSv1.2: ").contains("(ADH-"));
  }

  @Test
  void jsonListsProtocolsAndSuitesOfEveryService() throws IOException {
    write(
        "main.cf",
        """
        smtpd_tls_security_level = may
        smtpd_tls_protocols = TLSv1.2
        smtpd_tls_exclude_ciphers = aNULL, AES
        tls_medium_cipherlist = ECDHE-RSA-AES128-SHA:DHE-RSA-CHACHA20-POLY1305
        """);
    write("master.cf", "smtp inet n - n - - smtpd\n");
    JsonNode service = json("show", "--format", "json", ".").path("services").get(0);
    assertThat(service.path("listener").path("port").asText()).isEqualTo("25");
    assertThat(service.path("listener").path("tls").asText()).isEqualTo("offered");
    assertThat(service.path("listener").path("auth").asText()).isEqualTo("none");
    assertThat(service.path("listener").path("meets").asText()).isEqualTo("refused");
    assertThat(service.path("listener").path("fault").path("parameter").asText())
        .isEqualTo("smtpd_tls_cert_file");
    assertThat(service.path("listener").path("level").path("line").asInt()).isEqualTo(1);
    JsonNode tls = service.path("tls");
    assertThat(tls.path("protocols").toString()).isEqualTo("[\"TLSv1.2\"]");
    assertThat(tls.path("suites").toString()).isEqualTo("[\"DHE-RSA-CHACHA20-POLY1305\"]");
    assertThat(tls.path("cipherString").asText()).endsWith("POLY1305:!aNULL:!AES");
  }

  @Test
  void policiesAreShownWithWhatStandsInForTheirAttributes() throws IOException {
    write(
        "main.cf",
        """
        smtp_tls_security_level = may
        smtp_tls_mandatory_ciphers = high
        smtp_tls_policy_maps = texthash:/etc/postfix/policy
        """);
    write("policy", "example.com Encrypt protocols=>=TLSv1.2\nexample.net none\n");
    CommandLine.Result text = CommandLine.run(directory, "show", ".");
    assertThat(text.out())
        .contains(
            "TLS policies by smtp_tls_policy_maps\n  example.com: encrypt  policy:1\n",
            "      protocols = >=TLSv1.2\n",
            "      ciphers = high  by smtp_tls_mandatory_ciphers\n",
            "  example.net: none  policy:2\n");
    JsonNode first = json("show", "--format", "json", ".").path("tlsPolicies").get(0);
    assertThat(first.path("level").asText()).isEqualTo("encrypt");
    assertThat(first.path("settings").get(0).path("parameter").isNull()).isTrue();
    assertThat(first.path("settings").get(1).path("value").asText()).isEqualTo("high");
  }

  @Test
  void suitesAreThoseOfTheOpenSslThatIsNamed() throws IOException {
    write("main.cf", "smtpd_tls_security_level = may\n");
    write("master.cf", "smtp inet n - n - - smtpd\n");
    assertThat(json("show", "--format", "json", ".").findPath("suites").toString())
        .doesNotContain("SEED");
    assertThat(
            json(
                    "show",
                    "--format",
                    "json",
                    "--openssl-version",
                    "1.1.1",
                    "--postfix-version",
                    "3.7",
                    ".")
                .findPath("suites")
                .toString())
        .contains("SEED-SHA");
    CommandLine.Result wrong = CommandLine.run(directory, "show", "--openssl-version", "0.9", ".");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--openssl-version 0.9: expected 1.1.1, 3 or 3.x");
  }

  @Test
  void clientsAreShownWithTheirCertificate() throws IOException {
    byte[] pem =
        Recipes.build(Map.of("c", Map.of("certificate", "client.example.org")), Instant.now())
            .get("c");
    String print =
        String.valueOf(PemFile.parse("c", pem).blocks().get(0).certificate().fingerprint("sha256"));
    Files.createDirectories(directory.resolve("clients.d"));
    Files.write(directory.resolve("clients.d/alice.pem"), pem);
    write("clients", print + " alice\n00:" + print.substring(3) + " somebody\n");
    write(
        "main.cf",
        """
        smtpd_tls_fingerprint_digest = sha256
        relay_clientcerts = texthash:/etc/postfix/clients
        """);
    assertThat(CommandLine.run(directory, "show", ".").out())
        .contains("Client certificates by relay_clientcerts\n  " + print + "  clients:1\n")
        .contains("clients.d/alice.pem: CN=client.example.org")
        .contains("no certificate beside the configuration has this fingerprint");
    JsonNode first = json("show", "--format", "json", ".").path("clientCertificates").get(0);
    assertThat(first.path("certificate").asText()).isEqualTo("clients.d/alice.pem");
  }

  @Test
  void allNamesAndDefaultsAreThoseOfTheRelease() throws IOException {
    write("main.cf", "");
    int releases = 0;
    int values = 0;
    for (PostfixVersion release : PostfixVersion.releases()) {
      Map<String, String> shown = new TreeMap<>();
      JsonNode json =
          json(
              "show",
              "--all",
              "-f",
              "json",
              "--postfix-version",
              release + "",
              "--openssl-version",
              "3.0",
              ".");
      json.path("main")
          .forEach(one -> shown.put(one.path("name").asText(), one.path("raw").asText()));
      Map<String, String> expected = PostconfDefaults.of(release);
      assertThat(shown.keySet()).as("%s", release).isEqualTo(expected.keySet());
      OF_THE_BUILD.forEach(shown::remove);
      OF_THE_BUILD.forEach(expected::remove);
      assertThat(shown).as("%s", release).isEqualTo(expected);
      releases++;
      values += shown.size();
    }
    System.out.println("show --all: " + releases + " releases, " + values + " defaults");
    assertThat(releases).isEqualTo(23);
  }

  @Test
  void readsTheOutputOfPostconfFromStandardInput() {
    byte[] input = "smtpd_tls_security_level = may\n".getBytes(StandardCharsets.UTF_8);
    CommandLine.Result result =
        CommandLine.run(directory, input, "show", "--stdin-filename", "host.cf", "-");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("smtpd_tls_security_level = may").contains("host.cf:1");
  }

  private JsonNode json(String... args) throws IOException {
    CommandLine.Result result = CommandLine.run(directory, args);
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out());
  }

  private static JsonNode parameter(JsonNode service, String name) {
    for (JsonNode parameter : service.path("parameters")) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("no " + name + " among " + List.of(service));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
