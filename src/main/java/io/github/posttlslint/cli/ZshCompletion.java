package io.github.posttlslint.cli;

import io.github.posttlslint.cli.CompletionWords.Argument;
import io.github.posttlslint.cli.CompletionWords.Kind;

/** The script for zsh: a file {@code _posttls-lint} in a directory of {@code $fpath}. */
final class ZshCompletion {

  private final CompletionWords words = new CompletionWords();

  String script() {
    StringBuilder out = new StringBuilder("#compdef posttls-lint\n_posttls_lint() {\n");
    out.append("  local -a commands rules\n  rules=(");
    out.append(String.join(" ", words.rules())).append(")\n");
    out.append("  commands=(\n");
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      out.append("    ").append(quoted(command.name() + ":" + command.help())).append('\n');
    }
    out.append(
        """
          )
          local command=check
          if (( CURRENT > 2 )) && [[ -n ${(M)commands:#$words[2]:*} ]]; then
            command=$words[2]
            shift words
            (( CURRENT-- ))
          elif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
            _describe command commands
          fi
          case $command in
        """);
    for (String command : CommandTable.names()) {
      out.append("    ").append(command).append(")\n      _arguments");
      for (OptionTable.Entry entry : CompletionWords.options(command)) {
        out.append(" \\\n        ").append(option(entry, words.of(entry, command)));
      }
      Argument operands = words.operands(command);
      if (operands.kind() != Kind.ABSENT) {
        String what = operands.kind() == Kind.FILE ? "path" : "word";
        out.append(" \\\n        ").append(quoted("*:" + what + ":" + action(operands)));
      }
      out.append(" ;;\n");
    }
    return out.append("  esac\n}\n_posttls_lint \"$@\"\n").toString();
  }

  private static String option(OptionTable.Entry entry, Argument argument) {
    String help = CompletionWords.brief(entry.help());
    String text = "[" + help.replace("[", "(").replace("]", ")").replace(":", "\\:") + "]";
    if (argument.kind() != Kind.ABSENT) {
      text += ":" + String.valueOf(entry.argument()).replace(":", "\\:") + ":" + action(argument);
    }
    String star = entry.repeatable() ? "*" : "";
    String suffix = argument.kind() == Kind.ABSENT ? "" : "=";
    String option = quoted(star + "--" + entry.name() + suffix + text);
    return entry.letter() == null
        ? option
        : option + " \\\n        " + quoted(star + "-" + entry.letter() + text);
  }

  private static String action(Argument argument) {
    String listed = String.join(" ", argument.words());
    return switch (argument.kind()) {
      case ABSENT, FREE -> " ";
      case FILE -> "_files";
      case WORD -> "(" + listed + ")";
      case RULES -> "{compset -P \"*,\"; compadd -a rules}";
      case RULES_AND_WORD ->
          "{if compset -P \"*=\"; then compadd "
              + listed
              + "; else compset -P \"*,\"; compadd -S= -a rules; fi}";
      case WORD_AND_FILE ->
          "{if compset -P \"*=\"; then _files; else compadd -S= " + listed + "; fi}";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
