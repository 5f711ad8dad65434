package io.github.posttlslint.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds versions of packages in a database of rpm, whatever its form: the header of each package
 * lies in it as it is, and the strings of a header begin with {@code C}, name, version and release,
 * with zeros between. Headers of former versions can be left in it; which is in force is not told.
 */
final class RpmDatabase {

  /** More versions of one package are not told apart. */
  private static final int MOST_VERSIONS = 20;

  private static final int CHUNK = 1 << 16;

  /** The longest text that is looked at: a name, a version. */
  private static final int LONGEST = 64;

  private final Map<String, List<String>> found = new HashMap<>();
  private final byte[] window = new byte[CHUNK + 4 * LONGEST];
  private int filled;

  private RpmDatabase() {}

  /**
   * Reads a database to its end.
   *
   * @param most so many bytes, at most
   * @return by the name of the package, in the order of the file
   */
  static Map<String, List<String>> versions(InputStream in, List<String> names, long most)
      throws IOException {
    RpmDatabase database = new RpmDatabase();
    for (String name : names) {
      database.found.put(name, new ArrayList<>());
    }
    database.read(in, most);
    return database.found;
  }

  private void read(InputStream in, long most) throws IOException {
    long left = most;
    while (left > 0) {
      int wanted = (int) Math.min(left, window.length - filled);
      int count = in.readNBytes(window, filled, wanted);
      filled += count;
      left -= count;
      boolean isEnd = count < wanted || left == 0;
      int searched = isEnd ? filled : filled - 3 * LONGEST;
      search(searched);
      System.arraycopy(window, searched, window, 0, filled - searched);
      filled -= searched;
      if (isEnd) {
        return;
      }
    }
  }

  /** Looks for headers that begin before an end. */
  private void search(int end) {
    for (int at = 0; at < end && at + 1 < filled; at++) {
      if (window[at] == 'C' && window[at + 1] == 0) {
        header(at + 2);
      }
    }
  }

  private void header(int start) {
    String name = text(start);
    List<String> versions = name == null ? null : found.get(name);
    String version = name == null || versions == null ? null : text(start + name.length() + 1);
    if (versions != null
        && version != null
        && !version.isEmpty()
        && !versions.contains(version)
        && versions.size() < MOST_VERSIONS) {
      versions.add(version);
    }
  }

  /** The text from there to a zero; null if it is too long, or has letters that no version has. */
  private @Nullable String text(int start) {
    int end = start;
    while (end < filled && window[end] > ' ' && end - start < LONGEST) {
      end++;
    }
    return end < filled && window[end] == 0
        ? new String(window, start, end - start, StandardCharsets.ISO_8859_1)
        : null;
  }
}
