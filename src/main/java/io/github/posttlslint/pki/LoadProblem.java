package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a loader meets on its way through certificate and key files.
 *
 * @param kind what it is
 * @param effect what the loader does about it
 * @param where the place, which is a BEGIN line whenever a block is concerned
 * @param related a second place that belongs to it, such as the certificate that a key does not fit
 * @param block the block at {@code where}; null if the problem is a file's
 * @param detail a clause for people that begins in lower case
 */
public record LoadProblem(
    Kind kind,
    Effect effect,
    Span where,
    @Nullable Span related,
    @Nullable PemBlock block,
    String detail) {

  /** What a loader does about a problem. */
  public enum Effect {
    /** Loading fails, and nothing at all is loaded. */
    FATAL,
    /** It says so in the log and goes on. */
    LOGGED,
    /** It goes on without a word. */
    SILENT
  }

  /** What a loader can meet. */
  public enum Kind {
    /** A list of chain files whose first object is a certificate. */
    KEY_NOT_FIRST,
    /** A key that another key follows, where a certificate has to. */
    KEYS_BACK_TO_BACK,
    /** A key that nothing follows. */
    KEY_WITHOUT_CERTIFICATE,
    /** A key and a certificate that are not a pair. */
    KEY_DOES_NOT_MATCH,
    /** As before, but a later certificate is the key's: an issuer stands before the leaf. */
    LEAF_NOT_FIRST,
    /**
     * As before, but an earlier certificate, of another algorithm, is the key's: OpenSSL puts the
     * key beside that one once more, and does without this certificate.
     */
    KEY_OF_OTHER_CERTIFICATE,
    /** A second chain for an algorithm that has one already. */
    DUPLICATE_ALGORITHM,
    /** A certificate whose kind of key cannot sign a handshake. */
    UNUSABLE_ALGORITHM,
    /** A file, or a whole list of files, in which no certificate and no key was found. */
    NO_PEM_DATA,
    /** A file that should hold a key and does not hold a readable one. */
    NO_PRIVATE_KEY,
    /** A file that should hold a certificate and does not. */
    NO_CERTIFICATE,
    /** A key that needs a password. */
    ENCRYPTED_KEY,
    /** A second key where only the first counts. */
    SECOND_KEY_IGNORED,
    /** A block whose label the loader passes over. */
    IGNORED_PEM_TYPE,
    /** A block whose text or content cannot be decoded. */
    CORRUPT,
    /** Bytes behind the certificate or the key inside its block. */
    EXCESS_DATA,
    /** Header lines before a certificate or a key, which only some readers pass over. */
    HEADERS,
    /** A member of a list that cannot be opened: the list ends there, its last chain is lost. */
    FILE_NOT_OPENED
  }

  /** What makes loading fail at a block, with another one that belongs to it. */
  static LoadProblem fatal(Kind kind, PemBlock block, @Nullable PemBlock related, String detail) {
    Span second = related == null ? null : related.beginLine();
    return new LoadProblem(kind, Effect.FATAL, block.beginLine(), second, block, detail);
  }

  /** Whether loading fails because of it. */
  public boolean isFatal() {
    return effect == Effect.FATAL;
  }
}
