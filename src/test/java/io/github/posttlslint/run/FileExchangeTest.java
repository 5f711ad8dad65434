package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.cli.ProgramProcess;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What is fixed is replaced whole, with all that the file system knows about it, or not at all. */
@Slow
class FileExchangeTest {

  private static final String FAULTY_MAIN = "smtp_use_tls = yes\n";
  private static final String FAULTY_MASTER = "smtp unix - - n - - smtp\n  -o smtp_use_tls = yes\n";

  @TempDir Path temporary;

  private Path directory() throws IOException {
    return temporary.toRealPath();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory().resolve(name), text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new TestAbortedException(command.get(0) + " cannot be used here: " + said);
    }
    return said;
  }

  private static String run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require(program).toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static void exchange(Path first, Path second) throws FileExchange.Refusal {
    try (FileExchange exchange = new FileExchange()) {
      exchange.add(first, bytes("old"), bytes("new"));
      exchange.add(second, bytes("old"), bytes("new"));
      exchange.commit();
    }
  }

  @Test
  void bothFilesAreReplacedAndNothingElseIsLeft() throws Exception {
    Path first = write("a", "old");
    Path second = write("b", "old");
    exchange(first, second);
    assertThat(first).hasContent("new");
    assertThat(second).hasContent("new");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void aSecondFileThatHasChangedKeepsTheFirstOneAsItIs() throws IOException {
    Path first = write("a", "old");
    Path second = write("b", "something else");
    assertThatThrownBy(() -> exchange(first, second)).hasMessage("changed while it was judged");
    assertThat(first).hasContent("old");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void aFileThatChangesOnceAllIsPreparedIsLeftAlone() throws Exception {
    Path first = write("a", "old");
    Path second = write("b", "old");
    try (FileExchange exchange = new FileExchange()) {
      exchange.add(first, bytes("old"), bytes("new"));
      exchange.add(second, bytes("old"), bytes("new"));
      Files.writeString(second, "changed");
      assertThatThrownBy(exchange::commit).hasMessage("changed while it was judged");
    }
    assertThat(first).hasContent("old");
    assertThat(second).hasContent("changed");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void aLinkIsNotFollowedAndNeitherIsOneInPlaceOfTheDirectory() throws IOException {
    Path real = write("real", "old");
    Path link = Files.createSymbolicLink(directory().resolve("link"), real);
    assertThatThrownBy(() -> exchange(link, real)).hasMessageContaining("symbolic link");
    Path linked = Files.createSymbolicLink(directory().resolve("linked"), directory());
    assertThatThrownBy(() -> exchange(linked.resolve("real"), real))
        .hasMessageContaining("its directory became a symbolic link");
    assertThat(real).hasContent("old");
    assertThat(names()).containsExactly("link", "linked", "real");
  }

  @Test
  void aFileWithSeveralNamesIsLeftAlone() throws IOException {
    Path first = write("a", "old");
    Path second = write("b", "old");
    Files.createLink(directory().resolve("c"), second);
    assertThatThrownBy(() -> exchange(first, second)).hasMessageContaining("has 2 hard links");
    assertThat(first).hasContent("old");
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void temporaryFilesOfOthersAreLeftAlone() throws Exception {
    Path other = write("a.tmp1", "precious");
    exchange(write("a", "old"), write("b", "old"));
    assertThat(other).hasContent("precious");
    assertThat(names()).containsExactly("a", "a.tmp1", "b");
  }

  @Test
  void allBitsOfTheModeAreKept() throws Exception {
    Path first = write("a", "old");
    Path second = write("b", "old");
    run("chmod", "6751", first.toString());
    run("chmod", "1604", second.toString());
    exchange(first, second);
    assertThat(run("stat", "-c", "%a", first.toString(), second.toString()))
        .isEqualTo("6751\n1604\n");
  }

  @Test
  void accessControlListsAreKept() throws Exception {
    Path first = write("a", "old");
    Path second = write("b", "old");
    run("setfacl", "-m", "u:4711:rw,g:4712:r,m::rw", first.toString());
    run("chmod", "600", second.toString());
    String before = run("getfacl", "-n", "-p", first.toString(), second.toString());
    exchange(first, second);
    assertThat(run("getfacl", "-n", "-p", first.toString(), second.toString())).isEqualTo(before);
    assertThat(before).contains("user:4711:rw-");
  }

  @Test
  void aDirectoryThatGivesNewFilesToOthersKeepsTheOldOne() throws Exception {
    Path first = write("main.cf", FAULTY_MAIN);
    run("chmod", "660", first.toString());
    run("setfacl", "-d", "-m", "u:4711:rwx", directory().toString());
    Cli.Run run = Cli.runIn(directory(), "check", "--fix", ".");
    assertThat(run.err()).contains("default access control list");
    assertThat(first).hasContent(FAULTY_MAIN);
    assertThat(names()).containsExactly("main.cf");
    run("chmod", "644", first.toString());
    assertThat(Cli.runIn(directory(), "check", "--fix", ".").err()).contains("1 fix applied");
  }

  @Test
  void aLinkMakesNothingElseOfTheSetupsFiles() throws Exception {
    Path other = write("example.txt", FAULTY_MAIN);
    Path setup = Files.createDirectory(directory().resolve("setup"));
    Files.createSymbolicLink(setup.resolve("main.cf"), other);
    Cli.Run run = Cli.runIn(directory(), "check", "--fix", "setup");
    assertThat(run.err()).contains("main.cf: a symbolic link to a file of another name");
    assertThat(other).hasContent(FAULTY_MAIN);
  }

  @Test
  void oneFileIsNotMendedAsTwo() throws Exception {
    Path both = write("x-main.cf", FAULTY_MAIN + FAULTY_MASTER);
    Path setup = Files.createDirectory(directory().resolve("setup"));
    Files.createSymbolicLink(setup.resolve("main.cf"), both);
    Files.createSymbolicLink(setup.resolve("master.cf"), both);
    Cli.Run run = Cli.runIn(directory(), "check", "--fix", "setup");
    assertThat(run.err()).doesNotContain("applied");
    assertThat(both).hasContent(FAULTY_MAIN + FAULTY_MASTER);
  }

  @Test
  void extendedAttributesAreKept() throws Exception {
    Path first = write("a", "old");
    run("setfattr", "-n", "user.origin", "-v", "ansible", first.toString());
    run("setfattr", "-n", "user.empty", first.toString());
    boolean isRoot = run("id", "-u").strip().equals("0");
    if (isRoot) {
      run("setfattr", "-n", "trusted.mark", "-v", "one", first.toString());
      run("setfattr", "-n", "security.mark", "-v", "two", first.toString());
    }
    String before = run("getfattr", "-d", "-m", "-", "--absolute-names", first.toString());
    exchange(first, write("b", "old"));
    assertThat(run("getfattr", "-d", "-m", "-", "--absolute-names", first.toString()))
        .isEqualTo(before)
        .contains("ansible");
  }

  @Test
  void anImmutableSecondFileKeepsTheFirstOneAsItIs() throws Exception {
    Path main = write("main.cf", FAULTY_MAIN);
    Path master = write("master.cf", FAULTY_MASTER);
    run("chattr", "+i", master.toString());
    try {
      Cli.Run fixed = Cli.runIn(directory(), "check", "--fix", ".");
      assertThat(fixed.status()).isEqualTo(3);
      assertThat(fixed.err()).contains("master.cf: ").contains("; not fixed");
    } finally {
      run("chattr", "-i", master.toString());
    }
    assertThat(main).hasContent(FAULTY_MAIN);
    assertThat(names()).containsExactly("main.cf", "master.cf");
  }

  /** A file can be mounted by itself, as containers do it; then nothing can take its place. */
  @Test
  void aMountedSecondFileKeepsTheFirstOneAsItIs() throws Exception {
    assertMountedKeepsAll("master.cf");
  }

  @Test
  void aMountedFirstFileKeepsTheSecondOneAsItIs() throws Exception {
    assertMountedKeepsAll("main.cf");
  }

  private void assertMountedKeepsAll(String mounted) throws Exception {
    Path unshare = Program.require("unshare");
    run("unshare", "-m", "true");
    Path main = write("main.cf", FAULTY_MAIN);
    Path master = write("master.cf", FAULTY_MASTER);
    Path elsewhere = Files.createDirectory(directory().resolve("elsewhere")).resolve("file");
    Files.copy(directory().resolve(mounted), elsewhere);
    String script =
        "mount --bind '"
            + elsewhere
            + "' "
            + mounted
            + " && exec "
            + String.join(" ", ProgramProcess.command("check", "--fix", "."));
    Process process =
        new ProcessBuilder(unshare.toString(), "-m", "sh", "-c", script)
            .directory(directory().toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    if (said.contains("mount:")) {
      throw new TestAbortedException("nothing can be mounted here: " + said);
    }
    assertThat(said)
        .contains(mounted + ": cannot be replaced: ", "(is it mounted by itself?); not fixed");
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(main).hasContent(FAULTY_MAIN);
    assertThat(master).hasContent(FAULTY_MASTER);
    assertThat(elsewhere).hasContent(mounted.equals("main.cf") ? FAULTY_MAIN : FAULTY_MASTER);
    assertThat(names()).containsExactly("elsewhere", "main.cf", "master.cf");
  }

  /**
   * Told to end at any moment, a run leaves both files as they were, or both mended, and no other.
   */
  @Test
  void aRunThatIsToldToEndLeavesBothFilesOldOrBothNew() throws Exception {
    Path main = write("main.cf", FAULTY_MAIN);
    Path master = write("master.cf", FAULTY_MASTER);
    for (int i = 0; i < 6; i++) {
      write("main.cf", FAULTY_MAIN);
      write("master.cf", FAULTY_MASTER);
      Process process =
          new ProcessBuilder(ProgramProcess.command("check", "--fix", "."))
              .directory(directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory().resolve("said").toFile())
              .start();
      awaitChange(process, i);
      String signal = i % 2 == 0 ? "INT" : "TERM";
      run("sh", "-c", "kill -" + signal + " " + process.pid() + " || true");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      boolean mainIsOld = Files.readString(main).equals(FAULTY_MAIN);
      boolean masterIsOld = Files.readString(master).equals(FAULTY_MASTER);
      assertThat(mainIsOld).as("round %d", i).isEqualTo(masterIsOld);
      assertThat(names()).containsExactly("main.cf", "master.cf", "said");
    }
  }

  /** Waits for the first temporary file, or until some other moment of the run. */
  private void awaitChange(Process process, int round) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (process.isAlive() && System.nanoTime() < end && names().size() == 3) {
      Thread.onSpinWait();
    }
    TimeUnit.MICROSECONDS.sleep(round * 300L);
  }
}
