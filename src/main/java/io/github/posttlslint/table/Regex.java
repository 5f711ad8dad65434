package io.github.posttlslint.table;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a regular expression of a regexp or pcre table.
 *
 * @param refused why the library does not accept it, a phrase; null if it does, or if that is not
 *     known
 * @param unclear why it cannot be told whether the library accepts it; null if it can
 * @param java the same expression for java.util.regex, see {@link RegexTest}; null if there is none
 *     that is sure to match the same keys
 * @param groups the number of its groups
 * @param exactGroups whether the groups of the other expression hold the same texts
 * @param foreign an escape sequence that has a meaning to Perl only, in an expression of POSIX;
 *     null if there is none
 */
record Regex(
    @Nullable String refused,
    @Nullable String unclear,
    @Nullable String java,
    int groups,
    boolean exactGroups,
    @Nullable String foreign) {

  /** An expression of which nothing is known, for a reason that is a phrase. */
  static Regex unclear(String why) {
    return new Regex(null, why, null, 0, false, null);
  }

  /** The same, if what a group holds is not known. */
  Regex withoutGroups() {
    return new Regex(refused, unclear, java, groups, false, foreign);
  }
}
