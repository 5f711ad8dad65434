package io.github.posttlslint.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Small programs in C, for what Java cannot reach. */
public final class CProgram {

  private CProgram() {}

  /**
   * Compiles {@code src/test/c/NAME.c}, or leaves the calling test out where no C compiler is
   * installed (see {@link Program#require}).
   *
   * @param name the program's name
   * @param directory where to put it
   * @param options further options of the compiler
   * @return the program
   */
  public static Path compile(String name, Path directory, String... options)
      throws IOException, InterruptedException {
    Path program = directory.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.require("cc").toString(),
                "-o",
                program.toString(),
                "src/test/c/" + name + ".c"));
    command.addAll(List.of(options));
    Process compile = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compile.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compile.waitFor() != 0) {
      throw new AssertionFailedError("cannot compile " + name + ": " + said);
    }
    return program;
  }
}
