package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.NameHash;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code ca-directory}: a directory of trusted CAs, in which OpenSSL finds a certificate by
 * the hash of its subject (openssl-rehash(1)).
 *
 * <p>Facts: {@code path}, {@code state} (as of kind {@code file}), {@code unhashed} (files with a
 * CA certificate that no name with its hash leads to), {@code hashed} (how many certificates are
 * found by their hash), {@code stale} (names with a hash that lead nowhere or to another
 * certificate), {@code ca-file} (a CA file is set as well), {@code unreadable} (the first part of
 * it that mail_owner cannot read, be it the directory itself), {@code outside-jail} (a service in a
 * chroot jail cannot see it there), {@code jailed} (all its services run in one). Anchors: those of
 * all TLS subjects.
 */
final class CaDirectorySubject extends TlsSubject {

  private static final int MOST_FILES = 1000;

  private final FileReference reference;
  private @Nullable Contents contents;

  /**
   * What a directory holds.
   *
   * @param cut whether there are more names than are looked at
   */
  private record Contents(List<String> unhashed, int hashed, List<String> stale, boolean cut) {}

  private CaDirectorySubject(TlsFiles files, FileReference reference) {
    super(files, reference);
    this.reference = reference;
  }

  static List<CaDirectorySubject> all(List<TlsFiles> all) {
    List<CaDirectorySubject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      FileReference directory = files.caDirectory();
      if (directory != null) {
        subjects.add(new CaDirectorySubject(files, directory));
      }
    }
    return subjects;
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "path" -> Fact.of(reference.path());
      case "state" ->
          reference.file().state() == SeenFile.State.UNSEEN
              ? unseen()
              : Fact.of(reference.file().state().label());
      case "unhashed", "hashed", "stale" -> content(name);
      case "ca-file" -> Fact.of(files().caFile() != null);
      case "unreadable" -> unreadable();
      case "outside-jail" -> outsideJail();
      case "jailed" -> jailed();
      default -> null;
    };
  }

  private Fact unreadable() {
    String directory = reference.file().path();
    List<String> paths = new ArrayList<>(List.of(directory));
    for (String name : setup().tree().list(directory)) {
      if (isHashName(name) && paths.size() < MOST_FILES) {
        paths.add(Paths.join(directory, name));
      }
    }
    return new MailOwner(setup(), reference.parameter()).firstUnreadable(paths);
  }

  private Fact unseen() {
    SeenFile file = reference.file();
    return new Fact.Unknown(file.shown() + ": " + file.reason(), reference.parameter());
  }

  private Fact content(String name) {
    if (!reference.file().isKnown()) {
      return unseen();
    }
    if (reference.file().state() != SeenFile.State.DIRECTORY) {
      return Fact.absent();
    }
    Contents known = contents;
    if (known == null) {
      known = read();
      contents = known;
    }
    if (known.cut) {
      String most = ": only " + Limits.DIRECTORY_NAMES + " of its names are looked at";
      return new Fact.Unknown(reference.file().shown() + most, reference.parameter());
    }
    return switch (name) {
      case "unhashed" -> Fact.of(known.unhashed);
      case "hashed" -> Fact.of(known.hashed);
      default -> Fact.of(known.stale);
    };
  }

  private Contents read() {
    List<String> names = setup().tree().list(reference.file().path());
    Set<String> found = new TreeSet<>();
    List<String> stale = new ArrayList<>();
    for (String name : names) {
      if (isHashName(name)) {
        Certificate certificate = certificate(name);
        if (certificate == null || !name.startsWith(NameHash.of(certificate.subject()))) {
          addIfStale(name, certificate, stale);
        } else {
          found.add(NameHash.of(certificate.subject()));
        }
      }
    }
    List<String> unhashed = new ArrayList<>();
    int looked = 0;
    for (String name : names) {
      if (!isHashName(name) && ++looked <= MOST_FILES) {
        Certificate certificate = certificate(name);
        if (certificate != null
            && certificate.maySignCertificates()
            && !found.contains(NameHash.of(certificate.subject()))) {
          unhashed.add(name);
        }
      }
    }
    boolean cut = names.size() >= Limits.DIRECTORY_NAMES;
    return new Contents(unhashed, found.size(), stale, cut);
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

  /** Eight hex digits, a dot, a number. */
  private static boolean isHashName(String name) {
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

  /** A jailed service looks for the path below its queue directory. */
  private Fact outsideJail() {
    Fact outcome = Fact.of(false);
    for (Service service : services()) {
      if (service.isChrooted() && !service.isAssumed()) {
        Value queue = service.value("queue_directory");
        FileTree.Entry copy =
            queue.isUnknown()
                ? new FileTree.Unseen(queue.reason())
                : setup().tree().look(Paths.normalise(queue.text() + "/" + reference.path()));
        if (copy instanceof FileTree.Missing) {
          return Fact.of(true);
        }
        if (copy instanceof FileTree.Unseen unseen) {
          String reason = "the copy of " + reference.path() + " in the chroot jail: ";
          outcome = new Fact.Unknown(reason + unseen.reason(), reference.parameter());
        }
      }
    }
    return outcome;
  }

  private Fact jailed() {
    for (Service service : services()) {
      if (!service.isChrooted()) {
        return Fact.of(false);
      }
    }
    return Fact.of(true);
  }
}
