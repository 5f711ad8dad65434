package io.github.posttlslint.model.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.cf.ListText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Next hops as a running smtp(8) and lmtp(8) took them. */
class NextHopTest {

  /** Names that no list of services has, but could have. */
  private static final Set<String> UNLISTED = Set.of("SMTP", "unknownname", "x7");

  /** What was done with one text. */
  private record Taken(String source, String text, String outcome, String port, String log) {

    static Taken of(String line) {
      String[] fields = line.split("\t");
      return new Taken(fields[0], fields[1], fields[2], fields[4], fields[5]);
    }

    /** The next hops as the program gets them. */
    List<NextHop> read() {
      List<NextHop> hops = new ArrayList<>();
      boolean socket = source.equals("lmtp") && text.startsWith("unix:");
      for (String word : socket ? List.of(text) : ListText.words(text)) {
        int usual = source.startsWith("lmtp") ? 24 : 25;
        hops.add(source.equals("lmtp") ? NextHop.lmtp(word, usual) : NextHop.smtp(word, usual));
      }
      return hops;
    }

    /** The first fault; where mail was taken, of the next hop that was tried first. */
    @Nullable String fault() {
      for (NextHop hop : read()) {
        if (hop.fault() != null || outcome.equals("ok")) {
          return hop.fault();
        }
      }
      return null;
    }

    boolean isFatal() {
      boolean unlisted =
          UNLISTED.stream().anyMatch(name -> log.contains("unknown service: " + name + "/"));
      return (log.contains("fatal: ") || log.contains("panic: ")) && !unlisted;
    }
  }

  private static List<Taken> all() throws IOException {
    List<Taken> all = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/routes/next-hops.tsv"))) {
      Taken taken = line.startsWith("#") ? null : Taken.of(line);
      boolean isEntry = taken != null && taken.source().equals("transport-entry");
      boolean isExpanded = taken != null && taken.text().startsWith("$");
      if (taken != null && !isEntry && !isExpanded && !taken.text().equals(", ,")) {
        all.add(taken);
      }
    }
    return all;
  }

  @Test
  void textsThatEndTheProgramAreFaultyInItsWords() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Taken taken : all()) {
      String fault = taken.fault();
      boolean inItsWords =
          fault == null || taken.log().contains(fault) || taken.log().contains("panic: ");
      if (taken.isFatal() != (fault != null) || !inItsWords) {
        wrong.add(taken + ": " + fault);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void portsAreThoseThatWereTaken() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Taken taken : all()) {
      boolean foretold =
          taken.read().stream().anyMatch(hop -> taken.port().equals("" + hop.port()));
      if (taken.outcome().equals("ok") && !taken.port().equals("-") && !foretold) {
        wrong.add(taken + ": " + taken.read());
      }
    }
    assertThat(wrong).isEmpty();
  }
}
