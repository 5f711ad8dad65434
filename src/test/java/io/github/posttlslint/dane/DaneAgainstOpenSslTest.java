package io.github.posttlslint.dane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLSA records as {@code openssl s_client} holds them against a running Postfix: it verifies the
 * server exactly where {@code tlsa-no-match} is silent.
 */
@Tag("referee")
class DaneAgainstOpenSslTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CASES = Integer.getInteger("dane.cases", 200);
  private static final int LIMIT_S = 20;
  private static final List<String> CERTIFICATES =
      List.of(
          "rsa-cert.pem",
          "ec-cert.pem",
          "self-cert.pem",
          "other-cert.pem",
          "expired-cert.pem",
          "ca.pem",
          "root.pem",
          "stranger.pem");

  @TempDir Path directory;

  /** A listener, the records of its name, and the kind of key that the client takes. */
  private record Case(int number, String listener, List<String> records, boolean wantsEc) {

    static Case random(int number, Path files) throws IOException {
      Random random = new Random(number * 0x9E3779B97F4A7C15L);
      List<String> listeners = List.copyOf(DaneServers.LISTENERS.keySet());
      String listener = listeners.get(number % listeners.size());
      int count = number < 120 ? 1 : 1 + random.nextInt(3);
      List<String> records = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        records.add(record(random, files));
      }
      boolean wantsEc =
          listener.equals("ec")
              || listener.equals("by-name")
              || listener.equals("both") && random.nextBoolean();
      return new Case(number, listener, records, wantsEc);
    }

    private static String record(Random random, Path files) throws IOException {
      String name = CERTIFICATES.get(random.nextInt(CERTIFICATES.size()));
      Certificate certificate =
          PemFile.parse(name, Files.readAllBytes(files.resolve(name))).certificates().get(0);
      boolean isOfCa = name.equals("ca.pem") || name.equals("root.pem");
      int usage = random.nextInt(8) == 0 ? random.nextInt(4) : isOfCa ? 2 : 3;
      String record =
          Tlsa.of(certificate, usage, random.nextInt(2), random.nextInt(3)).presentation();
      return random.nextInt(20) == 0 ? record.substring(0, record.length() - 2) : record;
    }

    String keyWords() {
      return wantsEc ? "EC " : "RSA ";
    }
  }

  @Test
  void recordsVerifyTheServerExactlyWhereNothingIsReported() throws Exception {
    Program.require("openssl");
    List<String> differences = new ArrayList<>();
    int verified = 0;
    try (DaneServers servers = DaneServers.start(directory)) {
      List<Case> cases = new ArrayList<>();
      List<Future<Boolean>> seen = new ArrayList<>();
      ExecutorService clients = Executors.newFixedThreadPool(4);
      try {
        for (int number = 0; number < CASES; number++) {
          Case one = Case.random(number, alone("whole"));
          cases.add(one);
          seen.add(clients.submit((Callable<Boolean>) () -> isVerified(one, servers)));
        }
        for (Case one : cases) {
          boolean told = isToldVerified(one);
          boolean is = seen.get(one.number()).get(LIMIT_S, TimeUnit.SECONDS);
          verified += is ? 1 : 0;
          if (told != is) {
            differences.add("verified: " + is + ", told: " + told + " " + one);
          }
        }
      } finally {
        clients.shutdownNow();
      }
    }
    assertThat(differences).isEmpty();
    assertThat(verified).as("cases that are verified").isBetween(CASES / 5, CASES * 4 / 5);
  }

  private Path alone(String listener) {
    return directory.resolve("alone/" + listener + "/etc/postfix");
  }

  /** What the client says of a handshake with no CA but what the records tell. */
  private static boolean isVerified(Case one, DaneServers servers) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Program.require("openssl").toString());
    command.addAll(List.of("s_client", "-brief", "-starttls", "smtp"));
    command.addAll(List.of("-connect", "127.0.0.1:" + servers.port(one.listener())));
    command.addAll(List.of("-servername", DaneServers.HOST, "-tls1_3"));
    command.addAll(List.of("-no-CAfile", "-no-CApath", "-no-CAstore", "-dane_ee_no_namechecks"));
    command.addAll(List.of("-sigalgs", one.wantsEc() ? "ECDSA+SHA256" : "RSA-PSS+SHA256"));
    command.addAll(List.of("-dane_tlsa_domain", DaneServers.HOST));
    for (String record : one.records()) {
      if (!record.startsWith("0") && !record.startsWith("1")) { // which SMTP does not have
        command.addAll(List.of("-dane_tlsa_rrdata", record));
      }
    }
    if (!command.contains("-dane_tlsa_rrdata")) {
      return false;
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .as(String.join(" ", command))
        .containsAnyOf("Verification", "Failed to import any TLSA records", "Usable TLSA");
    return said.contains("Verification: OK");
  }

  /** Whether there is a record to verify by, and no finding about the key that the client takes. */
  private boolean isToldVerified(Case one) throws IOException {
    Path zone = Files.createTempFile(directory, "zone", "");
    StringBuilder text =
        new StringBuilder("@ SOA ns hostmaster 1 2 3 4 5\n@ MX 10 mx\nmx A 192.0.2.25\n");
    one.records().forEach(record -> text.append("_25._tcp.mx TLSA ").append(record).append('\n'));
    Files.writeString(zone, text);
    Cli.Run run =
        Cli.run(
            "check",
            "--format=json",
            "--select=tlsa-no-match,tlsa-malformed,tlsa-usage-unusable",
            "--zone=example.org=" + zone,
            "--root=" + alone(one.listener()).getParent().getParent());
    assertThat(run.err()).isEmpty();
    int unusable = 0;
    for (JsonNode finding : JSON.readTree(run.out()).path("findings")) {
      if (finding.path("rule").asText().equals("tlsa-no-match")) {
        if (finding.path("message").asText().contains(one.keyWords())) {
          return false;
        }
      } else {
        unusable++;
      }
    }
    return unusable < one.records().stream().distinct().count();
  }
}
