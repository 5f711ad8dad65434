package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process, when things around it go wrong. */
@EnabledOnOs(OS.LINUX)
@Slow
class FaultsTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String PROGRAM =
      JAVA
          + " -XX:TieredStopAtLevel=1 -Xshare:auto -cp '"
          + System.getProperty("java.class.path")
          + "' "
          + Main.class.getName();

  @TempDir Path directory;
  private final Map<String, String> environment = new TreeMap<>();

  private record Outcome(int status, String out, String err) {}

  @BeforeEach
  void aSetupWithAnError() throws IOException {
    environment.put("PATH", System.getenv("PATH"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path setup = Files.createDirectory(directory.resolve("setup"));
    Files.writeString(setup.resolve("main.cf"), "permit_mynetworks\n");
  }

  /** Runs a line of shell in which {@code $lint} is the program. */
  private Outcome shell(String line) throws Exception {
    Path out = directory.resolve("stdout");
    Path err = directory.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", line.replace("$lint", PROGRAM))
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  private void assertNoTemporaryFile() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains(".tmp"));
    }
  }

  @Test
  void aFullDiskIsSaidAndLeavesNoHalfReport() throws Exception {
    Outcome report = shell("$lint check -q -o sarif=/dev/full setup");
    assertThat(report.err)
        .isEqualTo("posttls-lint: /dev/full: cannot be written; nothing was changed\n");
    assertThat(report.out).contains("[maincf-missing-equals]");
    assertThat(report.status).isEqualTo(3);

    Outcome output = shell("$lint check setup > /dev/full");
    assertThat(output.err).startsWith("posttls-lint: cannot write").hasLineCount(1);
    assertThat(output.status).isEqualTo(3);
  }

  /** A file system of one block takes the start of a report, but not all of it. */
  @Test
  void anOldReportStaysWhereTheNewOneDoesNotFit() throws Exception {
    Files.writeString(directory.resolve("report"), "old\n");
    Outcome limited = shell("ulimit -f 1; $lint check -q -o html=report setup");
    assertThat(limited.err).contains("report: cannot be written; nothing was changed");
    assertThat(limited.status).isEqualTo(3);
    assertThat(directory.resolve("report")).hasContent("old\n");
    assertNoTemporaryFile();
  }

  @Test
  void aReaderThatLeavesIsNoDefect() throws Exception {
    Outcome outcome = shell("{ $lint show --all setup; echo $? >status; } | head -n 1; cat status");
    assertThat(outcome.out.lines().toList()).hasSize(2).last().isEqualTo("3");
    assertThat(outcome.err).isEmpty();
  }

  @Test
  void anInterruptLeavesNoHalfReport() throws Exception {
    Outcome outcome =
        shell(
            "mkfifo fifo; sleep 60 > fifo & holder=$!;"
                + " env --default-signal=INT $lint check -o html=report - < fifo & pid=$!;"
                + " sleep 3; kill -INT $pid; wait $pid; echo $?; kill $holder");
    assertThat(outcome.out).isEqualTo("130\n");
    assertThat(outcome.err).doesNotContain("Exception");
    assertThat(directory.resolve("report")).doesNotExist();
    assertNoTemporaryFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=xx_YY.utf9", "LC_ALL=de_DE.ISO-8859-1", "LC_ALL=tr_TR.UTF-8"})
  void anUnknownLocaleChangesNothing(String setting) throws Exception {
    Outcome usual = shell("$lint check setup");
    Outcome other = shell(setting + " $lint check setup");
    assertThat(other.out).isEqualTo(usual.out).contains("[maincf-missing-equals]");
    assertThat(other.err).isEmpty();
    assertThat(other.status).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dfile.encoding=ISO-8859-1",
        "-Dfile.encoding=UTF-16",
        "-Duser.language=tr -Duser.country=TR",
        "-Duser.home=/nonexistent",
        "-Djava.io.tmpdir=/nonexistent"
      })
  void settingsOfJavaChangeNothing(String setting) throws Exception {
    Outcome usual = shell("$lint check -f json setup");
    environment.put("JDK_JAVA_OPTIONS", setting);
    Outcome other = shell("$lint check -f json setup 2>/dev/null");
    assertThat(other.out).isEqualTo(usual.out).contains("maincf-missing-equals");
    assertThat(other.status).isEqualTo(1);
  }

  @Test
  void noHomeAndAReadOnlyOneChangeNothing() throws Exception {
    Outcome usual = shell("$lint check setup");
    for (String home : List.of("unset HOME; ", "HOME=/proc; export HOME; ")) {
      Outcome other = shell(home + "$lint check setup");
      assertThat(other).isEqualTo(usual);
    }
  }

  /** As who does not own a file may not say: there is no name for such a number. */
  @Test
  void anOwnerWithoutNameAndWithAHugeNumberIsNoFault() throws Exception {
    assumeThat(System.getProperty("user.name")).as("only root gives files away").isEqualTo("root");
    Path key = directory.resolve("setup/key.pem");
    Files.copy(Path.of("samples/mx/bad/etc/postfix/mail-key.pem"), key);
    Files.writeString(
        directory.resolve("setup/main.cf"),
        "smtpd_tls_security_level = may\nsmtpd_tls_chain_files = /etc/postfix/key.pem\n");
    Files.setAttribute(key, "unix:uid", -2); // 4294967294
    Outcome outcome = shell("$lint check -q --files complete setup");
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out).contains("setup/key.pem:1:1: warning: ");
    assertThat(outcome.status).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "latin-1,mynetworks = m\u00fcller,ISO-8859-1",
    "broken,mynetworks = \u00c3(,ISO-8859-1",
    "utf-8,mynetworks = \u20ac,UTF-8"
  })
  void lettersBeyondAsciiCome(String what, String line, String charset) throws Exception {
    Files.write(
        directory.resolve("setup/main.cf"), (line + "\npermit_mynetworks\n").getBytes(charset));
    for (String format : List.of("text", "json", "sarif", "junit")) {
      Outcome outcome = shell("$lint check -f " + format + " setup");
      assertThat(outcome.err).as(what).isEmpty();
      assertThat(outcome.out).contains("maincf-missing-equals");
    }
  }

  @Test
  void pathsAndLineEndsOfWindowsAreRead() throws Exception {
    Files.writeString(
        directory.resolve("setup/main.cf"),
        "smtpd_tls_security_level = may\r\n"
            + "smtpd_tls_cert_file = C:\\mail\\cert.pem\r\n"
            + "smtpd_tls_key_file = C:/mail/key.pem\r\n"
            + "smtpd_tls_CAfile = \\\\server\\share\\ca.pem\r\n");
    Files.writeString(
        directory.resolve("setup/master.cf"), "smtp inet n - n - - smtpd\r\n  -o x=y\r\n");
    Outcome outcome = shell("$lint check -v setup");
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out).contains("C:\\mail\\cert.pem");
    assertThat(outcome.status).isIn(0, 1);
  }

  @Test
  void aSetupFitsInto256MiB() throws Exception {
    StringBuilder main = new StringBuilder("smtpd_tls_security_level = may\n");
    main.append(
        "transport_maps = hash:/etc/postfix/table\nrelay_clientcerts = hash:/etc/postfix/table\n");
    main.append("smtpd_tls_CAfile = /etc/postfix/ca.pem\nsmtp_tls_CAfile = /etc/postfix/ca.pem\n");
    for (int i = 0; i < 4900; i++) {
      main.append("name" + i + " = $x " + "y".repeat(150) + "\n");
    }
    Files.writeString(directory.resolve("setup/main.cf"), main.toString());
    Files.writeString(
        directory.resolve("setup/master.cf"), "smtp inet n - n - - smtpd\n".repeat(500));
    String certificate = Files.readString(Path.of("samples/mx/bad/etc/postfix/mail-cert.pem"));
    Files.writeString(directory.resolve("setup/ca.pem"), certificate.repeat(2000));
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      table.append("AB:CD:EF:" + i + ".example\n");
    }
    Files.writeString(directory.resolve("setup/table"), table.toString());
    environment.put("JDK_JAVA_OPTIONS", "-Xmx256m");
    Outcome outcome = shell("$lint check -q -o html=report -o sarif=report.sarif setup 2>&1");
    assertThat(outcome.out).contains("more findings of ").doesNotContain("out of memory");
    assertThat(outcome.status).isEqualTo(3);
  }

  @Test
  void tooLittleMemoryIsSaid() throws Exception {
    Files.writeString(
        directory.resolve("setup/main.cf"), "transport_maps = hash:/etc/postfix/table\n");
    Files.writeString(directory.resolve("setup/table"), "a.example b\n".repeat(1_000_000));
    environment.put("JDK_JAVA_OPTIONS", "-Xmx16m");
    Outcome outcome = shell("$lint check -q setup 2>&1");
    assertThat(outcome.out).contains("out of memory; JAVA_OPTS=-Xmx1g gives it more than ");
    assertThat(outcome.status).isEqualTo(3);
  }
}
