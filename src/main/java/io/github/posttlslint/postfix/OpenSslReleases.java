package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OpenSSL that Postfix is built with, as far as it is known: one release, or one of several.
 *
 * @param possible those that it can be, oldest first; at least one
 * @param name what to call it, such as {@code 3.6}, which acts as the {@code 3.5} that is possible
 */
public record OpenSslReleases(List<OpenSslRelease> possible, String name) {

  /** Nothing tells it. */
  public static final OpenSslReleases ANY = between(OpenSslRelease.V1_1_1, OpenSslRelease.V3_5);

  public OpenSslReleases {
    possible = List.copyOf(possible);
  }

  /** Those from one to another. */
  public static OpenSslReleases between(OpenSslRelease first, OpenSslRelease last) {
    List<OpenSslRelease> some = new ArrayList<>();
    for (OpenSslRelease release : OpenSslRelease.values()) {
      if (release.isAtLeast(first) && last.isAtLeast(release)) {
        some.add(release);
      }
    }
    String name =
        some.size() == 1
            ? first.label()
            : first + (last == OpenSslRelease.V3_5 ? " or later" : " to " + last);
    return new OpenSslReleases(some, name);
  }

  /**
   * Reads {@code 1.1.1}, {@code 3} (any of them), {@code 3.0}, {@code 3.5.9}, {@code
   * 3.5.1-1ubuntu}, in short what a release or a package of it is called.
   *
   * @return null if the text is none of these, or older than 1.1.1
   */
  public static @Nullable OpenSslReleases parse(String text) {
    if (text.equals("3")) {
      return between(OpenSslRelease.V3_0, OpenSslRelease.V3_5);
    }
    if (text.equals("1.1") || text.startsWith("1.1.1")) {
      return between(OpenSslRelease.V1_1_1, OpenSslRelease.V1_1_1);
    }
    int major = number(text, 0);
    int dot = text.indexOf('.');
    int minor = dot < 0 ? -1 : number(text, dot + 1);
    if (major < 3 || minor < 0 || dot != Integer.toString(major).length()) {
      return null;
    }
    OpenSslRelease release =
        major > 3 || minor >= 5
            ? OpenSslRelease.V3_5
            : minor >= 3
                ? OpenSslRelease.V3_3
                : minor == 2 ? OpenSslRelease.V3_2 : OpenSslRelease.V3_0;
    return new OpenSslReleases(List.of(release), major + "." + minor);
  }

  /** The number of at most three digits there; -1 if there is none. */
  private static int number(String text, int from) {
    int number = -1;
    for (int at = from; at < Math.min(text.length(), from + 3); at++) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        break;
      }
      number = Math.max(0, number) * 10 + c - '0';
    }
    return number;
  }

  /** The oldest that it can be. */
  public OpenSslRelease oldest() {
    return possible.get(0);
  }

  /** The newest that it can be. */
  public OpenSslRelease newest() {
    return possible.get(possible.size() - 1);
  }

  /** Whether only one is possible. */
  public boolean isKnown() {
    return possible.size() == 1;
  }

  /** Such as {@code 3.5}, {@code 3.0 to 3.3}, or {@code 1.1.1 or later}. */
  @Override
  public String toString() {
    return name;
  }
}
