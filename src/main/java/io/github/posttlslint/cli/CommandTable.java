package io.github.posttlslint.cli;

import java.util.ArrayList;
import java.util.List;

/** All commands: the one source of dispatch, help, completion and manual page. */
public final class CommandTable {

  /**
   * A command.
   *
   * @param name its word
   * @param operands what it takes besides options, as help shows it; may be empty
   * @param help what it does
   */
  public record Command(String name, String operands, String help) {}

  /** All of them, {@code check} first. */
  public static final List<Command> COMMANDS =
      List.of(
          new Command(
              "check", "[PATH]...", "judge the set-ups found at the PATHs (default: /etc/postfix)"),
          new Command(
              "show",
              "[PATH]...",
              "what clients meet, where mail goes, and the effective values of every service"),
          new Command(
              "clients", "[PATH]...", "which TLS clients can talk to each listener, and how"),
          new Command(
              "inspect",
              "FILE...",
              "what files of certificates and keys hold, what fits what, and TLSA records"),
          new Command(
              "upgrade",
              "--to X.Y [PATH]...",
              "what the set-up meets in another release of Postfix"),
          new Command("rules", "", "list the rules"),
          new Command(
              "explain",
              "ID...",
              "a rule, a parameter of Postfix, or a kind of things that rules judge"),
          new Command(
              "selftest", "[PATH]...", "run the examples inside rule files (default: all rules)"),
          new Command("lsp", "", "a language server for editors, on standard input and output"),
          new Command("completion", "bash|zsh|fish", "a completion script for a shell"),
          new Command("man", "", "the manual page, for man -l -"));

  private CommandTable() {}

  /** The words of all commands. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Command command : COMMANDS) {
      names.add(command.name());
    }
    return names;
  }

  /** The command of that word; check for any other. */
  static Command of(String name) {
    for (Command command : COMMANDS) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    return COMMANDS.get(0);
  }
}
