package io.github.posttlslint.zone.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Gap.Cause;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneReader.Includes;
import io.github.posttlslint.zone.ZoneRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterFileReaderTest {

  private static final String SOA = "@ SOA ns hostmaster 1 2 3 4 5\n";

  private static Zone read(String text) {
    return read(text, Map.of());
  }

  private static Zone read(String text, Map<String, String> included) {
    return read("db.example.org", text, included);
  }

  private static Zone read(String file, String text, Map<String, String> included) {
    Includes includes =
        name -> {
          String found = included.get(name);
          if (found == null) {
            throw new IOException("no such file");
          }
          return SourceText.of(name, found);
        };
    return new MasterFileReader().read(SourceText.of(file, text), "", includes);
  }

  private static String text(ZoneRecord record) {
    return record.place().startLine() + " " + record.owner() + " " + record.data();
  }

  @Test
  void recordsHaveTheirOwnerDataAndLine() {
    Zone zone =
        read(
            """
            $TTL 1h
            @ IN SOA ns hostmaster ( 1 ; a comment with ( in it
              3600 600 86400 300 )
              3600 IN MX 10 Mx
            mx IN 3600 A 192.0.2.1
              AAAA 2001:db8::1
            $ORIGIN sub
            *.w CNAME @
            _25._tcp TLSA 3 1 1 ( 00112233
              44556677 )
            t TXT "a ; b" ( c
              "d\\"e" )
            k DNSKEY 257 3 13 AAAA
            """);
    assertThat(zone.gaps()).isEmpty();
    assertThat(zone.name()).isEqualTo("example.org");
    assertThat(zone.isWhole()).isTrue();
    assertThat(zone.records())
        .extracting(MasterFileReaderTest::text)
        .containsExactly(
            "2 example.org Start[]",
            "4 example.org Mx[preference=10, host=mx.example.org]",
            "5 mx.example.org Address[address=192.0.2.1]",
            "6 mx.example.org Address[address=2001:db8:0:0:0:0:0:1]",
            "8 *.w.sub.example.org Alias[target=sub.example.org]",
            "9 _25._tcp.sub.example.org Certificate[tlsa=Tlsa[usage=3, selector=1, matching=1,"
                + " data=0011223344556677]]",
            "11 t.sub.example.org Text[text=a ; bcd\"e]",
            "13 k.sub.example.org Other[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x A 192.0.2.256",
        "x A",
        "x AAAA 192.0.2.1",
        "x NOSUCH data",
        "x CH TXT a",
        "x TLSA 3 1 1 0",
        "x TLSA 3 1 1 xy",
        "x TLSA 300 1 1 00",
        "x MX mx",
        "x TXT \"open",
        "x A ( 192.0.2.1",
        "a..b A 192.0.2.1",
        "$NOSUCH x",
        "$TTL soon",
        "$ORIGIN",
        "$GENERATE 4-1 x$ A 192.0.2.$",
        "$GENERATE x A 192.0.2.$",
        "$GENERATE 1-2 x$ MX 192.0.2.$",
        "$GENERATE 1-2 x$ MX 10 mx$",
        "$GENERATE 1-2 x$ A",
        "$GENERATE 1-2 x${y} A 192.0.2.1",
        "$GENERATE 1-2 x${0,2 A 192.0.2.1",
        "$GENERATE 1-2 x${0,2,z} A 192.0.2.1",
        "$GENERATE 1-2 x${0,999999999} A 192.0.2.1",
        "x TLSA 3 1 1 \"00\"",
        "x 1h 30m A 192.0.2.1",
        "x IN IN A 192.0.2.1",
        "$TTL 1h 30m",
        "$ORIGIN a b"
      })
  void whatANameServerRefusesIsTold(String line) {
    Zone zone = read(SOA + "before A 192.0.2.1\n" + line + "\n");
    assertThat(zone.records()).hasSize(2);
    assertThat(zone.gaps()).hasSize(1);
    Gap gap = zone.gaps().get(0);
    assertThat(gap.cause()).isEqualTo(Cause.MALFORMED);
    assertThat(gap.place().startLine()).isEqualTo(3);
    assertThat(gap.reason()).isNotBlank().doesNotContain("<none>", "null");
  }

  /** What {@code named-checkzone -D} of BIND 9.18 makes of the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-3/2 a${5,3,x} 300 IN A 10.0.0.${1} | a006 [address=10.0.0.2] a008 [address=10.0.0.4]",
        "1-2 b${-5} A 10.0.0.$ | b-4 [address=10.0.0.1] b-3 [address=10.0.0.2]",
        "1-1 a\\$$ A 10.0.0.$ | a\\$1 [address=10.0.0.1]",
        "1-1 a$$ A 10.0.0.$ | a\\$ [address=10.0.0.1]",
        "17-17 ${0,7,n} CNAME h${0,4,X}. | 1.1.0.0 [target=h0011]",
        "27-27 ${0,2,N}c CNAME h${-10,4,o}. | B.1c [target=h0021]",
        "300-300 ${0,0,n} CNAME h. | c.2.1 [target=h]",
        "1-1 c$ MX \"10 m$.\" ; x | c1 [preference=10, host=m1]",
        "25-25 _$._tcp TLSA \"3 1 1 ABab\" | _25._tcp [tlsa=Tlsa[usage=3, selector=1, matching=1,"
            + " data=abab]]",
        "1-1 d$ IN 5 TXT \"x $\" | d1 [text=x1]"
      })
  void recordsOfAnyTypeAreGenerated(String line, String made) {
    Zone zone = read(SOA + "$GENERATE " + line + "\n");
    assertThat(zone.gaps()).isEmpty();
    StringBuilder all = new StringBuilder();
    for (ZoneRecord record : zone.records().subList(1, zone.records().size())) {
      String data = record.data().toString();
      all.append(record.owner().replace(".example.org", "")).append(' ');
      all.append(data.substring(data.indexOf('['))).append(' ');
    }
    assertThat(all.toString().strip()).isEqualToIgnoringCase(made);
  }

  @Test
  void anAliasHasNothingElse() {
    Zone zone =
        read(
            SOA
                + "a CNAME b\na A 192.0.2.1\nc TXT x\nc CNAME d\n"
                + "e CNAME f\ne CNAME g\nh CNAME i\nh CNAME I\n"
                + "h RRSIG A 13 2 1 20300101000000 20200101000000 1 x. AA==\nh NSEC i CNAME\n");
    assertThat(zone.gaps())
        .extracting(gap -> gap.place().startLine() + " " + gap.reason())
        .containsExactly(
            "3 its name has a CNAME record and others",
            "5 its name has a CNAME record and others",
            "7 its name has a CNAME record and others");
    Zone branches = read(SOA + "{% if x %}\na CNAME b\n{% else %}\na A 192.0.2.1\n{% endif %}\n");
    assertThat(branches.gaps()).extracting(Gap::cause).containsOnly(Cause.TEMPLATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.com user:SECRET",
        "[mail]:587 SECRET",
        "SECRET",
        "x SECRET x",
        "x 5 IN A SECRET",
        "x MX 10 SE..CRET",
        "x MX 10 y SECRET",
        "x TXT \"SECRET",
        "x TLSA 3 1 1 SECRET",
        "x CNAME SECRET\\999",
        "$TTL SECRET",
        "$SECRET",
        "$ORIGIN SE..CRET",
        "$GENERATE SECRET x$ A 192.0.2.1",
        "$GENERATE 1-2 x$ A SECRET",
        "$GENERATE 1-2 x${SECRET} A 192.0.2.1"
      })
  void nothingOfAnEntryThatCannotBeReadIsQuoted(String line) {
    for (Gap gap : read(SOA + line + "\n").gaps()) {
      assertThat(gap.reason().replace(".", "")).doesNotContainIgnoringCase("secret");
    }
  }

  @Test
  void aByteOrderMarkIsRefusedAndHidesNothing() {
    Zone zone = read("\uFEFF" + SOA + "mx A 192.0.2.1\n");
    assertThat(zone.records()).hasSize(2);
    assertThat(zone.gaps())
        .extracting(Gap::reason)
        .containsOnly("a byte order mark stands before it");
  }

  @Test
  void commentsAreNoPartOfAPlace() {
    Zone zone = read(SOA + "x TXT \"a;b\"  ; token\ny A ( ; token\n  192.0.2.1 )\n");
    assertThat(zone.records())
        .extracting(record -> record.place().endColumn())
        .containsExactly(SOA.length(), 12, 6);
  }

  @Test
  void aMalformedLineHidesNoOther() {
    Zone zone = read(SOA + "x A nonsense\n  A 192.0.2.1\ny A 192.0.2.2\n");
    assertThat(zone.records())
        .extracting(MasterFileReaderTest::text)
        .contains("3 x.example.org Address[address=192.0.2.1]")
        .contains("4 y.example.org Address[address=192.0.2.2]");
    assertThat(zone.gaps()).extracting(Gap::owner).containsExactly("x.example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mx A {{ address }} ; mx.example.org",
        "mx TLSA 3 1 1 @TLSA_DATA@ ; mx.example.org",
        "mx TLSA 3 1 1 <%= @data %> ; mx.example.org",
        "{{ name }} A 192.0.2.1 ; ",
        "{% for host in hosts %} ; ",
        "<% hosts.each do |host| %> ; ",
        "@@NAME@@ A 192.0.2.1 ; ",
        "$INCLUDE {{ file }} ; "
      })
  void whatATemplateFillsInIsNotKnown(String line, String owner) {
    Zone zone = read(SOA + line + "\n");
    assertThat(zone.gaps()).extracting(Gap::cause).containsExactly(Cause.TEMPLATE);
    assertThat(zone.gaps().get(0).owner()).isEqualTo(owner);
  }

  @Test
  void includedFilesHaveTheirOriginAndLeaveThatOfBefore() {
    Zone zone =
        read(
            SOA + "x A 192.0.2.1\n$INCLUDE more sub\n  A 192.0.2.3\n$INCLUDE gone\n",
            Map.of("more", "y A 192.0.2.2\n"));
    assertThat(zone.records())
        .extracting(ZoneRecord::owner)
        .containsExactly("example.org", "x.example.org", "y.sub.example.org", "x.example.org");
    assertThat(zone.records().get(2).place().file()).isEqualTo("more");
    assertThat(zone.gaps()).extracting(Gap::reason).containsExactly("gone: no such file");
    assertThat(zone.gaps()).extracting(Gap::cause).containsExactly(Cause.INCLUDE);
  }

  @Test
  void filesThatIncludeThemselvesEnd() {
    Zone zone = read(SOA + "$INCLUDE loop\n", Map.of("loop", "$INCLUDE loop\n".repeat(3)));
    assertThat(zone.gaps()).isNotEmpty().allMatch(gap -> gap.cause() == Cause.LIMIT);
  }

  @Test
  void recordsAreGeneratedUpToALimit() {
    Zone zone = read(SOA + "$GENERATE 1-3 h$ A 192.0.2.$\n$GENERATE 0-999999999 i$ A 192.0.2.1\n");
    assertThat(zone.records())
        .extracting(MasterFileReaderTest::text)
        .endsWith("2 h3.example.org Address[address=192.0.2.3]")
        .hasSize(4);
    assertThat(zone.gaps()).extracting(Gap::cause).containsExactly(Cause.LIMIT);
  }

  @Test
  void aHundredThousandRecordsAreReadAndMoreThanTheLimitAreNot() {
    StringBuilder text = new StringBuilder(SOA);
    for (int i = 0; i < 100_000; i++) {
      text.append('h').append(i).append(" A 192.0.2.1\n");
    }
    Zone zone = Assertions.assertTimeout(Duration.ofSeconds(20), () -> read(text.toString()));
    assertThat(zone.records()).hasSize(100_001);
    assertThat(zone.gaps()).isEmpty();
    String many = SOA + "$GENERATE 1-65536 h$ A 192.0.2.1\n".repeat(5);
    zone = Assertions.assertTimeout(Duration.ofSeconds(20), () -> read(many));
    assertThat(zone.records()).hasSize(Limits.ZONE_RECORDS);
    assertThat(zone.gaps()).extracting(Gap::cause).containsExactly(Cause.LIMIT);
  }

  @Test
  void anEntryThatIsTooLongIsNotRead() {
    Zone zone = read(SOA + "x TXT (" + " a\n".repeat(Limits.ZONE_ENTRY) + ")\ny A 192.0.2.1\n");
    assertThat(zone.gaps()).extracting(Gap::cause).containsExactly(Cause.LIMIT);
    assertThat(zone.records()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "db.example.org, example.org",
    "zones/example.org.zone, example.org",
    "example.org, example.org",
    "Example.ORG.db.j2, example.org",
    "zone, ''",
    "a b.org, ''"
  })
  void theNameOfTheFileTellsTheZone(String file, String name) {
    assertThat(read(file, "", Map.of()).name()).isEqualTo(name);
  }

  @Test
  void withoutANameOfTheZoneRelativeNamesAreRefused() {
    assertThat(read("zone", "mx A 192.0.2.1\n", Map.of()).gaps())
        .extracting(Gap::reason)
        .containsExactly("relative to a zone whose name is not known");
    Zone named = read("zone", "$ORIGIN example.net.\nmx A 192.0.2.1\n", Map.of());
    assertThat(named.name()).isEqualTo("example.net");
    assertThat(named.gaps()).isEmpty();
  }
}
