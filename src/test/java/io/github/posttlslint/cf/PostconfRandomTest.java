package io.github.posttlslint.cf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.PostfixRoot;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds random texts out of the nasty parts of the grammar against real {@code postconf}. */
@Slow
class PostconfRandomTest {

  /** Raise it for a longer search: -Dposttlslint.random=20. */
  private static final int FACTOR = Integer.getInteger("posttlslint.random", 1);

  private static final List<String> MAIN_FRAGMENTS =
      List.of(
          "\na = ",
          "\nb=",
          "\nc =",
          "\nx-y\t=",
          "\n1\u00e9 = ",
          "\na = ",
          "\r\nb = ",
          "\nmyhostname=",
          "\n#",
          "\n  ",
          "\n\t",
          "\n  # ",
          "\n\n",
          "\n \n",
          "\n\u000b",
          "\n",
          "a",
          "b",
          " ",
          "\t",
          "\r",
          "=",
          " = ",
          "#",
          "\u000b",
          "\f",
          "\u00a0",
          "\u0085",
          "$a",
          "${b}",
          "$$",
          "{",
          "}",
          ",",
          "\"",
          "\\\n ",
          "x y",
          "1",
          "\u00e9",
          "\u0000");

  private static final List<String> MASTER_FRAGMENTS =
      List.of(
          "smtp inet n - y - - smtpd",
          "25 inet n - - - - smtpd",
          "x unix - - n 60? 1 pipe",
          "s fifo n n - 3 0 p",
          "\n",
          "\n",
          "\n",
          "\n  ",
          "\n\t",
          " ",
          " ",
          " -o ",
          " -o ",
          "-o",
          " -v ",
          "a=b",
          "c = d",
          "e=",
          "=f",
          "{",
          "}",
          " { g = h } ",
          "{i=j}k",
          " { l",
          "--",
          "-",
          "-vo",
          "-s 2",
          "user=x",
          "#",
          "\n#",
          "\r\n",
          "\u000b",
          "\u0000",
          "\u00e9",
          "o",
          "argv",
          "-x",
          " y inet y n y 5 6 z",
          "p unix - - - - -",
          "\f");

  @TempDir Path temporary;

  private Path temp = Path.of("temp");

  static List<PostfixRoot> roots() throws IOException {
    return PostfixRoot.all();
  }

  @AfterEach
  void deleteDirectory() throws IOException {
    PostfixRoot.delete(temp);
  }

  /** Texts of which postconf refuses some part, as expected, so that the rest is not compared. */
  private int refused;

  /** Tells what is different between this package and postconf, or null. */
  private interface Comparison {
    @Nullable String difference(String text, Path directory, List<Postconf.Run> runs);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void readsRandomMainCfAsPostconf(PostfixRoot root) {
    temp = root.directory(temporary);
    check(
        root + ", main.cf",
        RandomCases.make(20240501, 300 * FACTOR / part(root), 40, MAIN_FRAGMENTS),
        (text, directory) ->
            Postconf.configuration(directory, bytes("first=1" + text), new byte[0]),
        List.of(List.of("-n")),
        this::mainDifference);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void readsRandomMasterCfAsPostconf(PostfixRoot root) {
    temp = root.directory(temporary);
    check(
        root + ", master.cf",
        RandomCases.make(20240502, 150 * FACTOR / part(root), 14, MASTER_FRAGMENTS),
        (text, directory) ->
            Postconf.configuration(directory, new byte[0], bytes("first unix - - n - - f" + text)),
        List.of(List.of("-M"), List.of("-P")),
        this::masterDifference);
  }

  /** Other releases get one in so many of the cases. */
  private static int part(PostfixRoot root) {
    return root.path() == null ? 1 : 3;
  }

  private interface Writer {
    Path write(String text, Path directory);
  }

  private void check(
      String what,
      List<List<String>> cases,
      Writer writer,
      List<List<String>> options,
      Comparison comparison) {
    List<Path> directories = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      directories.add(writer.write(String.join("", cases.get(i)), temp.resolve("case" + i)));
    }
    List<List<Postconf.Run>> runs = run(directories, options);
    for (int i = 0; i < cases.size(); i++) {
      String difference =
          comparison.difference(String.join("", cases.get(i)), directories.get(i), at(runs, i));
      if (difference != null) {
        report(cases.get(i), writer, options, comparison);
      }
    }
    System.out.printf(
        "postconf %s of %s: %d random texts, of which %d are refused%n",
        options, what, cases.size(), refused);
    assertThat(refused).as("refused of %d", cases.size()).isLessThan(cases.size() * 3 / 4);
  }

  private void report(
      List<String> failing, Writer writer, List<List<String>> options, Comparison comparison) {
    List<String> smallest =
        RandomCases.shrink(
            failing, text -> differenceOf(text, writer, options, comparison) != null);
    fail(
        "%s%n%s",
        RandomCases.quoted(String.join("", smallest)),
        differenceOf(smallest, writer, options, comparison));
  }

  private @Nullable String differenceOf(
      List<String> text, Writer writer, List<List<String>> options, Comparison comparison) {
    String whole = String.join("", text);
    Path directory = writer.write(whole, temp.resolve("smaller"));
    return comparison.difference(whole, directory, at(run(List.of(directory), options), 0));
  }

  private static List<List<Postconf.Run>> run(List<Path> directories, List<List<String>> options) {
    List<List<Postconf.Run>> runs = new ArrayList<>();
    for (List<String> option : options) {
      runs.add(Postconf.runAll(directories, option.toArray(new String[0])));
    }
    return runs;
  }

  private static List<Postconf.Run> at(List<List<Postconf.Run>> runs, int index) {
    return runs.stream().map(list -> list.get(index)).toList();
  }

  private @Nullable String mainDifference(String text, Path directory, List<Postconf.Run> runs) {
    MainCf cf = MainCf.parse(SourceText.of("main.cf", bytes("first=1" + text)));
    Postconf.Run run = runs.get(0);
    boolean fatal = cf.problems().stream().anyMatch(PostconfCorpusTest::isFatal);
    if (fatal != PostconfCorpusTest.isSyntaxError(run)) {
      return "expected " + cf.problems() + ", postconf: " + run;
    }
    boolean indented =
        cf.problems().stream().anyMatch(p -> p.kind() == SyntaxProblem.Kind.INDENTED_FIRST_LINE);
    if (!fatal && indented != run.err().contains("must not start with whitespace")) {
      return "expected " + cf.problems() + ", postconf: " + run;
    }
    if (run.status() != 0) {
      refused++;
      return null;
    }
    SortedMap<String, String> expected = new TreeMap<>();
    PostconfCorpusTest.settings(cf)
        .forEach((name, value) -> expected.put(printable(name), printable(value)));
    SortedMap<String, String> seen = new TreeMap<>();
    PostconfCorpusTest.seen(run, directory)
        .forEach((name, value) -> seen.put(printable(name), printable(value)));
    return seen.equals(expected) ? null : "expected " + expected + ", postconf: " + seen;
  }

  /** Warnings have a question mark for what is not printable, listings have single spaces. */
  private static String printable(String text) {
    return Postconf.folded(Postconf.printable(Postconf.folded(text)).replace('?', ' '));
  }

  private @Nullable String masterDifference(String text, Path directory, List<Postconf.Run> runs) {
    MasterCf cf =
        MasterCf.parse(SourceText.of("master.cf", bytes("first unix - - n - - f" + text)));
    boolean fatal =
        cf.problems().stream()
            .anyMatch(
                p ->
                    p.kind() == SyntaxProblem.Kind.MISSING_FIELD
                        || (p.kind() == SyntaxProblem.Kind.BAD_FIELD
                            && !p.detail().equals("command")));
    if (hasBraceInFields(cf)) {
      refused++;
      return null;
    }
    if (fatal != (runs.get(0).status() != 0)) {
      return "expected " + cf.problems() + ", postconf: " + runs.get(0);
    }
    if (fatal) {
      refused++;
      return null;
    }
    String expected =
        asBytes(cf, PostconfMaster.services(cf) + "\n" + PostconfMaster.parameters(cf));
    String seen = runs.get(0).lines() + "\n" + runs.get(1).lines();
    return expected.equals(seen) ? null : "expected " + expected + ", postconf: " + seen;
  }

  /** Braces keep columns together for postconf, but not for master(8). */
  private static boolean hasBraceInFields(MasterCf cf) {
    for (LogicalLine line : LineReader.read(cf.source(), Template.NONE).lines()) {
      WordReader words = new WordReader(line.text());
      for (int i = 0; i < MasterField.values().length; i++) {
        LogicalText word = words.next(false);
        if (word != null && word.text().indexOf('{') >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static String asBytes(MasterCf cf, String text) {
    return PostconfCorpusTest.bytes(cf.source(), text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(
        text.indexOf('\uFEFF') >= 0 ? java.nio.charset.StandardCharsets.UTF_8 : ISO_8859_1);
  }
}
