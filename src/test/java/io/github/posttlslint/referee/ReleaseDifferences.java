package io.github.posttlslint.referee;

import java.util.List;

/**
 * Examples with which a release of Postfix does something else than the linter says, and why that
 * stays. Where the difference is one of rules, they tell it by {@code since}, {@code until} and
 * {@code release} instead.
 */
final class ReleaseDifferences {

  private static final String NO_WARNING =
      "it compares fingerprints as texts and warns of none; the mail is deferred, as it is with a"
          + " right fingerprint of another certificate";

  private static final String NO_BOUNDS =
      "the operator is what it does not know; protocols-operator-too-old tells of that";

  private static final List<Known> ALL =
      List.of(
          new Known("fingerprint-length bad 1", "3.5", NO_WARNING),
          new Known("fingerprint-length bad 2", "3.5", NO_WARNING),
          new Known("fingerprint-malformed bad 1", "3.5", NO_WARNING),
          new Known("fingerprint-malformed bad 2", "3.5", NO_WARNING),
          new Known("fingerprint-malformed bad 3", "3.5", NO_WARNING),
          new Known("fingerprint-malformed bad 5", "3.5", NO_WARNING),
          new Known("protocols-invalid bad 2", "3.5", NO_BOUNDS),
          new Known("protocols-invalid bad 6", "3.5", NO_BOUNDS),
          new Known("protocols-invalid bad 7", "3.5", NO_BOUNDS),
          new Known("protocols-invalid bad 8", "3.5", NO_BOUNDS),
          new Known("protocols-invalid good 2", "3.5", NO_BOUNDS),
          new Known("protocols-invalid good 3", "3.5", NO_BOUNDS));

  /**
   * A difference.
   *
   * @param example the example's name, without its title
   * @param branch the release, without patch level
   * @param reason why it stays
   */
  record Known(String example, String branch, String reason) {}

  private ReleaseDifferences() {}

  /** Whether one is known of an example with a release; else they must agree. */
  static boolean isKnown(String example, String branch) {
    return ALL.stream()
        .anyMatch(
            known ->
                known.branch.equals(branch) && (example + ":").startsWith(known.example + ":"));
  }
}
