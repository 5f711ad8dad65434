package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.LoadTrouble;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.PemBlock;

/** One thing that Postfix and OpenSSL meet while they load certificates and keys. */
final class LoadKind {

  private LoadKind() {}

  static final Kind<LoadTrouble> KIND =
      TlsKind.<LoadTrouble>kind(
              "load-problem", "what Postfix meets while it loads certificates and keys")
          .choice("problem", LoadProblem.Kind.values(), "what it is", one -> one.problem().kind())
          .truth("cause", "loading fails, and this is why", LoadTrouble::isCause)
          .text("detail", "what it is, in words for people", one -> one.problem().detail())
          .choice(
              "block",
              BlockType.values(),
              "the type of the PEM block that it is about",
              one -> {
                PemBlock block = one.problem().block();
                return block == null ? null : block.type();
              })
          .truth(
              "odd",
              "a file of this load is missing, a directory, or binary, which says more",
              LoadTrouble::hasOddFile)
          .including(FileKind.KIND, LoadTrouble::file)
          .anchor("problem", "where it is", one -> one.problem().where())
          .anchor("other", "a second block that belongs to it", one -> one.problem().related());
}
