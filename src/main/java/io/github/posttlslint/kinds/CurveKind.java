package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.CurveWord;

/** A word of tls_eecdh_auto_curves or tls_ffdhe_auto_groups. */
final class CurveKind {

  private CurveKind() {}

  static final Kind<CurveWord> KIND =
      new Kind<CurveWord>("curve", "a word of tls_eecdh_auto_curves or tls_ffdhe_auto_groups")
          .text("parameter", "the parameter that has it", CurveWord::parameter)
          .text("word", "the word, as the release takes the list apart", CurveWord::word)
          .told(
              "left-out",
              "a name in it is not known to OpenSSL, so that Postfix leaves the word out",
              CurveWord::isLeftOut)
          .told("repeated", "an earlier word names the same group", CurveWord::isRepeated)
          .truth(
              "colons",
              "it is several names with colons, for a release that knows no colons",
              CurveWord::hasColons)
          .textIfSet(
              "meant", "the names that all releases know for what was meant", one -> one.meant())
          .including(ServiceKind.KIND, CurveWord::service)
          .anchor("word", "the word", CurveWord::span)
          .anchor("alone", "the word, if blanks or commas are round it", CurveWord::alone);
}
