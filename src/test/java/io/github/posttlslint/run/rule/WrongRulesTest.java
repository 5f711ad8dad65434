package io.github.posttlslint.run.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.language.RuleException;
import io.github.posttlslint.postfix.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each fault of a rule is told with its place, what is there, and what may be meant. */
class WrongRulesTest {

  private static final Path FOLDER = Path.of("src/test/resources/rules");
  private static final Path TABLE = FOLDER.resolve("wrong.txt");

  private final RuleYaml rules = new RuleYaml(Parameters.load());

  /** A wrong rule, and what is told of it. */
  private record Wrong(String from, String to, List<String> told) {}

  private static String right() throws IOException {
    return Files.readString(FOLDER.resolve("right.yaml"));
  }

  private static List<Wrong> table(List<String> lines) {
    List<Wrong> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("- ")) {
        all.add(new Wrong(text(line), text(lines.get(i + 1)), new ArrayList<>()));
      } else if (line.startsWith("! ")) {
        all.get(all.size() - 1).told().add(line.substring(2));
      }
    }
    return all;
  }

  private static String text(String line) {
    return line.substring(Math.min(2, line.length()))
        .replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace('\0', '\\');
  }

  private List<String> told(String yaml) {
    try {
      rules.read("site", "site-rule", yaml);
      return List.of();
    } catch (RuleException e) {
      return e.lines();
    }
  }

  @Test
  void ruleThatTheOthersAreMadeOfIsRight() throws IOException {
    assertThat(told(right())).isEmpty();
  }

  @TestFactory
  List<DynamicTest> faultsAreTold() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    if (System.getProperty("refresh.reports") != null) {
      lines = refreshed(lines);
      Files.write(TABLE, lines);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Wrong wrong : table(lines)) {
      tests.add(
          DynamicTest.dynamicTest(
              wrong.from() + " to " + wrong.to(),
              () -> {
                assertThat(right()).contains(wrong.from());
                assertThat(told(right().replace(wrong.from(), wrong.to())))
                    .isNotEmpty()
                    .isEqualTo(wrong.told());
              }));
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  private List<String> refreshed(List<String> lines) throws IOException {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("! ")) {
        fresh.add(line);
      }
      if (line.startsWith("- ")) {
        fresh.add(lines.get(++i));
        told(right().replace(text(line), text(lines.get(i)))).forEach(one -> fresh.add("! " + one));
      }
    }
    return fresh;
  }
}
