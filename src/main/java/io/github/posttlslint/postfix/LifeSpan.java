package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that know something: one or more ranges, oldest first.
 *
 * <p>More than one range means that something came to older releases by a patch, or was gone for a
 * while. In the first range of {@code 3.7.6-3.7,3.8.1-} the end is the release 3.7 with any patch
 * level.
 */
public final class LifeSpan {

  private final List<VersionRange> ranges;

  private LifeSpan(List<VersionRange> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads the notation of the reference files, such as {@code 2.2-}, {@code 2.2-3.3} or {@code
   * 3.7.6-3.7,3.8.1-}.
   */
  static LifeSpan parse(String text) {
    List<VersionRange> ranges = new ArrayList<>(1);
    for (int at = 0; at < text.length(); ) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      int dash = text.indexOf('-', at);
      PostfixVersion last = dash + 1 == end ? null : version(text.substring(dash + 1, end));
      ranges.add(new VersionRange(start(text.substring(at, dash)), last));
      at = end + 1;
    }
    return new LifeSpan(ranges);
  }

  /** The first patch level of a release, or the patch level that is named. */
  static PostfixVersion start(String text) {
    PostfixVersion version = version(text);
    return version.hasPatch() ? version : PostfixVersion.of(version.major(), version.minor(), 0);
  }

  private static PostfixVersion version(String text) {
    PostfixVersion version = PostfixVersion.parse(text);
    if (version == null) {
      throw new IllegalStateException("reference data: not a version: " + text);
    }
    return version;
  }

  /** Does the version know it? */
  public boolean contains(PostfixVersion version) {
    for (VersionRange range : ranges) {
      if (range.contains(version)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some patch levels of a release know it and others do not, and none is named. */
  public boolean isDoubtful(PostfixVersion version) {
    if (version.hasPatch()) {
      return false;
    }
    for (VersionRange range : ranges) {
      PostfixVersion last = range.last();
      boolean begins = range.first().patch() > 0 && range.first().release().equals(version);
      boolean ends = last != null && last.hasPatch() && last.release().equals(version);
      if (begins || ends) {
        return true;
      }
    }
    return false;
  }

  /**
   * The version that had it first; with a patch level only if that is not the first of a release.
   */
  public PostfixVersion since() {
    return shown(ranges.get(0).first());
  }

  /**
   * The version from which a setup that runs {@code version} would have it: the next patch level of
   * the same release, else the next release.
   *
   * @return null if no later version has it
   */
  public @Nullable PostfixVersion nextSince(PostfixVersion version) {
    for (VersionRange range : ranges) {
      if (range.first().compareTo(version) > 0) {
        return shown(range.first());
      }
    }
    return null;
  }

  /** The first release without it after the last one that had it; null if the newest has it. */
  public @Nullable PostfixVersion removedIn() {
    PostfixVersion last = ranges.get(ranges.size() - 1).last();
    return last == null ? null : last.nextRelease();
  }

  /** Such as {@code 3.7.6 and later 3.7}, {@code 3.8.1 and later}, each by itself. */
  public List<String> shownRanges() {
    List<String> shown = new ArrayList<>();
    ranges.forEach(range -> shown.add(range.toString()));
    return shown;
  }

  private static PostfixVersion shown(PostfixVersion start) {
    return start.patch() == 0 ? start.release() : start;
  }
}
