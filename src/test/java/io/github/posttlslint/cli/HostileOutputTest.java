package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Cli.Run;
import io.github.posttlslint.testkit.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text of strangers wherever it can stand: whatever is asked of the program, nothing of it drives a
 * terminal, turns text around, hides in a report or is a command to the log of a CI server.
 */
@Slow
class HostileOutputTest {

  private static final Map<String, String> GITHUB = Map.of("GITHUB_ACTIONS", "true");

  private static final List<String> PIECES =
      List.of(
          "\n::add-mask::x",
          "\n  ::stop-commands::x",
          "::set-output name=a::b",
          "::",
          "##[error]x",
          "##vso[task.setvariable]x",
          "\n##teamcity[x]",
          "\r\033[0Ksection_start:1:x\r\033[0K",
          "\033]0;title\007",
          "\033[31m",
          "\u009b2J",
          "\u0085::x",
          "\u007f",
          "\b\b",
          "\u202e",
          "\u2066",
          "\u200f",
          "\u061c",
          "\u2028::x",
          "\u2029",
          "\uDB40\uDC41\uDB40\uDC7F",
          "\t",
          " ",
          "`",
          "<b>",
          "a",
          "é",
          "\uD83D\uDE00");

  /** What may stand nowhere. */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069"
              + "\\x{E0000}-\\x{E007F}\\ud800-\\udfff]");

  private static final Pattern COMMAND = Pattern.compile("(?mU)^\\s*::|##\\w*\\[");

  private static final Pattern OWN_COMMAND =
      Pattern.compile("(?m)^::(error file=|warning file=|notice (file|title)=)");

  @TempDir Path directory;

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4) + 1; i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Bytes that are no UTF-8 cannot come out of this: the text is encoded as the product does. */
  private static void assertHarmless(String text, String... words) {
    assertThat(HARMFUL.matcher(text).results().map(found -> escaped(found.group())))
        .as("%s in %s", String.join(" ", words), escaped(text))
        .isEmpty();
  }

  private static void assertNoCommand(String text, String... words) {
    String others = OWN_COMMAND.matcher(text).replaceAll("");
    assertThat(COMMAND.matcher(others).results().map(found -> found.group()))
        .as("%s in %s", String.join(" ", words), escaped(text))
        .isEmpty();
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> out.append(c >= ' ' && c < 127 ? "" + (char) c : String.format("\\u%04x", c)));
    return out.toString();
  }

  private Run run(String... words) {
    Run run = Cli.run(directory, GITHUB, words);
    assertThat(run.err()).doesNotContain("internal error");
    for (String said : List.of(run.out(), run.err())) {
      assertHarmless(said, words);
      assertNoCommand(said, words);
    }
    assertThat(run.err().lines()).allMatch(line -> line.startsWith("posttls-lint: "));
    return run;
  }

  /** A name of a file that this system can have. */
  private Path name(Random random) {
    String name = hostile(random).replace("/", "").replace("\0", "") + "x";
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      return directory.resolve(name.replaceAll("[^\\x00-\\x7f]", ""));
    }
  }

  /** Text in quotes of YAML, with an escape for each character that is not a letter. */
  private static String yaml(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }

  private static String mainCf(Random random) {
    StringBuilder text = new StringBuilder("smtpd_tls_security_level = may\n");
    text.append("smtpd_tls_cert_file = /etc/").append(hostile(random)).append("\n");
    text.append("smtpd_tls_loglevel = ").append(hostile(random)).append("\n");
    text.append("smtpd_tls_CAfiel").append(hostile(random)).append(" = x\n");
    text.append("smtp_tls_policy_maps = hash:").append(hostile(random)).append("\n");
    text.append("  smtp_tls_loglevel = 9 ").append(hostile(random)).append("\n");
    text.append("# posttls-lint: ignore[").append(hostile(random)).append("]\n");
    text.append("smtp_tls_cafile = \"").append(hostile(random)).append("\"\n");
    return text.toString();
  }

  private static String masterCf(Random random) {
    return "smtp inet n - n - - smtpd\n  -o smtpd_tls_auth_only="
        + hostile(random).replace("\n", " ")
        + "\n"
        + hostile(random).replace("\n", "")
        + " inet n - n - - smtpd\nx unix - - n - - smtp\n  -o {smtp_tls_loglevel = 9"
        + hostile(random).replace("\n", " ")
        + "}\n";
  }

  private static String rule(Random random) {
    String title = yaml("x" + hostile(random) + (random.nextBoolean() ? "\uD800" : ""));
    return "id: own-rule\nseverity: note\njudges: service\ntitle: "
        + title
        + "\nwhen: program = 'smtpd'\nmessage: "
        + yaml("x" + hostile(random).replace("{", ""))
        + "\nat: [service]\nwhy: "
        + yaml("x" + hostile(random) + "\n::x\n\n##[y]")
        + "\nmend: "
        + yaml("x" + hostile(random))
        + "\nreferences:\n  - text: "
        + yaml("x" + hostile(random))
        + "\n    url: "
        + yaml("https://x.example/" + hostile(random))
        + "\nexamples:\n  bad:\n    - title: "
        + yaml("x" + hostile(random))
        + "\n      main.cf: "
        + yaml("a = b\n" + hostile(random))
        + "\n      expect: [\"main.cf:1\"]\n  good:\n    - main.cf: "
        + yaml("a = b\n::x\n")
        + "\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void nothingThatIsPrintedDrivesATerminalOrALog(int seed) throws IOException {
    Random random = new Random(seed);
    Path setup = Files.createDirectory(name(random));
    Files.writeString(setup.resolve("main.cf"), mainCf(random));
    Files.writeString(setup.resolve("master.cf"), masterCf(random));
    Files.writeString(directory.resolve("own-rule.yaml"), rule(random));
    String path = directory.relativize(setup).toString();
    List<String> check = new ArrayList<>(List.of("check", "-v", "--rules", "own-rule.yaml"));
    for (ReportFormat format : ReportFormat.values()) {
      check.addAll(List.of("-o", format.label() + "=report." + format.label()));
    }
    check.add(path);
    Run written = run(check.toArray(new String[0]));
    assertThat(directory.resolve("report.text")).as(written.err()).isNotEmptyFile();
    for (ReportFormat format : ReportFormat.values()) {
      String text = Files.readString(directory.resolve("report." + format.label()));
      assertThat(text).isNotEmpty();
      assertHarmless(text, format.label());
      run("check", "--rules", "own-rule.yaml", "-f", format.label(), path);
    }
    run("check", "--diff", "--unsafe-fixes", path);
    run("check", "--write-baseline", "base", path);
    assertHarmless(Files.readString(directory.resolve("base")), "baseline");
    run("check", "-v", "--baseline", "base", path);
    for (String format : List.of("text", "json")) {
      run("show", "--all", "-f", format, path);
      run("upgrade", "-f", format, "--from", "2.10", "--to", "3.10", path);
      run("inspect", "-f", format, setup.resolve("main.cf").toString());
    }
    for (String format : List.of("text", "json", "markdown")) {
      run("rules", "--rules", "own-rule.yaml", "-f", format);
      run("clients", "-f", format, path);
      run("clients", "--client", "OpenSSL 3.5", "-f", format, path);
      run("clients", "--compare", "-f", format, path, path);
    }
    run("explain", "--rules", "own-rule.yaml", "own-rule");
    run("selftest", "own-rule.yaml");
    run("check", "--fix", "--unsafe-fixes", path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void nothingThatIsRefusedDrivesATerminalOrALog(int seed) throws IOException {
    Random random = new Random(seed);
    Files.writeString(directory.resolve("main.cf"), "smtpd_tls_security_level = may\n");
    for (String option :
        List.of(
            "--format",
            "--output",
            "--rules",
            "--config",
            "--baseline",
            "--write-baseline",
            "--postfix-version",
            "--color",
            "--fail-on",
            "--enable",
            "--disable",
            "--profile",
            "--root",
            "--now",
            "--changed-since",
            "--openssl-version",
            "--files",
            "--map",
            "--expiry-days",
            "--name",
            "--severity",
            "--jobs")) {
      run("check", option, hostile(random), ".");
    }
    run("check", "--" + hostile(random), ".");
    run("check", hostile(random));
    run(hostile(random));
    for (String command :
        List.of("show", "clients", "inspect", "explain", "selftest", "completion", "help")) {
      run(command, hostile(random));
      run(command, "--format", hostile(random));
    }
    run("clients", "--client", hostile(random), ".");
    run("upgrade", "--from", hostile(random), "--to", hostile(random), ".");
    for (String text :
        List.of(
            hostile(random),
            yaml(hostile(random)) + ": x\n",
            "files: " + yaml(hostile(random)) + "\n",
            "rules: [" + yaml(hostile(random)) + "]\n",
            "map: {" + yaml(hostile(random)) + ": " + yaml(hostile(random)) + "}\n",
            "baseline: " + yaml(hostile(random)) + "\n")) {
      Files.writeString(directory.resolve(".posttls-lint.yaml"), text);
      run("check", ".");
      Files.writeString(directory.resolve("bad-rule.yaml"), text);
      run("selftest", "bad-rule.yaml");
      run("check", "--baseline", "bad-rule.yaml", ".");
    }
    Files.delete(directory.resolve(".posttls-lint.yaml"));
    Path archive = directory.resolve("mx.zip");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(hostile(random) + "/main.cf"));
      zip.write(mainCf(random).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(archive, bytes.toByteArray());
    run("check", "-v", "mx.zip");
    run("check", "-f", "github", "mx.zip");
  }

  @Test
  void jsonHoldsTheTextAsItIs() throws IOException {
    String odd = "x\u009b\u202e\u2066\u200f##[a\uDB40\uDC41\u2028\u007f\u001b[1m";
    Path main = Files.writeString(directory.resolve("main.cf"), "smtpd_tls_loglevel = " + odd);
    Run run = Cli.run(directory, GITHUB, "show", "-f", "json", main.toString());
    assertHarmless(run.out());
    List<String> values = new ArrayList<>();
    texts(new ObjectMapper().readTree(run.out()), values);
    assertThat(values).contains(odd);
  }

  private static void texts(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts(child, texts));
  }

  /** What git apply takes, or what a person may see. */
  @Test
  void differenceIsExactForProgramsAlone() throws IOException {
    Files.writeString(
        directory.resolve("main.cf"), "# \033[31m\u202e ##[x]\nsmtpd_tls_cafile = /x\n  ::x\n");
    assertThat(Cli.runIn(directory, "check", "--diff", "--unsafe-fixes", ".").out())
        .contains(" # \033[31m\u202e ##[x]\n", "+smtpd_tls_CAfile");
    assertThat(Cli.run(directory, GITHUB, "check", "--diff", "--unsafe-fixes", ".").out())
        .contains(" # \u241B[31m\uFFFD ##\\[x]\n", "+smtpd_tls_CAfile", "   :\\:x\n");
  }

  /** A thousand findings in a comment of 64 kB were a report of 65 MB. */
  @ParameterizedTest
  @ValueSource(strings = {"html", "json", "text", "markdown", "junit", "checkstyle", "gitlab"})
  void longLineIsShownInPart(String format) throws IOException {
    StringBuilder line = new StringBuilder("# posttls-lint: ignore[");
    for (int i = 0; i < 1000; i++) {
      line.append("no-such-rule-").append(i).append("x".repeat(46)).append(',');
    }
    line.append("x]\nsmtp_tls_loglevel = ").append("y".repeat(60_000)).append('\n');
    Files.writeString(directory.resolve("main.cf"), line);
    Run run = Cli.runIn(directory, "check", "-f", format, ".");
    assertThat(run.out()).contains("no-such-rule-500x");
    assertThat(run.out().length()).isLessThan(1_000_000);
    assertThat(run.out().lines()).allMatch(one -> one.length() < 10_000);
  }
}
