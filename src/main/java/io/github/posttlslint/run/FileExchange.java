package io.github.posttlslint.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts other bytes in the place of files' own: of all of them or, where one cannot be replaced, of
 * none.
 *
 * <p>A new file is a copy of the old one, made beside it, with its owner, group, mode, access
 * control list and extended attributes; then it gets its contents and, by a rename, the old one's
 * place. No link is followed. A process that is told to end finishes renames that have begun, and
 * leaves no temporary file behind.
 */
final class FileExchange implements AutoCloseable {

  private static final String WATCHED = "unix:ino,dev,size,lastModifiedTime,ctime";

  private final List<Prepared> prepared = new ArrayList<>();
  private final List<Path> temporaries = new ArrayList<>();
  private final Thread atShutdown = new Thread(this::end, "remove temporary files");
  private boolean over;

  /** A file with its new one beside it. */
  private record Prepared(Path file, Path fresh, Map<String, Object> seen) {}

  /** Why a file cannot be replaced; the message goes on after its name. */
  static final class Refusal extends Exception {

    private final transient Path file;

    Refusal(Path file, String message) {
      super(message);
      this.file = file;
    }

    /** The file. */
    Path file() {
      return file;
    }

    /** The message; never null. */
    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Begins an exchange, to be closed. */
  FileExchange() {
    try {
      Runtime.getRuntime().addShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      over = true; // the process is ending
    }
  }

  /**
   * Prepares one file.
   *
   * @param file a regular file that exists, with its directory's real path
   * @param before what it is known to hold
   * @param after what it is to hold
   * @throws Refusal if it cannot be replaced, or holds something else by now
   */
  synchronized void add(Path file, byte[] before, byte[] after) throws Refusal {
    try {
      checkOver(file);
      check(file);
      for (Prepared one : prepared) {
        if (one.file().equals(file)) {
          throw new Refusal(file, "stands for main.cf and master.cf at once");
        }
      }
      Map<String, Object> seen = attributes(file, WATCHED);
      Path fresh = copy(file);
      if (!Arrays.equals(contents(fresh, before.length), before)) {
        throw new Refusal(file, "changed while it was judged");
      }
      write(fresh, after);
      keep(file, fresh);
      prepared.add(new Prepared(file, fresh, seen));
    } catch (IOException e) {
      throw new Refusal(file, reason(e));
    }
  }

  /**
   * Replaces all files.
   *
   * @throws Refusal if one cannot be replaced; then none is
   */
  synchronized void commit() throws Refusal {
    for (Prepared one : prepared) {
      checkOver(one.file());
      try {
        checkDirectory(one.file());
        if (!attributes(one.file(), WATCHED).equals(one.seen())) {
          throw new Refusal(one.file(), "changed while it was judged");
        }
      } catch (IOException e) {
        throw new Refusal(one.file(), reason(e));
      }
    }
    List<Path> old = new ArrayList<>();
    for (Prepared one : prepared) {
      try {
        old.add(keepOld(one.file()));
        Files.move(one.fresh(), one.file(), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        int replaced = prepared.indexOf(one);
        throw new Refusal(one.file(), reason(e) + putBack(old.subList(0, replaced)));
      }
    }
    for (Prepared one : prepared) {
      force(one.file().toAbsolutePath().getParent());
    }
  }

  /** Puts back what was replaced already; what to say about it. */
  private String putBack(List<Path> old) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < old.size(); i++) {
      Path file = prepared.get(i).file();
      try {
        Files.move(old.get(i), file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        temporaries.remove(old.get(i));
        said.append("; ").append(file.getFileName());
        said.append(" is fixed, and what it was is in ").append(old.get(i).getFileName());
      }
    }
    return said.toString();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      // the process is ending: the hook finds nothing to do
    }
  }

  private synchronized void end() {
    over = true;
    for (Path temporary : temporaries) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // a file too many, which says by its name what it is
      }
    }
    temporaries.clear();
  }

  private void checkOver(Path file) throws Refusal {
    if (over) {
      throw new Refusal(file, "not replaced, for the program is ending");
    }
  }

  private static void check(Path file) throws IOException, Refusal {
    checkDirectory(file);
    if (Files.isSymbolicLink(file)) {
      throw new Refusal(file, "became a symbolic link while it was judged");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(file, "is no regular file");
    }
    // root may write to every file, and a directory's owner may replace each one in it
    boolean ownerMay = (number(file, "mode") & 0200) != 0;
    if (!ownerMay || !Files.isWritable(file)) {
      throw new Refusal(file, "is read-only");
    }
    int names = number(file, "nlink");
    if (names > 1) {
      throw new Refusal(file, "has " + names + " hard links, the others of which would stay");
    }
  }

  private static void checkDirectory(Path file) throws IOException, Refusal {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !directory.toRealPath().equals(directory)) {
      throw new Refusal(file, "is elsewhere by now: its directory became a symbolic link");
    }
  }

  private static int number(Path file, String attribute) throws IOException {
    Object value = Files.getAttribute(file, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    return value instanceof Integer number ? number : 0;
  }

  private static Map<String, Object> attributes(Path file, String names) throws IOException {
    return Files.readAttributes(file, names, LinkOption.NOFOLLOW_LINKS);
  }

  /** A copy beside the file, with all that the system tells about it. */
  private Path copy(Path file) throws IOException {
    return temporary(
        file,
        place ->
            Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
  }

  /** The file itself under another name or, where there are no hard links, a copy of it. */
  private Path keepOld(Path file) throws IOException {
    try {
      return temporary(file, place -> Files.createLink(place, file));
    } catch (FileSystemException | UnsupportedOperationException e) {
      return copy(file);
    }
  }

  private Path temporary(Path file, WholeFile.Maker maker) throws IOException {
    Path place = WholeFile.temporary(file, maker);
    temporaries.add(place);
    return place;
  }

  private static byte[] contents(Path file, int expected) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.allocate(expected + 1);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // goes on
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Sees to it that a new file has what the old one has: copies are made as far as one may. */
  private void keep(Path file, Path fresh) throws IOException, Refusal {
    int mode = number(file, "mode");
    if (number(fresh, "mode") != mode) {
      // to write takes the setuid and setgid bits away
      Files.setAttribute(fresh, "unix:mode", mode & 07777, LinkOption.NOFOLLOW_LINKS);
    }
    for (String attribute : List.of("mode", "uid", "gid")) {
      if (number(fresh, attribute) != number(file, attribute)) {
        throw new Refusal(file, "has an owner, group or mode that cannot be kept");
      }
    }
    if (!extended(file).equals(extended(fresh))) {
      throw new Refusal(file, "has extended attributes that cannot be kept");
    }
    boolean groupMayMore = (mode >> 3 & ~mode & 7) != 0;
    if (groupMayMore && givesRights(file)) {
      throw new Refusal(
          file, "lies in a directory whose default access control list a new file would get");
    }
  }

  /**
   * Whether the directory has a default access control list, as far as that shows. Java reads
   * neither that nor the list of a file, but the umask has no say where there is one. What the list
   * gives goes no further than what the mode gives the group.
   */
  private boolean givesRights(Path file) throws IOException {
    int umask = umask();
    if (umask < 0) {
      return false;
    }
    boolean ownModes = modeOfNew(file, "rw-------") == 0600;
    return ownModes && modeOfNew(file, "rwxrwxrwx") != (0777 & ~umask);
  }

  /** The mode that a new file beside another one gets; file systems without modes give all one. */
  private int modeOfNew(Path file, String wanted) throws IOException {
    FileAttribute<?> permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(wanted));
    Path probe = temporary(file, place -> Files.createFile(place, permissions));
    int got = number(probe, "mode") & 0777;
    Files.delete(probe);
    temporaries.remove(probe);
    return got;
  }

  /** The umask of this process; -1 where the system does not tell. */
  private static int umask() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Umask:")) {
          return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // another system than Linux
    }
    return -1;
  }

  /** The extended attributes that Java can read; others are copied unread. */
  private static Map<String, ByteBuffer> extended(Path file) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(
            file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    Map<String, ByteBuffer> attributes = new HashMap<>();
    for (String name : names(view)) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      attributes.put(name, value.flip());
    }
    return attributes;
  }

  private static List<String> names(@Nullable UserDefinedFileAttributeView view) {
    try {
      return view == null ? List.of() : view.list();
    } catch (IOException e) {
      return List.of(); // a file system without them
    }
  }

  private static void force(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // a system that cannot: the names are written when it pleases
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "cannot be replaced: permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "is gone";
    }
    String why = e instanceof FileSystemException system ? system.getReason() : null;
    if (why == null) {
      return "cannot be replaced";
    }
    boolean mounted = why.contains("busy");
    return "cannot be replaced: " + why + (mounted ? " (is it mounted by itself?)" : "");
  }
}
