package io.github.posttlslint.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Set-ups of which a running Postfix has shown what they do are judged right. Those that are not
 * yet stand in {@code known-wrong.txt}, which only gets shorter.
 */
@Slow
class CasesTest {

  private static final Path KNOWN_WRONG = Cases.DIRECTORY.resolve("known-wrong.txt");

  @TempDir static Path work;
  private static final Map<String, List<Case>> MADE = new LinkedHashMap<>();

  @BeforeAll
  static void makeAll() throws Exception {
    Program.require("openssl");
    Program.require("postmap");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Cases cases = new Cases(work);
    for (String name : plain()) {
      MADE.put(name, List.of(cases.make(name)));
    }
    for (String name : reports()) {
      MADE.put(name, cases.makeReport(name));
    }
  }

  private static Set<String> knownWrong() throws IOException {
    try (Stream<String> lines = Files.lines(KNOWN_WRONG)) {
      return lines.filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }

  static List<String> plain() throws IOException {
    return Cases.plain();
  }

  static List<String> reports() throws IOException {
    return Cases.reports();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plain")
  void caseIsJudgedRight(String name) throws Exception {
    judge(Objects.requireNonNull(MADE.get(name)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void reportIsJudgedRight(String name) throws Exception {
    judge(Objects.requireNonNull(MADE.get(name)));
  }

  private static void judge(List<Case> setups) throws IOException {
    Set<String> knownWrong = knownWrong();
    SoftAssertions softly = new SoftAssertions();
    for (Case one : setups) {
      Optional<String> mistake = one.mistake();
      if (knownWrong.contains(one.name())) {
        softly
            .assertThat(mistake)
            .as("%s is judged right: take it off %s", one.name(), KNOWN_WRONG)
            .isPresent();
      } else {
        softly.assertThat(mistake).as(one.name()).isEmpty();
      }
    }
    softly.assertAll();
  }

  @Test
  void twoRulesReportAtOnePlaceOnlyWhereTheirCausesDiffer() throws IOException {
    OnePlace.check(MADE.values().stream().flatMap(List::stream).toList());
  }

  @Test
  void everyNameOfTheListIsACase() throws IOException {
    assertThat(knownWrong())
        .allSatisfy(
            name ->
                assertThat(name)
                    .satisfiesAnyOf(
                        one -> assertThat(plain()).contains(one),
                        one ->
                            assertThat(reports())
                                .contains(one.replaceFirst(" (broken|fixed)$", ""))));
  }
}
