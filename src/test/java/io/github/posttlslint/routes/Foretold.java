package io.github.posttlslint.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said in advance of a message; empty where it is not known. See {@link Happening} for the
 * fields.
 *
 * @param reason a part of what the log will say
 */
public record Foretold(
    Optional<String> service,
    Optional<String> host,
    Optional<Integer> port,
    Optional<Happening.Carriage> carriage,
    Optional<Happening.Trust> trust,
    Optional<String> user,
    Optional<Happening.Outcome> outcome,
    Optional<String> reason) {

  /** How many fields can be known. */
  public static final int FIELDS = 7;

  /** Nothing is known. */
  public static final Foretold NOTHING =
      new Foretold(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How many fields are not known; the reason does not count. */
  public int unknown() {
    int known = 0;
    for (Optional<?> field : List.of(service, host, port, carriage, trust, user, outcome)) {
      known += field.isPresent() ? 1 : 0;
    }
    return FIELDS - known;
  }

  /** In what it was wrong, a text for each field. */
  public List<String> differences(Happening happened) {
    List<String> differences = new ArrayList<>();
    compare("service", service, happened.service(), differences);
    compare("host", host, happened.host(), differences);
    compare("port", port, happened.port(), differences);
    compare("carriage", carriage, happened.carriage(), differences);
    compare("trust", trust, happened.trust(), differences);
    compare("user", user, happened.user(), differences);
    compare("outcome", outcome, happened.outcome(), differences);
    reason.ifPresent(
        text -> {
          if (!happened.reason().contains(text)) {
            differences.add("reason: foretold '" + text + "', but " + happened.reason());
          }
        });
    return differences;
  }

  private static <T> void compare(
      String field, Optional<T> foretold, T happened, List<String> differences) {
    if (foretold.isPresent() && !foretold.get().equals(happened)) {
      differences.add("%s: foretold %s, but %s".formatted(field, foretold.get(), happened));
    }
  }
}
