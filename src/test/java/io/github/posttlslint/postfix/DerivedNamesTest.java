package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedNamesTest {

  private static final PostfixVersion V3_7 = PostfixVersion.of(3, 7);

  private final DerivedNames derived = DerivedNames.load();
  private final Parameters parameters = Parameters.load();

  @Test
  void servicesMakeTheParametersThatPostconfLists(@TempDir Path directory) throws Exception {
    String masterCf =
        """
        slow      unix - - n - - smtp
        relay     unix - - n - - smtp
        dovecot   unix - n n - - pipe
          flags=DRhu user=vmail argv=/bin/true
        policy    unix - n n - 0 spawn
        oops      unix - - n - - error
        mylmtp    unix - - n - - lmtp
        virtual   unix - n n - - virtual
        local     unix - n n - - local
        mydiscard unix - - n - - discard
        path      unix - - n - - /usr/lib/postfix/sbin/smtp
        submit    inet n - n - - smtpd
        """;
    PostfixVersion version = RealPostfix.version(directory);
    Map<String, String> expected = RealPostfix.defaults(directory, masterCf);
    expected.keySet().removeAll(RealPostfix.defaults(directory, "").keySet());

    Map<String, String> actual = new TreeMap<>();
    for (String line : masterCf.split("\n")) {
      String[] columns = line.split(" +");
      if (!columns[0].isEmpty()) {
        for (String suffix : ReferenceText.load("transport-parameters").keys()) {
          String name = columns[0] + suffix;
          var known = derived.ofService(name, columns[0], columns[7], version);
          if (known != null && parameters.find(name, version) == null) {
            actual.put(name, known.defaultValue());
          }
        }
      }
    }
    assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(100);
  }

  @Test
  void aNameBelongsToTheServiceThatItBeginsWith() {
    assertThat(derived.ofService("slow_destination_rate_delay", "slow", "smtp", V3_7).type())
        .isEqualTo(ParameterType.TIME);
    assertThat(derived.ofService("slow_destination_rate_delay", "slo", "smtp", V3_7)).isNull();
    assertThat(derived.ofService("slow_time_limit", "slow", "smtp", V3_7)).isNull();
    assertThat(derived.ofService("slow_time_limit", "slow", "spawn", V3_7)).isNotNull();
    assertThat(derived.ofService("slow_recipient_limit", "slow", "spawn", V3_7)).isNull();
  }

  @Test
  void postconfBeforeTwoNineKnowsNoSuchNames() {
    String name = "slow_destination_rate_delay";
    assertThat(derived.ofService(name, "slow", "smtp", PostfixVersion.of(2, 8))).isNull();
    assertThat(derived.ofService(name, "slow", "smtp", PostfixVersion.of(2, 9))).isNotNull();
    assertThat(derived.tableSettings("ldap", PostfixVersion.of(2, 8))).isEmpty();
  }

  @Test
  void tableSettingsFollowReleases() {
    assertThat(derived.tableSettings("ldap", PostfixVersion.of(3, 2)))
        .contains("server_host")
        .doesNotContain("start_tls");
    assertThat(derived.tableSettings("ldap", PostfixVersion.of(3, 3))).contains("start_tls");
    assertThat(derived.tableSettings("mysql", V3_7)).contains("tls_CAfile");
    assertThat(derived.tableSettings("mongodb", V3_7)).isEmpty();
    assertThat(derived.tableSettings("hash", V3_7)).isEmpty();
  }
}
