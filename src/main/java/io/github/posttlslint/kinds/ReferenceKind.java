package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.UndefinedReference;

/** A {@code $name} in a setting, the name of which has no value. */
final class ReferenceKind {

  private ReferenceKind() {}

  static final Kind<UndefinedReference> KIND =
      new Kind<UndefinedReference>("reference", "a $name in a value that has none itself")
          .text("name", "the name after the dollar", one -> one.name().name())
          .text(
              "name.meant",
              "the one name that is set in main.cf and nearly the same, or a parameter's that is"
                  + " written otherwise",
              UndefinedReference::nearestName)
          .text(
              "parameter", "the parameter in whose value it stands", UndefinedReference::parameter)
          .choice("file", SettingKind.FILES, "where it stands", one -> one.setting().file())
          .truth(
              "tls",
              "the release has that parameter, and it has to do with TLS or SASL",
              UndefinedReference::isTls)
          .told(
              "certain",
              "yes; cannot be told if something unseen may set the name",
              one -> one.isCertain())
          .told(
              "level-emptied",
              "it leaves nothing of the TLS level of an smtpd that has a certificate",
              UndefinedReference::isLevelEmptied)
          .truth(
              "tested",
              "the value asks whether the name is set: ${name?...}",
              UndefinedReference::isTested)
          .including(SetupKind.FACTS, UndefinedReference::setup)
          .renamed("setting", "parameter")
          .anchor("name", "the name after the dollar", UndefinedReference::place);
}
