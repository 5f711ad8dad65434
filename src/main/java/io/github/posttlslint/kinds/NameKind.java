package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.UnusedSetting;
import io.github.posttlslint.postfix.NameAdvice;
import io.github.posttlslint.postfix.Parameter;

/** A setting whose name nobody reads. */
final class NameKind {

  private NameKind() {}

  static final Kind<UnusedSetting> KIND =
      new Kind<UnusedSetting>("name", "a setting whose name nobody reads")
          .text("parameter", "the name", UnusedSetting::parameter)
          .choice("file", SettingKind.FILES, "where it stands", one -> one.setting().file())
          .known("raw", "the value as written", one -> one.setting().raw())
          .told(
              "certain",
              "yes; cannot be told if something unseen may use the name",
              one -> one.isCertain())
          .truth(
              "tls",
              "the name speaks of TLS or SASL, or is close to one that does",
              UnusedSetting::isTls)
          .choice(
              "advice",
              NameAdvice.Kind.values(),
              "why the name is not known",
              one -> one.advice().kind())
          .text(
              "advice.name",
              "what was meant: a parameter, or a service that there is not",
              one -> one.advice().suggestion())
          .release(
              "advice.version",
              "the release that has it first, or no longer",
              one -> one.advice().version())
          .text(
              "advice.names",
              "the same, and what is as near, in words for people",
              UnusedSetting::meantNames)
          .truth("advice.set", "what was meant is set, too", UnusedSetting::isMeantSet)
          .truth(
              "advice.leftover",
              "as far as is known, this would change nothing by the right name: what was meant is"
                  + " set, too",
              UnusedSetting::isLeftover)
          .text("advice.mend", "what to do about it, in words for people", UnusedSetting::mend)
          .text(
              "advice.rename",
              "what was meant, if it is one and not set, too",
              UnusedSetting::rename)
          .words(
              "advice.programs",
              "the programs that read what was meant",
              UnusedSetting::meant,
              Parameter::programs)
          .including(SetupKind.FACTS, UnusedSetting::setup)
          .renamed("name", "parameter")
          .anchor("name", "the name", one -> one.setting().nameSpan())
          .anchor("advice", "where what was meant is set", UnusedSetting::placeOfMeant)
          .anchor("removal", "all that has to go with the setting", UnusedSetting::removal);
}
