package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.posttlslint.cli.Attacks.Attack;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every attack is answered, shows nothing, changes nothing and opens nothing else. */
@Slow
class AttacksTest {

  /** What Java reads to name owners and hours, and the CAs that inspect looks for. */
  private static final List<String> OURS =
      List.of(
          "/etc/passwd",
          "/etc/group",
          "/etc/nsswitch.conf",
          "/etc/timezone",
          "/etc/localtime",
          "/etc/ssl/certs/ca-certificates.crt");

  private static final Pattern ELSEWHERE =
      Pattern.compile("/(etc|root|home|var|srv|run|sys/(?!fs/cgroup)|proc/self/environ)(/.*)?");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temporary;

  @Test
  void everyAttackIsAnsweredAndShowsAndChangesNothing() throws Exception {
    Program.require("mkfifo");
    Path top = temporary.toRealPath();
    List<Attack> attacks = Attacks.below(top);
    Map<String, String> before = contents(top);
    SoftAssertions softly = new SoftAssertions();
    for (Attack attack : attacks) {
      Run run =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30),
              () -> Cli.runIn(attack.given(), attack.words().toArray(new String[0])),
              () -> attack + " ends soon");
      String said = run.out() + run.err();
      softly.assertThat(run.status()).as("%s: %s", attack, said).isEqualTo(attack.status());
      softly
          .assertThat(said)
          .as("%s", attack)
          .contains(attack.says())
          .doesNotContain(Attacks.SECRET, "internal error");
    }
    softly.assertThat(contents(top)).isEqualTo(before);
    softly.assertAll();
  }

  /** Runs all attacks in one process, and watches which files it opens. */
  @Test
  void noAttackOpensAnythingElseOrStartsAProgramOrMakesASocket() throws Exception {
    Program.require("mkfifo");
    assumeThat(Program.find("strace")).as("strace, left out where it is missing").isPresent();
    Path top = Files.createDirectories(temporary.toRealPath().resolve("top"));
    Path log = temporary.resolve("strace.log");
    List<String> command =
        List.of(
            Program.require("strace").toString(),
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-s",
            "4096",
            "-e",
            "trace=%network,open,openat,creat,execve",
            "-o",
            log.toString(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AttacksTest.class.getName(),
            top.toString());
    Path said = temporary.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(said).content().contains("begin", "end");
    assertThat(foreign(Files.readAllLines(log), top)).isEmpty();
  }

  /** What was opened, run or connected to after the inputs were made, and is none of ours. */
  private static List<String> foreign(List<String> calls, Path top) {
    Pattern opened = Pattern.compile("(?:open|openat|creat)\\((?:AT_FDCWD, )?\"([^\"]*)\"");
    List<String> foreign = new ArrayList<>();
    boolean begun = false;
    // what reads zones is looked up in all of the program's jars
    Set<String> program =
        Set.copyOf(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    for (String call : calls) {
      Matcher open = opened.matcher(call);
      boolean isOpen = open.find();
      begun |= isOpen && open.group(1).endsWith("/begin");
      boolean inside = isOpen && open.group(1).startsWith(top + "/");
      boolean forbidden =
          inside
              && (open.group(1).contains("/outside")
                  || open.group(1).matches("(?i).*/\\.(git|hg|svn)(/.*)?")
                      && !open.group(1).endsWith("/.git/index"));
      boolean elsewhere =
          isOpen
              && !inside
              && ELSEWHERE.matcher(open.group(1)).matches()
              && !OURS.contains(open.group(1))
              && !program.contains(open.group(1));
      boolean other =
          call.contains("execve(")
              || call.matches(".* (socket|connect|bind)\\(.*") && !call.contains("AF_UNIX");
      if (begun && (forbidden || elsewhere || other)) {
        foreign.add(call);
      }
    }
    return begun ? foreign : List.of("nothing was seen");
  }

  /** The traced process. */
  public static void main(String[] args) throws Exception {
    Path top = Path.of(args[0]);
    List<Attack> attacks = Attacks.below(top);
    Files.writeString(top.resolve("begin"), "");
    System.out.println("begin");
    for (Attack attack : attacks) {
      Cli.runIn(attack.given(), attack.words().toArray(new String[0]));
    }
    System.out.println("end");
  }

  private static Map<String, String> contents(Path top) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(top)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        contents.put(
            file.toString(),
            Files.isSymbolicLink(file)
                ? "-> " + Files.readSymbolicLink(file)
                : Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "");
      }
    }
    return contents;
  }
}
