package io.github.posttlslint.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.table.PatternTable.Form;
import io.github.posttlslint.table.PatternTable.Rule;
import io.github.posttlslint.table.PatternTable.Statement;
import io.github.posttlslint.testkit.Postconf;
import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds tables of networks and regular expressions against the installed postmap. */
@Slow
class PostmapPatternTest {

  private static final Pattern WARNING = Pattern.compile("map \\S+, line (\\d+): (.*)");

  private static final List<String> NETWORKS =
      List.of(
          "10.0.0.0/8",
          "10.1.0.0/16",
          "10.1.2.3",
          "192.168.0.0/255",
          "10.0.0.1/8",
          "0.0.0.0/0",
          "1.2.3",
          "1.2.3.4.5",
          "01.2.3.4",
          "1.2.3.256",
          "::1",
          "::",
          "2001:db8::/32",
          "2001:db8::1/32",
          "[2001:db8::]/32",
          "[2001:db8::/32]",
          "[10.0.0.0/8]",
          "[10.0.0.0]/8",
          "[10.0.0.0",
          "10.0.0.0]",
          "[10.0.0.0]x",
          "::ffff:10.1.2.3",
          "::10.1.2.3:1",
          "fe80::1%eth0",
          "1:2:3:4:5:6:7:8",
          "1:2:3:4:5:6:7",
          "1::2::3",
          "12345::",
          "::/0",
          "::1/129",
          "10.0.0.0/33",
          "10.0.0.0/08",
          "10.0.0.0/",
          "/8",
          "example.com",
          "10.0.0.0/8/8",
          "!",
          "1:2:3:4:5:6:7::",
          "::g",
          ":1",
          "1:",
          "0.0.0.0",
          "10.1.2.3/32",
          "2001:db8:0:0:1::/80");

  private static final List<String> CIDR_LINES =
      List.of("", "", "", "if ", "IF ", "if !", "!", "!! ", "! ", "if\t! ", "ifx ", "endif ");

  private static final List<String> ADDRESSES =
      List.of(
          "10.1.2.3",
          "10.0.0.0",
          "10.255.255.255",
          "11.0.0.1",
          "192.168.1.1",
          "0.0.0.0",
          "::1",
          "::",
          "2001:db8::1",
          "2001:DB8:0:0:0:0:0:1",
          "2001:db9::",
          "::ffff:10.1.2.3",
          "1:2:3:4:5:6:7:8",
          "example.com",
          "10.1.2",
          "[10.1.2.3]",
          "2001:db8:0:0:1::5");

  /** Pieces of expressions that both libraries know. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "c",
          "A",
          "ab",
          "a.c",
          "x",
          "1",
          "_",
          "-",
          ".",
          ".*",
          ".+",
          "|",
          "(a|b)",
          "(b)",
          "(a*)(b?)",
          "[ab]",
          "[^a]",
          "[a-c]",
          "[]a]",
          "[^]a-]",
          "[a-]",
          "[-a]",
          "[[:digit:]]",
          "[[:alpha:]_]",
          "[\\w.]",
          "x?",
          "b*",
          "b+",
          "a{2}",
          "a{1,2}",
          "a{1,}",
          "^",
          "$",
          "\\.",
          "\\-",
          "\\d",
          "\\w",
          "\\W",
          "\\s",
          "\\b",
          "\\B",
          "\\/",
          "((a)b)",
          "()",
          "(|a)",
          "(a|ab)(c|bcd)",
          "@",
          "~",
          "#",
          "&",
          " ",
          "(a(b)?)+",
          "(.)(.*)",
          "]",
          "}");

  /** Pieces that at least one library refuses, or that are refused in some places. */
  private static final List<String> ODD =
      List.of(
          "*",
          "+",
          "?",
          "(",
          ")",
          "[A-z]",
          "[c-a]",
          "[_-z]",
          "[a-c-e]",
          "[[:foo:]]",
          "[[:^digit:]]",
          "[\\w-.]",
          "[\\d]",
          "[.-\\d]",
          "[",
          "{2}",
          "{,2}",
          "{2,1}",
          "{",
          "{x}",
          "\\<",
          "\\>",
          "\\1",
          "\\2",
          "\\Aa",
          "\\z",
          "\\x41",
          "\\Qa\\E",
          "(?:ab)",
          "(?=a)",
          "(?!a)",
          "(?<=a)",
          "(?i)",
          "(?-i)",
          "*?",
          "+?",
          "++",
          "??",
          "(a",
          "b)",
          "[[.a.]]",
          "[a");

  private static final List<String> STARTS = List.of("/", "/", "/", "/^", "!/", "if /", "IF !/");

  private static final List<String> ODD_STARTS =
      List.of("! /", "if/", "ifx /", "@", "endif ", "//");

  private static final List<String> ENDS =
      List.of("/ r", "/ s", "$/ r", "$/ [$1]", "/i r", "/ $(1)x", "/ $$x", "/m r", "/!/b/ two");

  private static final List<String> ODD_ENDS =
      List.of(
          "/ ${1}$2",
          "/ $1x",
          "/ $",
          "/ ${1",
          "/ $0",
          "/q r",
          "/",
          "/i!/b",
          "/ !/b/ r",
          " r",
          "/\n r\n  s",
          "/s r",
          "/\n#c\n r",
          "/U $1",
          "/x r",
          "/A r");

  private static final List<String> KEYS =
      List.of(
          "a",
          "b",
          "c",
          "A",
          "ab",
          "AB",
          "abc",
          "abcd",
          "aab",
          "ba",
          "cab",
          "a.c",
          "a-c",
          "x1",
          "1",
          "12",
          "_",
          "a_b",
          "a b",
          "foo@example.com",
          "[mx.example.com]:587",
          ".example.com",
          "w",
          "d1",
          "aaa",
          "abab",
          "^",
          "]",
          "{",
          "z",
          "\\",
          "/");

  @TempDir Path directory;

  private int lines;
  private int refused;
  private int decided;
  private int undecided;

  @BeforeEach
  void configure() throws IOException {
    Postconf.write(directory.resolve("main.cf"), "compatibility_level = 2\n".getBytes(UTF_8));
  }

  @Test
  void networksAreReadAndLookedUpAsPostmapDoes() throws Exception {
    List<String> tables = new ArrayList<>();
    for (List<String> picks : RandomCases.make(7, 120, 60, numbers(1000))) {
      StringBuilder table = new StringBuilder();
      for (int i = 0; i + 2 < picks.size(); i += 3) {
        String line = pick(CIDR_LINES, picks.get(i)) + pick(NETWORKS, picks.get(i + 1));
        String result = pick(List.of(" r", "\tr s ", "", "\n  r", " r"), picks.get(i + 2));
        boolean condition = line.toLowerCase(Locale.ROOT).startsWith("if");
        table.append(condition || line.startsWith("endif") ? line : line + result + i);
        table.append('\n').append(i % 9 == 0 ? "endif\n" : "");
      }
      tables.add(table.toString());
    }
    assertSame(Form.CIDR, tables, ADDRESSES);
    assertThat(undecided).isZero();
  }

  @Test
  void expressionsOfPosixAreReadAndLookedUpAsPostmapDoes() throws Exception {
    assertSame(Form.REGEXP, expressions(11), KEYS);
    assertThat(decided).isGreaterThan(2 * undecided);
  }

  @Test
  void expressionsOfPerlAreReadAndLookedUpAsPostmapDoes() throws Exception {
    assertSame(Form.PCRE, expressions(13), KEYS);
    assertThat(decided).isGreaterThan(undecided);
  }

  private static List<String> numbers(int count) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }

  private static String pick(List<String> from, String number) {
    return from.get(Integer.parseInt(number) % from.size());
  }

  /** Tables of few lines each, for the first line that matches hides the others. */
  private static List<String> expressions(long seed) {
    Random random = new Random(seed);
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      StringBuilder table = new StringBuilder();
      for (int j = 0; j < 4; j++) {
        String line = line(random);
        table.append(isTemplate(line) ? "" : line + "\n");
      }
      tables.add(table.append(i % 2 == 0 ? "endif\n" : "").toString());
    }
    return tables;
  }

  private static String line(Random random) {
    StringBuilder line = new StringBuilder(pick(random, STARTS, ODD_STARTS));
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      line.append(pick(random, PIECES, ODD));
    }
    boolean condition = line.toString().toLowerCase(Locale.ROOT).startsWith("if");
    return line + (condition && random.nextInt(8) > 0 ? "/" : pick(random, ENDS, ODD_ENDS));
  }

  private static String pick(Random random, List<String> usual, List<String> odd) {
    List<String> from = random.nextInt(12) == 0 ? odd : usual;
    return from.get(random.nextInt(from.size()));
  }

  /** What a template language would fill in is not what postmap reads. */
  private static boolean isTemplate(String line) {
    return line.contains("{{") || line.contains("{#") || line.contains("<");
  }

  private void assertSame(Form form, List<String> tables, List<String> keys) throws Exception {
    List<String> differences = new ArrayList<>();
    for (String text : tables) {
      PatternTable table = PatternTable.parse(SourceText.of("table", text), form, new MatchSteps());
      Output output = postmap(form, text, keys);
      compareLines(text, table, output, differences);
      compareLookups(text, table, output, keys, differences);
    }
    System.out.printf(
        Locale.ROOT,
        "postmap: %d tables of type %s, %d lines, %d refused; %d lookups decided, %d not%n",
        tables.size(),
        form,
        lines,
        refused,
        decided,
        undecided);
    assertThat(differences).isEmpty();
    assertThat(lines).isGreaterThan(300);
    assertThat(refused).isGreaterThan(100);
  }

  private void compareLines(
      String text, PatternTable table, Output output, List<String> differences) {
    Set<Integer> ours = new TreeSet<>();
    for (PatternProblem problem : table.problems()) {
      if (problem.kind() != PatternProblem.Kind.PERL_SYNTAX) {
        ours.add(startOf(text, problem.span().startLine()));
      }
    }
    Set<Integer> theirs = new TreeSet<>(output.warned().keySet());
    for (Statement statement : table.statements()) {
      lines++;
      Rule rule = statement.rule();
      if (rule != null && isUnclear(statement)) {
        theirs.remove(rule.line().span().startLine());
        ours.remove(rule.line().span().startLine());
      }
    }
    refused += ours.size();
    // whether an "if" is there at all can be unclear
    boolean conditionsClear =
        table.statements().stream().noneMatch(s -> s.rule() == null && isUnclear(s));
    if (conditionsClear && !ours.equals(theirs)) {
      differences.add("lines of\n" + text + ours + "\n" + output.warned());
    }
  }

  /** The line on which a logical line begins. */
  private static int startOf(String text, int line) {
    List<String> all = List.of(text.split("\n"));
    int start = line;
    while (start > 1
        && (all.get(start - 1).startsWith(" ") || all.get(start - 1).startsWith("#"))) {
      start--;
    }
    return start;
  }

  private static boolean isUnclear(Statement statement) {
    KeyTest second = statement.second();
    return statement.test().isUnclear() || (second != null && second.isUnclear());
  }

  private void compareLookups(
      String text, PatternTable table, Output output, List<String> keys, List<String> differences) {
    for (String key : keys) {
      Answer answer = table.find(key);
      if (answer.reason() != null) {
        undecided++;
        continue;
      }
      decided++;
      String found = output.found().get(key);
      if (!Objects.equals(answer.found(), found)) {
        differences.add("'" + key + "' in\n" + text + answer.found() + "\n" + found);
      }
    }
  }

  /**
   * What postmap prints.
   *
   * @param found results by key
   * @param warned the first warning by line
   */
  private record Output(Map<String, String> found, Map<Integer, String> warned) {}

  private Output postmap(Form form, String text, List<String> keys) throws Exception {
    Postconf.write(directory.resolve("table"), text.getBytes(UTF_8));
    Path input = Files.writeString(directory.resolve("keys"), String.join("\n", keys) + "\n");
    Path errors = directory.resolve("errors");
    String reference = form.name().toLowerCase(Locale.ROOT) + ":table";
    String postmap = Program.require("postmap").toString();
    Process process =
        new ProcessBuilder(postmap, "-c", directory.toString(), "-q", "-", reference)
            .directory(directory.toFile())
            .redirectInput(input.toFile())
            .redirectError(errors.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    Map<String, String> found = new HashMap<>();
    for (String line : out.split("\n")) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        found.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    Map<Integer, String> warned = new HashMap<>();
    for (String line : Files.readAllLines(errors, StandardCharsets.ISO_8859_1)) {
      Matcher matcher = WARNING.matcher(line);
      if (matcher.find()) {
        warned.putIfAbsent(Integer.parseInt(matcher.group(1)), matcher.group(2));
      }
    }
    return new Output(found, warned);
  }
}
