package io.github.posttlslint.cli;

import io.github.posttlslint.run.DidYouMean;
import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.util.List;

/** {@code completion}: prints a completion script. */
final class CompletionCommand {

  private CompletionCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    if (arguments.paths().size() != 1) {
      throw new UsageException("completion needs the name of a shell: bash, zsh or fish");
    }
    String shell = arguments.paths().get(0);
    String text =
        switch (shell) {
          case "bash" -> new BashCompletion().script();
          case "zsh" -> new ZshCompletion().script();
          case "fish" -> new FishCompletion().script();
          default ->
              throw new UsageException(
                  "completion "
                      + shell
                      + ": there are scripts for bash, zsh and fish"
                      + DidYouMean.among(shell, List.of("bash", "zsh", "fish")));
        };
    terminal.out().own(text);
    return ExitStatus.CLEAN;
  }
}
