package io.github.posttlslint.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Arithmetic on slash-separated paths. */
public final class Paths {

  private Paths() {}

  /** A path of this machine with slashes, as all systems but one have them anyway. */
  public static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** Takes {@code .}, {@code ..} and empty components out; the result starts with a slash. */
  public static String normalise(String path) {
    List<String> kept = new ArrayList<>();
    for (String part : components(path)) {
      if (part.equals("..")) {
        if (!kept.isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      } else {
        kept.add(part);
      }
    }
    return "/" + String.join("/", kept);
  }

  /** The path's components without empty ones and {@code .}; {@code ..} is kept. */
  public static List<String> components(String path) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(start, end);
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
      start = end + 1;
    }
    return parts;
  }

  /**
   * Whether a path is longer than {@link Limits#PATH_LENGTH} or {@link Limits#PATH_DEPTH}. Whoever
   * walks a path looks at each directory on it.
   */
  public static boolean isTooLong(String path) {
    int slashes = 0;
    for (int i = path.indexOf('/'); i >= 0 && slashes <= Limits.PATH_DEPTH; ) {
      slashes++;
      i = path.indexOf('/', i + 1);
    }
    return path.length() > Limits.PATH_LENGTH || slashes > Limits.PATH_DEPTH;
  }

  /** Puts components before others, in their order. */
  static void putFirst(List<String> parts, Deque<String> rest) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      rest.addFirst(parts.get(i));
    }
  }

  /** The directory part of a normalised path; {@code /} for names directly below it. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** The last component. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether {@code path} is {@code directory} or lies below it; both normalised. */
  public static boolean isBelow(String path, String directory) {
    return directory.equals("/")
        || path.equals(directory)
        || (path.startsWith(directory) && path.charAt(directory.length()) == '/');
  }

  /** Joins a normalised directory and a relative path. */
  public static String join(String directory, String relative) {
    return directory.endsWith("/") ? directory + relative : directory + "/" + relative;
  }
}
