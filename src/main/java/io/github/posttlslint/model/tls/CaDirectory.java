package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.NameHash;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A directory of trusted CAs, in which OpenSSL finds a certificate by the hash of its subject
 * (openssl-rehash(1)).
 */
public final class CaDirectory implements TlsThing {

  private static final int MOST_FILES = 1000;

  private final TlsFiles files;
  private final FileReference reference;
  private final boolean defers;
  private final Set<String> certificateFiles;
  private final Lazy<Known<Contents>> contents = new Lazy<>(this::read);

  /** What a directory holds. */
  private record Contents(List<String> unhashed, List<String> stale) {}

  private CaDirectory(
      TlsFiles files, FileReference reference, boolean defers, Set<String> certificateFiles) {
    this.defers = defers;
    this.certificateFiles = certificateFiles;
    this.files = files;
    this.reference = reference;
  }

  /**
   * All that services search.
   *
   * @param withoutTrust whether a service verifies servers on some way and trusts no CA
   */
  public static List<CaDirectory> all(List<TlsFiles> all, Predicate<Service> withoutTrust) {
    List<CaDirectory> directories = new ArrayList<>();
    Set<String> certificateFiles = certificateFiles(all);
    for (TlsFiles files : all) {
      FileReference directory = files.caDirectory();
      if (directory != null) {
        boolean defers = false;
        for (Service service : files.users().services()) {
          defers |= !files.isServer() && withoutTrust.test(service);
        }
        directories.add(new CaDirectory(files, directory, defers, certificateFiles));
      }
    }
    return directories;
  }

  /** The files of the services' own certificates, which nobody means to trust as CAs. */
  private static Set<String> certificateFiles(List<TlsFiles> all) {
    Set<String> paths = new HashSet<>();
    for (TlsFiles files : all) {
      for (FileReference reference : files.references()) {
        if (reference.use() == FileUse.CERTIFICATE || reference.use() == FileUse.CHAIN) {
          paths.add(reference.file().path());
        }
      }
    }
    return paths;
  }

  @Override
  public TlsFiles files() {
    return files;
  }

  @Override
  public FileReference reference() {
    return reference;
  }

  /** Whether mail stays on some way for want of a CA. */
  public boolean defersMail() {
    return defers;
  }

  // --- what is in it ---------------------------------------------------------------------------

  /** Files with a CA certificate that no name with its hash leads to; unset for no directory. */
  public Known<List<String>> unhashed() {
    return contents.get().map(Contents::unhashed);
  }

  /** Names with a hash that lead nowhere or to another certificate; unset for no directory. */
  public Known<List<String>> stale() {
    return contents.get().map(Contents::stale);
  }

  private Known<Contents> read() {
    SeenFile file = reference.file();
    if (!file.isKnown()) {
      return Known.unknown(reference.unseen());
    }
    if (file.state() != SeenFile.State.DIRECTORY) {
      return Known.unset();
    }
    List<String> names = setup().tree().list(file.path());
    if (names.size() >= Limits.DIRECTORY_NAMES) {
      String most = "only " + Limits.DIRECTORY_NAMES + " of its names are looked at";
      return Known.unknown(new Doubt(file.shown(), most, reference.parameter()));
    }
    Set<String> hashes = new TreeSet<>();
    List<String> stale = new ArrayList<>();
    for (String name : names) {
      if (isHashName(name)) {
        Certificate certificate = certificate(name);
        if (certificate == null || !name.startsWith(NameHash.of(certificate.subject()))) {
          addIfStale(name, certificate, stale);
        } else {
          hashes.add(NameHash.of(certificate.subject()));
        }
      }
    }
    boolean linkedBySystem = !hashes.isEmpty() && SystemAuthorities.isDirectory(file.path());
    return Known.of(new Contents(linkedBySystem ? List.of() : unhashed(names, hashes), stale));
  }

  private List<String> unhashed(List<String> names, Set<String> hashes) {
    List<String> unhashed = new ArrayList<>();
    int looked = 0;
    for (String name : names) {
      if (!isHashName(name) && !isOfService(name) && ++looked <= MOST_FILES) {
        Certificate certificate = certificate(name);
        if (certificate != null
            && certificate.maySignCertificates()
            && !hashes.contains(NameHash.of(certificate.subject()))) {
          unhashed.add(name);
        }
      }
    }
    return unhashed;
  }

  private boolean isOfService(String name) {
    return certificateFiles.contains(Paths.join(reference.file().path(), name));
  }

  /** A link by the hash of OpenSSL before 1.0.0 does no harm; one that is not seen may be right. */
  private void addIfStale(String name, @Nullable Certificate certificate, List<String> stale) {
    boolean old = certificate != null && name.startsWith(NameHash.oldOf(certificate.subject()));
    FileTree.Entry entry = setup().tree().look(Paths.join(reference.file().path(), name));
    if (!old && (certificate != null || entry instanceof FileTree.Missing)) {
      stale.add(name);
    }
  }

  private @Nullable Certificate certificate(String name) {
    FileTree tree = setup().tree();
    String path = Paths.join(reference.file().path(), name);
    if (!(tree.look(path) instanceof FileTree.Found found) || found.kind() != FileTree.Kind.FILE) {
      return null;
    }
    try {
      for (PemBlock block :
          PemFile.parse(tree.displayName(path), tree.read(path)).certificateBlocks()) {
        return block.certificate();
      }
    } catch (IOException e) {
      // then it is of no use to OpenSSL either
    }
    return null;
  }

  /** Whether OpenSSL may look for the name: eight hex digits, a dot, a number. */
  public static boolean isHashName(String name) {
    if (name.length() < 10 || name.charAt(8) != '.') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (i != 8 && !digit && (i > 8 || c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  // --- who gets there --------------------------------------------------------------------------

  /** The first part that mail_owner cannot read, be it the directory itself; unset if none. */
  public Known<String> unreadable() {
    String directory = reference.file().path();
    List<String> paths = new ArrayList<>(List.of(directory));
    for (String name : setup().tree().list(directory)) {
      if (isHashName(name) && paths.size() < MOST_FILES) {
        paths.add(Paths.join(directory, name));
      }
    }
    return new MailOwner(setup(), reference.parameter()).firstUnreadable(paths);
  }

  /** Whether a service in a chroot jail, below its queue directory, does not see it there. */
  public Truth isOutsideJail() {
    return Truth.any(concerned(), this::isMissingIn);
  }

  private Truth isMissingIn(Service service) {
    if (!service.isChrooted() || service.isAssumed()) {
      return Truth.NO;
    }
    return service
        .inJail(reference.path())
        .map(setup().tree()::look)
        .fold(
            copy ->
                copy instanceof FileTree.Unseen unseen
                    ? noCopySeen(unseen.reason())
                    : Truth.of(copy instanceof FileTree.Missing),
            () -> Truth.NO,
            doubt -> noCopySeen(doubt.reason()));
  }

  private Truth noCopySeen(String reason) {
    String why = "of its copy in the chroot jail " + reason;
    return Truth.unknown(new Doubt(reference.path(), why, reference.parameter()));
  }

  /** Whether all its services run in a chroot jail. */
  public boolean isJailed() {
    for (Service service : concerned()) {
      if (!service.isChrooted()) {
        return false;
      }
    }
    return true;
  }
}
