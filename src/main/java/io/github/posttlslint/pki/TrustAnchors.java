package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The CA certificates that somebody trusts, found by subject. Files are read when the first
 * certificate is asked for, and a certificate is parsed when it is asked for itself; indexing a
 * bundle of all public CAs costs a few milliseconds. Threads may share them.
 */
public final class TrustAnchors {

  /** Trust in nobody. */
  public static final TrustAnchors NONE = of(List.of());

  private final Supplier<List<PemFile>> files;
  private final boolean rootsOnly;
  private final @Nullable HashDirectory directory;
  private @Nullable Map<DistinguishedName, List<PemBlock>> bySubject;

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

  /** The self-signed certificates of files that can be read. */
  public static TrustAnchors rootsOf(Supplier<List<PemFile>> files) {
    return new TrustAnchors(files, true, null);
  }

  /** The certificates with a subject, in file order. */
  public List<Certificate> withSubject(DistinguishedName subject) {
    List<Certificate> found = new ArrayList<>();
    for (PemBlock block : index().getOrDefault(subject, List.of())) {
      add(block, found);
    }
    HashDirectory hashed = directory;
    if (hashed != null) {
      for (PemFile file : hashed.files(NameHash.of(subject))) {
        for (PemBlock block : file.certificateBlocks()) {
          if (subject.equals(subjectOf(block.der()))) {
            add(block, found);
          }
        }
      }
    }
    return found;
  }

  private void add(PemBlock block, List<Certificate> to) {
    Certificate certificate = block.problem() == null ? block.certificate() : null;
    if (certificate != null && (!rootsOnly || certificate.isSelfSigned())) {
      to.add(certificate);
    }
  }

  /** Whether this very certificate is among them. */
  public boolean contains(Certificate certificate) {
    return withSubject(certificate.subject()).contains(certificate);
  }

  private synchronized Map<DistinguishedName, List<PemBlock>> index() {
    Map<DistinguishedName, List<PemBlock>> index = bySubject;
    if (index == null) {
      index = new HashMap<>();
      for (PemFile file : files.get()) {
        for (PemBlock block : file.certificateBlocks()) {
          DistinguishedName subject = block.problem() == null ? subjectOf(block.der()) : null;
          if (subject != null) {
            index.computeIfAbsent(subject, key -> new ArrayList<>(1)).add(block);
          }
        }
      }
      bySubject = index;
    }
    return index;
  }

  /** The subject without parsing the rest: the fifth element, or the sixth after a version. */
  private static @Nullable DistinguishedName subjectOf(byte[] der) {
    Der outer = Der.at(der, 0);
    Der signed = outer == null ? null : outer.firstChild();
    Der element = signed == null ? null : signed.firstChild();
    if (element == null || signed == null) {
      return null;
    }
    int skip = element.tag() == Der.CONTEXT_0 ? 5 : 4;
    for (int i = 0; i < skip && element != null; i++) {
      element = element.next(signed);
    }
    return element == null
        ? null
        : DistinguishedName.of(Arrays.copyOfRange(der, element.start(), element.end()));
  }
}
