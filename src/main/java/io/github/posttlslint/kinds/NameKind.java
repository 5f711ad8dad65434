package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.UnusedSetting;
import io.github.posttlslint.postfix.NameAdvice;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;

/** A setting whose name nobody reads. */
final class NameKind {

  private NameKind() {}

  static final Kind<UnusedSetting> KIND =
      new Kind<UnusedSetting>("name", "a setting whose name nobody reads")
          .text("parameter", "the name", UnusedSetting::parameter)
          .choice("file", SettingKind.FILES, "where it stands", one -> one.setting().file())
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
              Labels.all(NameAdvice.Kind.values()),
              "why the name is not known",
              one -> Labels.of(one.advice().kind()))
          .text(
              "advice.name",
              "what was meant: a parameter, or a service that there is not",
              one -> one.advice().suggestion())
          .fact(
              "advice.version",
              FactType.RELEASE,
              "the release that has it first, or no longer",
              NameKind::version)
          .truth("advice.set", "what was meant is set, too", UnusedSetting::isMeantSet)
          .text(
              "advice.rename",
              "what was meant, if it is not set, too",
              one -> one.isMeantSet() ? null : one.advice().suggestion())
          .fact(
              "advice.programs",
              FactType.WORDS,
              "the programs that read what was meant",
              NameKind::programs)
          .including(SetupKind.FACTS, UnusedSetting::setup)
          .renamed("name", "parameter")
          .anchor("name", "the name", one -> one.setting().nameSpan())
          .anchor("advice", "where what was meant is set", UnusedSetting::placeOfMeant)
          .anchor("removal", "all that has to go with the setting", UnusedSetting::removal);

  private static Fact version(UnusedSetting setting) {
    PostfixVersion version = setting.advice().version();
    return version == null ? Fact.absent() : new Fact.Release(version);
  }

  private static Fact programs(UnusedSetting setting) {
    Parameter meant = setting.meant();
    return meant == null ? Fact.absent() : Fact.of(meant.programs());
  }
}
