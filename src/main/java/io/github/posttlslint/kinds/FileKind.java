package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.SeenFile.State;
import io.github.posttlslint.model.tls.FileUse;
import io.github.posttlslint.model.tls.NamedFile;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file or directory that a parameter names for certificates, keys or trusted CAs. */
final class FileKind {

  private FileKind() {}

  /** What can be at a path. */
  static final List<String> STATES =
      Labels.all(State.FILE, State.DIRECTORY, State.SPECIAL, State.MISSING);

  static final Kind<NamedFile> KIND =
      TlsKind.<NamedFile>kind(
              "file", "a file or directory named for certificates, keys or trusted CAs")
          .choice(
              "use",
              Labels.all(FileUse.values()),
              "what the parameter names it for",
              file -> Labels.of(file.reference().use()))
          .text("path", "its name, after expansion", file -> file.reference().path())
          .choices(
              "state",
              FactType.TEXT,
              STATES,
              "what is there",
              file -> Fact.orAbsent(file.reference().state(), state -> Fact.of(Labels.of(state))))
          // what a regular file has in it
          .choices(
              "form",
              FactType.TEXT,
              Labels.all(FileForm.values()),
              "what the file is as a whole",
              of(pem -> Fact.of(Labels.of(pem.form()))))
          .fact(
              "contents",
              FactType.TEXT,
              "what it holds, in words for people",
              of(pem -> Fact.of(pem.words())))
          .choices(
              "blocks",
              FactType.WORDS,
              Labels.all(BlockType.values()),
              "the types of its PEM blocks",
              of(pem -> Fact.of(Labels.of(pem.types()))))
          .fact(
              "certificates",
              FactType.NUMBER,
              "how many certificates it has",
              of(pem -> Fact.of(pem.certificates().size())))
          .fact(
              "authorities",
              FactType.NUMBER,
              "how many of them are none of the leaves",
              file -> Fact.orAbsent(file.authorities(), Fact::of))
          .fact(
              "leaves",
              FactType.WORDS,
              "subjects of those that can neither sign others nor are trusted for themselves",
              file -> Fact.orAbsent(file.leaves(), Fact::of))
          .fact(
              "expired",
              FactType.WORDS,
              "subjects of those that have expired",
              file -> Fact.orAbsent(file.expired(), Fact::of))
          .fact(
              "anchors",
              FactType.NUMBER,
              "how many certificates and public keys serve as trust anchors",
              of(pem -> Fact.of(NamedFile.anchors(pem))))
          .fact(
              "damaged",
              FactType.TRUTH,
              "a block cannot be decoded",
              of(pem -> Fact.of(pem.isDamaged())))
          .fact(
              "secret",
              FactType.TRUTH,
              "it has a private key that needs no password",
              of(pem -> Fact.of(pem.holdsUnencryptedKey())))
          .fact(
              "byte-order-mark",
              FactType.TRUTH,
              "a byte order mark stands before its text",
              of(pem -> Fact.of(pem.hasByteOrderMark())))
          // who has access
          .fact(
              "owner",
              FactType.TEXT,
              "the user whose file it is",
              file -> Fact.orAbsent(file.permissions().owner(), Fact::of))
          .fact(
              "group",
              FactType.TEXT,
              "its group",
              file -> Fact.orAbsent(file.permissions().group(), Fact::of))
          .fact(
              "mode",
              FactType.TEXT,
              "its mode, such as 0640",
              file -> Fact.orAbsent(file.permissions().mode(), Fact::of))
          .told(
              "others-read",
              "everybody can read it: no directory above is in the way",
              file -> file.permissions().othersRead())
          .told(
              "group-read",
              "its group can read it: no directory above is in the way",
              file -> file.permissions().groupReads())
          .told(
              "others-write",
              "everybody can change it, by its own mode",
              file -> file.permissions().othersWrite())
          .told(
              "group-write",
              "its group can change it, by its own mode",
              file -> file.permissions().groupWrites())
          .fact(
              "open-directory",
              FactType.TEXT,
              "the first directory above it, or above a link to it, in which others than root may"
                  + " rename files",
              file -> Fact.orAbsent(file.permissions().openDirectory(), Fact::of))
          .told(
              "in-queue",
              "it lies below the queue directory",
              file -> file.permissions().isBelow("queue_directory"))
          .told(
              "in-data",
              "it lies below the data directory",
              file -> file.permissions().isBelow("data_directory"))
          .truth(
              "checkout",
              "what was given is not a whole system",
              file -> !file.setup().tree().isComplete())
          .told("versioned", "git has it under its control", file -> file.isVersioned())
          .anchor("file", "the first character of the file", file -> place(file, PemFile::start))
          .anchor("key", "the first private key in it", file -> place(file, FileKind::key));

  private static Function<NamedFile, Fact> of(Function<PemFile, Fact> find) {
    return file -> Fact.orAbsent(file.reference().content(), find);
  }

  private static @Nullable Span place(NamedFile file, Function<PemFile, @Nullable Span> find) {
    PemFile pem = file.reference().file().pem();
    return pem == null ? null : find.apply(pem);
  }

  private static @Nullable Span key(PemFile pem) {
    List<PemBlock> keys = pem.keyBlocks();
    return keys.isEmpty() ? null : keys.get(0).beginLine();
  }
}
