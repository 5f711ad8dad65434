package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.posttlslint.model.Platform;
import io.github.posttlslint.postfix.Distribution;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * A Postfix that examples are run with: the installed one, or one that {@code
 * src/test/referee/stage-postfix} has unpacked.
 *
 * @param from {@code this system}, or the suite of Debian that it is of
 * @param version its version, with the patch level
 * @param openssl the version of its OpenSSL, such as {@code 1.1.1w}
 * @param root the root directory of the system that it is in; null for this one
 */
public record Release(String from, PostfixVersion version, String openssl, @Nullable Path root) {

  private static final Path LIST = Path.of("src/test/referee/releases");
  private static final String STAGED = "POSTTLSLINT_REFEREES";

  /** The releases beside the installed one, and why others that there could be are not. */
  public record Staged(List<Release> releases, List<String> leftOut) {}

  /** The installed one; leaves the calling test out where there is none. */
  public static Release installed() throws IOException, InterruptedException {
    Program.require("postconf");
    Program.require("openssl");
    return ask("this system", null);
  }

  /** Those that have been unpacked where the environment says, or else in the cache directory. */
  public static Staged staged() throws IOException, InterruptedException {
    String given = System.getenv(STAGED);
    String home = Objects.requireNonNullElse(System.getenv("HOME"), "");
    return staged(
        given != null ? Path.of(given) : Path.of(home, ".cache", "posttls-lint-referees"));
  }

  /** That of this system and those that are staged. */
  public static List<Release> every() throws IOException, InterruptedException {
    List<Release> every = new ArrayList<>(List.of(installed()));
    every.addAll(staged().releases());
    return every;
  }

  /** Those that have been unpacked in a directory. */
  static Staged staged(Path directory) throws IOException, InterruptedException {
    List<Release> releases = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Expected one : expected()) {
      Path root = directory.resolve(one.suite());
      if (!Files.isDirectory(root)) {
        leftOut.add(one + " has not been fetched: see src/test/referee/stage-postfix");
        continue;
      }
      Release found = ask(one.suite(), root.toAbsolutePath());
      if (found.branch().equals(one.branch())) {
        releases.add(found);
      } else {
        leftOut.add(one + " is Postfix " + found.version() + " by now: see " + LIST);
      }
    }
    return new Staged(releases, leftOut);
  }

  /** A line of the list. */
  private record Expected(String suite, String branch) {
    @Override
    public String toString() {
      return "Postfix " + branch + " of " + suite;
    }
  }

  private static List<Expected> expected() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split(" +"))
        .map(words -> new Expected(words[0], words[1]))
        .toList();
  }

  private static Release ask(String from, @Nullable Path root)
      throws IOException, InterruptedException {
    String version = run(root, "postconf", "-dh", "mail_version");
    PostfixVersion known = PostfixVersion.parse(version);
    if (known == null) {
      throw new AssertionFailedError("version '" + version + "' of the Postfix of " + from);
    }
    return new Release(from, known, run(root, "openssl", "version").split(" ")[1], root);
  }

  /**
   * What runs there.
   *
   * @param judged the release to judge by
   */
  public Platform platform(PostfixVersion judged) {
    return new Platform(
        judged,
        "",
        false,
        OpenSslReleases.between(library(), library()),
        Objects.requireNonNull(Distribution.find("debian", "")));
  }

  /** Its OpenSSL. */
  public OpenSslRelease library() {
    return Objects.requireNonNull(OpenSslReleases.parse(openssl), openssl).oldest();
  }

  /** What its postconf says of a parameter that nobody has set. */
  String usual(String parameter) throws IOException, InterruptedException {
    return run(root, "postconf", "-dh", parameter);
  }

  /** The defaults of its parameters, unexpanded, without those that services of master.cf make. */
  Map<String, String> defaults() throws IOException, InterruptedException {
    Path empty =
        Files.createTempDirectory(root == null ? Path.of("/tmp") : root.resolve("tmp"), "defaults");
    try {
      Files.writeString(empty.resolve("main.cf"), "# nothing is set\n");
      Files.createFile(empty.resolve("master.cf"));
      String inside = root == null ? empty.toString() : "/tmp/" + empty.getFileName();
      Map<String, String> defaults = new TreeMap<>();
      for (String line : run(root, "postconf", "-c", inside, "-d").lines().toList()) {
        String[] sides = line.split(" =", 2);
        if (sides.length == 2) {
          defaults.put(sides[0], sides[1].strip());
        }
      }
      return defaults;
    } finally {
      Files.deleteIfExists(empty.resolve("main.cf"));
      Files.deleteIfExists(empty.resolve("master.cf"));
      Files.delete(empty);
    }
  }

  /** The suites up to TLS 1.2 that its OpenSSL leaves of a cipher string; none if it refuses it. */
  List<String> ciphers(String string) throws IOException, InterruptedException {
    try {
      String word = string.startsWith("-") ? ":" + string : string; // not an option
      String listing = run(root, "openssl", "ciphers", "-ciphersuites", "", word);
      return listing.isEmpty() ? List.of() : List.of(listing.split(":"));
    } catch (AssertionFailedError refused) {
      return List.of();
    }
  }

  private static String run(@Nullable Path root, String... command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    if (root == null) {
      whole.add(Program.require(command[0]).toString());
    } else {
      whole.addAll(List.of(Program.require("chroot").toString(), root.toString(), command[0]));
    }
    whole.addAll(List.of(command).subList(1, command.length));
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionFailedError(whole + ": " + said);
    }
    return said;
  }

  /** The release without its patch level: {@code 3.7}. */
  public String branch() {
    return version.release().toString();
  }

  @Override
  public String toString() {
    return "Postfix " + version + " of " + from + ", OpenSSL " + openssl;
  }
}
