package io.github.posttlslint.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose bytes lie in directories of this machine: the live host, a root directory, a
 * checkout.
 *
 * <p>Links are followed step by step as the judged system would follow them, so that an absolute
 * link inside a root directory stays inside it, and nothing outside the mapped directories is
 * opened. What lies at a path is looked at once: what others change in the meantime is not seen.
 */
public final class DirectoryTree implements FileTree {

  private final List<Mapping> mappings;
  private final boolean complete;
  private final Path shownFrom;
  private final Manifest manifest;
  private final Map<String, Boolean> denied = new ConcurrentHashMap<>();
  private final List<String> notHere;
  private final Gate gate;
  private final GitIndexes gits;
  private final HostMetadata metadata;
  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Set<Path> opened = new HashSet<>();
  private final Set<Path> streamed = new HashSet<>();
  private final Set<Path> listed = new HashSet<>();
  private long size;

  /**
   * Where a directory of the judged system lies on this machine.
   *
   * @param path directory of the judged system, normalised
   * @param host directory of this machine, all links followed
   * @param typed the same as it was typed, which is how reports name it
   */
  public record Mapping(String path, Path host, Path typed) {

    /** A directory that was typed without links. */
    public Mapping(String path, Path host) {
      this(path, host, host);
    }
  }

  /**
   * What opens and knows files of this machine.
   *
   * @param gate opens them
   * @param gits tells what git has
   * @param accounts has the names of owners and groups in its /etc/passwd and /etc/group; null for
   *     this machine itself, which knows them
   */
  public record Host(Gate gate, GitIndexes gits, @Nullable FileTree accounts) {}

  /**
   * Makes a tree.
   *
   * @param mappings the most specific path wins
   * @param complete whether an absent file is missing, and owners and modes are to be believed
   * @param shownFrom the directory below which reports name files relatively
   * @param manifest owners, modes and times of files that keep none, such as those of a checkout
   * @param notHere directories and files of the judged system that are not to be looked up
   * @param host opens the files
   */
  public DirectoryTree(
      List<Mapping> mappings,
      boolean complete,
      Path shownFrom,
      Manifest manifest,
      List<String> notHere,
      Host host) {
    List<Mapping> sorted = new ArrayList<>(mappings);
    sorted.sort((a, b) -> b.path().length() - a.path().length());
    this.mappings = List.copyOf(sorted);
    this.complete = complete;
    this.shownFrom = shownFrom.toAbsolutePath().normalize();
    this.manifest = manifest;
    this.notHere = List.copyOf(notHere);
    this.gate = host.gate();
    this.gits = host.gits();
    this.metadata = new HostMetadata(host.accounts());
  }

  /** The place on this machine; null if the path is not below a mapped directory. */
  private @Nullable Path host(String path) {
    Mapping mapping = mapping(path);
    return mapping == null ? null : below(mapping.host(), mapping, path);
  }

  private @Nullable Mapping mapping(String path) {
    for (Mapping mapping : mappings) {
      if (Paths.isBelow(path, mapping.path())) {
        return mapping;
      }
    }
    return null;
  }

  private static Path below(Path directory, Mapping mapping, String path) {
    String rest = path.substring(mapping.path().length());
    int start = rest.startsWith("/") ? 1 : 0;
    return rest.length() <= start ? directory : directory.resolve(rest.substring(start));
  }

  /** A path with all links followed, or why it leads nowhere. */
  private record Resolved(@Nullable String path, Entry failure) {}

  private Resolved resolve(String path) {
    if (Paths.isTooLong(path)) {
      return new Resolved(null, new Unseen("its path is too long"));
    }
    String current = "/";
    Node parent = null;
    ArrayDeque<String> rest = new ArrayDeque<>();
    for (String component : Paths.components(path)) { // taken as a whole they cost a lambda
      rest.add(component);
    }
    int links = 0;
    try {
      while (!rest.isEmpty()) {
        String part = rest.remove();
        if (part.equals("..")) {
          current = Paths.parent(current);
          parent = null;
          continue;
        }
        String next = Paths.join(current, part);
        Node node = node(next, parent);
        String target = node.target;
        parent = null;
        if (target == null) {
          current = next;
          parent = node;
        } else if (++links > Limits.LINKS) {
          return new Resolved(null, new Missing());
        } else {
          Paths.putFirst(Paths.components(target), rest);
          current = target.startsWith("/") ? "/" : current;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Resolved(null, absent(path));
    }
    return new Resolved(current, absent(current));
  }

  /**
   * What lies at a path of the judged system, links not followed.
   *
   * @param host the place on this machine; null if the path is not below a mapped directory
   * @param attributes null if nothing was seen there
   * @param target where a link leads; null if it is none
   * @param isDenied whether it may not be looked at
   */
  private record Node(
      @Nullable Path host,
      @Nullable BasicFileAttributes attributes,
      @Nullable String target,
      boolean isDenied) {

    boolean isBelow(@Nullable Node directory) {
      return host != null && directory != null && Objects.equals(host.getParent(), directory.host);
    }

    boolean isAbsent() {
      return host != null && attributes == null && !isDenied;
    }
  }

  /**
   * Many paths of a setup go through the same directories: each is looked at once. What would lie
   * below one that is not there is not remembered.
   */
  private Node node(String path, @Nullable Node parent) throws IOException {
    if (parent != null && parent.isAbsent()) {
      Node nothing = new Node(host(path), null, null, false);
      if (nothing.isBelow(parent)) {
        return nothing;
      }
    }
    Node node = nodes.get(path);
    if (node == null) {
      node = see(path);
      nodes.put(path, node);
    }
    return node;
  }

  private Node see(String path) throws IOException {
    Path host = VersionControl.isIn(path) ? null : host(path);
    if (host == null) {
      return new Node(null, null, null, false);
    }
    Node nothing = new Node(host, null, null, false);
    Node parent = nodes.get(Paths.parent(path));
    if (parent != null && parent.isAbsent() && nothing.isBelow(parent)) {
      return nothing;
    }
    BasicFileAttributes attributes;
    try {
      attributes = Gate.attributes(host);
    } catch (AccessDeniedException e) {
      return new Node(host, null, null, true);
    } catch (IOException e) {
      return nothing;
    }
    String target = attributes.isSymbolicLink() ? Gate.target(host) : null;
    return new Node(host, attributes, target, false);
  }

  private boolean isNotHere(String path) {
    for (String hidden : notHere) {
      if (Paths.isBelow(path, hidden)) {
        return true;
      }
    }
    return false;
  }

  private Entry absent(String path) {
    return complete || manifest.isComplete(path)
        ? new Missing()
        : new Unseen("not among the given files");
  }

  @Override
  public @Nullable Boolean isVersioned(String path) {
    String real = resolve(path).path();
    Path host = real == null || isNotHere(real) ? null : host(real);
    return host == null ? null : gits.has(host);
  }

  @Override
  public Entry look(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      entry = find(path);
      if (!Paths.isTooLong(path)) {
        entries.put(path, entry);
      }
    }
    return entry;
  }

  private Entry find(String path) {
    Resolved resolved = resolve(path);
    String real = resolved.path();
    if (real == null) {
      return resolved.failure();
    }
    if (isNotHere(real)) {
      return new Unseen("not here, as the configuration of posttls-lint says");
    }
    try {
      Node node = node(real, null);
      Path host = node.host;
      if (VersionControl.isIn(real)) {
        return new Unseen(VersionControl.REFUSED);
      }
      if (host == null) {
        return manifest.isComplete(real) ? new Missing() : new Unseen(outside());
      }
      BasicFileAttributes attributes = node.attributes;
      if (attributes == null) {
        return node.isDenied ? refused(real) : absent(real);
      }
      Kind kind =
          attributes.isRegularFile()
              ? Kind.FILE
              : attributes.isDirectory() ? Kind.DIRECTORY : Kind.SPECIAL;
      return new Found(real, kind, metadata(real, host, attributes));
    } catch (AccessDeniedException e) {
      return refused(real);
    } catch (IOException e) {
      return absent(real);
    }
  }

  private Unseen refused(String path) {
    denied.put(path, true);
    return new Unseen("not to be looked at: permission denied");
  }

  @Override
  public int denied() {
    return denied.size();
  }

  private String outside() {
    String outside = "outside what was given";
    return complete ? outside + "; with --root DIR all below DIR is looked at" : outside;
  }

  private Metadata metadata(String path, Path host, BasicFileAttributes basic) throws IOException {
    Metadata listed = manifest.of(path);
    if (listed != null) {
      return listed;
    }
    return complete ? metadata.of(host, basic) : Metadata.UNKNOWN;
  }

  @Override
  public synchronized byte[] read(String path) throws IOException {
    Resolved resolved = resolve(path);
    String real = resolved.path();
    Path host = real == null ? null : host(real);
    if (real == null || host == null) {
      throw new IOException("no such file among those given");
    }
    if (opened.contains(host)) {
      return gate.read(host, Limits.FILE_SIZE, Gate.Purpose.NAMED);
    }
    if (size >= Limits.SETUP_SIZE || opened.size() >= Limits.SETUP_FILES) {
      throw new IOException(
          "not read: the set-up names more than "
              + Limits.SETUP_FILES
              + " files or "
              + Limits.shown(Limits.SETUP_SIZE));
    }
    byte[] bytes = readFirst(real, host);
    opened.add(host);
    size += bytes.length;
    return bytes;
  }

  private byte[] readFirst(String path, Path host) throws IOException {
    try {
      return gate.read(host, Limits.FILE_SIZE, Gate.Purpose.NAMED);
    } catch (IOException e) {
      if (e.getCause() instanceof AccessDeniedException) {
        denied.put(path, true);
      }
      throw e;
    }
  }

  @Override
  public InputStream open(String path, long most) throws IOException {
    Resolved resolved = resolve(path);
    Path host = resolved.path() == null ? null : host(resolved.path());
    if (host == null) {
      throw new IOException("no such file among those given");
    }
    InputStream stream = gate.open(host, most, Gate.Purpose.NAMED);
    synchronized (this) {
      streamed.add(host);
    }
    return stream;
  }

  @Override
  public synchronized boolean hasLookedAt(Path place) {
    if (opened.contains(place) || streamed.contains(place) || listed.contains(place.getParent())) {
      return true;
    }
    for (Node node : nodes.values()) {
      Path host = node.host;
      if (host != null && (host.startsWith(place) || (node.isAbsent() && place.startsWith(host)))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized boolean hasChanged() {
    for (Node node : nodes.values()) {
      if (node.host != null && !node.isDenied && hasChanged(node, node.host)) {
        return true;
      }
    }
    return false;
  }

  /** Of a directory counts whether it is there and, if its names were listed, what is in it. */
  private boolean hasChanged(Node node, Path host) {
    BasicFileAttributes before = node.attributes;
    try {
      BasicFileAttributes now = Gate.attributes(host);
      if (before == null || now.isDirectory() != before.isDirectory()) {
        return true;
      }
      boolean hasContents = !now.isDirectory() || listed.contains(host);
      return hasContents
          && !(now.lastModifiedTime().equals(before.lastModifiedTime())
              && now.size() == before.size()
              && Objects.equals(now.fileKey(), before.fileKey()));
    } catch (IOException e) {
      return before != null;
    }
  }

  @Override
  public @Nullable Path place(String path) {
    return look(path) instanceof Found found ? host(found.path()) : null;
  }

  @Override
  public List<String> list(String directory) {
    Resolved resolved = resolve(directory);
    String real = resolved.path();
    Path host = real == null || VersionControl.isIn(real) ? null : host(real);
    if (host == null) {
      return List.of();
    }
    synchronized (this) {
      listed.add(host);
    }
    List<String> names = Gate.names(host, Limits.DIRECTORY_NAMES);
    Collections.sort(names);
    return names;
  }

  @Override
  public void forget() {
    nodes.clear();
    entries.clear();
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public String displayName(String path) {
    String normal = Paths.normalise(path);
    Mapping mapping = mapping(normal);
    return mapping == null ? path : shown(below(mapping.typed(), mapping, normal), shownFrom);
  }

  /** How a file of this machine is named in reports: relative below the current directory. */
  public static String shown(Path host, Path from) {
    Path absolute = host.toAbsolutePath().normalize();
    Path base = from.toAbsolutePath().normalize();
    Path name = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    String text = Paths.slashed(name);
    return text.isEmpty() ? "." : text;
  }
}
