package io.github.posttlslint.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of {@code --help}. */
final class Help {

  private static final int INDENT = 30;
  private static final int WIDTH = 96;

  private static final String HEAD =
      """
      usage: posttls-lint [COMMAND] [OPTION]... [PATH]...

      Finds what is broken, unsafe or without effect in the TLS set-up of Postfix.

      commands
      """;
  private static final String AFTER_COMMANDS =
      """
      Without COMMAND, check.

      A PATH is a configuration directory, a main.cf or master.cf (also a template such as
      main.cf.j2), or a directory to search for such.

      """;
  private static final String TAIL =
      """

      exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 not done whole
      """;

  /** Of commands that find nothing. */
  private static final String OTHER_TAIL =
      """

      exit status: 0 done, 2 wrong usage, 3 not done whole
      """;

  private static final List<String> FINDING = List.of("check", "selftest");

  private Help() {}

  static int print(@Nullable String command, Terminal terminal) throws IOException {
    Writer out = terminal.out();
    if (command == null) {
      out.write(HEAD);
      for (CommandTable.Command one : CommandTable.COMMANDS) {
        printLine("  " + one.name() + " " + one.operands(), one.help(), out);
      }
      out.write(AFTER_COMMANDS);
    } else {
      CommandTable.Command one = CommandTable.of(command);
      out.write("usage: posttls-lint " + command + " [OPTION]... " + one.operands());
      out.write("\n\n" + one.help() + "\n\n");
    }
    out.write("options" + (command == null ? " of check" : "") + "\n");
    String of = command == null ? "check" : command;
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, of)) {
        print(entry, out);
      }
    }
    out.write(FINDING.contains(of) ? TAIL : OTHER_TAIL);
    return ExitStatus.CLEAN;
  }

  private static void print(OptionTable.Entry entry, Writer out) throws IOException {
    StringBuilder line = new StringBuilder("  ");
    line.append(entry.letter() == null ? "    " : "-" + entry.letter() + ", ");
    line.append("--").append(entry.name());
    if (entry.argument() != null) {
      line.append(' ').append(entry.argument());
    }
    printLine(line.toString(), entry.help(), out);
  }

  private static void printLine(String head, String text, Writer out) throws IOException {
    StringBuilder line = new StringBuilder(head);
    if (line.length() >= INDENT - 1) {
      out.write(line + "\n");
      line.setLength(0);
    }
    for (String word : List.of(text.split(" "))) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.write(line + "\n");
        line.setLength(0);
      }
      while (line.length() < INDENT - 1) {
        line.append(' ');
      }
      line.append(' ').append(word);
    }
    out.write(line + "\n");
  }
}
