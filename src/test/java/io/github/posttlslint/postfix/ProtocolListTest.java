package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an smtpd(8) 3.7.11 with each list offers, or that it logs "Invalid TLS protocol list". */
class ProtocolListTest {

  private static final PostfixVersion NEWEST = PostfixVersion.NEWEST;

  /** Numbers are read in base 16, with 0x or without; those of no version set no bound. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=0303          | TLSv1.2 | TLSv1.2 | TLSv1.3",
        ">=303           | TLSv1.2 | TLSv1.2 | TLSv1.3",
        ">=0x0303        | TLSv1.2 | TLSv1.2 | TLSv1.3",
        ">=0X0304        | TLSv1.3 | TLSv1.3 | TLSv1.3",
        ">=+303          | TLSv1.2 | TLSv1.2 | TLSv1.3",
        ">=00303         | TLSv1.2 | TLSv1.2 | TLSv1.3",
        "<=0303          |         | TLSv1   | TLSv1.2",
        "<=0x0301        |         | TLSv1   | TLSv1",
        ">=302, <=0      | TLSv1.1 | TLSv1.1 | TLSv1.3",
        ">=771           |         | TLSv1   | TLSv1.3",
        "<=771           |         | TLSv1   | TLSv1.3",
        ">=305           |         | TLSv1   | TLSv1.3",
        "<=1             |         | TLSv1   | TLSv1.3",
        ">=7fffffff      |         | TLSv1   | TLSv1.3",
        ">=TLSv1.3 >=771 |         | TLSv1   | TLSv1.3",
        ">=              |         | TLSv1   | TLSv1.3",
        ">=0             |         | TLSv1   | TLSv1.3",
        ">=00            |         | TLSv1   | TLSv1.3",
        ">=-0            |         | TLSv1   | TLSv1.3",
        ">=none          |         | TLSv1   | TLSv1.3"
      })
  void boundsAreNamesOrNumbersInBase16(String text, String floor, String lowest, String highest) {
    ProtocolList list = ProtocolList.parse(text, NEWEST);
    assertThat(list).isNotNull();
    assertThat(list.floor()).isEqualTo(floor);
    assertThat(list.allowed()).startsWith(lowest).endsWith(highest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">=0x",
        ">=-1",
        ">=+",
        ">=-",
        ">=80000000",
        ">=0303x",
        ">=SSLv2",
        ">=3,03z",
        "<=g"
      })
  void otherBoundsAreRefused(String text) {
    assertThat(ProtocolList.parse(text, NEWEST)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{TLSv1.2}", "{TLSv1.2, TLSv1.3}", "!{SSLv3}", "{>=TLSv1.2}"})
  void bracesAreLetters(String text) {
    assertThat(ProtocolList.parse(text, NEWEST)).isNull();
  }

  /** A name that a release does not know is refused, and not excluded by others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.3.1 | TLSv1.2          | TLSv1.2 TLSv1.3",
        "3.3.2 | TLSv1.2          | TLSv1.2",
        "3.2.6 | !TLSv1.3         | refused",
        "3.2.7 | !TLSv1.3, !TLSv1 | TLSv1.1 TLSv1.2",
        "2.8.9 | TLSv1            | TLSv1 TLSv1.1 TLSv1.2 TLSv1.3",
        "2.8.9 | TLSv1.2          | refused",
        "3.5   | >=TLSv1.2        | refused",
        "3.6   | >=TLSv1.2        | TLSv1.2 TLSv1.3"
      })
  void releasesDiffer(String release, String text, String expected) {
    PostfixVersion version = Objects.requireNonNull(PostfixVersion.parse(release));
    ProtocolList list = ProtocolList.parse(text, version);
    assertThat(list == null ? "refused" : String.join(" ", list.allowed())).isEqualTo(expected);
  }

  @Test
  void namesAreThoseOfTheReferenceData() {
    Parameters parameters = Parameters.load();
    for (PostfixVersion version : PostfixVersion.releases()) {
      Parameter parameter = parameters.find("smtp_tls_mandatory_protocols", version);
      AcceptedValues values = parameter == null ? null : parameter.values();
      for (String name : values == null ? List.<String>of() : ProtocolList.NAMES) {
        assertThat(ProtocolList.parse(name, version) != null)
            .as(name + " in " + version)
            .isEqualTo(values.find(name, version) != null);
      }
    }
  }
}
