package io.github.posttlslint.table;

import org.jspecify.annotations.Nullable;

/** What a line of a cidr, regexp or pcre table demands of a key. */
interface KeyTest {

  /** Whether a key meets it. */
  enum Verdict {
    YES,
    NO,
    /** What the library makes of the pattern, or of the key, is not known. */
    UNCLEAR;

    Verdict not() {
      return switch (this) {
        case YES -> NO;
        case NO -> YES;
        case UNCLEAR -> UNCLEAR;
      };
    }

    static Verdict of(boolean yes) {
      return yes ? YES : NO;
    }
  }

  /** Judges a key. */
  Verdict test(String key);

  /** What the groups of the pattern have of a key that meets it; null if that is not known. */
  default String @Nullable [] groups(String key) {
    return null;
  }

  /** Whether it is not known if the library accepts the pattern. */
  default boolean isUnclear() {
    return false;
  }

  /**
   * What keys meet that do not meet another test.
   *
   * @param test the other one
   */
  record Negation(KeyTest test) implements KeyTest {
    @Override
    public Verdict test(String key) {
      return test.test(key).not();
    }

    @Override
    public boolean isUnclear() {
      return test.isUnclear();
    }
  }
}
