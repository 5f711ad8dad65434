package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {

  private final Programs programs = Programs.load();

  @Test
  void programsFollowReleases() {
    assertThat(programs.exists("postscreen", PostfixVersion.of(2, 7))).isFalse();
    assertThat(programs.exists("postscreen", PostfixVersion.of(2, 8))).isTrue();
    assertThat(programs.exists("smtpsd", PostfixVersion.NEWEST)).isFalse();
  }

  @Test
  void everyProgramThatReadsATlsParameterIsKnown() {
    Parameters parameters = Parameters.load();
    TreeSet<String> readers = new TreeSet<>();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name);
      if (parameter.isTls()) {
        readers.addAll(parameter.programs());
      }
    }
    // these are commands, not services
    readers.remove("*");
    readers.remove("posttls-finger");
    readers.remove("postfix");
    assertThat(readers).allSatisfy(reader -> assertThat(programs.life(reader)).isNotNull());
  }

  @ParameterizedTest
  @CsvSource({"smtp, 25", "submission, 587", "smtps, 465", "submissions, 465", "2525, 2525"})
  void namesOfServicesHavePorts(String service, int port) {
    assertThat(Programs.port(service)).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"http", "70000", "25x", "''"})
  void otherNamesHaveNone(String service) {
    assertThat(Programs.port(service)).isNull();
  }
}
