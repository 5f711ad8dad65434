package io.github.posttlslint.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.zone.ZoneRecord.Address;
import io.github.posttlslint.zone.Zones.Found;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as a name server gives them (RFC 1034, section 4.3.2; RFC 4592, section 2.2.1). */
class ZonesTest {

  private static final String ZONE =
      """
      @ SOA ns hostmaster 1 2 3 4 5
      @ NS ns.example.net.
      host A 192.0.2.1
      alias CNAME host
      far CNAME host.example.net.
      loop CNAME pool
      pool CNAME loop
      * A 192.0.2.9
      deep.below A 192.0.2.2
      *.below A 192.0.2.8
      *._tcp.host CNAME host
      child NS ns.child
      ns.child A 192.0.2.3
      old DNAME example.net.
      half A {{ address }}
      """;

  private static Zones zones(String text) {
    Zone zone =
        ZoneLibrary.reader()
            .read(
                SourceText.of("zone", text),
                "example.org",
                name -> {
                  throw new IOException("nothing is included");
                });
    return new Zones(List.of(zone));
  }

  @ParameterizedTest
  @CsvSource({
    "host.example.org, 192.0.2.1, ''",
    "HOST.Example.org., 192.0.2.1, ''",
    "alias.example.org, 192.0.2.1, ''",
    "nosuch.example.org, 192.0.2.9, ''",
    "a.b.example.org, 192.0.2.9, ''",
    "below.example.org, '', ''",
    "other.below.example.org, 192.0.2.8, ''",
    "x.deep.below.example.org, '', ''",
    "_25._tcp.host.example.org, 192.0.2.1, ''",
    "far.example.org, '', no zone is given that has host.example.net",
    "loop.example.org, '', aliases that do not end",
    "ns.child.example.org, '', 'child.example.org is a zone of its own, which is not given'",
    "x.old.example.org, '', DNAME leads elsewhere from old.example.org",
    "half.example.org, '', zone:15: a template fills it in",
    "example.com, '', no zone is given that has example.com"
  })
  void answersAsANameServerDoes(String name, String address, String doubt) {
    Found found = zones(ZONE).find(name, Address.class);
    assertThat(found.records())
        .extracting(record -> ((Address) record.data()).address())
        .isEqualTo(address.isEmpty() ? List.of() : List.of(address));
    assertThat(found.doubt()).isEqualTo(doubt.isEmpty() ? null : doubt);
  }

  @Test
  void aPartOfAZoneDoesNotTellWhatIsMissing() {
    Zones part = zones("host A 192.0.2.1\n");
    assertThat(part.find("host.example.org", Address.class).records()).hasSize(1);
    assertThat(part.find("mx.example.org", Address.class).doubt())
        .isEqualTo("the zone example.org has no SOA record: it is a part of one");
  }
}
