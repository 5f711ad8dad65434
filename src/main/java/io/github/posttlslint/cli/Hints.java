package io.github.posttlslint.cli;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.run.ChangedFiles;
import java.io.IOException;
import java.nio.file.Path;

/** What a run without PATH says of the configurations at hand that it has not read. */
final class Hints {

  private static final Path USUAL = Path.of("/etc/postfix");

  /** System property that the launcher sets where standard input is a terminal. */
  private static final String TYPED = "posttlslint.typed";

  private Hints() {}

  /** Says on standard error how to have them read, once the run is over. */
  static void tell(String command, Arguments arguments, Terminal terminal) throws IOException {
    if (arguments.has("root") || arguments.has(ChangedFiles.OPTION)) {
      return; // what is read was named in another way
    }
    terminal.out().flush();
    if (isOtherSetup(terminal)) {
      say("main.cf in this directory", command + " .", terminal);
    }
    if (!Boolean.getBoolean(TYPED) && terminal.in().available() > 0) {
      say("standard input", command + " -", terminal);
    }
  }

  private static void say(String what, String words, Terminal terminal) {
    terminal.say(
        what
            + " was not read: without PATH, /etc/postfix is; 'posttls-lint "
            + words
            + "' reads it");
  }

  private static boolean isOtherSetup(Terminal terminal) {
    Gate gate = terminal.gate();
    Gate.Kind kind = gate.kind(gate.absolute(terminal.current().resolve("main.cf")));
    return (kind == Gate.Kind.FILE || kind == Gate.Kind.LINK)
        && !gate.absolute(terminal.current()).equals(USUAL)
        && !isUsualByLinks(gate, terminal.current());
  }

  private static boolean isUsualByLinks(Gate gate, Path current) {
    try {
      return gate.enter(current).real().equals(gate.enter(USUAL).real());
    } catch (IOException e) {
      return false; // no /etc/postfix
    }
  }
}
