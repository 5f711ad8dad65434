package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Folders;
import io.github.posttlslint.testkit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README.md, the manual and CONTRIBUTING.md, run in a scratch repository. */
class ManualCommandsTest {

  private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");

  /** A block of code, also one that belongs to an item of a list. */
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\n(.*?)^ *```$");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path project;

  @BeforeEach
  void makeRepository() throws IOException {
    for (String place : List.of("mail/etc/postfix", "new/etc/postfix", "etc/postfix", "hosts/a")) {
      Folders.copy(Path.of("samples/submission/good/etc/postfix"), project.resolve(place));
    }
    Files.createDirectories(project.resolve("zones"));
    Files.writeString(project.resolve("zones/db.example.org"), "@ SOA ns hostmaster 1 2 3 4 5\n");
    Files.createDirectories(project.resolve("my-rules"));
    Files.writeString(
        project.resolve("my-rules/site-helo-required.yaml"),
        Readme.block("yaml", "id: site-helo-required"));
    Files.writeString(
        project.resolve(".posttls-lint.yaml"),
        Readme.block("yaml", "postfix-version: 3.7\nfail-on"));
  }

  private static List<String> blocks(Path file, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(file));
    while (matcher.find()) {
      if (matcher.group(2).equals(language)) {
        blocks.add(matcher.group(3).replaceAll("(?m)^" + matcher.group(1), ""));
      }
    }
    return blocks;
  }

  /** Those that other tests run with archives and git are left to them. */
  @Test
  void everyCommandOfReadmeAndManualIsTaken() throws IOException {
    int commands = 0;
    for (Path file : Readme.files()) {
      for (String block : blocks(file, "sh")) {
        for (String line : block.lines().toList()) {
          if (line.startsWith("posttls-lint ") && !line.matches(".*(changed-since|mx1[.]tar).*")) {
            Cli.Run run = Cli.runIn(project, words(line));
            assertThat(run.status()).as(file + ": " + line + "\n" + run.err()).isBetween(0, 1);
            commands++;
          }
        }
      }
    }
    assertThat(commands).isGreaterThan(15);
  }

  /**
   * Without the program's name and the comment, the host's own set-up in the place of /etc/postfix.
   */
  private static String[] words(String line) {
    String command = line.replaceFirst("^posttls-lint ", "").replaceFirst(" # .*", "");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.replace(" /etc/postfix", " mail/etc/postfix"));
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.toArray(new String[0]);
  }

  @Test
  void rulesThatTheManualsShowPassTheirExamplesAndReport() throws IOException {
    Path rules = Files.createDirectories(project.resolve("rules/site"));
    String rule = blocks(CONTRIBUTING, "yaml").get(0);
    Files.writeString(rules.resolve("site-tls-loglevel.yaml"), rule);
    for (String folder : List.of("rules/site", "my-rules")) {
      Cli.Run run = Cli.runIn(project, "selftest", folder);
      assertThat(run.status()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).contains("1 rule");
    }
    Path config = project.resolve("etc/postfix/main.cf");
    Files.writeString(
        config, Files.readString(config) + "smtpd_tls_loglevel = 0\nsmtpd_helo_required = no\n");
    Cli.Run run =
        Cli.runIn(project, "check", "--rules", "rules/site", "--rules", "my-rules", "etc/postfix");
    assertThat(run.out()).contains("[site-tls-loglevel]", "[site-helo-required]");
  }

  /** They take Maven, and too long to be run by one of its tests: what they name is there. */
  @Test
  void commandsOfContributingNameWhatIsThere() throws IOException {
    String text = Files.readString(CONTRIBUTING);
    String pom = Files.readString(Path.of("pom.xml"));
    for (String name : find("-Dtest='?([\\w,]+)", text)) {
      for (String test : name.split(",", -1)) {
        assertThat(sources("src/test/java", test + ".java")).as(test).isNotEmpty();
      }
    }
    for (String names : find("mvn [^`]*?-P ([\\w,]+)", text)) {
      for (String profile : names.split(",", -1)) {
        assertThat(pom).contains("<id>" + profile + "</id>");
      }
    }
    for (String name : find("`(\\w+(?:Test|IT))`", text)) {
      assertThat(sources("src/test/java", name + ".java")).as(name).isNotEmpty();
    }
    for (String path : find("`(src/[\\w./-]+)`", text)) {
      assertThat(Path.of(path)).exists();
    }
    for (String properties : find("-D([a-z.]+)(?=[ =`\n])", text)) {
      assertThat(sourcesWith(properties)).as(properties).isTrue();
    }
  }

  private static List<String> find(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    assertThat(found).as(pattern).isNotEmpty();
    return found;
  }

  private static List<Path> sources(String folder, String name) throws IOException {
    try (var files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.endsWith(name)).toList();
    }
  }

  /** Whether the build or a test knows a property. */
  private static boolean sourcesWith(String property) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    if (pom.contains(property) || property.equals("test")) {
      return true;
    }
    try (var files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains("\"" + property + "\"")) {
          return true;
        }
      }
    }
    return false;
  }
}
