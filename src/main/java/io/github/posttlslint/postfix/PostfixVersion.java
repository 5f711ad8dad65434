package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.Chars;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of Postfix: a release such as 3.7, and the patch level when it is known.
 *
 * <p>An unknown patch level stands for any of its release, and sorts as the newest. A snapshot such
 * as 3.12-20260821 counts as the release it leads to.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number, or {@link #UNKNOWN_PATCH}
 */
public record PostfixVersion(int major, int minor, int patch)
    implements Comparable<PostfixVersion> {

  /** The patch level of a version that names none: sorts after every real one. */
  public static final int UNKNOWN_PATCH = Integer.MAX_VALUE;

  /** The first release with TLS in the official source, and the oldest that is known here. */
  public static final PostfixVersion OLDEST = new PostfixVersion(2, 2, UNKNOWN_PATCH);

  /** The newest release that is known here. */
  public static final PostfixVersion NEWEST = new PostfixVersion(3, 12, UNKNOWN_PATCH);

  private static final int LAST_MINOR_OF_2 = 11;

  /** No release has had so many patch levels. */
  private static final int MOST_PATCHES = 50;

  public PostfixVersion {
    if (major < 0 || minor < 0 || patch < 0) {
      throw new IllegalArgumentException("negative number in a version");
    }
  }

  /** The release {@code major.minor}, patch level unknown. */
  public static PostfixVersion of(int major, int minor) {
    return new PostfixVersion(major, minor, UNKNOWN_PATCH);
  }

  /** The version {@code major.minor.patch}. */
  public static PostfixVersion of(int major, int minor, int patch) {
    return new PostfixVersion(major, minor, patch);
  }

  /**
   * Reads {@code 3.7}, {@code 3.7.11}, snapshots ({@code 3.12-20260821}), candidates ({@code
   * 3.8.0-RC1}) and package versions ({@code 3.7.11-0+deb12u1}).
   *
   * @return null if the text is none of these
   */
  public static @Nullable PostfixVersion parse(String text) {
    int[] numbers = {0, 0, UNKNOWN_PATCH};
    int count = 0;
    int at = 0;
    while (true) {
      int start = at;
      int value = 0;
      while (at < text.length() && Chars.isDigit(text.charAt(at)) && at - start < 6) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      if (at == start) {
        return null;
      }
      numbers[count++] = value;
      if (count == 3 || at == text.length() || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    boolean ended = at == text.length() || "-+~".indexOf(text.charAt(at)) >= 0;
    return count >= 2 && ended ? new PostfixVersion(numbers[0], numbers[1], numbers[2]) : null;
  }

  /** All known releases, oldest first. */
  public static List<PostfixVersion> releases() {
    List<PostfixVersion> all = new ArrayList<>();
    for (PostfixVersion v = OLDEST; v.compareTo(NEWEST) <= 0; v = v.nextRelease()) {
      all.add(v);
    }
    return all;
  }

  /** The release without its patch level. */
  public PostfixVersion release() {
    return of(major, minor);
  }

  /** All that it stands for, oldest first: itself, or every patch level that it can be. */
  public List<PostfixVersion> patchLevels() {
    if (hasPatch()) {
      return List.of(this);
    }
    List<PostfixVersion> levels = new ArrayList<>(MOST_PATCHES);
    for (int patch = 0; patch < MOST_PATCHES; patch++) {
      levels.add(of(major, minor, patch));
    }
    return levels;
  }

  /** The release that came after this one: 3.0 after 2.11. */
  public PostfixVersion nextRelease() {
    return major == 2 && minor == LAST_MINOR_OF_2 ? of(3, 0) : of(major, minor + 1);
  }

  /** Is the patch level known? */
  public boolean hasPatch() {
    return patch != UNKNOWN_PATCH;
  }

  /** Is this {@code major.minor} or newer? */
  public boolean isAtLeast(int major, int minor) {
    return this.major != major ? this.major > major : this.minor >= minor;
  }

  /** Is this version the other one or newer? */
  public boolean isAtLeast(PostfixVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(PostfixVersion other) {
    int c = Integer.compare(major, other.major);
    c = c != 0 ? c : Integer.compare(minor, other.minor);
    return c != 0 ? c : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return hasPatch() ? major + "." + minor + "." + patch : major + "." + minor;
  }
}
