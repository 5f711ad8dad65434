package io.github.posttlslint.cf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.PostfixRoot;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the expansion of random values against {@code postconf -x} of each release. */
@Slow
class PostconfMacroTest {

  private static final int FACTOR = Integer.getInteger("posttlslint.random", 1);

  private static final List<String> FRAGMENTS =
      List.of(
          "$",
          "$$",
          "$a",
          "${",
          "${",
          "${a",
          "${e",
          "${u",
          "$(",
          "}",
          "}",
          ")",
          "{",
          "{",
          "?",
          ":",
          "?{",
          ":{",
          "}:{",
          "}?{",
          "x",
          "1",
          "9",
          "10",
          " ",
          "a",
          "e",
          "==",
          "!=",
          "<",
          "<=",
          ">=",
          ">",
          "<=level",
          "==foo",
          "{1}",
          "{10}",
          "{a}",
          "{$a}",
          "3.6",
          "-",
          "+",
          ".",
          "$self",
          "${a?yes}",
          "${e:no}",
          "${{1} < {2} ? {lt}:{ge}}",
          "$deep",
          "${u:{$a}}",
          "\u00e9",
          "$bad",
          "${{",
          "}=={",
          "} != {",
          "} <level {",
          "${a?{",
          "}}",
          "}}",
          "}");

  /** Other releases get one in so many of the cases. */
  private static final int OTHERS = 4;

  /** Runs that end with an error take a second each. */
  private static final int MAX_ERRORS = 120 * FACTOR;

  @TempDir Path temporary;

  private Path temp = Path.of("temp");
  private Grammar grammar = Grammar.V3_6;

  static List<PostfixRoot> roots() throws IOException {
    return PostfixRoot.all();
  }

  private void begin(PostfixRoot root) throws IOException {
    grammar = Resolver.grammar(root.version(temporary));
    temp = root.directory(temporary);
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    PostfixRoot.delete(temp);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void expandsRandomValuesAsPostconf(PostfixRoot root) throws IOException {
    begin(root);
    int part = root.path() == null ? 1 : OTHERS;
    List<List<String>> good = new ArrayList<>();
    List<List<String>> bad = new ArrayList<>();
    for (List<String> value : RandomCases.make(20240503, 6000 * FACTOR / part, 12, FRAGMENTS)) {
      (expand(join(value)).error() == null ? good : bad).add(value);
    }
    checkTogether(good);
    assertThat(bad).hasSizeGreaterThanOrEqualTo(MAX_ERRORS / part);
    bad = bad.subList(0, Math.min(bad.size(), MAX_ERRORS / part));
    checkApart(bad);
    System.out.println(
        "postconf -x of "
            + root
            + ": "
            + good.size()
            + " random values, "
            + bad.size()
            + " with errors");
  }

  @ParameterizedTest
  @MethodSource("roots")
  void givesUpAtTheSameDepthAsPostconf(PostfixRoot root) throws IOException {
    begin(root);
    StringBuilder chain = new StringBuilder("d0 = bottom\n");
    for (int i = 1; i < 110; i++) {
      chain.append("d").append(i).append(" = $d").append(i - 1).append('\n');
    }
    for (int depth : new int[] {98, 99, 100, 101, 102}) {
      String main = chain + "smtpd_banner = $d" + depth + "\n";
      Path directory = Postconf.configuration(temp.resolve("d" + depth), bytes(main), null);
      Postconf.Run run = Postconf.run(directory, "-xh", "smtpd_banner");
      MacroExpander.Result result = expand(main, "$d" + depth);
      assertThat(run.status()).as("%s", depth).isEqualTo(result.error() == null ? 0 : 1);
    }
  }

  /** Values without errors go into one configuration, many at once. */
  private void checkTogether(List<List<String>> values) {
    int size = 200;
    for (int from = 0; from < values.size(); from += size) {
      List<List<String>> some = values.subList(from, Math.min(values.size(), from + size));
      StringBuilder main = new StringBuilder(definitions());
      StringBuilder used = new StringBuilder("used =");
      List<String> options = new ArrayList<>(List.of("-xh"));
      for (int i = 0; i < some.size(); i++) {
        main.append("v").append(i).append("_test = ").append(join(some.get(i))).append(".\n");
        used.append(" $v").append(i).append("_test");
        options.add("v" + i + "_test");
      }
      Path directory =
          Postconf.configuration(temp.resolve("good" + from), bytes(main + "" + used), null);
      Postconf.Run run = Postconf.run(directory, options.toArray(new String[0]));
      if (run.status() != 0 || run.lines().size() != some.size()) {
        checkApart(some);
        fail("postconf stops: %s", run.err());
      }
      List<String> lines = run.lines();
      for (int i = 0; i < some.size(); i++) {
        if (!lines.get(i).equals(expected(join(some.get(i)) + "."))) {
          report(some.get(i));
        }
      }
    }
  }

  private void checkApart(List<List<String>> values) {
    List<Path> directories = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      directories.add(write(join(values.get(i)), "bad" + i));
    }
    List<Postconf.Run> runs = Postconf.runAll(directories, "-xh", "smtpd_banner");
    for (int i = 0; i < values.size(); i++) {
      if (difference(join(values.get(i)), runs.get(i)) != null) {
        report(values.get(i));
      }
    }
  }

  private void report(List<String> failing) {
    List<String> smallest = RandomCases.shrink(failing, value -> difference(join(value)) != null);
    fail("%s%n%s", RandomCases.quoted(join(smallest)), difference(join(smallest)));
  }

  private @Nullable String difference(String value) {
    return difference(value, Postconf.run(write(value, "smaller"), "-xh", "smtpd_banner"));
  }

  private @Nullable String difference(String value, Postconf.Run run) {
    MacroExpander.Result result = expand(value);
    boolean same =
        result.error() == null
            ? run.status() == 0 && run.out().strip().equals(expected(value))
            : run.status() != 0 && run.err().contains(message(result.error()));
    return same ? null : "expected " + result + ", postconf: " + run;
  }

  private Path write(String value, String name) {
    String main = definitions() + "smtpd_banner = " + value + "\n";
    return Postconf.configuration(temp.resolve(name), bytes(main), null);
  }

  private String expected(String value) {
    return Postconf.folded(expand(value).text());
  }

  private MacroExpander.Result expand(String value) {
    return expand(definitions(), value);
  }

  private MacroExpander.Result expand(String main, String value) {
    MainCf cf = MainCf.parse(SourceText.of("main.cf", main));
    return MacroExpander.expand(
        value.strip(),
        grammar,
        name -> {
          MainCfEntry entry = cf.find(name);
          return entry == null ? null : entry.value().text();
        });
  }

  private static String definitions() {
    return "a = A\ne =\nu = $e\nself = x$self\nbad = ${a\ndeep = ${a?${u?$deeper}}\ndeeper = 12\n";
  }

  private static String join(List<String> fragments) {
    return String.join("", fragments);
  }

  /** What postconf says; of nesting errors, the name at which it gives up is left out. */
  private static String message(Macro.Broken error) {
    return error.kind() == Macro.Broken.Kind.NESTING
        ? "unreasonable macro call nesting"
        : Postconf.printable(error.detail());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
