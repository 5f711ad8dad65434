package io.github.posttlslint.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program: how bin/posttls-lint finds Java and what it hands on. */
class LauncherIT {
  private static final Path HOME = Path.of(System.getProperty("posttlslint.home"));
  private static final Path LAUNCHER = HOME.resolve("bin/posttls-lint");
  private static final String JAVA_HOME = System.getProperty("java.home");

  /** A "Java" that tells how it was called, one argument a line. */
  private static final String TELLING =
      "#!/bin/sh\necho \"LC_CTYPE=$LC_CTYPE\"\nprintf '%s\\n' \"$@\"\nexit 7\n";

  @TempDir Path temp;

  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void onlyAPath() {
    environment.put("PATH", System.getenv("PATH"));
  }

  private record Outcome(int status, String out, String err) {}

  @Test
  void startsOnTheJavaOfJavaHome() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    assertStarts(run(LAUNCHER, "--version"));
  }

  @Test
  void startsOnTheJavaOfThePathWithoutJavaHome() throws Exception {
    environment.put("PATH", JAVA_HOME + "/bin:" + environment.get("PATH"));
    assertStarts(run(LAUNCHER, "--version"));
  }

  @Test
  void takesAnEmptyJavaHomeForNone() throws Exception {
    environment.put("PATH", JAVA_HOME + "/bin:" + environment.get("PATH"));
    environment.put("JAVA_HOME", "");
    assertStarts(run(LAUNCHER, "--version"));
  }

  @Test
  void startsThroughAbsoluteAndRelativeSymbolicLinks() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Files.createDirectories(temp.resolve("links"));
    Path launcher = copyTo(temp.resolve("copy")).resolve("bin/posttls-lint");
    Files.createSymbolicLink(temp.resolve("links/absolute"), launcher);
    Path relative = Files.createSymbolicLink(temp.resolve("relative"), Path.of("links/absolute"));
    assertStarts(run(relative, "--version"));
    environment.put("PATH", temp + ":" + environment.get("PATH"));
    assertStarts(run("sh", "-c", "relative --version"));
  }

  @Test
  void startsFromADirectoryWithBlanksAndOtherLetters() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("a dir/with  'blanks' $HOME * ü"));
    assertStarts(run(copy.resolve("bin/posttls-lint"), "--version"));
  }

  @Test
  void startsByItsBareNameInItsOwnDirectory() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    assertStarts(runIn(LAUNCHER.getParent(), "sh", "posttls-lint", "--version"));
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    environment.put("JAVA_HOME", temp.resolve("nowhere").toString());
    Outcome outcome = run(LAUNCHER, "--version");
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err).startsWith("posttls-lint: JAVA_HOME is " + temp + "/nowhere, but ");
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Path bin = Files.createDirectory(temp.resolve("bin"));
    for (String needed : List.of("sh", "readlink", "wc")) {
      Files.copy(
          Program.require(needed).toRealPath(),
          bin.resolve(needed),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    environment.put("PATH", bin.toString());
    Outcome outcome = run(LAUNCHER, "--version");
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err).startsWith("posttls-lint: no Java found").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "16"})
  void refusesATooOldJavaWithoutStartingIt(String version) throws Exception {
    fakeJava(TELLING, "JAVA_VERSION=\"" + version + "\"\n");
    Outcome outcome = run(LAUNCHER, "--version");
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err)
        .contains("is Java " + version + "; posttls-lint needs Java 17 or newer")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21-ea", "25.0.3"})
  void startsAJavaThatIsNewEnough(String version) throws Exception {
    fakeJava(TELLING, "IMPLEMENTOR=\"N\"\nJAVA_VERSION=\"" + version + "\"\n");
    assertThat(run(LAUNCHER).status).isEqualTo(7);
  }

  @Test
  void saysThatAJavaWithoutReleaseFileIsTooOldWhenItFails() throws Exception {
    fakeJava(
        "#!/bin/sh\n[ \"$1\" = -version ] && echo 'java version \"1.8.0_11\"' >&2\nexit 1\n", null);
    Outcome outcome = run(LAUNCHER);
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.err).contains("is Java 1.8.0_11");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void handsOnTheStatusOfAJavaWithoutReleaseFile(int status) throws Exception {
    fakeJava("#!/bin/sh\nexit 10" + status + "\n", null);
    Outcome outcome = run(LAUNCHER);
    assertThat(outcome.status).isEqualTo(status);
    assertThat(outcome.err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#!/bin/sh\nexit 1\n", "#!/bin/sh\n", "#!/nowhere\n", "\0\1\2"})
  void endsWithThreeOnAJavaThatIsNone(String program) throws Exception {
    for (String release : new String[] {"JAVA_VERSION=\"17.0.1\"\n", null}) {
      fakeJava(program, release);
      Outcome outcome = run(LAUNCHER, "check", "/nowhere");
      assertThat(outcome.status).isEqualTo(3);
      assertThat(outcome.err).contains("/fake java/bin/java has not run posttls-lint");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JAVA_OPTS=-Xmx1k",
        "POSTTLS_LINT_OPTS=-XX:+NoSuchOption",
        "JAVA_OPTS=-Xms9999999g",
        "JAVA_TOOL_OPTIONS=-XX:MaxHeapSize=none",
        "JDK_JAVA_OPTIONS=--no-such-option",
        "_JAVA_OPTIONS=-Xss1"
      })
  void endsWithThreeWhereJavaDoesNotStart(String setting) throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    String name = setting.substring(0, setting.indexOf('='));
    environment.put(name, setting.substring(name.length() + 1));
    Outcome outcome = run(LAUNCHER, "--version");
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err).contains("has not run posttls-lint");
  }

  @Test
  void endsWithThreeWhereTheCurrentDirectoryIsGone() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path gone = temp.resolve("gone");
    String leave = "mkdir '" + gone + "' && cd '" + gone + "' && rmdir ../gone && exec '";
    Outcome outcome = runIn(temp, "sh", "-c", leave + LAUNCHER + "' --version");
    assertThat(outcome.status).isEqualTo(3);
    assertThat(outcome.out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox sh", "zsh --emulate sh"})
  void endsWithThreeWhereJavaGetsTooLittleMemory(String shell) throws Exception {
    String program = shell.replaceFirst(" .*", "");
    assumeThat(Program.find(program)).as("a shell, left out where it is missing").isPresent();
    environment.put("JAVA_HOME", JAVA_HOME);
    for (String limit : List.of("-v 200000", "-d 1000")) {
      String line = "ulimit " + limit + "; " + shell + " '" + LAUNCHER + "' --version";
      assertThat(run("sh", "-c", line).status).as(limit).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox sh", "zsh --emulate sh"})
  void aRunWithOptionsIsAnyOther(String shell) throws Exception {
    String program = shell.replaceFirst(" .*", "");
    assumeThat(Program.find(program)).as("a shell, left out where it is missing").isPresent();
    environment.put("JAVA_HOME", JAVA_HOME);
    String line = "echo permit_mynetworks | " + shell + " '" + LAUNCHER + "' check -q ";
    for (String options : List.of("", "-Da=b")) {
      environment.put("JAVA_OPTS", options);
      assertThat(run("sh", "-c", line + "-").status).isEqualTo(1);
      assertThat(run("sh", "-c", line + "--fail-on never -").status).isZero();
      assertThat(run("sh", "-c", line + "--no-such-option").status).isEqualTo(2);
      assertThat(run("sh", "-c", line + "/nowhere").status).isEqualTo(3);
      assertThat(run("sh", "-c", line + "--version <&-").status).isZero();
    }
  }

  @Test
  void javaTakesThePlaceOfTheShellOrEndsWithIt() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    for (String options : List.of("", "-Da=b")) {
      environment.put("JAVA_OPTS", options);
      ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "check", "-");
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      // it waits for standard input
      List<ProcessHandle> started = List.of();
      for (int i = 0; i < 200 && !isJava(process.toHandle()) && started.isEmpty(); i++) {
        Thread.sleep(50);
        started = process.descendants().filter(LauncherIT::isJava).toList();
      }
      assertThat(started).hasSize(options.isEmpty() ? 0 : 1);
      Thread.sleep(200); // Java begins to take signals
      process.toHandle().destroy(); // the signal alone: at the end of its input it would go, too
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
      assertThat(started).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  @Test
  void handsOnArgumentsAndStatusUnchanged() throws Exception {
    tellingJava();
    Outcome outcome = run(LAUNCHER, "check", "", "a  b", "*", "$HOME", "-o", "sarif=x y");
    assertThat(outcome.status).isEqualTo(7);
    assertThat(outcome.out)
        .contains(
            "/lib/posttls-lint.jar\nio.github.posttlslint.cli.Main\n"
                + "check\n\na  b\n*\n$HOME\n-o\nsarif=x y\n");
  }

  @Test
  void handsOnTheOptionsOfTheEnvironmentAfterItsOwn() throws Exception {
    tellingJava();
    environment.put("JAVA_OPTS", "-Da=1  -Db=*");
    environment.put("POSTTLS_LINT_OPTS", "-Da=2");
    assertThat(run(LAUNCHER).out)
        .contains("-XX:+UseSerialGC\n")
        .contains("\n-Da=1\n-Db=*\n-Da=2\n-cp\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JAVA_OPTS", "POSTTLS_LINT_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
  void leavesTheCollectorToTheEnvironment(String variable) throws Exception {
    tellingJava();
    environment.put(variable, "-Xmx1g -XX:+UseG1GC");
    assertThat(run(LAUNCHER).out).doesNotContain("UseSerialGC");
    environment.put("JAVA_HOME", JAVA_HOME);
    assertThat(run(LAUNCHER, "--version").status).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX"})
  void asksForFileNamesBeyondAsciiInTheCLocale(String locale) throws Exception {
    tellingJava();
    environment.put("LC_ALL", locale);
    assertThat(run(LAUNCHER).out).contains("LC_CTYPE=C.UTF-8\n");
  }

  @Test
  void leavesAnotherLocaleAlone() throws Exception {
    tellingJava();
    environment.put("LANG", "de_DE.UTF-8");
    assertThat(run(LAUNCHER).out).contains("LC_CTYPE=\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
  void readsItsClassesFromTheArchiveMadeForThisJava(String shell) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell));
    assumeThat(Program.find(shell)).as("a shell, left out where it is missing").isPresent();
    if (shell.equals("busybox")) {
      command.add("sh");
    }
    command.addAll(List.of(LAUNCHER.toString(), "--version"));
    environment.put("JAVA_HOME", JAVA_HOME);
    assertStarts(run(command.toArray(String[]::new)));
    environment.put("POSTTLS_LINT_OPTS", "-Xlog:class+load:stdout");
    assertThat(run(command.toArray(String[]::new)).out)
        .contains("io.github.posttlslint.cli.Main source: shared objects file");
  }

  @Test
  void readsItsClassesFromTheArchiveInADirectoryWithBlanks() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("my tools/ü"));
    assertThat(run(copy.resolve("bin/posttls-lint-archive")).status).isZero();
    environment.put("POSTTLS_LINT_OPTS", "-Xlog:class+load:stdout");
    assertThat(run(copy.resolve("bin/posttls-lint"), "--version").out)
        .contains("io.github.posttlslint.cli.Main source: shared objects file");
  }

  @Test
  void leavesAnArchiveOfAnotherJavaAlone() throws Exception {
    tellingJava();
    assertThat(HOME.resolve("lib/posttls-lint.jsa")).exists();
    assertThat(run(LAUNCHER).out).doesNotContain("SharedArchiveFile");
  }

  @Test
  void startsWithAnArchiveThatWasCutShort() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("copy"));
    assertThat(run(copy.resolve("bin/posttls-lint-archive")).status).isZero();
    Path archive = copy.resolve("lib/posttls-lint.jsa");
    for (long size : new long[] {0, 4096, Files.size(archive) - 1}) {
      archive.toFile().setWritable(true);
      try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
        file.setLength(size);
      }
      assertStarts(run(copy.resolve("bin/posttls-lint"), "--version"));
    }
  }

  @Test
  void startsWithAnArchiveMadeInAnotherPlace() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("copy"));
    assertStarts(run(copy.resolve("bin/posttls-lint"), "--version"));
  }

  @Test
  void startsWithAnArchiveMadeForAnotherJar() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("copy"));
    assertThat(run(copy.resolve("bin/posttls-lint-archive")).status).isZero();
    Files.setLastModifiedTime(copy.resolve("lib/posttls-lint.jar"), FileTime.fromMillis(0));
    assertStarts(run(copy.resolve("bin/posttls-lint"), "--version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n\n", "nonsense\nx\nnot a number\n"})
  void startsWithADamagedNoteBesideTheArchive(String note) throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path copy = copyTo(temp.resolve("copy"));
    Files.writeString(copy.resolve("lib/posttls-lint.jsa.for"), note);
    assertStarts(run(copy.resolve("bin/posttls-lint"), "--version"));
  }

  @Test
  void holdsTheProgramsJarWithoutSignatureAndTwoThatFewCommandsOpen() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".jar"))
          .containsExactlyInAnyOrder(
              "posttls-lint.jar", "posttls-lint-lsp.jar", "posttls-lint-zones.jar");
    }
    try (ZipFile jar = new ZipFile(HOME.resolve("lib/posttls-lint-zones.jar").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("org/xbill/DNS/TLSARecord.class")
          .filteredOn(name -> name.startsWith("io/github/") && name.endsWith(".class"))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("io/github/posttlslint/zone/read/"));
    }
    try (ZipFile jar = new ZipFile(HOME.resolve("lib/posttls-lint.jar").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("io/github/posttlslint/cli/Main.class")
          .noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"))
          .noneMatch(name -> name.startsWith("org/xbill/") || name.startsWith("org/slf4j/"));
    }
  }

  @Test
  void holdsTheLicencesOfWhatItCarries() {
    assertThat(HOME.resolve("LICENSE")).isNotEmptyFile();
    assertThat(HOME.resolve("NOTICE")).content().contains("testssl.sh");
    for (String name :
        List.of(
            "bouncycastle/LICENSE.md",
            "dnsjava/LICENSE",
            "gson/LICENSE",
            "jackson/NOTICE",
            "lsp4j/LICENSE",
            "snakeyaml/LICENSE")) {
      assertThat(HOME.resolve("lib/licenses").resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void unpacksToAProgramThatStarts() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path archive;
    try (Stream<Path> files = Files.list(HOME.getParent())) {
      archive = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    run(Program.require("tar").toString(), "xzf", archive.toString(), "-C", temp.toString());
    Path unpacked;
    try (Stream<Path> files = Files.list(temp)) {
      unpacked = files.findFirst().orElseThrow();
    }
    assertThat(unpacked.resolve("lib/posttls-lint.jsa")).doesNotExist();
    assertStarts(run(unpacked.resolve("bin/posttls-lint"), "--version"));

    assertThat(run(unpacked.resolve("bin/posttls-lint-archive")).status).isZero();
    environment.put("POSTTLS_LINT_OPTS", "-Xlog:class+load:stdout");
    assertThat(run(unpacked.resolve("bin/posttls-lint"), "--version").out)
        .contains("io.github.posttlslint.cli.Main source: shared objects file");
  }

  @Test
  void namesAFileThatItMayNotReadAndDoesTheRest() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path launcher = copyTo(temp.resolve("copy")).resolve("bin/posttls-lint");
    Path locked = Files.createDirectory(temp.resolve("locked")).resolve("main.cf");
    Files.writeString(locked, "myhostname = mail.example.com\n");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    Path broken = Files.createDirectory(temp.resolve("broken")).resolve("main.cf");
    Files.writeString(broken, "permit_mynetworks\n");
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));

    List<String> command = new ArrayList<>();
    if (Files.isReadable(locked)) {
      // root reads everything; this user has no name, and no home
      command.add(Program.require("setpriv").toString());
      command.addAll(List.of("--reuid=4294967293", "--regid=4294967293", "--clear-groups"));
    }
    command.addAll(List.of(launcher.toString(), "check", "-q", "locked", "broken"));
    Outcome outcome = run(command.toArray(String[]::new));

    assertThat(outcome.err).contains("locked/main.cf: permission denied").hasLineCount(1);
    assertThat(outcome.out).contains("broken/main.cf:1").contains("maincf-missing-equals");
    assertThat(outcome.status).isEqualTo(3);
  }

  @Test
  void saysOnceOfADirectoryThatItMayNotReadOrSearch() throws Exception {
    environment.put("JAVA_HOME", JAVA_HOME);
    Path launcher = copyTo(temp.resolve("copy")).resolve("bin/posttls-lint");
    Path locked = Files.createDirectories(temp.resolve("locked"));
    Path listed = temp.resolve("listed");
    for (String name : List.of("a", "b", "c")) {
      Files.createDirectories(listed.resolve(name));
    }
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>();
    if (Files.isReadable(locked)) {
      command.add(Program.require("setpriv").toString());
      command.addAll(List.of("--reuid=4294967293", "--regid=4294967293", "--clear-groups"));
    }
    command.addAll(List.of(launcher.toString(), "check", "-q", "locked", "./locked", "listed"));
    Outcome outcome = run(command.toArray(String[]::new));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(listed, PosixFilePermissions.fromString("rwx------"));

    assertThat(outcome.err)
        .contains("locked: cannot be read\n")
        .contains("listed: 3 files or directories in it cannot be looked at\n")
        .hasLineCount(2);
    assertThat(outcome.status).isEqualTo(3);
  }

  private static void assertStarts(Outcome outcome) {
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out).contains("posttls-lint");
    assertThat(outcome.status).isZero();
  }

  private void tellingJava() throws IOException {
    fakeJava(TELLING, "JAVA_VERSION=\"17.0.1\"\nJAVA_RUNTIME_VERSION=\"17.0.1+1\"\n");
  }

  private void fakeJava(String script, String release) throws IOException {
    Path home = temp.resolve("fake java");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (release != null) {
      Files.writeString(home.resolve("release"), release);
    }
    environment.put("JAVA_HOME", home.toString());
  }

  /** Copies the installed program as {@code cp -p} would. */
  private static Path copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      files.forEach(
          file -> {
            Path copy = target.resolve(HOME.relativize(file).toString());
            try {
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return target;
  }

  private Outcome run(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new));
  }

  private Outcome run(String... command) throws Exception {
    return runIn(temp, command);
  }

  private Outcome runIn(Path directory, String... command) throws Exception {
    Path out = Files.createTempFile("launcher", ".out");
    Path err = Files.createTempFile("launcher", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after a minute: " + List.of(command));
      }
      return new Outcome(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
