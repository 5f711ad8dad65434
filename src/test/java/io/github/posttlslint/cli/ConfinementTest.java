package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is opened and what is written. */
class ConfinementTest {

  private static final String SECRET = "canarybird";

  @TempDir Path top;
  private Path outside;
  private Path given;

  @BeforeEach
  void aCheckoutAndWhatIsOutside() throws IOException {
    outside = Files.createDirectories(top.resolve("outside"));
    given = Files.createDirectories(top.resolve("given"));
    Files.writeString(outside.resolve("main.cf"), SECRET + "\n");
    Files.writeString(outside.resolve("key.pem"), SECRET + "\n");
    Files.writeString(outside.resolve("rule.yaml"), SECRET + ": x\n");
    write(
        "main.cf", "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /etc/postfix/key.pem\n");
    write("master.cf", "smtp inet n - n - - smtpd\n");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(given.resolve(name).getParent());
    Files.writeString(given.resolve(name), text);
  }

  private void link(String name, Path target) throws IOException {
    Files.deleteIfExists(given.resolve(name));
    Files.createDirectories(given.resolve(name).getParent());
    Files.createSymbolicLink(given.resolve(name), target);
  }

  private Run run(String... words) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> Cli.runIn(given, words), "it ends soon");
  }

  private static void assertNothingShown(Run run) {
    assertThat(run.out() + run.err()).doesNotContain(SECRET, "internal error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.cf", "master.cf", "posttls-lint.modes"})
  void aLinkOutOfTheCheckoutIsNotFollowed(String name) throws IOException {
    for (Path target : List.of(outside.resolve("main.cf"), Path.of("../outside/main.cf"))) {
      link(name, target);
      Run run = run("check", "-v", ".");
      assertNothingShown(run);
      assertThat(run.err())
          .contains(name + ": a symbolic link that leads out of what was given")
          .hasLineCount(1);
      assertThat(run.status()).isEqualTo(3);
    }
  }

  @Test
  void aLinkInsideTheCheckoutIsFollowed() throws IOException {
    write("common/main.cf", "permit_mynetworks\n");
    write("hosts/a/master.cf", "smtp inet n - n - - smtpd\n");
    link("hosts/a/main.cf", Path.of("../../common/main.cf"));
    assertThat(run("check", "-q", "hosts/a").out()).contains("[maincf-missing-equals]");
  }

  @Test
  void aKeyBehindALinkOutOfTheCheckoutIsNotRead() throws IOException {
    link("key.pem", outside.resolve("key.pem"));
    Run run = run("check", "-v", ".");
    assertThat(run.out()).contains("outside what was given");
    link("etc", outside);
    write(
        "main.cf", "smtpd_tls_security_level=may\nsmtpd_tls_cert_file=/etc/postfix/etc/key.pem\n");
    assertThat(run("check", "-v", ".").out()).contains("outside what was given");
  }

  @Test
  void linksInARootStayInside() throws IOException {
    write(
        "root/etc/postfix/main.cf",
        "smtpd_use_tls = yes\nsmtpd_tls_cert_file = /etc/postfix/key.pem\n");
    write("root/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
    link("root/etc/postfix/key.pem", outside.resolve("key.pem").toAbsolutePath());
    Run run = run("check", "--root", "root", "root/etc/postfix");
    assertThat(run.out()).contains("[cert-file-missing]");
    link("root/etc/postfix/main.cf", given.resolve("main.cf").toAbsolutePath());
    assertThat(run("check", "--root", "root", "root/etc/postfix").err())
        .contains("a symbolic link that leads out");
    write("root" + given.resolve("main.cf").toAbsolutePath(), "permit_mynetworks\n");
    assertThat(run("check", "--root", "root", "root/etc/postfix").out())
        .contains("[maincf-missing-equals]");
  }

  @Test
  void aFixFollowsLinksInsideARootAndNoneOutOfIt() throws IOException {
    String faulty = "smtp_use_tls = yes\n";
    Path target = Files.writeString(outside.resolve("main.cf"), faulty).toAbsolutePath();
    write("root/etc/postfix/master.cf", "smtp inet n - n - - smtpd\n");
    link("root/etc/postfix/main.cf", target);
    Run refused = run("check", "--fix", "--root", "root", "root/etc/postfix");
    assertThat(refused.err()).contains("main.cf: a symbolic link that leads out");
    assertThat(refused.status()).isEqualTo(3);
    write("root" + target, faulty);
    Run fixed = run("check", "--fix", "--root", "root", "root/etc/postfix");
    assertThat(fixed.err()).contains("1 fix applied");
    assertThat(target).hasContent(faulty);
    assertThat(given.resolve("root" + target))
        .content()
        .startsWith("smtp_tls_security_level = may");
    assertThat(given.resolve("root/etc/postfix/main.cf")).isSymbolicLink();
  }

  @Test
  void aFixFollowsNoLinkOutOfACheckout() throws IOException {
    String faulty = "smtpd_tls_cafile = /etc/postfix/ca.pem\n";
    Files.writeString(outside.resolve("main.cf"), faulty);
    link("main.cf", outside.resolve("main.cf"));
    Run run = run("check", "--fix", ".");
    assertThat(run.err()).contains("main.cf: a symbolic link that leads out of what was given");
    assertThat(run.status()).isEqualTo(3);
    assertThat(outside.resolve("main.cf")).hasContent(faulty);
  }

  @Test
  void aDirectoryThatLeadsOutOfARootIsNotRead() throws IOException {
    Files.createDirectories(given.resolve("root/etc"));
    link("root/etc/postfix", outside.toAbsolutePath());
    Run run = run("check", "-v", "--root", "root", "root/etc/postfix");
    assertNothingShown(run);
    assertThat(run.err()).contains("leads out of what was given");
    assertThat(run.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: ../outside",
        "rules: OUTSIDE/rule.yaml",
        "map: {/etc/ssl: ../outside}",
        "map: {/etc/ssl: OUTSIDE}",
        "map: {/: /}",
        "map: {/etc/ssl: linked}",
        "rules: linked/rule.yaml"
      })
  void aConfigurationFileLeadsNowhereElse(String line) throws IOException {
    link("linked", outside);
    write(".posttls-lint.yaml", line.replace("OUTSIDE", outside.toString()) + "\n");
    Run run = run("check", ".");
    assertNothingShown(run);
    assertThat(run.err())
        .contains(".posttls-lint.yaml:1: ", "leads out of the folder of the configuration file");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void theCommandLineLeadsAnywhere() {
    assertThat(run("check", "--rules", "../outside", ".").err())
        .contains("rule.yaml:1:1: expected");
  }

  @Test
  void specialFilesAreNeverOpened() throws Exception {
    String mkfifo = Program.require("mkfifo").toString();
    Process made = new ProcessBuilder(mkfifo, given.resolve("fifo").toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    for (Path special :
        List.of(given.resolve("fifo"), Path.of("/dev/zero"), Path.of("/proc/kmsg"))) {
      for (String name : List.of("main.cf", ".posttls-lint.yaml", "posttls-lint.modes", ".git")) {
        Path file = given.resolve(name);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        link(name, special);
        assertNothingShown(run("check", "-v", "."));
        Files.delete(file);
        if (before != null) {
          Files.write(file, before);
        }
      }
      link("key.pem", special);
      for (String option : List.of("--config", "--baseline", "--rules")) {
        assertNothingShown(run("check", option, "key.pem", "."));
      }
      assertNothingShown(run("inspect", "key.pem"));
    }
  }

  @Test
  void aDeviceIsNamedAsWhatItIs() throws IOException {
    link("key.pem", Path.of("/dev/zero"));
    Run inspect = run("inspect", "key.pem");
    assertThat(inspect.err()).contains("key.pem: expected a regular file").hasLineCount(1);
    assertThat(inspect.status()).isEqualTo(3);
    for (String option : List.of("--config", "--baseline", "--rules")) {
      assertThat(run("check", option, "key.pem", ".").status()).as(option).isEqualTo(2);
    }
  }

  @Test
  void noReportTakesThePlaceOfWhatWasRead() throws IOException {
    Files.copy(Path.of("samples/mx/bad/etc/postfix/mail-key.pem"), given.resolve("key.pem"));
    write("rules/a.txt", "");
    link("linked", given.resolve("main.cf"));
    Files.createLink(given.resolve("hard"), given.resolve("key.pem"));
    write(".posttls-lint.yaml", "fail-on: never\n");
    List<String> files =
        List.of("main.cf", "./master.cf", "key.pem", "linked", "hard", ".posttls-lint.yaml");
    for (String file : files) {
      byte[] before = Files.readAllBytes(given.resolve(file));
      for (String[] option : new String[][] {{"-o", "sarif=" + file}, {"--write-baseline", file}}) {
        Run run = run("check", option[0], option[1], ".");
        assertThat(run.err())
            .containsAnyOf("this file was read, and is not to be overwritten", "a symbolic link");
        assertThat(run.status()).isEqualTo(2);
        assertThat(given.resolve(file)).hasBinaryContent(before);
      }
    }
    try (Stream<Path> left = Files.list(given)) {
      assertThat(left.map(file -> file.getFileName().toString())).noneMatch(n -> n.contains("tmp"));
    }
  }

  @Test
  void noReportTakesThePlaceOfAnyFileThatWasReadByWhateverName() throws Exception {
    String git = Program.require("git").toString();
    Files.copy(Path.of("samples/mx/bad/etc/postfix/mail-key.pem"), given.resolve("key.pem"));
    write("policy", "example.com secure\n");
    write(
        "main.cf",
        "smtp_tls_policy_maps = texthash:/etc/postfix/policy\nsmtpd_tls_key_file"
            + " = /etc/postfix/key.pem\nsmtpd_tls_cert_file = /etc/postfix/key.pem\n"
            + "smtpd_tls_security_level = may\n");
    write("posttls-lint.modes", "0600 root:root key.pem\n");
    write(
        "lint/own.yaml",
        Files.readString(Path.of("rules/server/mx-encrypt.yaml"))
            .replace("id: mx-encrypt", "id: own"));
    write(".posttls-lint.yaml", "fail-on: never\n");
    for (String[] words : new String[][] {{"init", "-q"}, {"add", "key.pem"}}) {
      List<String> command = new java.util.ArrayList<>(List.of(git));
      command.addAll(List.of(words));
      Process process = new ProcessBuilder(command).directory(given.toFile()).start();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(run("check", "--write-baseline", "known", ".").err()).contains("listed");
    for (String file :
        List.of(
            "main.cf",
            "master.cf",
            "key.pem",
            "policy",
            "posttls-lint.modes",
            "lint/own.yaml",
            ".posttls-lint.yaml",
            ".git/index",
            "known")) {
      Path hard = Files.createLink(given.resolve("hard"), given.resolve(file));
      byte[] before = Files.readAllBytes(hard);
      for (String name : List.of("hard", file, "./mail/../" + file)) {
        Run run = run("check", "--rules=lint", "--baseline=known", "-o", "sarif=" + name, ".");
        assertThat(run.err()).as(name).containsAnyOf("this file was read", "nothing is written");
        assertThat(run.status()).isEqualTo(2);
        assertThat(hard).hasBinaryContent(before);
      }
      Files.delete(hard);
    }
    Run shrunk = run("check", "--baseline=known", "--write-baseline=known", ".");
    assertThat(shrunk.err()).contains("known: ").doesNotContain("was read");
    assertThat(run("check", "-o", "sarif=/dev/null", "-q", ".").err()).isEmpty();
    assertThat(run("check", "-o", "sarif=/dev/stdout", "-q", ".").out()).startsWith("{");
  }

  @Test
  void aReportKeepsTheModeOfTheOneBefore() throws IOException {
    Path report = Files.createFile(given.resolve("report"));
    Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("check", "-o", "sarif=report", ".").err()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
        .isEqualTo("rw-r-----");
    assertThat(report).isNotEmptyFile();
  }

  /** Watches every file that the process opens and makes, in a process of its own. */
  @Test
  void nothingElseIsOpenedOrWritten() throws Exception {
    assumeThat(Program.find("strace")).as("strace, left out where it is missing").isPresent();
    link("key.pem", outside.resolve("key.pem"));
    Path log = top.resolve("strace.log");
    List<String> command =
        List.of(
            Program.require("strace").toString(),
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-e",
            "trace=%network,open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2",
            "-o",
            log.toString(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "check",
            "-v",
            ".");
    Process process =
        new ProcessBuilder(command)
            .directory(given.toFile())
            .redirectErrorStream(true)
            .redirectOutput(top.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(top.resolve("out"))).contains("not checked");
    List<String> calls = Files.readAllLines(log);
    assertThat(calls).anyMatch(call -> call.contains("main.cf\""));
    assertThat(calls)
        .noneMatch(call -> call.contains("/outside/") && !call.contains("ENOENT"))
        .noneMatch(call -> call.contains("connect(") && !call.contains("AF_UNIX"))
        .noneMatch(call -> call.contains("O_CREAT") || call.contains("O_WRONLY"))
        .noneMatch(call -> call.matches(".* (mkdir|unlink|rename|creat)[a-z0-9]*\\(.*"));
  }
}
