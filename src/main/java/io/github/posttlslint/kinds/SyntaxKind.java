package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.UnreadableLine;

/** A line of main.cf or master.cf that Postfix cannot read. */
final class SyntaxKind {

  /** White space that makes a line continue the one above. */
  private static final String INDENTATION = "    ";

  private SyntaxKind() {}

  static final Kind<UnreadableLine> KIND =
      new Kind<UnreadableLine>("syntax", "a line of main.cf or master.cf that Postfix cannot read")
          .choice(
              "problem", SyntaxProblem.Kind.values(), "what is wrong", one -> one.problem().kind())
          .text("detail", "the words in question", one -> one.problem().detail())
          .choice("file", SettingKind.FILES, "where it stands", UnreadableLine::file)
          .text(
              "first-word",
              "what the line begins with, up to a blank, a comma or a =",
              UnreadableLine::firstWord)
          .truth(
              "names-parameter",
              "it begins with the name of a parameter of the release",
              UnreadableLine::namesParameter)
          .truth(
              "spaced",
              "the = that is missing in a -o stands in the next word",
              UnreadableLine::isSpaced)
          .text(
              "indentation",
              "white space that makes the line continue the one above; only for restrictions",
              one -> one.isRestrictions() ? INDENTATION : null)
          .including(SetupKind.FACTS, UnreadableLine::setup)
          .anchor("start", "where it begins", UnreadableLine::start)
          .anchor("blanks", "the white space before it", UnreadableLine::blanks)
          .anchor(
              "equals",
              "what stands between its first word and the rest, where = is missing",
              UnreadableLine::equalsPlace);
}
