package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.written.Setting;
import io.github.posttlslint.model.written.SettingMend;
import io.github.posttlslint.model.written.ValueForm;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code name = value} of main.cf, or one {@code -o} of master.cf. */
final class SettingKind {

  /** The files that a setting can stand in. */
  static final List<String> FILES = List.of("main", "master");

  private SettingKind() {}

  static final Kind<Setting> KIND =
      new Kind<Setting>("setting", "a name = value of main.cf, or a -o of master.cf")
          // the line
          .known("parameter", "the name", one -> one.name())
          .known("raw", "the value as written", one -> one.raw())
          .choice("file", FILES, "where it stands", Setting::file)
          .told("in-force", "no later setting of the name wins", Setting::wins)
          .told(
              "repeated",
              "an earlier setting has the same name; cannot be told where a template decides which is there",
              Setting::isRepeated)
          .textIfSet(
              "earlier", "the value of that earlier setting, as written", one -> one.earlierRaw())
          .text(
              "name.lookalike",
              "a character of the name that looks like one of ASCII, by its code and name",
              Setting::lookalikeOfName)
          .truth("name.quoted", "the name begins with a quotation mark", Setting::hasQuotedName)
          .text(
              "comment",
              "what stands in the value from a # with white space before it on",
              one -> one.written().comment())
          .choice(
              "quote",
              List.of("\"", "'"),
              "the quotation mark around the value or one of its words",
              one -> one.written().quote())
          .text(
              "lookalike",
              "a character of the value that looks like one of ASCII, by its code and name",
              one -> one.written().lookalike())
          .text(
              "lookalike.plain",
              "the value in ASCII, if it is one line without comment; absent if it is so already",
              one -> one.written().plain())
          .truth(
              "trailing-comma", "the value ends with a comma", one -> one.written().endsWithComma())
          .truth(
              "password-line",
              "a user and a password stand in the value, as in a line of a table of passwords",
              one -> one.written().hasPassword())
          .text(
              "joined",
              "the parameter of another name=value that stands in the value, and is not set by it",
              Setting::joined)
          .text(
              "joined.separator",
              "what has to stand before that parameter for it to be set",
              Setting::separator)
          .truth("joined.tls", "it has to do with TLS or SASL", Setting::isJoinedTls)
          .choice(
              "macro.problem",
              Macro.Broken.Kind.values(),
              "what is wrong with the first $reference that Postfix cannot read",
              one -> {
                Macro.Broken broken = one.brokenReference();
                return broken == null ? null : broken.kind();
              })
          .text(
              "macro.detail",
              "what Postfix says of that reference",
              Setting::brokenReference,
              Macro.Broken::detail)
          .text(
              "circle",
              "the names that lead from this one back to itself, where a program reads one of them;"
                  + " told at the first of them",
              Setting::circle)
          // the parameter
          .truth("known", "the judged release has the parameter", one -> one.known() != null)
          .truth("tls", "the parameter has to do with TLS or SASL", Setting::isTls)
          .truth("filled", "the value must not be empty", Setting::mustBeFilled)
          .release(
              "filled.until",
              "the patch level of the release that takes an empty value first, where earlier ones"
                  + " do not",
              Setting::mayBeEmptyFrom)
          .choice(
              "form",
              ValueForm.values(),
              "what the value is made of; of files only those of TLS parameters",
              one -> one.form())
          .truth("deprecated", "postconf of this release warns of it", Setting::isDeprecated)
          .truth("inert", "the release reads it and does nothing with it", Setting::isInert)
          .text("replacement", "the parameter that superseded it", Setting::replacement)
          .fact(
              "replacement.value",
              FactType.TEXT,
              "the value in force of that parameter",
              SettingKind::replacementValue)
          .words("programs", "the programs that read it", Setting::known, Parameter::programs)
          // the effect
          .known(
              "value",
              "the value after expansion; if services differ, the first that is not accepted",
              one -> one.judged())
          .text(
              "program",
              "the program of the service; only of a -o",
              Setting::service,
              Service::program)
          .truthIfSet(
              "read",
              "the service's program reads it; only of a -o, where name and program are known",
              one -> one.isRead())
          .truth(
              "effective",
              "it is in force for a service that reads it, as far as that is known",
              Setting::isEffective)
          .choiceIfSet(
              "problem",
              ValueProblem.Kind.values(),
              "what Postfix does not accept of the value",
              one -> one.problem(),
              problem -> problem.kind())
          .textIfSet(
              "problem.text",
              "the part of the value that is not accepted",
              one -> one.problem(),
              problem -> problem.text())
          .textIfSet(
              "problem.nearest",
              "what was probably meant",
              one -> one.problem(),
              problem -> problem.nearest())
          .textIfSet(
              "mechanism.unknown",
              "the first word of a list of SASL mechanisms that is no name of one",
              one -> one.unknownMechanism())
          .told(
              "mechanism.none",
              "a list of SASL mechanisms lets none through",
              one -> one.hasNoMechanism())
          // how it is mended
          .textIfSet(
              "modern",
              "a setting of the replacement with the same effect; empty if the setting may go",
              one -> new SettingMend(one).modern())
          .text(
              "renamed",
              "the replacement, if it is not set, too",
              one -> new SettingMend(one).renamed())
          .text(
              "without-comment",
              "the setting with its comment on a line above; only of one line of main.cf",
              one -> new SettingMend(one).withoutComment())
          .text(
              "without-comma",
              "the value without commas at its end",
              one -> new SettingMend(one).withoutComma())
          .text(
              "unquoted",
              "what stands inside the quotation marks",
              one -> new SettingMend(one).unquoted())
          .including(SetupKind.FACTS, Setting::setup)
          .renamed("name", "parameter")
          .anchor("setting", "name and value", Setting::place)
          .anchor("name", "the name", Setting::nameSpan)
          .anchor("value", "the value", Setting::valueSpan)
          .anchor("earlier", "the earlier setting of the same name", Setting::earlierPlace)
          .anchor("joined", "the name of the other parameter", Setting::joinedPlace)
          .anchor("joined.gap", "what stands before that name", Setting::joinedGap)
          .anchor("level", "where the replacement is set", SettingKind::replacementPlace)
          .anchor(
              "comment", "the comment, if it ends on its line", one -> one.written().commentSpan())
          .anchor(
              "removal",
              "all that has to go with the setting",
              one -> new SettingMend(one).removal())
          .anchor("superseded", "what 'modern' replaces", one -> new SettingMend(one).superseded())
          .anchor("quoted", "what 'unquoted' replaces", one -> new SettingMend(one).quoted());

  private static Fact replacementValue(Setting setting) {
    String other = setting.replacement();
    return other == null ? Fact.absent() : Fact.of(setting.value(other).known());
  }

  private static @Nullable Span replacementPlace(Setting setting) {
    String other = setting.replacement();
    return other == null ? null : setting.value(other).span();
  }
}
