package io.github.posttlslint.cli;

import io.github.posttlslint.cli.CompletionWords.Argument;
import io.github.posttlslint.cli.CompletionWords.Kind;
import java.util.ArrayList;
import java.util.List;

/** The script for bash: {@code eval "$(posttls-lint completion bash)"}. */
final class BashCompletion {

  private final CompletionWords words = new CompletionWords();
  private final StringBuilder out = new StringBuilder();

  String script() {
    out.append("# bash completion of posttls-lint\n_posttls_lint() {\n");
    out.append("  local rules='").append(String.join(" ", words.rules())).append("'\n");
    out.append("  local commands='").append(String.join(" ", CommandTable.names()));
    out.append(
        """
        '
          local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at=$COMP_CWORD
          local command=check first=${COMP_WORDS[1]} options='' words='' files='' more='' list='' head=''
          # bash makes words of their own of equals signs
          if [[ $current == '=' ]]; then
            current='' at=$((at + 1))
          fi
          if [[ $at -ge 3 && ${COMP_WORDS[at-1]} == '=' ]]; then
            before=${COMP_WORDS[at-2]}
            if [[ $at -ge 4 && $before != -* ]]; then
              before=${COMP_WORDS[at-3]}
              if [[ $at -ge 5 && $before == '=' ]]; then before=${COMP_WORDS[at-4]}; fi
              before+='='
            fi
          fi
          if [[ $COMP_CWORD -gt 1 && " $commands " == *" $first "* ]]; then command=$first; fi
          case $command in
        """);
    for (String command : CommandTable.names()) {
      appendCommand(command);
    }
    out.append(
        """
          esac
          if [[ $current == -* ]]; then
            words=$options files=''
          elif [[ $COMP_CWORD -eq 1 ]]; then
            words=$commands
          fi
          if [[ -n $list && $current == *,* ]]; then
            head=${current%,*}, current=${current##*,}
          fi
          COMPREPLY=($(compgen -W "$words" -P "$head" -- "$current"))
          if [[ -n $more && $words ]]; then
            compopt -o nospace 2>/dev/null
            COMPREPLY=("${COMPREPLY[@]/%/=}")
          fi
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

  private void appendCommand(String command) {
    out.append("    ").append(command).append(")\n      options='");
    out.append(String.join(" ", options(command))).append("'\n");
    Argument operands = words.operands(command);
    if (operands.kind() == Kind.FILE) {
      out.append("      files=yes\n");
    } else if (operands.kind() == Kind.WORD) {
      out.append("      words='").append(String.join(" ", operands.words())).append("'\n");
    }
    out.append("      case $before in\n");
    for (OptionTable.Entry entry : CompletionWords.options(command)) {
      appendOption(entry, words.of(entry, command));
    }
    out.append("      esac ;;\n");
  }

  private void appendOption(OptionTable.Entry entry, Argument argument) {
    String listed = String.join(" ", argument.words());
    switch (argument.kind()) {
      case ABSENT -> {}
      case FREE -> appendCase(entry, "", "");
      case FILE -> appendCase(entry, "", "files=yes");
      case WORD -> appendCase(entry, "", "words='" + listed + "'");
      case RULES -> appendCase(entry, "", "words=$rules list=yes");
      case RULES_AND_WORD -> {
        appendCase(entry, "", "words=$rules more=yes list=yes");
        appendCase(entry, "=", "words='" + listed + "'");
      }
      case WORD_AND_FILE -> {
        appendCase(entry, "", "words='" + listed + "' more=yes");
        appendCase(entry, "=", "files=yes");
      }
    }
  }

  private void appendCase(OptionTable.Entry entry, String ending, String settings) {
    out.append("        --").append(entry.name()).append(ending);
    if (entry.letter() != null) {
      out.append("|-").append(entry.letter()).append(ending);
    }
    out.append(") options='' files='' words='' ").append(settings).append(" ;;\n");
  }

  private static List<String> options(String command) {
    List<String> names = new ArrayList<>();
    for (OptionTable.Entry entry : CompletionWords.options(command)) {
      names.add("--" + entry.name());
      if (entry.letter() != null) {
        names.add("-" + entry.letter());
      }
    }
    return names;
  }
}
