package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile.State;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.FileUse;
import io.github.posttlslint.model.tls.NamedFile;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file or directory that a parameter names for certificates, keys or trusted CAs. */
final class FileKind {

  private FileKind() {}

  /** What can be at a path. */
  static final State[] STATES = {State.FILE, State.DIRECTORY, State.SPECIAL, State.MISSING};

  static final Kind<NamedFile> KIND =
      TlsKind.withSibling(
              TlsKind.withNear(
                  TlsKind.<NamedFile>kind(
                      "file", "a file or directory named for certificates, keys or trusted CAs")))
          .choice(
              "use",
              FileUse.values(),
              "what the parameter names it for",
              file -> file.reference().use())
          .text("path", "its name, after expansion", file -> file.reference().path())
          .text(
              "apart",
              "the parameter's value with commas in the place of colons between paths",
              NamedFile::valueWithCommas)
          .choiceIfSet("state", STATES, "what is there", file -> file.reference().state())
          .truth(
              "called-directory",
              "it was not seen, and its name can only be that of a directory",
              file -> file.reference().isCalledDirectory())
          .choices(
              "load",
              FactType.TEXT,
              ChainLoad.OUTCOMES,
              "of a file for certificates or keys: what is left of all that is loaded with it",
              file -> Fact.orAbsent(file.loadOutcome(), Fact::of))
          // what a regular file has in it
          .choiceIfSet(
              "form",
              FileForm.values(),
              "what the file is as a whole",
              FileKind::content,
              PemFile::form)
          .textIfSet(
              "contents", "what it holds, in words for people", FileKind::content, PemFile::words)
          .choicesIfSet(
              "blocks",
              BlockType.values(),
              "the types of its PEM blocks",
              FileKind::content,
              PemFile::types)
          .numberIfSet(
              "certificates",
              "how many certificates it has",
              FileKind::content,
              pem -> pem.certificates().size())
          .numberIfSet(
              "authorities", "how many of them are none of the leaves", file -> file.authorities())
          .wordsIfSet(
              "leaves",
              "subjects of those that can neither sign others nor are trusted for themselves",
              file -> file.leaves())
          .wordsIfSet("expired", "subjects of those that have expired", file -> file.expired())
          .numberIfSet(
              "anchors",
              "how many certificates and public keys serve as trust anchors",
              FileKind::content,
              NamedFile::anchors)
          .told(
              "completes-chain",
              "an issuer is in it for a certificate that the services would else send alone",
              file -> file.completesChain())
          .truthIfSet("damaged", "a block cannot be decoded", FileKind::content, PemFile::isDamaged)
          .truthIfSet(
              "secret",
              "it has a private key that needs no password",
              FileKind::content,
              PemFile::holdsUnencryptedKey)
          .textIfSet(
              "config-problem",
              "of OpenSSL's configuration: why OpenSSL refuses it",
              file -> file.configProblem())
          .truthIfSet(
              "byte-order-mark",
              "a byte order mark stands before its text",
              FileKind::content,
              PemFile::hasByteOrderMark)
          // who has access
          .textIfSet("owner", "the user whose file it is", file -> file.permissions().owner())
          .textIfSet("group", "its group", file -> file.permissions().group())
          .textIfSet("mode", "its mode, such as 0640", file -> file.permissions().mode())
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
          .textIfSet(
              "open-directory",
              "the first directory above it, or above a link to it, in which others than root may"
                  + " rename files",
              file -> file.permissions().openDirectory())
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
          .anchor("file", "the first character of the file", FileKind::pem, PemFile::start)
          .anchor("key", "the first private key in it", FileKind::pem, FileKind::key)
          .anchor(
              "recorded",
              "the line of posttls-lint.modes that tells its owner and mode",
              file -> TlsKind.recorded(file, Known.of(file.reference().file().path())))
          .anchor(
              "directory-recorded",
              "the line of posttls-lint.modes that tells those of the directory in 'open-directory'",
              file -> TlsKind.recorded(file, file.permissions().openDirectory()));

  private static Known<PemFile> content(NamedFile file) {
    return file.reference().content();
  }

  private static @Nullable PemFile pem(NamedFile file) {
    return file.reference().file().pem();
  }

  private static @Nullable Span key(PemFile pem) {
    List<PemBlock> keys = pem.keyBlocks();
    return keys.isEmpty() ? null : keys.get(0).beginLine();
  }
}
