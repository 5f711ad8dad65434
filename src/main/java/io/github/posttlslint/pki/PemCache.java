package io.github.posttlslint.pki;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PEM files of the same content hold, read once: many setups have the same CA certificates.
 * Files with private keys are kept only where it is asked for. Threads may share it.
 */
public final class PemCache {

  /** Bytes of files that are kept; a bundle of all public CAs has a quarter of a megabyte. */
  private static final int MOST_BYTES = 8 << 20;

  /** How many bytes of a file its hash is made of. */
  private static final int SAMPLES = 64;

  private final boolean keepsKeys;
  private final Map<Content, PemFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private int bytesKept;

  /** Keeps no file with a private key. */
  public PemCache() {
    this(false);
  }

  private PemCache(boolean keepsKeys) {
    this.keepsKeys = keepsKeys;
  }

  /** Keeps those as well, for setups that stay in memory themselves; see {@link #forget}. */
  public static PemCache ofEditor() {
    return new PemCache(true);
  }

  /** Forgets all files. */
  public synchronized void forget() {
    files.clear();
    bytesKept = 0;
  }

  /** Reads a file's content as {@link PemFile#parse} does. */
  public PemFile parse(String name, byte[] bytes) {
    Content content = new Content(bytes);
    PemFile known = find(content);
    if (known != null) {
      return known.named(name);
    }
    PemFile parsed = PemFile.parse(name, bytes);
    if (bytes.length <= MOST_BYTES / 4 && (keepsKeys || parsed.keyBlocks().isEmpty())) {
      keep(content, parsed);
    }
    return parsed;
  }

  /** What is known of a file's content; null if it has not been read, or is not kept. */
  public @Nullable PemFile find(String name, byte[] bytes) {
    PemFile known = find(new Content(bytes));
    return known == null ? null : known.named(name);
  }

  private synchronized @Nullable PemFile find(Content content) {
    return files.get(content);
  }

  private synchronized void keep(Content content, PemFile file) {
    if (files.put(content, file) == null) {
      bytesKept += content.bytes.length;
    }
    Iterator<Content> oldest = files.keySet().iterator();
    while (bytesKept > MOST_BYTES) {
      bytesKept -= oldest.next().bytes.length;
      oldest.remove();
    }
  }

  /** Bytes that are equal by their content. */
  private static final class Content {
    private final byte[] bytes;
    private final int hash;

    Content(byte[] bytes) {
      this.bytes = bytes;
      int sum = bytes.length;
      int step = bytes.length / SAMPLES + 1;
      for (int i = 0; i < bytes.length; i += step) {
        sum = 31 * sum + bytes[i];
      }
      this.hash = sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
