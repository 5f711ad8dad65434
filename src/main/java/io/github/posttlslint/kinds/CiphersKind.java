package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.CipherWord;
import java.util.List;

/** A cipher grade in force, or a word of an exclusion list. */
final class CiphersKind {

  private CiphersKind() {}

  static final Kind<CipherWord> KIND =
      new Kind<CipherWord>("ciphers", "a cipher grade in force, or a word of an exclusion list")
          .text("parameter", "the parameter that has it", CipherWord::parameter)
          .renamed("setting", "parameter")
          .choice(
              "what",
              List.of("grade", "exclusion"),
              "whether it is a grade or an exclusion",
              word -> word.isGrade() ? "grade" : "exclusion")
          .known("word", "the grade, or the excluded name", one -> one.word())
          .textIfSet(
              "meant",
              "the grade that was probably meant, or the excluded name without operators before it",
              one -> one.meant())
          .told(
              "in-force",
              "whether it counts at the TLS level; cannot be told where a policy table decides",
              one -> one.inForce())
          .including(ServiceKind.KIND, CipherWord::service)
          .anchor("word", "the grade or exclusion", CipherWord::span);
}
