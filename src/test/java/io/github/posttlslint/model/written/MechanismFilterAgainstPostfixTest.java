package io.github.posttlslint.model.written;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.RandomCases;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds filters of SASL mechanisms against Postfix's own library (string_list_match()). */
class MechanismFilterAgainstPostfixTest {

  private static final List<String> MECHANISMS =
      List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256", "GSSAPI", "XOAUTH2", "EXTERNAL");

  private static final List<String> FRAGMENTS =
      List.of(
          "plain",
          "PLAIN",
          "!plain",
          "!!login",
          "crammd5",
          "!crammd5",
          "Cram-MD5",
          "!gssapi",
          "scram",
          "md5",
          "static:x",
          "!static:x",
          "xoauth2",
          "!!!external",
          "AUTH",
          "login");

  @TempDir Path directory;

  @Test
  void filtersLetThroughWhatPostfixDoes() throws Exception {
    Path libraries = PostfixLoader.libraries();
    Path program =
        CProgram.compile(
            "match_strings",
            directory,
            "-L" + libraries,
            "-Wl,-rpath," + libraries,
            "-lpostfix-global",
            "-lpostfix-util");
    Process process = new ProcessBuilder(program.toString()).start();
    List<String> differences = new ArrayList<>();
    int closed = 0;
    try (PrintWriter requests = new PrintWriter(process.outputWriter(UTF_8), true);
        BufferedReader answers = process.inputReader(UTF_8)) {
      for (List<String> words : RandomCases.make(5, 3000, 4, FRAGMENTS)) {
        String value = String.join(words.size() % 2 == 0 ? ", " : " ", words);
        requests.println(value + "\t" + String.join("\t", MECHANISMS));
        String answer = answers.readLine();
        assertThat(answer).as(value).isNotNull();
        boolean ours = MechanismFilter.parse(value).isClosed();
        closed += answer.isBlank() ? 1 : 0;
        // a word before it may shut out what the next one lets through; that is not told
        if (ours && !answer.isBlank()) {
          differences.add(value + ": we say that nothing passes, Postfix lets through " + answer);
        } else if (!ours && answer.isBlank() && words.stream().noneMatch(w -> w.startsWith("!"))) {
          differences.add(value + ": we say that something passes, Postfix lets nothing through");
        }
      }
    } finally {
      process.destroy();
    }
    assertThat(differences).isEmpty();
    assertThat(closed).isBetween(200, 2800);
  }
}
