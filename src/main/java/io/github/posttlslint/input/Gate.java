package io.github.posttlslint.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one gate through which a run opens and lists files. Whoever wants a file says for what; the
 * gate knows what is allowed for that, and remembers what was opened.
 *
 * <ul>
 *   <li>What is no regular file is never opened, and nothing of {@code /proc} and {@code /sys}.
 *   <li>Nothing below {@code .git}, {@code .hg} and {@code .svn} is opened, but by {@link
 *       GitIndex}.
 *   <li>A path that was typed may lead through links, but not out of the repository that it lies
 *       in, or the current directory if it lies below that: see {@link #enter}.
 *   <li>Every file is opened by its real path, with no link at its end, and has to be the file that
 *       was looked at, still at that real path, once it was opened.
 * </ul>
 *
 * <p>Threads may share a gate.
 */
public final class Gate {

  /** Why a file is opened. */
  public enum Purpose {
    /** A main.cf or master.cf. */
    SETUP,
    /** What a setup names: certificates, keys, tables; package databases. */
    NAMED,
    /** A {@link Manifest}. */
    MODES,
    /** The names of owners and groups of a root directory. */
    ACCOUNTS,
    /** A configuration file of this program. */
    CONFIGURATION,
    /** What templates are filled in with where nobody says otherwise. */
    TEMPLATE_VALUES,
    /** A rule file. */
    RULES,
    /** A list of known findings. */
    BASELINE,
    /** An archive of setups. */
    ARCHIVE,
    /** A file that {@code inspect} is given. */
    INSPECTED,
    /** A zone of the DNS, what it includes, and a policy of MTA-STS. */
    ZONE,
    /** The trusted CAs of this machine, by fixed names. */
    AUTHORITIES,
    /** A file with a password, of whatever kind: the caller may give a pipe. */
    PASSWORD,
    /** Git's index, and what says where it is. */
    GIT
  }

  /** What lies at a path, links not followed. */
  public enum Kind {
    NOTHING,
    FILE,
    DIRECTORY,
    LINK,
    /** FIFO, device, socket. */
    SPECIAL,
    /** It may not be looked at. */
    DENIED
  }

  /**
   * A directory or file that somebody typed, or that was found below one.
   *
   * @param real where it is, all links followed
   * @param bound the real directory that links inside of it may not leave; itself if they may not
   *     leave it at all
   * @param inRepository whether that is a repository's top
   */
  public record Place(Path real, Path bound, boolean inRepository) {}

  /** Nothing is there. */
  public static final class AbsentException extends IOException {
    AbsentException(@Nullable Throwable cause) {
      super("no such file", cause);
    }
  }

  /** Why a link is not followed. */
  public static final String LEADS_OUT =
      "a symbolic link that leads out of what was given; it is not followed";

  private static final String NOT_REGULAR = "expected a regular file";
  private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"));

  private final Path current;
  private final Repositories repositories = new Repositories();
  private final Map<Object, Purpose> opened = new ConcurrentHashMap<>();
  private final Map<Path, byte[]> texts;
  private final boolean remembers;

  /**
   * Makes a gate for one run.
   *
   * @param current the directory that relative paths start at
   */
  public Gate(Path current) {
    this.current = current.toAbsolutePath().normalize();
    this.texts = Map.of();
    this.remembers = true;
  }

  private Gate(Path current, Map<Path, byte[]> texts) {
    this.current = current.toAbsolutePath().normalize();
    this.texts = texts;
    this.remembers = false;
  }

  /**
   * A gate for an editor, which has files open that it has not written yet. It lasts long, so it
   * does not remember what it opened: with it nothing may be written.
   *
   * @param texts what these files hold, by their real paths; asked anew each time
   */
  public static Gate ofEditor(Path current, Map<Path, byte[]> texts) {
    return new Gate(current, texts);
  }

  // ---- where a path leads ----

  /**
   * Follows the links of a typed path, or of one found below it, once.
   *
   * @param typed a path; relative ones start at the current directory
   * @throws IOException with a clause for people, if nothing is there or it leads out of the
   *     repository that it lies in, or else of the current directory if it lies below that
   */
  public Place enter(Path typed) throws IOException {
    Path path = absolute(typed);
    Path repository = repository(path);
    Path top = repository != null ? repository : isBelowCurrent(path) ? current : null;
    Path real = real(path);
    if (top == null) {
      return new Place(real, real, false);
    }
    Path realTop = real(top);
    if (!real.startsWith(realTop)) {
      throw new IOException(LEADS_OUT + " (if its target is meant, name that)");
    }
    boolean inRepository = repository != null;
    boolean trusted = inRepository || Owners.isTrusted(real, realTop);
    return new Place(real, trusted ? realTop : real, inRepository);
  }

  /** The same for a directory that is in force on this machine, whose administrator owns all. */
  Place enterHost(Path typed) throws IOException {
    Path real = real(absolute(typed));
    return new Place(real, real.getRoot(), false);
  }

  /**
   * The same where only a repository confines: for files that the caller names one by one.
   *
   * @throws IOException as {@link #enter}
   */
  private Path enterFile(Path typed) throws IOException {
    Path path = absolute(typed);
    Path top = repository(path);
    Path real = real(path);
    if (top != null && !real.startsWith(real(top))) {
      throw new IOException(LEADS_OUT);
    }
    return real;
  }

  /**
   * Follows the links of a path inside a place.
   *
   * @throws IOException with a clause for people, if nothing is there or it leads out
   */
  public Path follow(Path path, Place place) throws IOException {
    Path real = real(path);
    if (!real.startsWith(place.bound())) {
      throw new IOException(LEADS_OUT);
    }
    return real;
  }

  /**
   * Whether a path that a file names stays, with all links followed, inside what the file's folder
   * is bound to.
   */
  public boolean staysInside(Path path, Path folder) {
    Path named = absolute(path);
    try {
      Path bound = enter(folder).bound();
      return exists(named)
          ? real(named).startsWith(bound)
          : named.startsWith(bound) || named.startsWith(absolute(folder));
    } catch (IOException e) {
      return false;
    }
  }

  /** The top of the repository that a path lies in, by its name; null if there is none. */
  public @Nullable Path repository(Path path) {
    return repositories.top(absolute(path));
  }

  /**
   * Whether a setup may have a directory around its own for the judged system's {@code /}: that
   * lies in the same repository, or outside of any and is not somebody else's.
   *
   * @param real the directory, all links followed
   */
  public boolean mayBeRoot(Path real, Place setup) {
    return setup.inRepository()
        ? real.startsWith(setup.bound())
        : Owners.isTrusted(setup.real(), real);
  }

  /** The path as it was typed, made absolute. */
  public Path absolute(Path path) {
    return current.resolve(path).normalize();
  }

  /** All that lies in the file system's root would be everything: that does not confine. */
  private boolean isBelowCurrent(Path path) {
    return path.startsWith(current) && !path.equals(current) && current.getParent() != null;
  }

  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new AbsentException(e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    } catch (IOException e) {
      throw new IOException("cannot be followed to a file", e);
    }
  }

  /** Whether a path is of the kernel's: no files, though some look like them. */
  static boolean isKernel(Path path) {
    return path.startsWith(KERNEL.get(0)) || path.startsWith(KERNEL.get(1));
  }

  // ---- what lies there ----

  /** What lies at a path, links not followed. */
  public Kind kind(Path path) {
    try {
      return kind(attributes(absolute(path)));
    } catch (AccessDeniedException e) {
      return Kind.DENIED;
    } catch (IOException e) {
      return Kind.NOTHING;
    }
  }

  static Kind kind(BasicFileAttributes attributes) {
    return attributes.isRegularFile()
        ? Kind.FILE
        : attributes.isDirectory()
            ? Kind.DIRECTORY
            : attributes.isSymbolicLink() ? Kind.LINK : Kind.SPECIAL;
  }

  /** Whether a directory lies where a typed path leads. */
  public boolean isDirectory(Path typed) {
    return Files.isDirectory(absolute(typed));
  }

  /** Whether something lies where a typed path leads. */
  public boolean exists(Path typed) {
    return Files.exists(absolute(typed));
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Where a link leads, as it says. */
  static String target(Path link) throws IOException {
    return Files.readSymbolicLink(link).toString();
  }

  /**
   * The names in a directory, sorted.
   *
   * @param directory a real path
   * @return null if it cannot be read
   */
  static String @Nullable [] names(Path directory) {
    String[] names =
        VersionControl.isIn(directory) || isKernel(directory) ? null : directory.toFile().list();
    if (names != null) {
      Arrays.sort(names);
    }
    return names;
  }

  /** At most so many names in a directory, in no order; none if it cannot be read. */
  static List<String> names(Path directory, int most) {
    List<String> names = new ArrayList<>();
    if (VersionControl.isIn(directory)
        || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
        if (names.size() == most) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      names.clear();
    }
    return names;
  }

  /**
   * The files of a kind in a typed directory and below, or the typed file itself; links to files
   * are followed inside their {@linkplain Place#bound bound}, links to directories are not.
   *
   * @param ending how their names end
   * @return by the names that they were typed with, in no order, where they really are
   * @throws IOException with a clause for people
   */
  public List<Named> filesBelow(Path typed, String ending) throws IOException {
    Place place = enter(typed);
    return new FolderWalk(this, place, ending).from(new Named(typed, place.real()));
  }

  /**
   * A file.
   *
   * @param shown as messages name it
   * @param real where it is
   */
  public record Named(Path shown, Path real) {}

  // ---- opening ----

  /**
   * The bytes of a file.
   *
   * @param real a path without links
   * @param most the greatest size, in bytes
   * @throws IOException if it is gone, unreadable, not regular, too large, or not to be opened for
   *     this; the message is a clause for people
   */
  public byte[] read(Path real, int most, Purpose purpose) throws IOException {
    allow(real, purpose);
    byte[] text = texts.get(real);
    if (text != null && text.length <= most) {
      return text.clone();
    }
    Object key = key(real);
    byte[] bytes = BoundedFile.readReal(real, most);
    verify(real, key);
    remember(key, purpose);
    return bytes;
  }

  /**
   * The bytes of a file that somebody typed; links are followed as far as {@link #enter} does.
   *
   * @throws IOException as {@link #read} and {@link #enter}
   */
  public byte[] readTyped(Path typed, int most, Purpose purpose) throws IOException {
    Path real = purpose == Purpose.INSPECTED ? enterFile(typed) : enter(typed).real();
    return read(real, most, purpose);
  }

  /**
   * The text of a UTF-8 file that somebody typed.
   *
   * @throws IOException as {@link #readTyped}, and if it is not UTF-8
   */
  public String readText(Path typed, int most, Purpose purpose) throws IOException {
    return text(readTyped(typed, most, purpose));
  }

  /**
   * The text of bytes in UTF-8.
   *
   * @throws IOException if they are none; the message is a clause for people
   */
  public static String text(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8 text", e);
    }
  }

  /**
   * The first bytes of a file with a password, of whatever kind it is.
   *
   * @throws IOException if it cannot be read
   */
  public byte[] readPassword(Path typed, int most) throws IOException {
    Path path = absolute(typed);
    if (Files.isDirectory(path)) {
      throw new IOException("a directory, expected a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(most);
      remember(path, Purpose.PASSWORD);
      return bytes;
    }
  }

  /**
   * Opens an archive that somebody typed.
   *
   * @throws IOException as {@link #readTyped}
   */
  SeekableByteChannel openArchive(Path typed) throws IOException {
    Path real = enter(typed).real();
    allow(real, Purpose.ARCHIVE);
    Object key = key(real);
    if (kind(real) != Kind.FILE) {
      throw new IOException(NOT_REGULAR);
    }
    SeekableByteChannel channel =
        Files.newByteChannel(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      verify(real, key);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    remember(key, Purpose.ARCHIVE);
    return channel;
  }

  /**
   * Opens a file that may be too large to be held.
   *
   * @param real a path without links
   * @param most the greatest size, in bytes
   * @throws IOException as {@link #read}
   */
  InputStream open(Path real, long most, Purpose purpose) throws IOException {
    allow(real, purpose);
    byte[] text = texts.get(real);
    if (text != null && text.length <= most) {
      return new ByteArrayInputStream(text);
    }
    Object key = key(real);
    BasicFileAttributes attributes = attributes(real);
    if (kind(attributes) != Kind.FILE) {
      throw new IOException(NOT_REGULAR);
    }
    if (attributes.size() > most) {
      throw new IOException("larger than " + Limits.shown(most));
    }
    InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
    try {
      verify(real, key);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    remember(key, purpose);
    return in;
  }

  private static void allow(Path real, Purpose purpose) throws IOException {
    if (purpose != Purpose.GIT && VersionControl.isIn(real)) {
      throw new IOException(VersionControl.REFUSED);
    }
    if (isKernel(real)) {
      throw new IOException(NOT_REGULAR);
    }
  }

  /** What a file is known by, whatever its name. */
  private static Object key(Path real) throws IOException {
    try {
      Object key = attributes(real).fileKey();
      return key == null ? real : key;
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /** Whether the file that was looked at is the one that was opened, and no link led to it. */
  private static void verify(Path real, Object key) throws IOException {
    if (!key(real).equals(key) || !real.toRealPath().equals(real)) {
      throw new IOException("changed while it was read");
    }
  }

  /** Remembers a file that was opened in another way; links are followed. */
  void remember(Path file, Purpose purpose) {
    try {
      remember(key(file.toRealPath()), purpose);
    } catch (IOException e) {
      // a pipe, which has no place, or a file that is gone: nothing can take the place of these
    }
  }

  private void remember(Object key, Purpose purpose) {
    if (remembers) {
      opened.put(key, purpose);
    }
  }

  /**
   * What changes when a file is changed or replaced, to be compared with what it was before; the
   * same for all that is not there.
   *
   * @param real a path without links
   */
  public List<Object> stamp(Path real) {
    try {
      BasicFileAttributes now = attributes(real);
      Object key = now.fileKey();
      return List.of(key == null ? "" : key, now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  // ---- what may be written ----

  /**
   * Refuses a place for a report, or the like, where something would be lost or reached that nobody
   * typed.
   *
   * @param apart files that were read for this may be replaced; null if none may
   * @throws IOException with a sentence for people
   */
  public void checkTarget(Path typed, @Nullable Purpose apart) throws IOException {
    if (!remembers) {
      throw new IOException("nothing is written while files are open in an editor");
    }
    Path path = absolute(typed);
    if (Streams.has(path)) {
      return;
    }
    if (kind(path) == Kind.LINK) {
      throw new IOException("a symbolic link; expected a file, or nothing, in its place");
    }
    if (kind(path) == Kind.SPECIAL) {
      throw new IOException(NOT_REGULAR);
    }
    Path folder = path.getParent();
    Path real = folder == null || !exists(folder) ? path : enter(folder).real();
    if (VersionControl.isIn(real.resolve(String.valueOf(path.getFileName())))) {
      throw new IOException("below .git, .hg or .svn, where nothing is written");
    }
    Purpose read = kind(path) == Kind.NOTHING ? null : opened.get(key(path));
    if (read != null && read != apart) {
      throw new IOException("this file was read, and is not to be overwritten");
    }
  }
}
