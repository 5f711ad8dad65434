package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.written.MasterLine;
import org.jspecify.annotations.Nullable;

/** A line of a master.cf that was seen. */
final class EntryKind {

  private EntryKind() {}

  static final Kind<MasterLine> KIND =
      new Kind<MasterLine>(
              "entry", "a line of a master.cf that was seen: its endpoint, program and comments")
          .truth(
              "repeated",
              "an earlier line has the same endpoint, and no template decides which is there",
              MasterLine::isRepeated)
          .text("port.name", "the port, if it is not a number", MasterLine::portName)
          .fact(
              "port.listed",
              FactType.TRUTH,
              "the name of the port is in /etc/services",
              one -> Fact.orAbsent(one.isPortListed(), Fact::of))
          .fact(
              "program.exists",
              FactType.TRUTH,
              "the release has the program, or there is such a file; absent for a word with a"
                  + " hyphen before it",
              one -> Fact.orAbsent(one.hasProgram(), Fact::of))
          .words(
              "commented-options",
              "the name=value of -o lines below it that are commented out",
              MasterLine::commentedOptions)
          .including(ServiceKind.KIND, MasterLine::service)
          .anchor("service", "the line", MasterLine::place)
          .anchor("name", "column one", one -> one.span(MasterField.SERVICE))
          .anchor("command", "the program", one -> one.span(MasterField.COMMAND))
          .anchor("earlier", "the earlier line with the same endpoint", EntryKind::earlier);

  private static @Nullable Span earlier(MasterLine line) {
    Service earlier = line.earlier();
    return earlier == null ? null : earlier.span();
  }
}
