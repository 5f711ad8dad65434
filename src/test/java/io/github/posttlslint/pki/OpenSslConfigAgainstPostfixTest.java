package io.github.posttlslint.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the reading of OpenSSL's configuration against tls_library_init() of Postfix's own library:
 * random files, made of what matters. {@code -Dopenssl.configs=N} tries N of them.
 */
@Slow
class OpenSslConfigAgainstPostfixTest {

  private static final int CASES = Integer.getInteger("openssl.configs", 1500);

  private static final List<String> FRAGMENTS =
      List.of(
          "openssl_conf = s\n",
          "openssl_conf = s\n",
          "postfix = s\n",
          "openssl_conf=gone",
          "[s]\n",
          "[s]\n",
          "[ s ]  # x\n",
          "ssl_conf = x\n",
          "ssl_conf = x\n",
          "ssl_conf.1 = \"x\"\n",
          "[x]\n",
          "[x]\n",
          "system_default = y\n",
          "server = y z\n",
          "[y]\n",
          "[y]\n",
          "MinProtocol = TLSv1.2\n",
          "MinProtcol=x;y\n",
          "\\\n",
          "\\",
          "\n",
          "\r\n",
          " ",
          "#",
          "# note\n",
          "; note\n",
          "a = b\n",
          "a\n",
          "a::b = c\n",
          "s::ssl_conf = x\n",
          "c = $a\n",
          "c = ${a}d\n",
          "c = $(s::ssl_conf)\n",
          "c = ${a\n",
          "c = \"$a'\"\n",
          "c = '\\'#\n",
          "c = \\$a\n",
          "[",
          "]",
          "=",
          "$",
          "'",
          "\"",
          "`",
          "(x)",
          "\u00e4",
          "-----BEGIN CERTIFICATE-----\n",
          "providers = p\n[p]\n",
          "x.y-z/w@v = 1\n");

  @TempDir Path directory;

  private String real(PrintWriter requests, BufferedReader answers, String name)
      throws IOException {
    requests.println(directory.resolve("f.cnf") + " " + (name.isEmpty() ? "-" : name));
    String line = answers.readLine();
    while (line != null && !line.startsWith("ret ")) {
      line = answers.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void refusesWhatPostfixRefuses() throws Exception {
    Path program = CProgram.compile("load_openssl_cnf", directory, PostfixLoader.linked());
    Process process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int untold = 0;
    try (PrintWriter requests =
            new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      int number = 0;
      for (List<String> fragments : RandomCases.make(9, CASES, 14, FRAGMENTS)) {
        String text =
            (number % 3 == 0 ? "" : "openssl_conf = s\n[s]\n") + String.join("", fragments);
        String name = number++ % 4 == 0 ? "postfix" : "";
        Files.writeString(directory.resolve("f.cnf"), text, StandardCharsets.ISO_8859_1);
        String answer = real(requests, answers, name);
        OpenSslConfig.Outcome outcome =
            OpenSslConfig.read(text, name, OpenSslConfig.Surroundings.UNKNOWN);
        refused += answer.equals("ret 0") ? 1 : 0;
        if (outcome.doubt() != null) {
          untold++;
        } else if (!answer.equals(outcome.problem() == null ? "ret 1" : "ret 0")) {
          differences.add(RandomCases.quoted(text) + " " + name + ": " + answer + ", " + outcome);
        }
      }
    } finally {
      process.destroy();
    }
    assertThat(differences).isEmpty();
    assertThat(refused).isBetween(CASES / 5, CASES * 9 / 10);
    assertThat(untold).isLessThan(CASES / 3);
  }
}
