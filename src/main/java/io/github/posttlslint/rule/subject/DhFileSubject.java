package io.github.posttlslint.rule.subject;

import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.TlsFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code dh-file}: the file of Diffie-Hellman parameters that servers load.
 *
 * <p>Facts: {@code path}, {@code state} (file, directory, special, missing), {@code contents} (for
 * people), {@code parameters} (some block has parameters), {@code first} (the label of the first
 * PEM block; absent without one), {@code bits} (of the parameters; absent without any), and those
 * of every kind of file that services load ({@link TlsSubject}).
 */
final class DhFileSubject extends TlsSubject {

  private final FileReference reference;

  private DhFileSubject(TlsFiles files, FileReference reference) {
    super(files, reference);
    this.reference = reference;
  }

  static List<DhFileSubject> all(List<TlsFiles> all) {
    List<DhFileSubject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      FileReference reference = files.dhParameters();
      if (reference != null) {
        subjects.add(new DhFileSubject(files, reference));
      }
    }
    return subjects;
  }

  @Override
  @Nullable Fact own(String name) {
    SeenFile file = reference.file();
    return switch (name) {
      case "path" -> Fact.of(reference.path());
      case "state" ->
          file.state() == SeenFile.State.UNSEEN ? unseen() : Fact.of(file.state().label());
      case "contents", "parameters", "first", "bits" -> file.isKnown() ? content(name) : unseen();
      default -> null;
    };
  }

  private Fact unseen() {
    SeenFile file = reference.file();
    return new Fact.Unknown(file.shown() + ": " + file.reason(), reference.parameter());
  }

  private Fact content(String name) {
    PemFile pem = reference.file().pem();
    if (pem == null) {
      return name.equals("parameters") ? Fact.of(false) : Fact.absent();
    }
    return switch (name) {
      case "contents" -> Fact.of(FileSubject.contents(pem));
      case "first" -> pem.blocks().isEmpty() ? Fact.absent() : Fact.of(pem.blocks().get(0).label());
      case "parameters" -> Fact.of(bits(pem) >= 0);
      default -> bits(pem) < 0 ? Fact.absent() : Fact.of(bits(pem));
    };
  }

  private static int bits(PemFile pem) {
    for (PemBlock block : pem.blocks()) {
      if (block.dhBits() >= 0) {
        return block.dhBits();
      }
    }
    return -1;
  }
}
