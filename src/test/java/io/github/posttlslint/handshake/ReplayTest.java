package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.handshake.Meetings.Meeting;
import io.github.posttlslint.handshake.Observed.Answered;
import io.github.posttlslint.referee.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The referee of handshakes itself: hellos that it replays fare as the clients do that they are of.
 */
@Tag("referee")
class ReplayTest {

  /** Options of s_client; each makes another hello. */
  private static final List<String> CLIENTS =
      List.of(
          "-tls1_3",
          "-tls1_3 -curves X448:P-521:P-256",
          "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256",
          "-tls1_3 -sigalgs RSA-PSS+SHA512",
          "-tls1_2",
          "-tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384",
          "-tls1_2 -cipher ECDHE-RSA-AES128-SHA -curves P-384",
          "-tls1_2 -cipher AES128-SHA",
          "-tls1_2 -sigalgs ECDSA+SHA512:RSA+SHA384",
          "-tls1 -cipher ALL:@SECLEVEL=0");

  /** TLS 1.0 in the form of SSLv2, with AES128-SHA alone. */
  private static final byte[] OLD_HELLO =
      HexFormat.of().parseHex("801c0103010003000000100000" + "2f000102030405060708090a0b0c0d0e0f");

  @TempDir Path directory;

  @Test
  void replayedHellosFareAsTheirClients() throws Exception {
    Release release = Release.installed();
    try (TlsServers servers = TlsServers.start(release, directory, ServerSetups.some())) {
      compareWithClients(release, servers);
      compareRuns(release, servers);
      assertThat(Meetings.all(servers, ServerSetups.some(), Map.of("old", OLD_HELLO)))
          .filteredOn(meeting -> !meeting.setup().name().equals("tls12-up"))
          .allSatisfy(meeting -> assertThat(summary(meeting)).startsWith("TLSv1 AES128-SHA"));
    }
  }

  @Test
  @Tag("long")
  void replayedHellosFareAsTheirClientsOnEveryRelease() throws Exception {
    for (Release release : Release.staged().releases()) {
      Path own = Files.createTempDirectory(directory, "release");
      try (TlsServers servers = TlsServers.start(release, own, ServerSetups.some())) {
        compareWithClients(release, servers);
      }
    }
  }

  @Test
  @Tag("long")
  void everySetupLetsTlsBeginOnEveryRelease() throws Exception {
    List<Release> releases = new ArrayList<>(List.of(Release.installed()));
    releases.addAll(Release.staged().releases());
    Map<String, byte[]> hellos =
        Map.of("any", new ReferenceClient(Release.installed(), List.of()).hello());
    for (Release release : releases) {
      List<ServerSetup> setups =
          ServerSetups.all().stream().filter(setup -> setup.isFor(release.version())).toList();
      Path own = Files.createTempDirectory(directory, "release");
      try (TlsServers servers = TlsServers.start(release, own, setups)) {
        assertThat(Meetings.all(servers, setups, hellos))
            .as("%s", release)
            .allSatisfy(
                meeting ->
                    assertThat(meeting.observed())
                        .as(meeting.setup().name())
                        .isInstanceOfAny(Answered.class, Observed.Alerted.class));
      }
    }
  }

  private static void compareWithClients(Release release, TlsServers servers) throws Exception {
    List<String> asReplayed = new ArrayList<>();
    List<String> asShaken = new ArrayList<>();
    for (String options : CLIENTS) {
      ReferenceClient client = new ReferenceClient(release, List.of(options.split(" ")));
      byte[] hello = client.hello();
      for (ServerSetup setup : ServerSetups.some()) {
        String who = release.branch() + ", " + setup + ", " + options + ": ";
        int port = servers.port(setup);
        Observed observed = Replay.replay(hello, port, setup.isStartTls(), setup.serverName());
        asReplayed.add(who + Summaries.of(observed));
        asShaken.add(who + Summaries.of(client.shakeHands(port, setup.isStartTls())));
      }
    }
    assertThat(asReplayed).isEqualTo(asShaken);
    assertThat(asReplayed).anyMatch(line -> line.endsWith(Summaries.NONE));
  }

  private static void compareRuns(Release release, TlsServers servers) throws Exception {
    Map<String, byte[]> hellos = new LinkedHashMap<>();
    for (String options : CLIENTS) {
      hellos.put(options, new ReferenceClient(release, List.of(options.split(" "))).hello());
    }
    List<Meeting> first = Meetings.all(servers, ServerSetups.some(), hellos);
    List<Meeting> second = Meetings.all(servers, ServerSetups.some(), hellos);
    assertThat(second).usingRecursiveComparison().isEqualTo(first);
  }

  private static String summary(Meeting meeting) {
    return Summaries.of(meeting.observed());
  }
}
