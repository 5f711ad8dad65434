package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The CA certificates that somebody trusts, found by subject. Files are read when the first
 * certificate is asked for, and a certificate is parsed when it is asked for itself; indexing a
 * bundle of all public CAs costs a few milliseconds, once for each content. Threads may share them.
 */
public final class TrustAnchors {

  /** Trust in nobody. */
  public static final TrustAnchors NONE = of(List.of());

  private final Supplier<List<PemFile>> files;
  private final boolean rootsOnly;
  private final @Nullable HashDirectory directory;
  private @Nullable List<PemFile> read;

  /** A directory in which certificates are found by the {@linkplain NameHash hash} of a name. */
  @FunctionalInterface
  public interface HashDirectory {

    /** The files {@code HASH.0}, {@code HASH.1} and so on, up to the first that is not there. */
    List<PemFile> files(String hash);
  }

  private TrustAnchors(
      Supplier<List<PemFile>> files, boolean rootsOnly, @Nullable HashDirectory directory) {
    this.files = files;
    this.rootsOnly = rootsOnly;
    this.directory = directory;
  }

  /** The certificates of files that can be read, whatever else the files hold. */
  public static TrustAnchors of(List<PemFile> files) {
    return new TrustAnchors(() -> files, false, null);
  }

  /**
   * The certificates of files and of a directory.
   *
   * @param directory asked for each name; null if there is none
   */
  public static TrustAnchors of(List<PemFile> files, @Nullable HashDirectory directory) {
    return new TrustAnchors(() -> files, false, directory);
  }

  /** The roots, by their names, of files that can be read. */
  public static TrustAnchors rootsOf(Supplier<List<PemFile>> files) {
    return new TrustAnchors(files, true, null);
  }

  /** The certificates with a subject, in file order. */
  public List<Certificate> withSubject(DistinguishedName subject) {
    List<Certificate> found = new ArrayList<>();
    for (PemFile file : files()) {
      addAll(file, subject, found);
    }
    HashDirectory hashed = directory;
    if (hashed != null) {
      for (PemFile file : hashed.files(NameHash.of(subject))) {
        addAll(file, subject, found);
      }
    }
    return found;
  }

  private void addAll(PemFile file, DistinguishedName subject, List<Certificate> to) {
    for (PemBlock block : file.withSubject(subject)) {
      Certificate certificate = block.certificate();
      if (certificate != null && (!rootsOnly || PathFinder.isRoot(certificate))) {
        to.add(certificate);
      }
    }
  }

  /** Whether this very certificate is among them. */
  public boolean contains(Certificate certificate) {
    return withSubject(certificate.subject()).contains(certificate);
  }

  private synchronized List<PemFile> files() {
    List<PemFile> known = read;
    if (known == null) {
      known = List.copyOf(files.get());
      read = known;
    }
    return known;
  }
}
