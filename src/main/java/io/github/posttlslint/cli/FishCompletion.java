package io.github.posttlslint.cli;

import io.github.posttlslint.cli.CompletionWords.Argument;
import io.github.posttlslint.cli.CompletionWords.Kind;
import java.util.List;

/** The script for fish: {@code posttls-lint.fish} in {@code ~/.config/fish/completions}. */
final class FishCompletion {

  private static final String COMPLETE = "complete -c posttls-lint -n ";
  private static final String RULES = "(__posttls_lint_rules)";

  private final CompletionWords words = new CompletionWords();
  private final StringBuilder out = new StringBuilder("# fish completion of posttls-lint\n");

  String script() {
    List<String> names = CommandTable.names();
    out.append("function __posttls_lint_rules\n");
    out.append("  set -l typed (commandline -ct | string replace -r '^--[a-z-]+=' '')\n");
    out.append("  set -l head (string match -r '^.*,' -- $typed)\n  printf \"$head%s\\n\" ");
    out.append(String.join(" ", words.rules())).append("\nend\n");
    out.append("function __posttls_lint_in\n  set -l words (commandline -opc)\n");
    out.append("  contains -- \"$words[2]\" ").append(String.join(" ", names));
    out.append("; or set words[2] check\n  contains -- \"$words[2]\" $argv\nend\n");
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      out.append(COMPLETE).append("__fish_use_subcommand -a ").append(command.name());
      out.append(" -d ").append(quoted(CompletionWords.brief(command.help()))).append('\n');
    }
    for (String command : names) {
      String when = quoted("__posttls_lint_in " + command);
      for (OptionTable.Entry entry : CompletionWords.options(command)) {
        out.append(COMPLETE).append(when);
        appendOption(entry, words.of(entry, command));
      }
      Argument operands = words.operands(command);
      if (operands.kind() != Kind.FILE) {
        out.append(COMPLETE).append(when).append(" -f");
        if (operands.kind() == Kind.WORD) {
          out.append(" -a ").append(quoted(String.join(" ", operands.words())));
        }
        out.append('\n');
      }
    }
    return out.toString();
  }

  private void appendOption(OptionTable.Entry entry, Argument argument) {
    out.append(" -l ").append(entry.name());
    if (entry.letter() != null) {
      out.append(" -s ").append(entry.letter());
    }
    String listed = String.join(" ", argument.words());
    String alternatives = String.join(",", argument.words());
    out.append(
        switch (argument.kind()) {
          case ABSENT -> "";
          case FREE -> " -x";
          case FILE -> " -r -F";
          case WORD -> " -x -a " + quoted(listed);
          case RULES -> " -x -a " + quoted(RULES);
          case RULES_AND_WORD -> " -x -a " + quoted(RULES + "={" + alternatives + "}");
          case WORD_AND_FILE -> " -r -F -a " + quoted("{" + alternatives + "}=");
        });
    out.append(" -d ").append(quoted(CompletionWords.brief(entry.help()))).append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
