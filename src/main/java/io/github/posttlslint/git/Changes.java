package io.github.posttlslint.git;

import io.github.posttlslint.input.BoundedFile;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.WorkingTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs in a working tree from a revision, content for content: what a filter or a
 * conversion of line ends would make equal is different here, and so is what cannot be compared.
 * What is new counts too, unless it is ignored. Files are compared when they are asked for.
 *
 * <p>A name is relative to the working tree, with slashes.
 */
public final class Changes {

  private static final String SUBMODULE = "160000";
  private static final String LINK = "120000";
  private static final String PROGRAM = "100755";
  private static final String FILE = "100644";

  /** Digits of an id by SHA-1; other repositories have SHA-256. */
  private static final int SHA_1 = 40;

  private final WorkingTree tree;
  private final String path;
  private final Budget budget;
  private final Tree before;
  private final Listing now;
  private final Map<String, Boolean> compared = new HashMap<>();
  private final Map<String, Boolean> plain = new HashMap<>();
  private final Map<String, Optional<Changes>> submodules = new HashMap<>();
  private @Nullable Set<String> gone;

  /** What may still be read. */
  private static final class Budget {
    private long left = Limits.COMPARED_SIZE;
  }

  private Changes(WorkingTree tree, String revision, String path, Budget budget)
      throws IOException {
    this.tree = tree;
    this.path = path;
    this.budget = budget;
    GitProgram git = GitProgram.of(tree, path);
    git.checkRepository();
    this.before = Tree.of(git, revision);
    this.now = Listing.of(git);
  }

  /**
   * The changes of a working tree, and of the submodules in it since the commits that the revision
   * has for them.
   *
   * @param revision a text that git takes for a revision; not an option
   * @param path where to look for git, as in PATH
   * @throws IOException if git is not there, refuses, or knows no such revision; the message is a
   *     clause for people
   */
  public static Changes since(String revision, WorkingTree tree, String path) throws IOException {
    return new Changes(tree, revision, path, new Budget());
  }

  /** The top of the working tree. */
  public Path top() {
    return tree.top();
  }

  /** Whether a file, or one that it is packed in, differs from the revision or is new. */
  public boolean isChanged(String name) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      String folder = name.substring(0, slash);
      if (isSubmodule(folder)) {
        Changes inside = submodule(folder);
        return inside == null || inside.isChanged(name.substring(slash + 1));
      }
      if (before.names().has(folder) || isNew(folder)) {
        return isEntryChanged(folder);
      }
    }
    if (isSubmodule(name)) {
      Changes inside = submodule(name);
      return inside == null ? !isEmpty(name) : inside.hasChangedBelow("");
    }
    return isEntryChanged(name);
  }

  /** Whether a file below a directory has changed; the empty name stands for the working tree. */
  public boolean hasChangedBelow(String directory) {
    if (isChanged(directory)) {
      return true;
    }
    for (int slash = 0; (slash = directory.indexOf('/', slash)) >= 0; slash++) {
      Changes inside = submodule(directory.substring(0, slash));
      if (inside != null) {
        return inside.hasChangedBelow(directory.substring(slash + 1));
      }
    }
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return now.untracked().hasBelow(prefix) || hasNew(prefix) || hasChanged(prefix);
  }

  private boolean hasNew(String prefix) {
    Names tracked = now.tracked();
    for (int i = tracked.from(prefix); i < tracked.size() && tracked.startsWith(i, prefix); i++) {
      if (!before.names().has(tracked, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasChanged(String prefix) {
    Names names = before.names();
    for (int i = names.from(prefix); i < names.size() && names.startsWith(i, prefix); i++) {
      if (isChanged(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The names, without directories, of files that the revision or git's index has no more. */
  public Set<String> gone() {
    Set<String> known = gone;
    if (known == null) {
      known = new HashSet<>();
      for (String name : goneFiles()) {
        known.add(last(name));
      }
      gone = known;
    }
    return known;
  }

  /** The same files by their whole names. */
  public Set<String> goneFiles() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < now.deleted().size(); i++) {
      names.add(now.deleted().get(i));
    }
    boolean[] kept = before.names().among(now.tracked());
    for (int i = 0; i < kept.length; i++) {
      String name = kept[i] ? "" : before.names().get(i);
      if (!kept[i] && !exists(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private boolean exists(String name) {
    try {
      return Files.exists(tree.top().resolve(name), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return true; // it cannot be seen
    }
  }

  private boolean isSubmodule(String name) {
    int at = before.names().find(name);
    return at >= 0 && before.mode(at).equals(SUBMODULE);
  }

  /** The changes in a submodule; null if there is none, or it lacks the commit to start from. */
  private @Nullable Changes submodule(String name) {
    if (!isSubmodule(name)) {
      return null;
    }
    return submodules.computeIfAbsent(name, this::openSubmodule).orElse(null);
  }

  private Optional<Changes> openSubmodule(String name) {
    WorkingTree inner = isPlain(name) ? WorkingTree.at(tree.top().resolve(name)) : null;
    if (inner == null) {
      return Optional.empty();
    }
    try {
      String commit = before.id(before.names().find(name));
      return Optional.of(new Changes(inner, commit, path, budget));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether nothing is there, as with a submodule that was left out. */
  private boolean isEmpty(String name) {
    if (!exists(name)) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(tree.top().resolve(name))) {
      return !files.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false; // not even a directory, or one that cannot be read
    }
  }

  private boolean isNew(String name) {
    return now.tracked().has(name) || now.untracked().has(name) || now.untracked().has(name + "/");
  }

  private boolean isEntryChanged(String name) {
    Boolean known = compared.get(name);
    if (known == null) {
      int at = before.names().find(name);
      known = name.indexOf('\uFFFD') >= 0 || (at < 0 ? isNew(name) : differs(name, at));
      compared.put(name, known);
    }
    return known;
  }

  /** Whether what the revision has at a place is another thing now. */
  private boolean differs(String name, int at) {
    if (!exists(name)) {
      return !now.sparse().has(name);
    }
    try {
      return !isPlain(parent(name)) || differs(tree.top().resolve(name), at);
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      return true;
    }
  }

  private boolean differs(Path file, int at) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean isProgram = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    String mode = attributes.isSymbolicLink() ? LINK : isProgram ? PROGRAM : FILE;
    if (!mode.equals(before.mode(at))) {
      return true;
    }
    if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(file).toString();
      return !hasId(at, target.getBytes(StandardCharsets.UTF_8));
    }
    budget.left -= attributes.size();
    return budget.left < 0 || !hasId(at, BoundedFile.readReal(file, Limits.FILE_SIZE));
  }

  private static String parent(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** Whether a directory is one without a link on the way; what is behind a link is not in it. */
  private boolean isPlain(String directory) {
    if (directory.isEmpty()) {
      return true;
    }
    Boolean known = plain.get(directory);
    if (known == null) {
      Path place = tree.top().resolve(directory);
      known = isPlain(parent(directory)) && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
      plain.put(directory, known);
    }
    return known;
  }

  /** Whether git's id of what the revision has is that of this content. */
  private boolean hasId(int at, byte[] content) {
    String id = before.id(at);
    try {
      MessageDigest digest = MessageDigest.getInstance(id.length() == SHA_1 ? "SHA-1" : "SHA-256");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return id.equals(HexFormat.of().formatHex(digest.digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
