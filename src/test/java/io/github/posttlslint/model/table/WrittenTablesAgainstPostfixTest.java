package io.github.posttlslint.model.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds tables that are written into main.cf against Postfix's own library (maps_find()). */
@Slow
class WrittenTablesAgainstPostfixTest {

  /** How many values; {@code -Dwritten.tables=20000} tries more. */
  private static final int COUNT = Integer.getInteger("written.tables", 4000);

  private static final List<String> KEYS = List.of("a", "A", "key", "k", "\"q", "\"q r\"", "x.y");

  private static final List<String> FRAGMENTS =
      List.of(
          "a=b",
          "A=c",
          "key=value",
          "{key = v w}",
          "{a = }",
          "{ {x} = {y} }",
          "b=",
          "=v",
          "word",
          "{c = d, e}",
          "{a=b}x",
          "{f = g=h}",
          "{k  =  l }",
          "{\"q r\" = s}",
          "\"q\"=u",
          "{ }",
          "a = b",
          "a =b",
          "k= l",
          "\"q",
          "\\",
          "{",
          "}",
          "=",
          ",",
          " , ",
          " ",
          "  ",
          "{a\\ b=c}");

  private static final List<String> WHOLE =
      List.of(
          "static:v",
          "static:{ v w }",
          "static:{v}x",
          "static:{v",
          "static:{}",
          "static:{{v}}",
          "static:v{",
          "static:{ }",
          "inline:{}",
          "inline:{ }",
          "inline:a=b",
          "inline:",
          "regexp:{{/^a/ one}}",
          "regexp:{ { /k(.)/ two $$1 } }",
          "regexp:{/a/ b}",
          "regexp:{}",
          "regexp:{{/a/ b}x}",
          "cidr:{{192.0.2.0/24 x}}",
          "unionmap:{static:a,inline:{a=b}}",
          "unionmap:{static:a",
          "unionmap:static:a",
          "unionmap:{}",
          "unionmap:{ }",
          "pipemap:{ static:a, inline:{a=b} }",
          "pipemap:{inline:{key=a}, inline:{{a = c d}}}",
          "texthash:{{a b}}",
          "static:secure match=x",
          "randmap:{v}",
          "randmap:v",
          "randmap:{}",
          "static:{secure match=nexthop:dot-nexthop ciphers=high}");

  private static final String UNCLEAR = "cannot tell";

  @TempDir Path directory;

  @Test
  void tablesAnswerAsThoseOfPostfix() throws Exception {
    List<String> values = new ArrayList<>(WHOLE);
    Random random = new Random(11);
    for (List<String> parts : RandomCases.make(7, COUNT, 6, FRAGMENTS)) {
      String table = random.nextInt(8) == 0 ? "static:{" : "inline:{";
      String glue = random.nextBoolean() ? " " : "";
      String closed = random.nextInt(12) == 0 ? "" : "}";
      String one = table + glue + String.join(glue, parts) + glue + closed;
      boolean several = random.nextInt(4) == 0;
      values.add(several ? one + ", " + WHOLE.get(random.nextInt(WHOLE.size())) : one);
    }
    List<List<String>> theirs = ask(values);
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int unclear = 0;
    for (int i = 0; i < values.size(); i++) {
      List<String> ours = ours(values.get(i));
      refused += theirs.get(i).contains("error") ? 1 : 0;
      unclear += ours.contains(UNCLEAR) ? 1 : 0;
      if (!theirs.get(i).isEmpty() && !agree(ours, theirs.get(i))) {
        differences.add(values.get(i) + "\n  we: " + ours + "\n  Postfix: " + theirs.get(i));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(unclear).isLessThan(values.size() / 20);
    assertThat(refused).isBetween(values.size() / 10, values.size() * 9 / 10);
  }

  private static boolean agree(List<String> ours, List<String> theirs) {
    boolean agree = ours.size() == theirs.size();
    for (int i = 0; agree && i < ours.size(); i++) {
      agree = ours.get(i).equals(UNCLEAR) || ours.get(i).equals(theirs.get(i));
    }
    return agree;
  }

  private static List<String> ours(String value) {
    SourceText text = SourceText.of("main.cf", "smtp_tls_policy_maps = " + value + "\n");
    SetupFiles files =
        new SetupFiles(
            new MemoryTree("/etc/postfix", true), "/etc/postfix", ".", MainCf.parse(text), null);
    Setup setup = new Setup(files, Parameters.load(), PostfixVersion.of(3, 7));
    TableChain chain = Tables.of(setup).chain(setup.value("smtp_tls_policy_maps"), OpenManner.MAPS);
    List<String> answers = new ArrayList<>();
    for (String key : KEYS) {
      LookupResult result = chain.find(key);
      answers.add(
          result instanceof LookupResult.Hit hit
              ? "found " + hit.value()
              : result instanceof LookupResult.Miss
                  ? "none"
                  : result instanceof LookupResult.Failure ? "error" : UNCLEAR);
    }
    return answers;
  }

  /** What Postfix answers; nothing where the process ends, as at a word without a type. */
  private List<List<String>> ask(List<String> values) throws IOException, InterruptedException {
    Path libraries = PostfixLoader.libraries();
    Path program =
        CProgram.compile(
            "query_tables",
            directory,
            "-L" + libraries,
            "-Wl,-rpath," + libraries,
            "-lpostfix-global",
            "-lpostfix-util");
    Process process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<List<String>> answers = new ArrayList<>();
    try (PrintWriter requests = new PrintWriter(process.outputWriter(UTF_8), true);
        BufferedReader lines = process.inputReader(UTF_8)) {
      for (String value : values) {
        requests.println(value + "\t" + String.join("\t", KEYS));
        List<String> answer = new ArrayList<>();
        String line = lines.readLine();
        for (; line != null && !line.equals("end"); line = lines.readLine()) {
          answer.add(line);
        }
        assertThat(line).as("answer for %s", value).isNotNull();
        answers.add(answer);
      }
    } finally {
      process.destroy();
    }
    return answers;
  }
}
