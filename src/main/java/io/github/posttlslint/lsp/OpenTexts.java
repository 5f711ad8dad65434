package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Limits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files that the editor has open. Threads may share it. */
final class OpenTexts {

  /** Stands for bytes that were no characters: the editor has not shown what the file holds. */
  private static final char LOST = '\uFFFD';

  /** The name of this machine in a URI of a file (RFC 8089, 2), which Java does not take. */
  private static final String LOCAL = "localhost";

  private final Map<String, OpenText> byUri = new ConcurrentHashMap<>();
  private final Map<Path, byte[]> byRealPath = new ConcurrentHashMap<>();
  private final Map<String, Path> realPaths = new ConcurrentHashMap<>();
  private final Set<Path> changed = new HashSet<>();

  /** The path of a URI; null for what is no file of this machine. */
  static @Nullable Path path(String uri) {
    try {
      URI parsed = URI.create(uri);
      if (!"file".equalsIgnoreCase(parsed.getScheme()) || parsed.getRawPath() == null) {
        return null;
      }
      boolean isNamed = LOCAL.equalsIgnoreCase(parsed.getAuthority());
      return Path.of(isNamed ? URI.create("file://" + parsed.getRawPath()) : parsed).normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return null;
    }
  }

  /** What they hold, by their real paths, for the gate. */
  Map<Path, byte[]> contents() {
    return byRealPath;
  }

  /**
   * A file was opened, or its text has changed.
   *
   * @param real where it is; null if there is no such file that may be read
   */
  void put(OpenText text, @Nullable Path real) {
    byUri.put(text.uri(), text);
    String all = text.text().text();
    if (real != null) {
      realPaths.put(text.uri(), real);
      if (all.length() <= Limits.FILE_SIZE && all.indexOf(LOST) < 0) {
        byRealPath.put(real, all.getBytes(StandardCharsets.UTF_8));
      } else {
        byRealPath.remove(real);
      }
    }
    noteChange(real == null ? text.path() : real);
  }

  /** The same for one that was opened before. */
  void change(OpenText text) {
    put(text, realPaths.get(text.uri()));
  }

  /** A file was closed: what is on disk counts. */
  void close(String uri) {
    OpenText text = byUri.remove(uri);
    Path real = realPaths.remove(uri);
    if (real != null) {
      byRealPath.remove(real);
    }
    if (text != null) {
      noteChange(real == null ? text.path() : real);
    }
  }

  /** A file has another content than before. */
  void noteChange(Path path) {
    synchronized (changed) {
      changed.add(path);
    }
  }

  /** The files that have changed since this was asked last. */
  Set<Path> takeChanges() {
    synchronized (changed) {
      Set<Path> taken = new HashSet<>(changed);
      changed.clear();
      return taken;
    }
  }

  /** The file of a URI; null if it is not open. */
  @Nullable OpenText find(String uri) {
    return byUri.get(uri);
  }

  /** The open file at a path; null if it is not open. */
  @Nullable OpenText find(Path path) {
    for (OpenText text : byUri.values()) {
      if (text.path().equals(path)) {
        return text;
      }
    }
    return null;
  }

  /** Where an open file really is; null if there is no such file that may be read. */
  @Nullable Path realPath(OpenText text) {
    return realPaths.get(text.uri());
  }

  /** All of them. */
  List<OpenText> all() {
    return new ArrayList<>(byUri.values());
  }
}
