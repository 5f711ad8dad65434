package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an smtpd(8) 3.7.11 with each list offers, or that it logs "Invalid TLS protocol list". */
class ProtocolListTest {

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
        "<=0303          |         | SSLv2   | TLSv1.2",
        "<=0x0301        |         | SSLv2   | TLSv1",
        ">=302, <=0      | TLSv1.1 | TLSv1.1 | TLSv1.3",
        ">=771           |         | SSLv2   | TLSv1.3",
        "<=771           |         | SSLv2   | TLSv1.3",
        ">=305           |         | SSLv2   | TLSv1.3",
        "<=1             |         | SSLv2   | TLSv1.3",
        ">=7fffffff      |         | SSLv2   | TLSv1.3",
        ">=TLSv1.3 >=771 |         | SSLv2   | TLSv1.3",
        ">=              |         | SSLv2   | TLSv1.3",
        ">=0             |         | SSLv2   | TLSv1.3",
        ">=00            |         | SSLv2   | TLSv1.3",
        ">=-0            |         | SSLv2   | TLSv1.3",
        ">=none          |         | SSLv2   | TLSv1.3"
      })
  void boundsAreNamesOrNumbersInBase16(String text, String floor, String lowest, String highest) {
    ProtocolList list = ProtocolList.parse(text);
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
    assertThat(ProtocolList.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{TLSv1.2}", "{TLSv1.2, TLSv1.3}", "!{SSLv3}", "{>=TLSv1.2}"})
  void bracesAreLetters(String text) {
    assertThat(ProtocolList.parse(text)).isNull();
  }
}
