package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.Comment;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.ContinuationLine;

/** An indented line, which continues a setting of main.cf or a service of master.cf. */
final class ContinuationKind {

  private ContinuationKind() {}

  static final Kind<ContinuationLine> KIND =
      new Kind<ContinuationLine>(
              "continuation",
              "an indented line, which continues a setting of main.cf or a service of master.cf")
          .choice("file", SettingKind.FILES, "where it stands", ContinuationLine::file)
          .text("text", "the line without white space at its ends", ContinuationLine::text)
          .text("owner", "the parameter or service that it continues", one -> one.owner().name())
          .truth("braced", "it stands inside braces", ContinuationLine::isBraced)
          .text(
              "assigned", "the word before = that the line begins with", ContinuationLine::assigned)
          .truth(
              "assigned.known",
              "that word is a parameter of some release",
              ContinuationLine::isAssignedKnown)
          .text(
              "commented-service",
              "the service that is commented out just before the line",
              ContinuationLine::commentedService)
          .text(
              "effect",
              "what the options below a service that is commented out do to a port that takes mail"
                  + " from everywhere, as the end of a sentence; empty if they do not stop mail",
              ContinuationLine::effect)
          .including(SetupKind.FACTS, ContinuationLine::setup)
          .anchor("owner", "where the setting or service begins", one -> one.owner().span())
          .anchor(
              "comment",
              "the service that is commented out",
              ContinuationLine::commented,
              Comment::span)
          .anchor("indentation", "the white space before the line", ContinuationLine::indentation);
}
