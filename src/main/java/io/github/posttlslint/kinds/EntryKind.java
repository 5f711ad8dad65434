package io.github.posttlslint.kinds;

import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.AddressFamilies;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.written.MasterLine;
import io.github.posttlslint.postfix.Programs;
import org.jspecify.annotations.Nullable;

/** A line of a master.cf that was seen. */
final class EntryKind {

  private EntryKind() {}

  static final Kind<MasterLine> KIND =
      new Kind<MasterLine>(
              "entry", "a line of a master.cf that was seen: its endpoint, program and comments")
          .told(
              "repeated",
              "an earlier line has the same endpoint; cannot be told where a template decides",
              MasterLine::isRepeated)
          .text("port.name", "the port, if it is not a number", MasterLine::portName)
          .truthIfSet(
              "port.listed",
              "the name of the port is in known_tcp_ports or /etc/services",
              one -> one.isPortListed())
          .text(
              "port.number",
              "the number that a port of this name has for mail",
              EntryKind::portNumber)
          .truthIfSet(
              "program.exists",
              "the release has the program, or there is such a file; absent for a word with a"
                  + " hyphen before it",
              one -> one.hasProgram())
          .text(
              "program.nearest",
              "the one program of the release with nearly that name",
              MasterLine::nearestProgram)
          .told(
              "family-off",
              "it listens on an address of a family that inet_protocols lacks",
              one -> new AddressFamilies(one.setup()).areOffFor(one.service()))
          .words(
              "commented-options",
              "the name=value of -o lines below it that are commented out",
              MasterLine::commentedOptions)
          .including(ServiceKind.KIND, MasterLine::service)
          .anchor("service", "the line", MasterLine::place)
          .anchor("name", "column one", one -> one.span(MasterField.SERVICE))
          .anchor(
              "again",
              "the lines of an entry that says what the earlier one says",
              MasterLine::again)
          .anchor(
              "type",
              "columns two and three",
              one -> one.span(MasterField.TYPE).to(one.span(MasterField.PRIVATE)))
          .anchor("command", "the program", one -> one.span(MasterField.COMMAND))
          .anchor(
              "earlier",
              "the earlier line with the same endpoint",
              MasterLine::earlier,
              Service::span);

  private static @Nullable String portNumber(MasterLine line) {
    String name = line.portName();
    Integer port = name == null ? null : Programs.port(name);
    return port == null ? null : port.toString();
  }
}
