package io.github.posttlslint.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.rule.BuiltInRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Set-ups of which Postfix has shown where their mail goes, and how, are judged right. Those that
 * are not yet stand in {@code not-yet.txt}, which only gets shorter.
 */
class RouteKindsTest {

  private static final Path NOT_YET = RouteKind.DIRECTORY.resolve("not-yet.txt");

  static List<RouteKind> kinds() throws IOException {
    return RouteKind.readAll();
  }

  private static Set<String> notYet() throws IOException {
    try (Stream<String> lines = Files.lines(NOT_YET)) {
      return lines.filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void setupIsJudgedRight(RouteKind kind) throws IOException {
    Optional<String> mistake = mistake(kind);
    if (notYet().contains(kind.name())) {
      assertThat(mistake)
          .as("%s is judged right: take it off %s", kind.name(), NOT_YET)
          .isPresent();
    } else {
      assertThat(mistake).as(kind.name()).isEmpty();
    }
  }

  private static Optional<String> mistake(RouteKind kind) {
    ExampleSetup files = new ExampleSetup(kind.example(), Parameters.load());
    Linter linter = new Linter(BuiltInRules.load().usualRules(), files.settings());
    return kind.expectation().mistake(linter.lint(files.build()).findings());
  }

  @Test
  void everyNameOfTheListIsASetup() throws IOException {
    assertThat(kinds()).extracting(RouteKind::name).containsAll(notYet());
  }
}
