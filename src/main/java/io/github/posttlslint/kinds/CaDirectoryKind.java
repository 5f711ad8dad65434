package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.CaDirectory;

/** A directory of trusted CAs, in which OpenSSL finds a certificate by the hash of its subject. */
final class CaDirectoryKind {

  private CaDirectoryKind() {}

  static final Kind<CaDirectory> KIND =
      TlsKind.withSibling(
              TlsKind.withNear(
                  TlsKind.<CaDirectory>kind("ca-directory", "a directory of trusted CAs")))
          .text("path", "its name, after expansion", one -> one.reference().path())
          .choiceIfSet("state", FileKind.STATES, "what is there", one -> one.reference().state())
          .truth(
              "called-file",
              "it was not seen, and its name ends like that of a file of certificates",
              one -> one.reference().isCalledFile())
          .wordsIfSet(
              "unhashed",
              "files with a CA certificate that no name with its hash leads to",
              one -> one.unhashed())
          .wordsIfSet(
              "stale",
              "names with a hash that lead nowhere or to another certificate",
              one -> one.stale())
          .truth(
              "defers",
              "a client verifies servers, trusts no CA, and so delivers nothing on some way",
              CaDirectory::defersMail)
          .truth("ca-file", "a CA file is set as well", one -> one.files().caFile() != null)
          .textIfSet(
              "unreadable",
              "the first part that mail_owner cannot read, be it the directory itself",
              one -> one.unreadable())
          .told(
              "outside-jail",
              "a service in a chroot jail cannot see it there",
              one -> one.isOutsideJail())
          .truth("jailed", "all its services run in a chroot jail", CaDirectory::isJailed)
          .anchor(
              "recorded",
              "the line of posttls-lint.modes that tells owner and mode of 'unreadable'",
              one -> TlsKind.recorded(one, one.unreadable()));
}
