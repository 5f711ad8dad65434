package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.PemProblem;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.TlsFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code file}: one file or directory that a parameter names for certificates, keys or trusted
 * CAs.
 *
 * <p>Facts: {@code use} (certificate, key, chain, ca-file, ca-directory, trust-anchor), {@code
 * path}, {@code state} (file, directory, special, missing); of a regular file's content: {@code
 * form} (pem, empty, text, pkcs12, der-certificate, ... as {@link FileForm} has them), {@code
 * contents} (for people), {@code blocks} (the types of PEM blocks, as certificate, rsa-private-key,
 * certificate-request), {@code certificates} and {@code authorities} (how many), {@code leaves}
 * (subjects of certificates that can neither sign others nor are trusted for themselves), {@code
 * expired} (subjects), {@code anchors} (how many certificates and public keys), {@code damaged} (a
 * block cannot be decoded), {@code secret} (holds a private key that needs no password), {@code
 * byte-order-mark}; of the file system: see {@link Permissions}; {@code checkout} (what was given
 * is not a whole system), {@code versioned} (git has it under its control). Anchors: {@code file}
 * (its first character), {@code key} (the first private key).
 */
final class FileSubject extends TlsSubject {

  /** What it costs to verify a signature. */
  private static final int STEPS = 4096;

  private final FileReference reference;
  private final Instant now;

  FileSubject(TlsFiles files, FileReference reference, Instant now) {
    super(files, reference);
    this.reference = reference;
    this.now = now;
  }

  static List<FileSubject> all(List<TlsFiles> all, Instant now) {
    List<FileSubject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      for (FileReference reference : files.references()) {
        subjects.add(new FileSubject(files, reference, now));
      }
    }
    return subjects;
  }

  @Override
  @Nullable Fact own(String name) {
    SeenFile file = reference.file();
    return switch (name) {
      case "use" -> Fact.of(reference.use().label());
      case "path" -> Fact.of(reference.path());
      case "state" ->
          file.state() == SeenFile.State.UNSEEN ? unseen() : Fact.of(file.state().label());
      case "checkout" -> Fact.of(!setup().tree().isComplete());
      case "versioned" -> versioned();
      case "form",
          "contents",
          "blocks",
          "certificates",
          "authorities",
          "leaves",
          "expired",
          "anchors",
          "damaged",
          "secret",
          "byte-order-mark" ->
          content(name);
      default -> new Permissions(setup(), reference).fact(name);
    };
  }

  private Fact versioned() {
    Boolean versioned = setup().tree().isVersioned(reference.path());
    return versioned == null
        ? new Fact.Unknown("whether git has the file cannot be told", reference.parameter())
        : Fact.of(versioned);
  }

  private Fact unseen() {
    SeenFile file = reference.file();
    return new Fact.Unknown(file.shown() + ": " + file.reason(), reference.parameter());
  }

  private Fact content(String name) {
    if (!reference.file().isKnown()) {
      return unseen();
    }
    PemFile pem = reference.file().pem();
    if (pem == null) {
      return Fact.absent();
    }
    return switch (name) {
      case "form" -> Fact.of(label(pem.form().name()));
      case "contents" -> Fact.of(contents(pem));
      case "blocks" -> Fact.of(blocks(pem));
      case "certificates" -> Fact.of(certificates(pem).size());
      case "authorities" -> leaves(pem, true);
      case "leaves" -> leaves(pem, false);
      case "expired" -> Fact.of(expired(pem));
      case "anchors" -> Fact.of(anchors(pem));
      case "damaged" -> Fact.of(isDamaged(pem));
      case "secret" -> Fact.of(pem.holdsUnencryptedKey());
      default -> Fact.of(hasByteOrderMark(pem));
    };
  }

  /** What tls_dane_load_trustfile() takes; it passes over a TRUSTED CERTIFICATE. */
  static int anchors(PemFile pem) {
    int count = 0;
    for (PemBlock block : pem.blocks()) {
      BlockType type = block.type();
      count += type == BlockType.CERTIFICATE || type == BlockType.PUBLIC_KEY ? 1 : 0;
    }
    return count;
  }

  /** Whether there is a block that cannot be decoded. */
  static boolean isDamaged(PemFile pem) {
    for (PemBlock block : pem.blocks()) {
      boolean unread = block.type() == BlockType.CERTIFICATE && block.certificate() == null;
      if (unread || block.problem() != null) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasByteOrderMark(PemFile pem) {
    for (PemProblem problem : pem.problems()) {
      if (problem.kind() == PemProblem.Kind.BYTE_ORDER_MARK) {
        return true;
      }
    }
    return false;
  }

  private static String label(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Such as "a private key" or "text without a PEM block". */
  static String contents(PemFile pem) {
    if (pem.form() != FileForm.PEM) {
      return pem.form() == FileForm.EMPTY ? "nothing" : pem.form().words();
    }
    Set<String> words = new LinkedHashSet<>();
    for (PemBlock block : pem.blocks()) {
      words.add(block.type().words());
    }
    return String.join(", ", words);
  }

  private static List<String> blocks(PemFile pem) {
    Set<String> types = new LinkedHashSet<>();
    for (PemBlock block : pem.blocks()) {
      types.add(label(block.type().name()));
    }
    return List.copyOf(types);
  }

  private static List<Certificate> certificates(PemFile pem) {
    List<Certificate> all = new ArrayList<>();
    for (PemBlock block : pem.certificateBlocks()) {
      Certificate certificate = block.certificate();
      if (certificate != null) {
        all.add(certificate);
      }
    }
    return all;
  }

  /**
   * The certificates that are no CA's.
   *
   * @param others whether to count the others instead
   */
  private Fact leaves(PemFile pem, boolean others) {
    List<Certificate> all = certificates(pem);
    List<String> names = new ArrayList<>();
    for (Certificate certificate : all) {
      boolean verified = certificate.isSelfIssued() && !certificate.isAuthority();
      if (verified && !setup().spend(STEPS)) {
        return new Fact.Unknown("too much to read", reference.parameter());
      }
      if (!certificate.maySignCertificates() && !certificate.isSelfSigned()) {
        names.add(certificate.toString());
      }
    }
    return others ? Fact.of(all.size() - names.size()) : Fact.of(names);
  }

  private List<String> expired(PemFile pem) {
    List<String> names = new ArrayList<>();
    for (Certificate certificate : certificates(pem)) {
      if (certificate.isExpired(now)) {
        names.add(certificate.toString());
      }
    }
    return names;
  }

  @Override
  public @Nullable Span place(String anchor) {
    PemFile pem = reference.file().pem();
    return switch (anchor) {
      case "file" -> pem == null ? null : pem.start();
      case "key" ->
          pem == null || pem.keyBlocks().isEmpty() ? null : pem.keyBlocks().get(0).beginLine();
      default -> super.place(anchor);
    };
  }
}
