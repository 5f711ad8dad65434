package io.github.posttlslint.cf;

import org.jspecify.annotations.Nullable;

/**
 * A level as {@code compatibility_level} holds it: one to three numbers (compat_level.c).
 *
 * <p>Levels compare number by number; those that are missing count as 0.
 *
 * @param major first number
 * @param minor second number, 0 if there is none
 * @param patch third number, 0 if there is none
 */
public record CompatibilityLevel(long major, long minor, long patch)
    implements Comparable<CompatibilityLevel> {

  /** Largest second and third number; the first has what remains of 63 bits. */
  private static final long LARGEST_PART = 1023;

  private static final long LARGEST_MAJOR = Long.MAX_VALUE >> 20;

  /**
   * Reads a level as Postfix 3.6 and newer do; also the operands of {@code <level} and its kind.
   *
   * @return null if Postfix calls it malformed
   */
  public static @Nullable CompatibilityLevel parse(String text) {
    long[] parts = {0, 0, 0};
    int at = 0;
    for (int part = 0; part < parts.length; part++) {
      Strtol number = Strtol.parse(text, at);
      parts[part] = number.value();
      if (number.end() == at
          || number.outOfRange()
          || number.value() < 0
          || number.value() > (part == 0 ? LARGEST_MAJOR : LARGEST_PART)) {
        return null;
      }
      at = number.end();
      if (at == text.length()) {
        return new CompatibilityLevel(parts[0], parts[1], parts[2]);
      }
      if (text.charAt(at++) != '.') {
        return null;
      }
    }
    return null;
  }

  @Override
  public int compareTo(CompatibilityLevel other) {
    int c = Long.compare(major, other.major);
    c = c != 0 ? c : Long.compare(minor, other.minor);
    return c != 0 ? c : Long.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return patch != 0
        ? major + "." + minor + "." + patch
        : minor != 0 ? major + "." + minor : "" + major;
  }
}
