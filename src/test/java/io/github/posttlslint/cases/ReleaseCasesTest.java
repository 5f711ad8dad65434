package io.github.posttlslint.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What four releases of Postfix did with the same set-ups ({@code real.SUITE.txt}) is what the
 * linter says of each: {@code expected.tsv} has its errors and warnings.
 */
@Slow
class ReleaseCasesTest {

  private static final Path DIRECTORY = Cases.DIRECTORY.resolve("releases");

  /** A release that ran the set-ups, and its OpenSSL. */
  private enum Referee {
    BULLSEYE("3.5.25", "1.1.1"),
    BOOKWORM("3.7.11", "3.0"),
    TRIXIE("3.10.13", "3.5"),
    SID("3.11.7", "3.6");

    private final String postfix;
    private final String openssl;

    Referee(String postfix, String openssl) {
      this.postfix = postfix;
      this.openssl = openssl;
    }

    private List<String> did(String setup) throws IOException {
      return Files.readAllLines(
          DIRECTORY
              .resolve(setup)
              .resolve("real." + name().toLowerCase(java.util.Locale.ROOT) + ".txt"));
    }
  }

  /** A line of {@code expected.tsv}: what is said of a set-up in a release. */
  private record Expected(String setup, Referee referee, List<String> findings) {
    @Override
    public String toString() {
      return setup + " with Postfix " + referee.postfix;
    }

    /** Whether Postfix refused to work, or let mail wait. */
    private boolean failed() throws IOException {
      return referee.did(setup).stream()
          .filter(line -> !line.contains("Name service error"))
          .anyMatch(
              line -> line.matches(".*(: fatal: |status=deferred|disabling TLS|454 4\\.7\\.0).*"));
    }
  }

  @TempDir static Path work;

  @BeforeAll
  static void make() throws Exception {
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = work.resolve("key.pem");
    Path certificate = work.resolve("certificate.pem");
    run(
        ("openssl req -x509 -newkey rsa:2048 -nodes -days 900 -subj /CN=postfix.test"
                + " -addext subjectAltName=DNS:postfix.test"
                + " -addext basicConstraints=critical,CA:FALSE -keyout %s -out %s")
            .formatted(key, certificate));
    for (String setup : setups()) {
      Path made = Files.createDirectories(work.resolve(setup).resolve("etc/postfix"));
      try (Stream<Path> files = Files.list(DIRECTORY.resolve(setup))) {
        for (Path file :
            files.filter(one -> !one.getFileName().toString().startsWith("real")).toList()) {
          Files.copy(file, made.resolve(file.getFileName()));
        }
      }
      Path server = made.resolve("server.pem");
      Files.writeString(server, Files.readString(key) + Files.readString(certificate));
      Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rw-------"));
    }
    // as "openssl dhparam -dsaparam" writes them: OpenSSL 3 does not take them for those of DH
    run("openssl dhparam -dsaparam -out " + etc("t29-dh1024").resolve("dh1024.pem") + " 1024");
    run("postmap hash:" + etc("t18-hash-policy").resolve("policy"));
    run("postmap hash:" + etc("t19-hash-policy-defaulttype").resolve("policy"));
  }

  private static Path etc(String setup) {
    return work.resolve(setup).resolve("etc/postfix");
  }

  private static void run(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.set(0, Program.require(words.get(0)).toString());
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s", command, Files.readString(work.resolve("log"), StandardCharsets.ISO_8859_1))
        .isZero();
  }

  private static List<String> setups() throws IOException {
    try (Stream<Path> all = Files.list(DIRECTORY)) {
      return all.filter(Files::isDirectory).map(one -> "" + one.getFileName()).sorted().toList();
    }
  }

  static List<Expected> expected() throws IOException {
    List<Expected> all = new ArrayList<>();
    for (String line : Files.readAllLines(DIRECTORY.resolve("expected.tsv"))) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t", -1);
        for (String release : fields[1].split(" ")) {
          List<String> findings = fields[2].isEmpty() ? List.of() : List.of(fields[2].split(", "));
          all.add(new Expected(fields[0], referee(release), findings));
        }
      }
    }
    return all;
  }

  private static Referee referee(String release) {
    return Stream.of(Referee.values())
        .filter(one -> one.postfix.equals(release))
        .findFirst()
        .orElseThrow(() -> new AssertionError(release));
  }

  @Test
  void everySetUpIsExpectedOnceForEachRelease() throws IOException {
    Map<String, Integer> times = new TreeMap<>();
    for (Expected one : expected()) {
      times.merge(one.setup(), 1 << one.referee().ordinal(), Integer::sum);
    }
    assertThat(times.keySet()).containsExactlyElementsOf(setups());
    assertThat(times.values()).containsOnly(15);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expected")
  void setUpIsJudgedAsItsReleaseBehaves(Expected one) throws IOException {
    Path root = work.resolve(one.setup());
    moveTables(one);
    Cli.Run run =
        Cli.run(
            "check",
            "--postfix-version",
            one.referee().postfix,
            "--openssl-version",
            one.referee().openssl,
            "--format",
            "json",
            "--root",
            root.toString(),
            etc(one.setup()).toString());
    List<String> said = new ArrayList<>();
    for (JsonNode finding : new JsonMapper().readTree(run.out()).path("findings")) {
      if (!finding.path("severity").asText().equals("note")) {
        said.add(finding.path("severity").asText() + " " + finding.path("rule").asText());
      }
    }
    assertThat(said).as(one + ": " + run.out()).containsExactlyInAnyOrderElementsOf(one.findings());
  }

  /** What {@code postmap FILE} made there, by the type that is usual. */
  private static void moveTables(Expected one) throws IOException {
    Path hash = etc("t19-hash-policy-defaulttype").resolve("policy.db");
    Path cdb = hash.resolveSibling("policy.cdb");
    Path there = one.referee() == Referee.SID ? cdb : hash;
    Path other = there.equals(cdb) ? hash : cdb;
    if (Files.exists(other)) {
      Files.move(other, there);
    }
  }

  /** Where Postfix failed there is an error; the rest of the errors is of other kinds. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("expected")
  void anErrorIsExpectedWherePostfixFailed(Expected one) throws IOException {
    boolean isError = one.findings().stream().anyMatch(finding -> finding.startsWith("error "));
    if (one.failed()) {
      assertThat(isError).as(one.toString()).isTrue();
    } else {
      assertThat(one.findings())
          .as(one.toString())
          .filteredOn(finding -> finding.startsWith("error "))
          .allSatisfy(
              finding ->
                  assertThat(finding)
                      .isIn(
                          // clients are refused, not the service
                          "error fingerprint-table-digest-length",
                          // the server of the test takes any password
                          "error sasl-password-empty",
                          // who can read the file is not for Postfix to say
                          "error sasl-password-in-readable-file"));
    }
  }
}
