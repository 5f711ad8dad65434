package io.github.posttlslint.cli;

import io.github.posttlslint.kinds.Kinds;
import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completion scripts made of the tables of commands and options. */
final class CompletionScript {

  private static final String FILES = "@files";

  private final List<String> ids = new ArrayList<>();

  CompletionScript() {
    for (Rule rule : BuiltInRules.load().rules()) {
      ids.add(rule.id());
    }
  }

  /** Words that an option's argument can be; {@link #FILES} for files; null where none is known. */
  private @Nullable List<String> values(OptionTable.Entry entry, String command) {
    String argument = entry.argument();
    if (argument == null) {
      return null;
    }
    return switch (argument) {
      case "FILE", "PATH", "DIR" -> List.of(FILES);
      case "ID", "ID=LEVEL" -> ids;
      case "LEVEL" ->
          entry.name().equals("fail-on")
              ? List.of("error", "warning", "note", "never")
              : List.of("error", "warning", "note");
      case "FORMAT" -> formats(command);
      default -> argument.indexOf('|') > 0 ? List.of(argument.split("\\|")) : null;
    };
  }

  private static List<String> formats(String command) {
    if (command.equals("rules")) {
      return List.of("text", "json", "markdown");
    }
    return command.equals("check") ? ReportFormat.labels() : List.of("text", "json");
  }

  private static String operands(String command) {
    return switch (command) {
      case "explain" -> "$ids " + String.join(" ", Kinds.names());
      case "completion" -> "bash zsh fish";
      case "rules", "man" -> "";
      default -> FILES;
    };
  }

  /** For bash: {@code eval "$(posttls-lint completion bash)"}. */
  String bash() {
    StringBuilder out = new StringBuilder();
    out.append("# bash completion of posttls-lint\n_posttls_lint() {\n");
    out.append("  local ids='").append(String.join(" ", ids)).append("'\n");
    out.append("  local commands='").append(String.join(" ", CommandTable.names()));
    out.append(
        """
        '
          local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
          local command=check first=${COMP_WORDS[1]} options='' words='' files=''
          if [[ $current == '=' ]]; then
            current=''
          elif [[ $before == '=' ]]; then
            before=${COMP_WORDS[COMP_CWORD-2]}
          fi
          if [[ $COMP_CWORD -gt 1 && " $commands " == *" $first "* ]]; then command=$first; fi
          case $command in
        """);
    for (String command : CommandTable.names()) {
      out.append("    ").append(command).append(")\n      options='");
      out.append(String.join(" ", optionWords(command))).append("'\n");
      String operands = operands(command);
      if (operands.equals(FILES)) {
        out.append("      files=yes\n");
      } else if (!operands.isEmpty()) {
        out.append("      words=\"").append(operands).append("\"\n");
      }
      out.append("      case $before in\n");
      for (OptionTable.Entry entry : OptionTable.ENTRIES) {
        if (OptionTable.takes(entry, command) && entry.argument() != null) {
          appendBashCase(entry, values(entry, command), out);
        }
      }
      out.append("      esac ;;\n");
    }
    out.append(
        """
          esac
          if [[ $current == -* ]]; then
            words=$options files=''
          elif [[ $COMP_CWORD -eq 1 ]]; then
            words=$commands
          fi
          COMPREPLY=($(compgen -W "$words" -- "$current"))
          if [[ -n $files ]]; then
            compopt -o filenames 2>/dev/null
            local IFS=$'\\n'
            COMPREPLY+=($(compgen -f -- "$current"))
          fi
        }
        complete -F _posttls_lint posttls-lint
        """);
    return out.toString();
  }

  private static void appendBashCase(
      OptionTable.Entry entry, @Nullable List<String> values, StringBuilder out) {
    out.append("        --").append(entry.name());
    if (entry.letter() != null) {
      out.append("|-").append(entry.letter());
    }
    boolean files = values != null && values.contains(FILES);
    out.append(") options='' files=").append(files ? "yes" : "''").append(" words=\"");
    if (values != null && !files) {
      out.append(isIds(entry) ? "$ids" : String.join(" ", values));
    }
    out.append("\" ;;\n");
  }

  private static boolean isIds(OptionTable.Entry entry) {
    return entry.argument() != null && entry.argument().startsWith("ID");
  }

  private static List<String> optionWords(String command) {
    List<String> words = new ArrayList<>();
    for (OptionTable.Entry entry : OptionTable.ENTRIES) {
      if (OptionTable.takes(entry, command)) {
        words.add("--" + entry.name());
        if (entry.letter() != null) {
          words.add("-" + entry.letter());
        }
      }
    }
    return words;
  }

  /** For zsh: a file {@code _posttls-lint} in a directory of {@code $fpath}. */
  String zsh() {
    StringBuilder out = new StringBuilder("#compdef posttls-lint\n_posttls_lint() {\n");
    out.append("  local -a commands ids\n  ids=(").append(String.join(" ", ids)).append(")\n");
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
      for (OptionTable.Entry entry : OptionTable.ENTRIES) {
        if (OptionTable.takes(entry, command)) {
          out.append(" \\\n        ").append(zshOption(entry, values(entry, command)));
        }
      }
      String operands = operands(command);
      if (!operands.isEmpty()) {
        String action = operands.equals(FILES) ? "_files" : "(" + operands + ")";
        String list =
            operands.startsWith("$ids")
                ? "\"*:id:(" + operands + ")\""
                : quoted("*:path:" + action);
        out.append(" \\\n        ").append(list);
      }
      out.append(" ;;\n");
    }
    return out.append("  esac\n}\n_posttls_lint \"$@\"\n").toString();
  }

  private static String zshOption(OptionTable.Entry entry, @Nullable List<String> values) {
    String text = "[" + entry.help().replace("[", "(").replace("]", ")").replace(":", "\\:") + "]";
    String argument = entry.argument();
    if (argument != null) {
      String action =
          values == null
              ? " "
              : values.contains(FILES)
                  ? "_files"
                  : isIds(entry) ? "($ids)" : "(" + String.join(" ", values) + ")";
      text += ":" + argument.replace(":", "\\:") + ":" + action;
    }
    String star = entry.repeatable() ? "*" : "";
    String suffix = argument == null ? "" : "=";
    String option = star + "--" + entry.name() + suffix + text;
    String quoted = isIds(entry) ? doubleQuoted(option) : quoted(option);
    return entry.letter() == null
        ? quoted
        : quoted + " \\\n        " + quoted(star + "-" + entry.letter() + text);
  }

  /** For fish: a file {@code posttls-lint.fish} in {@code ~/.config/fish/completions}. */
  String fish() {
    StringBuilder out = new StringBuilder("# fish completion of posttls-lint\n");
    List<String> names = CommandTable.names();
    String none = "not __fish_seen_subcommand_from " + String.join(" ", names);
    for (CommandTable.Command command : CommandTable.COMMANDS) {
      out.append("complete -c posttls-lint -n ").append(quoted(none)).append(" -a ");
      out.append(command.name()).append(" -d ").append(quoted(command.help())).append('\n');
    }
    for (String command : names) {
      String seen = "__fish_seen_subcommand_from " + command;
      String when = command.equals("check") ? none + "; or " + seen : seen;
      for (OptionTable.Entry entry : OptionTable.ENTRIES) {
        if (OptionTable.takes(entry, command)) {
          out.append("complete -c posttls-lint -n ").append(quoted(when));
          out.append(fishOption(entry, values(entry, command))).append('\n');
        }
      }
      String operands = operands(command);
      if (!operands.equals(FILES)) {
        String words = operands.replace("$ids", String.join(" ", ids));
        out.append("complete -c posttls-lint -n ").append(quoted(seen)).append(" -f");
        out.append(words.isEmpty() ? "" : " -a " + quoted(words)).append('\n');
      }
    }
    return out.toString();
  }

  private static String fishOption(OptionTable.Entry entry, @Nullable List<String> values) {
    StringBuilder out = new StringBuilder(" -l ").append(entry.name());
    if (entry.letter() != null) {
      out.append(" -s ").append(entry.letter());
    }
    if (entry.argument() != null) {
      boolean files = values != null && values.contains(FILES);
      out.append(files ? " -r -F" : " -x");
      if (values != null && !files) {
        out.append(" -a ").append(quoted(String.join(" ", values)));
      }
    }
    return out.append(" -d ").append(quoted(entry.help())).toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String doubleQuoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + '"';
  }
}
