package io.github.posttlslint.model;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.pki.PemFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a path that a parameter names. Equal only to itself: a {@link FileStore} gives the
 * same object for the same path.
 */
public final class SeenFile {

  private static final byte[] NOTHING = {};

  private final State state;
  private final String path;
  private final String shown;
  private final FileTree.@Nullable Found found;
  private final byte @Nullable [] bytes;
  private final String reason;
  private final @Nullable PemCache pems;
  private @Nullable PemFile pem;

  /** What is there. */
  public enum State {
    /** A regular file; its content may be out of reach nevertheless. */
    FILE,
    DIRECTORY,
    /** A FIFO, device or socket, which is never opened. */
    SPECIAL,
    /** Nothing. */
    MISSING,
    /** It cannot be told. */
    UNSEEN
  }

  private SeenFile(
      State state,
      String path,
      String shown,
      FileTree.@Nullable Found found,
      byte @Nullable [] bytes,
      String reason,
      @Nullable PemFile pem,
      @Nullable PemCache pems) {
    this.state = state;
    this.path = path;
    this.shown = shown;
    this.found = found;
    this.bytes = bytes;
    this.reason = reason;
    this.pem = pem;
    this.pems = pems;
  }

  /**
   * A regular file.
   *
   * @param pem its content; null if it was not looked at
   * @param pems parses it
   */
  static SeenFile file(
      String path,
      String shown,
      FileTree.Found found,
      byte[] bytes,
      @Nullable PemFile pem,
      PemCache pems) {
    return new SeenFile(State.FILE, path, shown, found, bytes, "", pem, pems);
  }

  /**
   * Something that has no content, or one that is out of reach.
   *
   * @param reason why its content was not seen; empty if it has none
   */
  public static SeenFile found(
      State state, String path, String shown, FileTree.Found found, String reason) {
    return new SeenFile(state, path, shown, found, null, reason, null, null);
  }

  /** The same file by another name. */
  SeenFile at(String otherPath, String otherShown) {
    PemFile known = pem();
    PemFile other = known == null ? null : known.named(otherShown);
    return new SeenFile(state, otherPath, otherShown, found, bytes, reason, other, pems);
  }

  public static SeenFile missing(String path, String shown) {
    return new SeenFile(State.MISSING, path, shown, null, null, "", null, null);
  }

  /** A file of which nothing is known, for a reason. */
  public static SeenFile unseen(String path, String shown, String reason) {
    return new SeenFile(State.UNSEEN, path, shown, null, null, reason, null, null);
  }

  /** What is there. */
  public State state() {
    return state;
  }

  /** The path of the judged system, absolute unless it is not known. */
  public String path() {
    return path;
  }

  /** The path as reports name it. */
  public String shown() {
    return shown;
  }

  /** The path with all symbolic links followed; null if nothing was found. */
  public @Nullable String realPath() {
    return found == null ? null : found.path();
  }

  /** What was found; null if nothing was. */
  public FileTree.@Nullable Found found() {
    return found;
  }

  /** Why the file or its content was not seen; empty if it was. */
  public String reason() {
    return reason;
  }

  /** Whether the content, or that there is none, is known. */
  public boolean isKnown() {
    return reason.isEmpty();
  }

  /** The content of a regular file as PEM; null if it was not seen. */
  public @Nullable PemFile pem() {
    if (pem == null && bytes != null && pems != null) {
      pem = pems.parse(shown, bytes);
    }
    return pem;
  }

  /** The content of a regular file, one character for each byte; null if it was not seen. */
  public @Nullable String text() {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** How many bytes of it were read. */
  int size() {
    return bytes == null ? 0 : bytes.length;
  }

  /** As the loaders of certificates and keys meet it: a directory reads like an empty file. */
  public ChainElement element() {
    if (state == State.MISSING) {
      return new ChainElement.Missing(shown);
    }
    if (state == State.DIRECTORY) {
      return new ChainElement.Present(PemFile.parse(shown, NOTHING));
    }
    PemFile content = pem();
    return content == null ? new ChainElement.Unseen(shown) : new ChainElement.Present(content);
  }

  @Override
  public String toString() {
    return path + ": " + state;
  }
}
