package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.NamedPath;
import io.github.posttlslint.model.written.ValueForm;

/** A file or directory that a setting in force names. */
final class PathKind {

  private static final ValueForm[] FORMS = {
    ValueForm.FILE, ValueForm.DIRECTORY, ValueForm.FILES, ValueForm.TABLE, ValueForm.TABLES
  };

  private PathKind() {}

  static final Kind<NamedPath> KIND =
      new Kind<NamedPath>(
              "path", "a file, directory or table of TLS or SASL that a setting in force names")
          .text("parameter", "the parameter that names it", NamedPath::parameter)
          .choice("form", FORMS, "what the parameter's value is made of", NamedPath::form)
          .known("path", "the path after expansion; of a table without its type", one -> one.path())
          .told("relative", "it does not begin with a slash", one -> one.isRelative())
          .told("capitals", "it is all capitals, digits and underscores", one -> one.isCapitals())
          .told("list", "it is several paths, where one is expected", one -> one.isList())
          .told("missing", "there is no such file", one -> one.isMissing())
          .truth("told", "a service opens it, and is known to find nothing", NamedPath::isTold)
          .textIfSet(
              "near",
              "the name of a file or directory that is there and nearly the same",
              one -> one.near(),
              near -> near.name())
          .textIfSet("near.path", "the path with that name", one -> one.near(), near -> near.path())
          .textIfSet("near.raw", "the setting's value with that name", one -> one.withNear())
          .textIfSet(
              "beside",
              "a relative path with the directory of main.cf before it, if it is found there",
              one -> one.inConfiguration())
          .textIfSet(
              "beside.raw", "the setting's value with that path", one -> one.withConfiguration())
          .including(SetupKind.FACTS, NamedPath::setup)
          .renamed("name", "parameter")
          .anchor("value", "the setting's value", one -> one.setting().valueSpan());
}
