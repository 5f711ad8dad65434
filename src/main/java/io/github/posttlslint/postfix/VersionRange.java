package io.github.posttlslint.postfix;

import org.jspecify.annotations.Nullable;

/**
 * Versions from one to another, both included. An end without a patch level is that release with
 * any.
 *
 * @param last null if the newest is among them
 */
record VersionRange(PostfixVersion first, @Nullable PostfixVersion last) {

  boolean contains(PostfixVersion version) {
    return first.compareTo(version) <= 0 && (last == null || version.compareTo(last) <= 0);
  }

  /** The first as people write it: without a patch level if that is the first of a release. */
  PostfixVersion start() {
    return first.patch() == 0 ? first.release() : first;
  }

  /** Such as {@code 3.3}, {@code 3.5.9 to 3.6.16}, {@code 3.2.21 and later 3.2}. */
  @Override
  public String toString() {
    if (last == null) {
      return start() + " and later";
    }
    if (last.hasPatch() || !last.equals(first.release())) {
      return start().equals(last) ? last.toString() : start() + " to " + last;
    }
    return first.patch() == 0 ? last.toString() : first + " and later " + last;
  }
}
