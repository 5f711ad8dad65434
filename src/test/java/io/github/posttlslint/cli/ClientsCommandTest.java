package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsCommandTest {

  private static final String NEWEST = "OpenSSL 4.0.0 (git)";
  private static final String OLDEST = "OpenSSL 0.9.8y";
  private static final String ANDROID = "Android 2.3.7";

  /** One that has nothing newer than TLS 1.0, and that somebody still counted. */
  private static final String JAVA = "Java 7u25";

  private static final String MX = "smtp inet n - n - - smtpd\ntlsmgr unix - - n 1000? 1 tlsmgr\n";

  private static final String ALL =
      MX
          + "submission inet n - n - - smtpd\n"
          + "  -o smtpd_tls_security_level=encrypt\n"
          + "submissions inet n - n - - smtpd\n"
          + "  -o smtpd_tls_wrappermode=yes\n";

  @TempDir Path directory;

  private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

  @BeforeAll
  static void makeKeys() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    Map.of("rsa", "rsa-2048", "ec", "ec-p256", "small", "rsa-1024", "new", "ml-dsa-44")
        .forEach(
            (name, kind) -> {
              String key = "~" + name;
              Map<String, Object> leaf = Map.of("for", "mx.example.com", "key", key);
              recipe.put(key, Map.of("key", kind));
              recipe.put(name + ".pem", List.of(key, Map.of("certificate", leaf)));
            });
    FILES.putAll(Recipes.build(recipe, Instant.parse("2026-06-01T00:00:00Z")));
  }

  @BeforeEach
  void writeSetup() throws IOException {
    write("mail", "", MX);
  }

  /** A setup with level may, an RSA key and OpenSSL 3.5. */
  private void write(String name, String main, String master) throws IOException {
    Path setup = Files.createDirectories(directory.resolve(name + "/etc/postfix"));
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Files.write(setup.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        setup.resolve("main.cf"),
        "compatibility_level = 3.6\n"
            + "smtpd_tls_security_level = may\n"
            + "smtpd_tls_chain_files = /etc/postfix/rsa.pem\n"
            + main);
    Files.writeString(setup.resolve("master.cf"), master);
  }

  private CommandLine.Result run(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of("clients", "--postfix-version", "3.11", "--openssl-version", "3.5"));
    all.addAll(List.of(words));
    return CommandLine.run(directory, all.toArray(new String[0]));
  }

  private String text(String... words) {
    CommandLine.Result result = run(words);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result.out();
  }

  /** The table as judged by other releases. */
  private String judgedBy(String postfix, String openssl) {
    CommandLine.Result result =
        CommandLine.run(
            directory,
            "clients",
            "--postfix-version",
            postfix,
            "--openssl-version",
            openssl,
            "mail");
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  private JsonNode json(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(words));
    return new ObjectMapper().readTree(text(all.toArray(new String[0])));
  }

  private JsonNode listener(int number) throws IOException {
    return json("mail").path("listeners").get(number);
  }

  private static JsonNode of(String name, JsonNode members) {
    for (JsonNode one : members) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + members);
  }

  // --- tables ----------------------------------------------------------------------------------

  @Test
  void eachClientIsToldWithWhatItGets() throws IOException {
    JsonNode json = json("mail");
    assertThat(json.path("format").asText()).isEqualTo("posttls-lint-clients/1");
    assertThat(json.path("captured").asText()).isEqualTo(Clients.DATE);
    JsonNode listener = json.path("listeners").get(0);
    assertThat(listener.path("clients")).hasSize(Clients.all().size());
    JsonNode newest = of(NEWEST, listener.path("clients"));
    assertThat(newest.path("outcome").asText()).isEqualTo("connects");
    assertThat(newest.path("version").asText()).isEqualTo("TLS 1.3");
    assertThat(newest.path("suite").asText()).isEqualTo("TLS_AES_256_GCM_SHA384");
    assertThat(newest.path("group").asText()).isEqualTo("X25519MLKEM768");
    assertThat(newest.path("key").asText()).isEqualTo("RSA 2048 bit");
    assertThat(newest.path("signature").asText()).isEqualTo("rsa_pss_rsae_sha256");
    assertThat(of(OLDEST, listener.path("clients")).path("prime").asInt()).isEqualTo(2048);
  }

  @Test
  void sumsAreThoseOfTheClients() throws IOException {
    write("mail", "smtpd_tls_protocols = >=TLSv1.2\n", ALL);
    for (JsonNode listener : json("mail").path("listeners")) {
      JsonNode clients = listener.path("clients");
      for (String kind : List.of("connects", "refused", "unknown")) {
        int count = 0;
        for (JsonNode client : clients) {
          count += client.path("outcome").asText().equals(kind) ? 1 : 0;
        }
        String member = kind.equals("connects") ? "connect" : kind;
        assertThat(listener.path("summary").path(member).asInt()).as(kind).isEqualTo(count);
      }
    }
  }

  @Test
  void neighboursWithTheSameAnswerShareALineWithTheirYears() {
    assertThat(text("mail"))
        .containsPattern(
            "OpenSSL 3\\.5\\.0 \\(git\\) and 4\\.0\\.0 \\(git\\) +2025-2026 +TLS 1\\.3, TLS_AES_256")
        .contains(Clients.DATE, "OpenSSL 1.1.1b (Debian) to 3.0.15 (Debian)")
        .doesNotContain("OpenSSL 1.1.1d");
  }

  @Test
  void serversStacksComeFirstWhereServersSend() throws IOException {
    write("mail", "", ALL);
    JsonNode listeners = json("mail").path("listeners");
    assertThat(families(listeners.get(0))).startsWith("openssl").endsWith("browser");
    assertThat(families(listeners.get(1))).startsWith("thunderbird").endsWith("windows");
    assertThat(families(listeners.get(2))).startsWith("thunderbird").endsWith("windows");
  }

  private static List<String> families(JsonNode listener) {
    List<String> families = new ArrayList<>();
    listener.path("clients").forEach(client -> families.add(client.path("family").asText()));
    return families.stream().distinct().toList();
  }

  @Test
  void reasonOfARefusalIsTold() throws IOException {
    write("mail", "smtpd_tls_protocols = >=TLSv1.2\n", MX);
    JsonNode oldest = of(OLDEST, listener(0).path("clients"));
    assertThat(oldest.path("why").asText()).isEqualTo("version");
    assertThat(oldest.path("reason").asText())
        .contains("it ends at TLS 1.0, the service begins at TLS 1.2");
    assertThat(text("mail")).contains("refused, then clear text: no common version");
  }

  @Test
  void refusedServersGoOnInClearTextWhereTlsIsOnlyOffered() throws IOException {
    write("mail", "smtpd_tls_protocols = >=TLSv1.2\n", MX);
    JsonNode clients = listener(0).path("clients");
    assertThat(of(OLDEST, clients).path("clearText").asBoolean()).isTrue();
    assertThat(of(ANDROID, clients).path("clearText").asBoolean())
        .as("a program of users does not send to port 25")
        .isFalse();
    assertThat(text("mail")).contains("so these go on in clear text: OpenSSL 0.9.8y; Java 6u45");

    write(
        "mail",
        "smtpd_tls_mandatory_protocols = >=TLSv1.2\n",
        MX.replace("tlsmgr unix", "  -o smtpd_tls_security_level=encrypt\ntlsmgr unix"));
    assertThat(of(OLDEST, listener(0).path("clients")).path("clearText").asBoolean()).isFalse();
    assertThat(text("mail")).contains("refused: no common version").doesNotContain("clear text");
  }

  @Test
  void refusedUsersDoNotGoOnInClearText() throws IOException {
    write("mail", "smtpd_tls_protocols = >=TLSv1.2\n", MX + "submission inet n - n - - smtpd\n");
    JsonNode submission = listener(1);
    assertThat(submission.path("tls").asText()).isEqualTo("offered");
    assertThat(submission.path("summary").path("refused").asInt()).isPositive();
    assertThat(submission.path("summary").path("clearText").asInt()).isZero();
  }

  @Test
  void clientsOwnLimitsCount() throws IOException {
    write("mail", "smtpd_tls_chain_files = /etc/postfix/small.pem\n", MX);
    JsonNode client = of(NEWEST, listener(0).path("clients"));
    assertThat(client.path("why").asText()).isEqualTo("client");
    assertThat(client.path("reason").asText())
        .contains("an RSA key of 1024 bits, and it takes at least 2048");
  }

  @Test
  void nothingIsPromisedOfOthers() throws IOException {
    write("mail", "", ALL);
    for (String format : List.of("text", "markdown", "json")) {
      assertThat(text("--format", format, "mail")).doesNotContain("maintained");
    }
  }

  @Test
  void markdownHasATableForEachListener() throws IOException {
    write("mail", "", ALL);
    assertThat(text("--format", "markdown", "mail").lines())
        .filteredOn(line -> line.startsWith("| family |"))
        .hasSize(3);
  }

  // --- listeners that are the same for all -----------------------------------------------------

  @Test
  void listenerWithoutTlsIsToldOnce() throws IOException {
    write("mail", "", MX.replace("smtpd\n", "smtpd\n  -o smtpd_tls_security_level=none\n"));
    assertThat(text("mail"))
        .contains("No client has TLS: it is off (smtpd_tls_security_level, ")
        .doesNotContain(OLDEST);
    JsonNode listener = listener(0);
    assertThat(listener.path("meets").asText()).isEqualTo("off");
    assertThat(of(NEWEST, listener.path("clients")).path("why").asText()).isEqualTo("off");
  }

  @Test
  void listenerThatFailsIsToldOnce() throws IOException {
    write("mail", "smtpd_tls_chain_files = /etc/postfix/missing.pem\n", MX);
    assertThat(text("--files", "complete", "--root", "mail"))
        .contains("No client has TLS: ", "Servers that do not insist on it send in clear text.")
        .doesNotContain(OLDEST);
  }

  @Test
  void templateMakesWhatItDecidesUnknown() throws IOException {
    Path main = directory.resolve("mail/etc/postfix/main.cf");
    Path template = Files.move(main, main.resolveSibling("main.cf.j2"));
    Files.writeString(
        template, Files.readString(template) + "smtpd_tls_protocols = {{ protocols }}\n");
    JsonNode listener = listener(0);
    assertThat(listener.path("summary").path("unknown").asInt()).isEqualTo(Clients.all().size());
    assertThat(text("mail")).contains("Cannot tell for any client: ").doesNotContain(OLDEST);
  }

  @Test
  void unseenCertificatesMakeAnswersUnknown() throws IOException {
    Files.delete(directory.resolve("mail/etc/postfix/rsa.pem"));
    assertThat(text("mail")).contains("Cannot tell for any client: ");
  }

  @Test
  void helpNamesNoStatusThatItDoesNotHave() {
    CommandLine.Result help = CommandLine.run(directory, "clients", "--help");
    assertThat(help.out()).contains("exit status: 0 done").doesNotContain("--fail-on");
    assertThat(CommandLine.run(directory, "check", "--help").out())
        .contains("--fail-on, 1 findings");
  }

  @Test
  void whatHidesTheAnswerIsNamed() throws IOException {
    write("mail", "tls_ssl_options = 0x8\n", MX);
    assertThat(text("mail"))
        .contains(
            "Cannot tell for any client: tls_ssl_options: its effect on handshakes is not known.");
  }

  @ParameterizedTest
  @CsvSource({
    "tls_config_file = /etc/postfix/nosuch.cnf, mail/etc/postfix/nosuch.cnf: not among the given files",
    "tls_config_name = mine, tls_config_name: the system's openssl.cnf was not seen",
    "tls_config_file = default, ''",
    "tls_config_file = none, ''"
  })
  void aConfigurationOfOpenSslThatWasNotSeenIsNotGuessed(String setting, String reason)
      throws IOException {
    write("mail", setting + "\n", MX);
    String text = text("mail");
    if (reason.isEmpty()) {
      assertThat(text).doesNotContain("Cannot tell for any");
    } else {
      assertThat(text).contains("Cannot tell for any client: " + reason);
    }
  }

  @Test
  void theSystemsCryptoPolicyCountsWhereItLimitsTls13AndSha1() throws IOException {
    write("mail", "", MX);
    assertThat(oneStep("Java 11.0.2 (OpenJDK)")).contains("TLS_AES_128_GCM_SHA256");
    system(
        """
        openssl_conf = openssl_init
        [openssl_init]
        ssl_conf = ssl_module
        [ssl_module]
        system_default = crypto_policy
        [crypto_policy]
        .include = /etc/crypto-policies/back-ends/opensslcnf.config
        """,
        """
        CipherString = @SECLEVEL=3:kEECDH:-AES128
        Ciphersuites = TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
        TLS.MinProtocol = TLSv1.2
        [openssl_init]
        alg_section = evp_properties
        [evp_properties]
        rh-allow-sha1-signatures = no
        """);
    assertThat(oneStep("Java 11.0.2 (OpenJDK)")).contains("TLS_AES_256_GCM_SHA384");
    assertThat(oneStep(OLDEST))
        .contains("cannot tell: OpenSSL's configuration forbids SHA-1, which TLS before 1.2 signs");
    write("mail", "tls_config_file = none\n", MX);
    assertThat(oneStep("Java 11.0.2 (OpenJDK)")).contains("TLS_AES_128_GCM_SHA256");
  }

  @Test
  void aPolicyWithWhatIsNotWorkedOutIsNotGuessed() throws IOException {
    write("mail", "", MX);
    system("openssl_conf = i\n[i]\nssl_conf = m\n[m]\nsystem_default = p\n[p]\nsecret = x\n", "");
    assertThat(text("mail"))
        .contains("Cannot tell for any client: OpenSSL's configuration sets what")
        .doesNotContain("secret");
  }

  private void system(String config, String policy) throws IOException {
    Path file = directory.resolve("mail/etc/pki/tls/openssl.cnf");
    Path policies = directory.resolve("mail/etc/crypto-policies/back-ends/opensslcnf.config");
    Files.createDirectories(file.getParent());
    Files.createDirectories(policies.getParent());
    Files.writeString(file, config);
    Files.writeString(policies, policy);
  }

  private String oneStep(String client) {
    return CommandLine.run(directory, "clients", "--root", "mail", "--client", client).out();
  }

  @Test
  void aKeyThatOpenSslCannotLoadEndsTls() throws IOException {
    write("mail", "smtpd_tls_chain_files = /etc/postfix/new.pem, /etc/postfix/rsa.pem\n", MX);
    assertThat(text("mail")).doesNotContain("No client has TLS");
    assertThat(judgedBy("3.11", "3.0"))
        .contains("No client has TLS: TLS fails, OpenSSL before 3.5 cannot load the key ML-DSA-44");
  }

  @Test
  void aListOfGroupsThatMustNotBeEmptyEndsSmtpd() throws IOException {
    write("mail", "tls_eecdh_auto_curves =\n", MX);
    assertThat(judgedBy("3.6.4", "3.5"))
        .contains("No client has TLS: no greeting, tls_eecdh_auto_curves is empty");
    assertThat(judgedBy("3.7", "3.5"))
        .contains(
            "Whether TLS works at all cannot be told: tls_eecdh_auto_curves: not all patch levels"
                + " take an empty value.");
    assertThat(text("mail")).doesNotContain("cannot be told:", "No client");
  }

  @Test
  void clientsThatSendANameFailWhereNamesCannotBeLookedUp() throws IOException {
    write("mail", "tls_server_sni_maps = nosuch:/etc/postfix/names\n", MX);
    JsonNode clients = listener(0).path("clients");
    assertThat(of(NEWEST, clients).path("why").asText()).isEqualTo("name");
    assertThat(of("IE 6 XP", clients).path("why").asText()).isEqualTo("version");
    assertThat(of("Java 6u45", clients).path("outcome").asText()).isEqualTo("connects");
  }

  @Test
  void aTableForEveryNameLeavesItOpenWhatTheyGet() throws IOException {
    write("mail", "tls_server_sni_maps = static:/etc/postfix/ec.pem\n", MX);
    JsonNode clients = listener(0).path("clients");
    assertThat(of(NEWEST, clients).path("reason").asText())
        .isEqualTo("tls_server_sni_maps: a table has certificates for every server name");
    assertThat(of("Java 6u45", clients).path("outcome").asText()).isEqualTo("connects");
  }

  @Test
  void aLineOfATextWhoseFileIsNotThereIsPassedOver() throws IOException {
    write("mail", "tls_server_sni_maps = texthash:/etc/postfix/names\n", MX);
    Files.writeString(
        directory.resolve("mail/etc/postfix/names"), "mx.example.com /etc/postfix/nosuch.pem\n");
    assertThat(json("--root", "mail").path("listeners")).hasSize(1);
  }

  @Test
  void whatDependsOnOpenSslIsToldAsSuch() throws IOException {
    List<String> words = List.of("clients", "--postfix-version", "3.11", "-f", "json", "mail");
    CommandLine.Result result = CommandLine.run(directory, words.toArray(new String[0]));
    JsonNode newest =
        of(
            NEWEST,
            new ObjectMapper().readTree(result.out()).path("listeners").get(0).path("clients"));
    assertThat(newest.path("outcome").asText()).isEqualTo("connects");
    assertThat(newest.path("group").isNull()).isTrue();
    assertThat(newest.path("dependsOnOpenssl").get(0).asText()).isEqualTo("group");
    CommandLine.Result markdown =
        CommandLine.run(
            directory, "clients", "--postfix-version", "3.11", "-f", "markdown", "mail");
    assertThat(markdown.out())
        .contains("X25519MLKEM768 or X25519, RSA 2048 bit (that depends on OpenSSL) |");
  }

  @Test
  void setupWithoutListenersHasNone() throws IOException {
    write("mail", "", "smtp unix - - n - - smtp\n");
    assertThat(text("mail")).contains("No service accepts SMTP connections.");
  }

  // --- server names ----------------------------------------------------------------------------

  @Test
  void serverNamesHaveTablesOfTheirOwnAndShareThemWhereClientsGetTheSame() throws IOException {
    write(
        "mail",
        "tls_server_sni_maps = inline:{ {a.example.com = /etc/postfix/ec.pem},"
            + " {b.example.com = /etc/postfix/ec.pem}, {c.example.com = /etc/postfix/rsa.pem} }\n",
        MX);
    JsonNode listeners = json("mail").path("listeners");
    assertThat(listeners).hasSize(3);
    JsonNode named = listeners.get(1);
    assertThat(named.path("serverNames").toString())
        .isEqualTo("[\"a.example.com\",\"b.example.com\"]");
    assertThat(of(NEWEST, named.path("clients")).path("key").asText()).isEqualTo("EC prime256v1");
    assertThat(of(NEWEST, listeners.get(0).path("clients")).path("key").asText())
        .isEqualTo("RSA 2048 bit");
    assertThat(named.path("clients").size())
        .isEqualTo(
            (int) Clients.all().stream().filter(one -> one.hello().sendsServerName()).count())
        .isLessThan(Clients.all().size());
    assertThat(text("mail"))
        .contains("asked for a.example.com, b.example.com", "more never ask for a server name");
  }

  // --- one client ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, "openssl 4.0.0 git", "OPENSSL 4", "  openssl 4.0  "})
  void clientIsFoundByItsNameOrABeginningOfIt(String name) {
    assertThat(text("--client", name, "mail"))
        .startsWith(NEWEST + " (2026)\n")
        .contains("X25519MLKEM768", "does not take", "an RSA key of fewer than 2048 bits");
  }

  @Test
  void handshakeIsToldStepByStep() throws IOException {
    JsonNode listener = json("--client", NEWEST, "mail").path("listeners").get(0);
    List<String> steps = new ArrayList<>();
    JsonNode client = listener.path("clients").get(0);
    client.path("steps").forEach(step -> steps.add(step.path("step").asText()));
    assertThat(steps)
        .containsExactly(
            "start", "version", "cipher suite", "key exchange", "certificate", "the client");
    assertThat(text("--client", NEWEST, "mail"))
        .contains("EHLO, then STARTTLS", "TLS 1.3, the newest of both", "takes it");
  }

  @Test
  void handshakeThatFailsIsToldUpToItsEnd() throws IOException {
    write("mail", "smtpd_tls_protocols = >=TLSv1.2\n", MX);
    assertThat(text("--client", OLDEST, "mail"))
        .contains(
            "the service ends it with alert 70", "a server that does not insist on it sends in")
        .doesNotContain("key exchange");
    write("mail", "smtpd_tls_chain_files = /etc/postfix/small.pem\n", MX);
    assertThat(text("--client", NEWEST, "mail"))
        .contains("ends it: an RSA key of 1024 bits, and it takes at least 2048");
    write("mail", "smtpd_tls_exclude_ciphers = ECDHE\n", MX);
    assertThat(text("--client", "IE 8 XP", "mail")).contains("no cipher suite in common");
  }

  @Test
  void everyClientIsFoundByItsName() throws UsageException {
    List<Client> all = Clients.all();
    for (Client client : all) {
      assertThat(ClientName.find(client.name(), all)).isSameAs(client);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opensl 3.5.0|did you mean 'OpenSSL 3.5.0 (git)'?",
        "Thunderbrid 60.6|did you mean 'Thunderbird (60.6)'?",
        "Java|several begin so: Java 6u45, ",
        "Mosaic 1.0 of 1993 on a NeXT|no such client; clients lists all",
        "''|--client needs a name"
      })
  void unknownClientIsRefusedWithTheNearest(String name, String message) {
    CommandLine.Result result = run("--client", name, "mail");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(result.out()).isEmpty();
  }

  // --- two states ------------------------------------------------------------------------------

  @Test
  void changeTellsWhomItShutsOut() throws IOException {
    write("old", "", ALL);
    write("new", "smtpd_tls_protocols = >=TLSv1.2\n", ALL);
    JsonNode json = json("--compare", "old", "new");
    assertThat(json.path("format").asText()).isEqualTo("posttls-lint-clients-compare/1");
    assertThat(json.path("changed").asBoolean()).isTrue();
    JsonNode mx = json.path("listeners").get(0);
    assertThat(of(OLDEST, mx.path("changes")).path("change").asText()).isEqualTo("clear-text");
    assertThat(of(JAVA, mx.path("changes")).path("before").path("version").asText())
        .isEqualTo("TLS 1.0");
    assertThat(of(ANDROID, mx.path("changes")).path("change").asText()).isEqualTo("shut-out");
    assertThat(json.path("listeners").get(1).path("changes"))
        .as("only smtpd_tls_mandatory_protocols counts there")
        .isEmpty();
    assertThat(text("--compare", "old", "new"))
        .contains("clients go on in clear text:", "clients are shut out:", "Nobody gets anything")
        .contains("Before, 77 connect");
    assertThat(text("--compare", "new", "old")).contains("clients get TLS, and had none:");
  }

  @Test
  void changeTellsWhoGetsAnotherVersionOrCertificate() throws IOException {
    write("old", "", MX);
    write("new", "smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1.3\n", MX);
    JsonNode changes = json("--compare", "old", "new").path("listeners").get(0).path("changes");
    assertThat(of(NEWEST, changes).path("change").asText()).isEqualTo("version");
    assertThat(of(NEWEST, changes).path("after").path("version").asText()).isEqualTo("TLS 1.2");

    write("new", "smtpd_tls_chain_files = /etc/postfix/ec.pem\n", MX);
    changes = json("--compare", "old", "new").path("listeners").get(0).path("changes");
    assertThat(of(NEWEST, changes).path("change").asText()).isEqualTo("other");
    assertThat(of(OLDEST, changes).path("change").asText()).isEqualTo("clear-text");
  }

  @Test
  void demandInThePlaceOfAnOfferShutsOutWhoWentOnInClearText() throws IOException {
    String protocols =
        "smtpd_tls_protocols = >=TLSv1.2\nsmtpd_tls_mandatory_protocols = >=TLSv1.2\n";
    write("old", protocols, MX);
    write("new", protocols + "smtpd_tls_security_level = encrypt\n", MX);
    JsonNode mx = json("--compare", "old", "new").path("listeners").get(0);
    assertThat(of(OLDEST, mx.path("changes")).path("change").asText()).isEqualTo("shut-out");
    assertThat(mx.path("tlsBefore").asText()).isEqualTo("offered");
    assertThat(mx.path("tlsAfter").asText()).isEqualTo("demanded");
  }

  @Test
  void nothingChangedIsToldAsSuch() throws IOException {
    write("old", "", ALL);
    write("new", "# a comment\nsmtpd_tls_loglevel = 1\n", ALL);
    assertThat(json("--compare", "old", "new").path("changed").asBoolean()).isFalse();
    assertThat(text("--compare", "old", "new"))
        .contains("Nothing changes: each client gets the same at each listener.");
  }

  @Test
  void listenersThatComeAndGoAreNamed() throws IOException {
    write("old", "", ALL);
    write("new", "", ALL.replace("submissions inet", "2465 inet").replace("smtp inet", "25 inet"));
    JsonNode json = json("--compare", "old", "new");
    assertThat(json.path("newListeners").findValuesAsText("service")).containsExactly("2465/inet");
    assertThat(json.path("goneListeners").findValuesAsText("service"))
        .containsExactly("submissions/inet");
    assertThat(text("--compare", "old", "new")).contains("It is new: ", "It is gone; before, ");
  }

  @Test
  void serverNameWithoutCertificatesOfItsOwnIsComparedWithWhatOthersGet() throws IOException {
    write("old", "", MX);
    write("new", "tls_server_sni_maps = inline:{ {a.example.com = /etc/postfix/ec.pem} }\n", MX);
    JsonNode listeners = json("--compare", "old", "new").path("listeners");
    assertThat(listeners).hasSize(2);
    assertThat(listeners.get(0).path("changes")).isEmpty();
    assertThat(of(NEWEST, listeners.get(1).path("changes")).path("change").asText())
        .isEqualTo("other");
  }

  @Test
  void setupsBelowTwoPathsAreComparedByTheirPlace() throws IOException {
    write("old/one", "", MX);
    write("old/two", "", MX);
    write("new/two", "smtpd_tls_protocols = >=TLSv1.2\n", MX);
    write("new/three", "", MX);
    CommandLine.Result result = run("--compare", "-f", "json", "old", "new/");
    assertThat(result.status()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.path("before").path("directory").asText()).isEqualTo("old/two/etc/postfix");
    assertThat(result.err())
        .contains("old/one/etc/postfix: has no counterpart in new/")
        .contains("new/three/etc/postfix: has no counterpart in old");
  }

  // --- the command -----------------------------------------------------------------------------

  @Test
  void severalSetupsFollowEachOtherWithTheirNames() throws IOException {
    write("second", "", MX);
    assertThat(text("mail", "second"))
        .containsSubsequence("mail/etc/postfix: Postfix 3.11", "second/etc/postfix: Postfix 3.11");
    assertThat(json("mail", "second")).hasSize(2);
  }

  @Test
  void standardInputIsReadAsEverywhere() {
    byte[] input = "smtpd_tls_security_level = none\n".getBytes(StandardCharsets.UTF_8);
    CommandLine.Result result = CommandLine.run(directory, input, "clients", "-");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("No client has TLS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clients --fail-on error mail|2|unknown option '--fail-on' of clients",
        "clients --format sarif mail|2|clients has text, json and markdown",
        "clients --compare mail|2|--compare needs two PATHs",
        "clients --compare --client x mail mail|2|do not go together",
        "clients nowhere|3|no such file or directory",
        "clients --compare mail nowhere|3|no such file or directory"
      })
  void mistakesHaveTheirStatus(String words, int status, String message) {
    CommandLine.Result result = CommandLine.run(directory, words.split(" "));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.err()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"samples/mx/good", "samples/submission/bad", "samples/book-chapter", "samples"})
  void samplesAreJudgedInAllFormats(String path) throws IOException {
    for (String format : List.of("text", "markdown", "json")) {
      CommandLine.Result result =
          CommandLine.run(Path.of("").toAbsolutePath(), "clients", "-f", format, path);
      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("smtp/inet");
    }
  }

  // --- upgrade ---------------------------------------------------------------------------------

  @Test
  void upgradeTellsWhatItChangesForClients() throws IOException {
    List<String> words =
        List.of("upgrade", "--from", "3.5", "--to", "3.11", "--openssl-version", "3.5", "mail");
    CommandLine.Result result = CommandLine.run(directory, words.toArray(new String[0]));
    assertThat(result.out())
        .contains("\nClients\n", "clients get another suite, group or certificate:", Clients.DATE);
    List<String> json = new ArrayList<>(words);
    json.addAll(List.of("--format", "json"));
    JsonNode read =
        new ObjectMapper().readTree(CommandLine.run(directory, json.toArray(new String[0])).out());
    JsonNode newest = of(NEWEST, read.path("clients").get(0).path("changes"));
    assertThat(newest.path("after").path("group").asText()).isEqualTo("X25519MLKEM768");
  }

  @Test
  void upgradeThatChangesNothingForClientsDoesNotSpeakOfThem() {
    assertThat(
            CommandLine.run(
                    directory,
                    "upgrade",
                    "--from",
                    "3.8",
                    "--to",
                    "3.9",
                    "--openssl-version",
                    "3.0",
                    "mail")
                .out())
        .contains("Verdict")
        .doesNotContain("Clients");
  }
}
