package io.github.posttlslint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the number of classes that a run loads, which decides how long a short run takes, to a
 * budget. Times differ from machine to machine, these numbers only a little between Javas.
 */
class LoadedClassesIT {

  private static final Path HOME = Path.of(System.getProperty("posttlslint.home")).toAbsolutePath();
  private static final Path SAMPLE =
      Path.of("samples/submission/good/etc/postfix").toAbsolutePath();
  private static final Path TRAINING =
      Path.of("src/main/resources/io/github/posttlslint/cli/training.txt");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help"})
  void tellingAboutItselfTakesHardlyMoreThanJava(String option) throws Exception {
    assertThat(loaded(option))
        .hasSizeLessThan(600)
        .noneMatch(LoadedClassesIT::isCostly)
        .noneMatch(LoadedClassesIT::isOfLambdas);
  }

  @Test
  void explainingARuleReadsNoCryptography() throws Exception {
    assertThat(loaded("explain", "cert-expired"))
        .hasSizeLessThan(900)
        .noneMatch(LoadedClassesIT::isCostly);
  }

  @Test
  void aSetupWithoutFilesReadsNoCryptography() throws Exception {
    Files.writeString(
        temp.resolve("main.cf"), "compatibility_level = 3.7\nsmtpd_tls_security_level = none\n");
    Files.writeString(temp.resolve("master.cf"), "smtp inet n - n - - smtpd\n");
    assertThat(loaded("check", temp.toString()))
        .hasSizeLessThan(960)
        .noneMatch(LoadedClassesIT::isCostly)
        .noneMatch(LoadedClassesIT::isOfLambdas);
  }

  @ParameterizedTest
  @CsvSource({"json, 1515", "sarif, 1515", "html, 1705"})
  void aSetupWithCertificatesStaysInTheBudget(String format, int budget) throws Exception {
    // away from the configuration file of the samples, which takes a YAML parser
    Path setup = Files.createDirectories(temp.resolve("etc/postfix"));
    try (Stream<Path> files = Files.list(SAMPLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, setup.resolve(file.getFileName()));
      }
    }
    assertThat(loaded("check", "-o", format + "=" + temp.resolve("report"), setup.toString()))
        .hasSizeLessThan(budget)
        .anyMatch(name -> name.startsWith("org.bouncycastle."))
        .noneMatch(LoadedClassesIT::isOfTheBuild)
        .noneMatch(name -> !format.equals("html") && isOfClients(name))
        .noneMatch(LoadedClassesIT::isOfRecords);
    assertThat(temp.resolve("report")).isNotEmptyFile();
  }

  @Test
  void rulesOfTheSitesOwnAreReadWithClassesOfTheArchive() throws Exception {
    Path rules = Path.of("src/main/training/configured/site-rules").toAbsolutePath();
    assertThat(
            loaded("check", "--fail-on", "never", "--rules", rules.toString(), SAMPLE.toString()))
        .anyMatch(name -> name.startsWith("com.fasterxml.jackson.dataformat.yaml."));
    assertThat(Files.readAllLines(temp.resolve("classes")))
        .filteredOn(line -> line.contains(" com.fasterxml.") || line.contains(" org.yaml."))
        .allMatch(LoadedClassesIT::isShared);
  }

  @Test
  void whatIsRunInTrainingLoadsNoClassOfOursFromTheJar() throws Exception {
    copy(HOME.resolve("lib/training"), temp.resolve("training"));
    boolean linksAll = Runtime.version().feature() >= 25;
    for (String line : Files.readAllLines(TRAINING)) {
      if (line.isEmpty() && linksAll) {
        return;
      }
      if (!line.isEmpty() && !line.contains("setup.tar")) {
        run(line.split(" ", -1));
        assertThat(Files.readAllLines(temp.resolve("classes")))
            .as(line)
            .isNotEmpty()
            .noneMatch(LoadedClassesIT::isOfTheJar);
      }
    }
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_24)
  void anyClassOfOursIsInTheArchive() throws Exception {
    Path setup = Files.createDirectories(temp.resolve("host"));
    Files.writeString(
        setup.resolve("main.cf"),
        """
        smtpd_tls-key_file = /etc/postfix/key.pem
        smtp_tls_policy_maps = inline:{ {example.com = dane-only protocols=TLSv1.4} }
        smtpd_tls_protocols = !SSLv2, TLSv1, >=TLSv1.2
        smtp_sasl_password_maps = ldap:nosuch
        smtpd_tls_exclude_ciphers = aNULL RC4
        tls_eecdh_auto_curves =
        """);
    Files.writeString(setup.resolve("master.cf"), "smtp inet n - n - - smtpd\n  -o $x=\nbroken\n");
    run("check", setup.toString());
    assertThat(Files.readAllLines(temp.resolve("classes"))).noneMatch(LoadedClassesIT::isOfTheJar);
  }

  private static boolean isOfTheJar(String line) {
    return line.contains(" io.github.posttlslint.")
        && !line.endsWith("posttls-lint-zones.jar")
        && !isShared(line);
  }

  private static boolean isShared(String line) {
    return line.endsWith("source: shared objects file");
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void zonesAreReadWithAJarThatOtherRunsDoNotOpen() throws Exception {
    Path zone = temp.resolve("db.example.org");
    Files.writeString(zone, "@ SOA ns hostmaster 1 2 3 4 5\n");
    assertThat(loaded("check", "--fail-on", "never", SAMPLE.toString()))
        .noneMatch(LoadedClassesIT::isOfZones);
    assertThat(loaded("check", "--fail-on", "never", "--zone", zone.toString(), SAMPLE.toString()))
        .anyMatch(name -> name.startsWith("org.xbill.DNS."));
  }

  private static boolean isOfZones(String name) {
    return name.startsWith("org.xbill.")
        || name.startsWith("org.slf4j.")
        || name.startsWith("io.github.posttlslint.zone.")
        || name.startsWith("io.github.posttlslint.model.dns.")
        || name.equals("java.net.URLClassLoader");
  }

  private static boolean isCostly(String name) {
    return name.startsWith("org.bouncycastle.") || isOfTheBuild(name);
  }

  /** What only the build, the user's own rules and mistakes at the command line need. */
  private static boolean isOfTheBuild(String name) {
    return name.startsWith("com.fasterxml.")
        || name.startsWith("org.yaml.")
        || name.equals("java.util.regex.Pattern")
        || name.startsWith("org.apache.commons.text.");
  }

  /** What only the command clients and upgrade need. */
  private static boolean isOfClients(String name) {
    return name.startsWith("io.github.posttlslint.handshake.")
        || name.startsWith("io.github.posttlslint.model.reach.");
  }

  /**
   * The build turns our own lambdas, and what records have by themselves, into classes; those of
   * libraries are left to Java.
   */
  private static boolean isOfLambdas(String name) {
    boolean isMadeByJava = name.contains("$$Lambda");
    return (isMadeByJava && name.startsWith("io.github.posttlslint.")) || isOfRecords(name);
  }

  private static boolean isOfRecords(String name) {
    return name.equals("java.lang.runtime.ObjectMethods");
  }

  /** Commons CLI has a lambda; rewriting it would save less than a fiftieth of a run. */
  private static boolean isForLambdasOfLibraries(String name) {
    return name.startsWith("java.lang.invoke.") || name.startsWith("sun.invoke.");
  }

  private List<String> loaded(String... arguments) throws Exception {
    run(arguments);
    assertThat(temp.resolve("err")).isEmptyFile();
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(temp.resolve("classes"))) {
      int from = line.lastIndexOf("] ") + 2;
      int to = line.indexOf(" source:");
      if (to > from && !isForLambdasOfLibraries(line.substring(from, to))) {
        names.add(line.substring(from, to));
      }
    }
    assertThat(names).contains("io.github.posttlslint.cli.Main");
    return names;
  }

  private void run(String... arguments) throws Exception {
    Path log = temp.resolve("classes");
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/posttls-lint").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("err").toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("POSTTLS_LINT_OPTS", "-Xlog:class+load:file=" + log);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
