package io.github.posttlslint.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.secret.HiddenLines;
import io.github.posttlslint.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is no secret stays visible: on real configurations, samples and cases. */
class NothingElseHiddenTest {

  private static final Parameters PARAMETERS = Parameters.load();

  /** Lines of real configurations of which a part is hidden though it tells nothing. */
  private static final List<String> KNOWN =
      List.of("local_transport = error:", "#relayhost = $mydomain ", "#relayhost = # ");

  /** The lines of which a part is hidden. */
  private static List<String> hidden(String name, byte[] bytes) {
    boolean isMain = name.contains("main.cf");
    SourceText text = SourceText.of(name, new String(bytes, ISO_8859_1));
    HiddenLines lines = new HiddenLines(isMain ? text : null, isMain ? null : text, PARAMETERS);
    List<String> hidden = new ArrayList<>();
    for (int number = 1; number <= text.lineCount(); number++) {
      String line = lines.line(name, number);
      if (line != null && line.contains(Hidden.MARK)) {
        hidden.add(line);
      }
    }
    return hidden;
  }

  @Test
  void ofRealConfigurationsOnlyTheseLinesAreHiddenInPart() {
    List<String> all = new ArrayList<>();
    for (Corpus.Item item : Corpus.items()) {
      for (String name : List.of("main.cf", "master.cf")) {
        if (item.has(name)) {
          all.addAll(hidden(name, item.read(name)));
        }
      }
    }
    all.removeIf(line -> KNOWN.stream().anyMatch(line::startsWith));
    assertThat(all).isEmpty();
  }

  @Test
  void ofSamplesAndCasesOnlyPasswordsAreHidden() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path root : List.of(Path.of("samples"), Path.of("src/test/resources/cases"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.equals("main.cf") || name.equals("master.cf")) {
            all.addAll(hidden(name, Files.readAllBytes(file)));
          }
        }
      }
    }
    assertThat(all)
        .isNotEmpty()
        .allMatch(line -> line.matches("smtp_sasl_password_maps = (static|inline):\\[REDACTED]"));
  }
}
