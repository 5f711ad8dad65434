package io.github.posttlslint.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.routes.Happening.Carriage;
import io.github.posttlslint.routes.Happening.Outcome;
import io.github.posttlslint.routes.Happening.Trust;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForetoldTest {

  private static final Happening HAPPENED =
      new Happening(
          "relay",
          "mx.example.com",
          587,
          Carriage.STARTTLS,
          Trust.TRUSTED,
          "user",
          Outcome.DELIVERED,
          "250 taken");

  private static Foretold foretold(String user, String reason) {
    return new Foretold(
        Optional.of("relay"),
        Optional.of("mx.example.com"),
        Optional.of(587),
        Optional.of(Carriage.STARTTLS),
        Optional.empty(),
        Optional.of(user),
        Optional.of(Outcome.DELIVERED),
        Optional.of(reason));
  }

  @Test
  void whatIsNotKnownIsCountedAndNotWrong() {
    assertThat(Foretold.NOTHING.unknown()).isEqualTo(Foretold.FIELDS);
    assertThat(Foretold.NOTHING.differences(HAPPENED)).isEmpty();
    assertThat(foretold("user", "250").unknown()).isEqualTo(1);
    assertThat(foretold("user", "250").differences(HAPPENED)).isEmpty();
  }

  @Test
  void eachWrongFieldIsTold() {
    assertThat(foretold("other", "TLS is required").differences(HAPPENED))
        .containsExactly(
            "user: foretold other, but user", "reason: foretold 'TLS is required', but 250 taken");
  }
}
