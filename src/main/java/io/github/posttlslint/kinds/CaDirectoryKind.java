package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.CaDirectory;

/** A directory of trusted CAs, in which OpenSSL finds a certificate by the hash of its subject. */
final class CaDirectoryKind {

  private CaDirectoryKind() {}

  static final Kind<CaDirectory> KIND =
      TlsKind.<CaDirectory>kind("ca-directory", "a directory of trusted CAs")
          .text("path", "its name, after expansion", one -> one.reference().path())
          .choices(
              "state",
              FactType.TEXT,
              FileKind.STATES,
              "what is there",
              one -> Fact.orAbsent(one.reference().state(), state -> Fact.of(Labels.of(state))))
          .fact(
              "unhashed",
              FactType.WORDS,
              "files with a CA certificate that no name with its hash leads to",
              one -> Fact.orAbsent(one.unhashed(), Fact::of))
          .fact(
              "stale",
              FactType.WORDS,
              "names with a hash that lead nowhere or to another certificate",
              one -> Fact.orAbsent(one.stale(), Fact::of))
          .truth("ca-file", "a CA file is set as well", one -> one.files().caFile() != null)
          .fact(
              "unreadable",
              FactType.TEXT,
              "the first part that mail_owner cannot read, be it the directory itself",
              one -> Fact.orAbsent(one.unreadable(), Fact::of))
          .told(
              "outside-jail",
              "a service in a chroot jail cannot see it there",
              one -> one.isOutsideJail())
          .truth("jailed", "all its services run in a chroot jail", CaDirectory::isJailed);
}
