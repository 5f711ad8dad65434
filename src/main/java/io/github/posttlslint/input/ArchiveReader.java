package io.github.posttlslint.input;

import io.github.posttlslint.input.ArchiveItems.Item;
import io.github.posttlslint.input.FileTree.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Takes an archive apart, with limits: nothing is written to disk, but memory is finite, and an
 * archive may come from a stranger.
 */
final class ArchiveReader {

  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int REGULAR = 0100000;

  /** What tells of one entry of a tar file: long names and attributes, no content. */
  private static final int HEADER_SIZE = 1 << 20;

  /** The first bytes of an entry in the directory of a zip file. */
  private static final int ZIP_ENTRY = 0x504b0102;

  private final ArchiveItems items = new ArchiveItems();
  private long total;
  private int count;

  private ArchiveReader() {}

  /** All entries by name, absolute and normalised; of entries of the same name the last one. */
  static ArchiveItems read(SeekableByteChannel channel, String name) throws IOException {
    ArchiveReader reader = new ArchiveReader();
    try {
      if (name.endsWith(".zip")) {
        reader.readZip(channel);
      } else {
        reader.readTar(channel, !name.endsWith(".tar"));
      }
    } catch (RefusedException | ArchiveItems.TooManyException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the library answers some damages with unchecked exceptions
      throw new IOException("damaged, or no archive of the kind that its name says", e);
    }
    return reader.items;
  }

  /** A message of our own, fit for users. */
  private static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }

  private void readTar(SeekableByteChannel channel, boolean packed) throws IOException {
    try (InputStream raw = new BufferedInputStream(Channels.newInputStream(channel));
        InputStream plain = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        Counting counting = new Counting(plain);
        TarArchiveInputStream tar = new TarArchiveInputStream(counting)) {
      TarArchiveEntry entry = next(tar, counting);
      if (entry == null) {
        throw new RefusedException("no entries; expected an archive of /etc/postfix");
      }
      for (; entry != null; entry = next(tar, counting)) {
        String name = name(entry.getName());
        Metadata metadata =
            new Metadata(
                owner(entry.getUserName(), entry.getLongUserId()),
                owner(entry.getGroupName(), entry.getLongGroupId()),
                entry.getMode() & 07777,
                instant(entry.getModTime()));
        if (entry.isSymbolicLink()) {
          items.put(name, new Item(Kind.FILE, null, metadata, entry.getLinkName()));
        } else if (entry.isLink()) {
          hardLink(name, entry.getLinkName());
        } else if (entry.isDirectory() && !isSpecial(entry)) {
          items.put(name, new Item(Kind.DIRECTORY, null, metadata, null));
        } else if (entry.isFile() && !isSpecial(entry)) {
          items.put(name, new Item(Kind.FILE, content(tar), metadata, null));
        } else {
          items.put(name, new Item(Kind.SPECIAL, null, metadata, null));
        }
      }
    }
  }

  /** The library calls these files, too. */
  private static boolean isSpecial(TarArchiveEntry entry) {
    return entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Counting counting)
      throws IOException {
    counting.header = 0;
    TarArchiveEntry entry = tar.getNextEntry();
    counting.header = Integer.MIN_VALUE;
    return entry;
  }

  private void hardLink(String name, String target) throws IOException {
    Item item = items.get(name(target));
    if (item == null && VersionControl.isIn(target)) {
      return; // what is in there is left out
    }
    if (item == null) {
      throw new RefusedException(
          "entry '" + name + "' is a link to '" + target + "', which is not in the archive");
    }
    byte[] bytes = item.bytes();
    count(bytes == null ? 0 : bytes.length); // unpacked, it is judged in each place
    items.put(name, item);
  }

  private void readZip(SeekableByteChannel channel) throws IOException {
    checkEntries(channel);
    channel.position(0);
    try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = name(entry.getName());
        if (!zip.canReadEntryData(entry)) {
          throw new RefusedException("entry '" + name + "' is encrypted or packed in an odd way");
        }
        items.put(name, zipItem(entry, zip));
      }
    }
  }

  /** The library makes an object of each entry before it tells how many there are. */
  private static void checkEntries(SeekableByteChannel channel) throws IOException {
    int entries = 0;
    long read = 0;
    // not closed, for that would close the channel
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      last = last << 8 | next;
      entries += last == ZIP_ENTRY ? 1 : 0;
      if (entries > Limits.ARCHIVE_ENTRIES) {
        throw new ArchiveItems.TooManyException();
      }
      if (++read > 2 * Limits.ARCHIVE_SIZE) {
        throw new RefusedException("larger than " + Limits.shown(2 * Limits.ARCHIVE_SIZE));
      }
    }
  }

  private Item zipItem(ZipArchiveEntry entry, ZipFile zip) throws IOException {
    int mode = entry.getUnixMode();
    Metadata metadata =
        new Metadata(
            zipOwner(entry, true),
            zipOwner(entry, false),
            mode == 0 ? -1 : mode & 07777,
            instant(entry.getLastModifiedDate()));
    if (entry.isDirectory()) {
      return new Item(Kind.DIRECTORY, null, metadata, null);
    }
    int type = mode & TYPE;
    if (type != 0 && type != REGULAR && type != LINK) {
      return new Item(Kind.SPECIAL, null, metadata, null);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = content(in);
      return type == LINK
          ? new Item(Kind.FILE, null, metadata, new String(bytes, StandardCharsets.UTF_8))
          : new Item(Kind.FILE, bytes, metadata, null);
    }
  }

  private static @Nullable String zipOwner(ZipArchiveEntry entry, boolean user) {
    if (entry.getExtraField(new X7875_NewUnix().getHeaderId()) instanceof X7875_NewUnix unix) {
      return owner(null, user ? unix.getUID() : unix.getGID());
    }
    return null;
  }

  private static String owner(@Nullable String name, long id) {
    return id == 0 ? "root" : name == null || name.isEmpty() ? Long.toString(id) : name;
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  /** The name as an absolute path inside the archive. */
  private String name(String name) throws IOException {
    if (++count > Limits.ARCHIVE_ENTRIES) {
      throw new ArchiveItems.TooManyException();
    }
    if (Paths.isTooLong(name)) {
      throw new RefusedException(
          "entry '"
              + name.substring(0, Math.min(name.length(), 40))
              + "...' has a name of more than "
              + Limits.PATH_LENGTH
              + " characters or "
              + Limits.PATH_DEPTH
              + " directories");
    }
    String plain = name.replace('\\', '/');
    if (plain.startsWith("/") || (plain.length() > 1 && plain.charAt(1) == ':')) {
      throw new RefusedException(
          "entry '" + name + "' has an absolute name; expected names below the archive's top");
    }
    List<String> parts = Paths.components(plain);
    if (parts.contains("..") || name.indexOf('\0') >= 0) {
      throw new RefusedException("entry '" + name + "' leads out of the archive");
    }
    return Paths.normalise(plain);
  }

  private byte[] content(InputStream in) throws IOException {
    int most = (int) Math.min(Limits.FILE_SIZE, Limits.ARCHIVE_SIZE - total) + 1;
    byte[] bytes = in.readNBytes(most);
    count(bytes.length);
    if (bytes.length == most) {
      byte[] rest = new byte[1 << 16];
      for (int n = in.read(rest); n > 0; n = in.read(rest)) {
        count(n);
      }
    }
    return bytes;
  }

  private void count(long bytes) throws IOException {
    total += bytes;
    if (total > Limits.ARCHIVE_SIZE) {
      throw new RefusedException(
          "more than " + Limits.shown(Limits.ARCHIVE_SIZE) + " when it is unpacked");
    }
  }

  /** A tar stream's bytes, unpacked, may not be many more than those of its entries. */
  private static final class Counting extends InputStream {

    private final InputStream in;
    private long seen;

    /** Bytes of what stands before an entry's content; negative while content is read. */
    private int header = Integer.MIN_VALUE;

    Counting(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      add(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int n = in.read(buffer, from, length);
      add(Math.max(0, n));
      return n;
    }

    private void add(int n) throws IOException {
      seen += n;
      header += header < 0 ? 0 : n;
      if (header > HEADER_SIZE) {
        throw new RefusedException(
            "more than " + Limits.shown(HEADER_SIZE) + " between the contents of two entries");
      }
      if (seen > 2 * Limits.ARCHIVE_SIZE) {
        throw new RefusedException(
            "more than " + Limits.shown(Limits.ARCHIVE_SIZE) + " when it is unpacked");
      }
    }
  }
}
