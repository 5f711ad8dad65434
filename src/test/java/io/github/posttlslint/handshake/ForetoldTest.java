package io.github.posttlslint.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.handshake.Meetings.Meeting;
import io.github.posttlslint.input.PackedFile;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.referee.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** What is worked out for each client is what Postfix answers to its captured hello. */
@Tag("referee")
class ForetoldTest {

  /** Debian builds OpenSSL 1.1.1 without IDEA, others do not. */
  private static final List<String> KNOWN =
      List.of(
          "3.5, without-aes, OpenSSL 0.9.8y: 0301 0007 Transport[] RSA 2048 bit -, but alert 40");

  /** How many set-ups are put together by chance for each release. */
  private static final int RANDOM = 60;

  @TempDir Path directory;

  @Test
  void everyClientGetsWhatWasForetold() throws Exception {
    Release release = Release.installed();
    assertThat(differences(release, ServerSetups.some())).isEmpty();
  }

  @Test
  @Tag("long")
  void everyClientGetsWhatWasForetoldOfEverySetupOnEveryRelease() throws Exception {
    List<String> all = new ArrayList<>();
    for (Release release : Release.every()) {
      List<ServerSetup> setups =
          ServerSetups.all().stream().filter(setup -> setup.isFor(release.version())).toList();
      differences(release, setups).forEach(line -> all.add(release.branch() + ", " + line));
    }
    assertThat(all).containsExactlyElementsOf(KNOWN);
  }

  @Test
  @Tag("long")
  void everyClientGetsWhatWasForetoldOfRandomSetupsOnEveryRelease() throws Exception {
    List<String> all = new ArrayList<>();
    for (Release release : Release.every()) {
      boolean isRich =
          release.version().isAtLeast(3, 10) && release.library().isAtLeast(OpenSslRelease.V3_5);
      List<ServerSetup> setups = RandomSetups.make(1, RANDOM, release.version(), isRich);
      differences(release, setups).forEach(line -> all.add(release.branch() + ", " + line));
    }
    assertThat(all).isEmpty();
  }

  private List<String> differences(Release release, List<ServerSetup> setups) throws Exception {
    List<String> differences = new ArrayList<>();
    Map<String, byte[]> hellos = hellos();
    Path own = Files.createTempDirectory(directory, "release");
    Path read = Files.createTempDirectory(directory, "read");
    try (TlsServers servers = TlsServers.start(release, own, setups)) {
      Foretold foretold = new Foretold(release, servers, read);
      for (Meeting meeting : Meetings.all(servers, setups, hellos)) {
        String seen = Foretold.words(meeting.observed());
        ClientHello hello = ClientHello.parse(hellos.get(meeting.client()));
        String told =
            foretold.of(hello, servers.port(meeting.setup()), Meetings.nameFor(meeting.setup()));
        // what it would do with a key that nobody makes is not seen
        boolean isSame =
            told.equals(Foretold.FAULT)
                ? !(meeting.observed() instanceof Observed.Answered)
                : meeting.observed() instanceof Observed.Asked
                    ? told.startsWith(seen + " ")
                    : seen.equals(told);
        if (!isSame) {
          differences.add(
              meeting.setup().name() + ", " + meeting.client() + ": " + told + ", but " + seen);
        }
      }
    }
    return differences;
  }

  private static Map<String, byte[]> hellos() throws IOException {
    Map<String, byte[]> hellos = new LinkedHashMap<>();
    String table =
        new String(PackedFile.read(Clients.class, "clients.tsv"), StandardCharsets.US_ASCII);
    for (String line : table.split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] fields = line.split("\t", -1);
        hellos.put(fields[0], HexFormat.of().parseHex(fields[fields.length - 1]));
      }
    }
    return hellos;
  }
}
