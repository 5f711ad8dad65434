package io.github.posttlslint.referee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.referee.RoutedMail.Mail;
import io.github.posttlslint.routes.Foreteller;
import io.github.posttlslint.routes.Foretold;
import io.github.posttlslint.routes.LinterForeteller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mail of random set-ups goes where it was foretold, and as it was: {@code -Ddeliveries=1000} for
 * more, {@code -Ddeliveries.seed=NUMBER} for others, {@code -Ddeliveries.log=FILE} to write down
 * what happened.
 */
@Tag("referee")
class DeliveriesTest {

  /** What part of the fields may be unknown. */
  private static final double GREATEST_SHARE_OF_UNKNOWN = 0.002;

  /** What part of the messages must be heard of: a busy machine may be late with some. */
  private static final double LEAST_SHARE_OF_SEEN = 0.97;

  private final Foreteller foreteller;

  private static final int MAILS_OF_A_SETUP = 10;

  /** They mostly wait. */
  private static final int SETUPS_AT_A_TIME = 5;

  @TempDir Path directory;

  DeliveriesTest() throws Exception {
    foreteller = new LinterForeteller(Release.installed().version(), DeliveryServers::shown);
  }

  @Test
  void mailGoesAsForetold() throws Exception {
    int count = Integer.getInteger("deliveries", 100);
    Tally tally = new Tally(foreteller);
    for (Run run : runs(Long.getLong("deliveries.seed", 1), count / MAILS_OF_A_SETUP)) {
      tally.add(run);
    }
    tally.write(System.getProperty("deliveries.log"));
    System.out.printf(
        "deliveries: %d of %d seen, %d of %d fields unknown%n",
        tally.seen, count, tally.unknown, tally.seen * Foretold.FIELDS);
    assertThat(tally.differences).isEmpty();
    assertThat(tally.seen).isGreaterThanOrEqualTo((int) (count * LEAST_SHARE_OF_SEEN));
    assertThat(tally.unknown)
        .isLessThanOrEqualTo((int) (tally.seen * Foretold.FIELDS * GREATEST_SHARE_OF_UNKNOWN));
  }

  private record Run(RoutedMail setup, DeliveryHost.Seen result) {}

  private List<Run> runs(long seed, int count) throws Exception {
    DeliveryHost host = new DeliveryHost(directory);
    ExecutorService executor = Executors.newFixedThreadPool(SETUPS_AT_A_TIME);
    try {
      List<Future<Run>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        RoutedMail setup = RandomRoutes.make(seed + i, MAILS_OF_A_SETUP);
        futures.add(executor.submit(() -> new Run(setup, host.run(setup))));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<Run> future : futures) {
        runs.add(future.get());
      }
      return runs;
    } finally {
      executor.shutdownNow();
    }
  }

  /** What all came to. */
  private static final class Tally {
    private final Foreteller foreteller;
    private final List<String> differences = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private int seen;
    private int unknown;

    Tally(Foreteller foreteller) {
      this.foreteller = foreteller;
    }

    void add(Run run) {
      List<String> wrong = new ArrayList<>();
      run.result()
          .happenings()
          .forEach(
              (mail, happening) -> {
                Foretold foretold = foretold(run, mail);
                seen++;
                unknown += foretold.unknown();
                log.add(run.setup().name() + "\t" + mail + "\t" + happening);
                foretold
                    .differences(happening)
                    .forEach(difference -> wrong.add(mail + ": " + difference));
              });
      if (run.result().happenings().size() < run.setup().mails().size()) {
        log.add(run.setup() + "not all was seen:\n" + run.result().transcript());
      }
      if (!wrong.isEmpty()) {
        differences.add(run.setup() + "\n" + String.join("\n", wrong));
      }
    }

    private Foretold foretold(Run run, Mail mail) {
      return foreteller.foretell(run.result().configDirectory(), mail.sender(), mail.recipient());
    }

    void write(@org.jspecify.annotations.Nullable String file) throws IOException {
      if (file != null) {
        Files.write(Path.of(file), log);
      }
    }
  }
}
