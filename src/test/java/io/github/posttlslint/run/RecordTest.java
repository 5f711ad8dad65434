package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.cases.RecordedCases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Corpus;
import io.github.posttlslint.testkit.RuleExamples;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While the house is rebuilt, everything is judged as before: what was said of all examples,
 * samples, cases and real configurations is on record. {@code -Drecord=write} writes the record
 * anew; what it then changes is to be explained.
 */
@Slow
class RecordTest {

  private static final Path RECORDS = Path.of("src/test/resources/record");
  private static final List<String> NOW = List.of("--now", "2026-06-01T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path work;

  @Test
  void examplesAreJudgedAsBefore() throws Exception {
    RuleExamples examples = RuleExamples.read();
    Map<String, List<String>> said = new TreeMap<>();
    for (RuleExamples.Named one : examples.of("")) {
      ExampleSetup files = new ExampleSetup(one.example(), Parameters.load());
      List<Rule> rules = new ArrayList<>(examples.rules());
      rules.removeIf(rule -> rule.profile() != null && !rule.id().equals(one.rule().id()));
      Linter linter = new Linter(rules, files.settings());
      var judged = linter.judge(files.build());
      List<String> lines = new ArrayList<>();
      for (Finding finding : judged.findings()) {
        lines.add(line(finding));
      }
      for (Unverified item : judged.unverified()) {
        lines.add(
            "untold "
                + item.rule().id()
                + " "
                + item.span()
                + " "
                + item.parameter()
                + " | "
                + item.reason());
      }
      Collections.sort(lines);
      said.put(one.name(), lines);
    }
    compare("examples", said);
  }

  private static String line(Finding finding) {
    StringBuilder line = new StringBuilder();
    line.append(finding.severity().label()).append(' ').append(finding.rule().id());
    line.append(' ').append(finding.span()).append(' ').append(finding.parameter());
    line.append(' ').append(finding.services()).append(" | ").append(finding.message());
    for (Finding.Related related : finding.related()) {
      line.append(" | ").append(related.span()).append(' ').append(related.message());
    }
    Finding.Fix fix = finding.fix();
    if (fix != null) {
      line.append(" | ").append(fix.safe()).append(' ').append(fix.description());
      for (Finding.Edit edit : fix.edits()) {
        line.append(" | ").append(edit.span()).append(" := ").append(edit.replacement());
      }
    }
    return plain(line.toString());
  }

  @Test
  void samplesAreJudgedAsBefore() throws Exception {
    Map<String, List<String>> said = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("samples"))) {
      for (Path file : files.filter(one -> one.endsWith("main.cf")).sorted().toList()) {
        said.put(file.toString(), check(file.getParent(), NOW));
      }
    }
    compare("samples", said);
  }

  @Test
  void casesAreJudgedAsBefore() throws Exception {
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, List<String>> said = new TreeMap<>();
    for (RecordedCases.Made made : RecordedCases.all(work)) {
      List<String> lines = check(made.root(), made.options());
      // columns depend on the length of the name of the folder they lie in
      lines.replaceAll(line -> line.replaceAll(":(\\d+):\\d+-(\\d+):\\d+", ":$1-$2"));
      said.put(made.name(), lines);
    }
    compare("cases", said);
  }

  @Test
  void realConfigurationsAreJudgedAsBefore() throws Exception {
    Map<String, List<String>> said = new TreeMap<>();
    for (Corpus.Item item : Corpus.items()) {
      Path directory = item.directory().toAbsolutePath().normalize();
      List<String> lines = check(directory, NOW);
      // they are not ours to hand on: places alone, and a digest of the words
      lines.replaceAll(line -> line.replaceAll(" \\|.*", "") + " " + digest(line));
      said.put(item.id(), lines);
    }
    compare("corpus", said);
  }

  private static List<String> check(Path directory, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "json"));
    arguments.addAll(List.of("--fail-on", "never"));
    arguments.addAll(options);
    arguments.add(directory.toString());
    Cli.Run run = Cli.run(arguments.toArray(new String[0]));
    JsonNode report = JSON.readTree(run.out());
    List<String> lines = new ArrayList<>();
    for (JsonNode finding : report.get("findings")) {
      StringBuilder line = new StringBuilder();
      line.append(finding.get("severity").asText()).append(' ').append(place(finding));
      line.append(finding.get("parameter").asText()).append(' ').append(finding.get("services"));
      line.append(" | ").append(finding.get("message").asText());
      for (JsonNode related : finding.get("related")) {
        line.append(" | ").append(place(related)).append(related.get("message").asText());
      }
      JsonNode fix = finding.get("fix");
      if (!fix.isNull()) {
        line.append(" | ").append(fix.get("safe")).append(fix.get("description").asText());
        for (JsonNode edit : fix.get("edits")) {
          line.append(" | ").append(place(edit)).append(edit.get("replacement").asText());
        }
      }
      lines.add(without(directory, line.toString()));
    }
    for (JsonNode item : report.get("unverified")) {
      String text = "untold " + place(item) + item.get("parameter").asText() + " | ";
      lines.add(without(directory, text + item.get("reason").asText()));
    }
    Collections.sort(lines);
    return lines;
  }

  private static String place(JsonNode node) {
    String rule = node.has("rule") ? node.get("rule").asText() + " " : "";
    return rule
        + node.get("file").asText()
        + ":"
        + node.get("line").asInt()
        + ":"
        + node.get("column").asInt()
        + "-"
        + node.get("endLine").asInt()
        + ":"
        + node.get("endColumn").asInt()
        + " ";
  }

  private static String without(Path directory, String line) {
    return plain(line.replace(directory.toString(), "DIR").replace(work.toString(), "WORK"));
  }

  /** Without what is made anew each time. */
  private static String plain(String line) {
    return line.replace("\n", "\\n")
        .replaceAll("([0-9A-Fa-f]{2}:){15,}[0-9A-Fa-f]{2}", "DIGEST")
        .replaceAll("20\\d\\d-\\d\\d-\\d\\d(T[0-9:]+Z)?", "DATE");
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(String name, Map<String, List<String>> said) throws IOException {
    StringBuilder text = new StringBuilder();
    said.forEach(
        (setup, lines) -> {
          for (String line : lines) {
            text.append(setup).append(" >> ").append(line).append('\n');
          }
        });
    Path file = RECORDS.resolve(name + ".txt.gz");
    if (System.getProperty("record", "").equals("write")) {
      Files.createDirectories(RECORDS);
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    List<String> before;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      before = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<String> now = text.toString().lines().toList();
    List<String> gone = new ArrayList<>(before);
    gone.removeAll(java.util.Set.copyOf(now));
    List<String> come = new ArrayList<>(now);
    come.removeAll(java.util.Set.copyOf(before));
    List<String> differences = new ArrayList<>();
    gone.forEach(line -> differences.add("- " + line));
    come.forEach(line -> differences.add("+ " + line));
    assertThat(String.join("\n", differences)).as(name).isEmpty();
  }
}
