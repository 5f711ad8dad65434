package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.UnexpectedOperand;

/** The first word after the options of a service whose program takes none. */
final class OperandKind {

  private OperandKind() {}

  static final Kind<UnexpectedOperand> KIND =
      new Kind<UnexpectedOperand>(
              "operand", "the first word after the options of a service whose program takes none")
          .text("text", "the word", UnexpectedOperand::text)
          .choice(
              "shape",
              UnexpectedOperand.Shape.values(),
              "a comment; a dash that is not ASCII; = alone or before a word; the value of the -o"
                  + " before it; an assignment name=value; one more after a -o with a value; other",
              one -> one.shape())
          .text("parameter", "the name in the -o before it", UnexpectedOperand::parameter)
          .text(
              "ascii",
              "the word with an ASCII dash in place of its first character",
              UnexpectedOperand::withAsciiDash)
          .text(
              "assignment",
              "the option before it with its value, without blanks; only if the parameter takes it"
                  + " and nothing follows",
              UnexpectedOperand::assignment)
          .including(ServiceKind.KIND, UnexpectedOperand::service)
          .renamed("option", "parameter")
          .anchor("operand", "the word", UnexpectedOperand::place)
          .anchor(
              "option",
              "the -o before it",
              UnexpectedOperand::before,
              UnexpectedOperand.Option::span)
          .anchor("rest", "from the word to the end of the service", UnexpectedOperand::rest)
          .anchor(
              "assignment",
              "from the option before it to the end of the service",
              UnexpectedOperand::fromOption);
}
