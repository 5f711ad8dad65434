package io.github.posttlslint.input;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds, by name, absolute and normalised. Directories that entries lie in are
 * there also where the archive has no entry of their own; of these there may be as many again.
 */
final class ArchiveItems {

  /** A directory without an entry of its own. */
  static final Item DIRECTORY =
      new Item(FileTree.Kind.DIRECTORY, null, new Metadata("root", "root", 0755, null), null);

  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, TreeSet<String>> names = new TreeMap<>();

  ArchiveItems() {
    items.put("/", DIRECTORY);
  }

  /**
   * An entry.
   *
   * @param kind what it is
   * @param bytes its content; null for what is no file
   * @param metadata owner and mode as the archive has them
   * @param link where a symbolic link leads; null for others
   */
  record Item(
      FileTree.Kind kind,
      @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] bytes, // never compared
      Metadata metadata,
      @Nullable String link) {}

  /** There are too many. */
  static final class TooManyException extends IOException {
    TooManyException() {
      super("more than " + Limits.ARCHIVE_ENTRIES + " entries");
    }
  }

  /** Adds an entry, in the place of one of the same name. */
  void put(String name, Item item) throws TooManyException {
    if (VersionControl.isIn(name)) {
      return; // nothing there is looked at
    }
    items.put(name, item);
    String path = name;
    while (!path.equals("/")) {
      String parent = Paths.parent(path);
      TreeSet<String> beside = names.computeIfAbsent(parent, key -> new TreeSet<>());
      if (!beside.add(Paths.name(path))) {
        break;
      }
      items.putIfAbsent(parent, DIRECTORY);
      path = parent;
    }
    if (items.size() > 2 * Limits.ARCHIVE_ENTRIES) {
      throw new TooManyException();
    }
  }

  /** The entry of a name; null if there is none. */
  @Nullable Item get(String name) {
    return items.get(name);
  }

  /** The names in a directory, sorted. */
  List<String> names(String directory) {
    Collection<String> there = names.get(directory);
    return there == null ? List.of() : List.copyOf(there);
  }

  /** The directories that have something in them, sorted. */
  Collection<String> directories() {
    return names.keySet();
  }
}
