package io.github.posttlslint.cli;

import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.report.Sink;
import io.github.posttlslint.run.UsageException;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passwords of files: the first line of {@code --password-file}, else what is typed on the
 * terminal. Where there is no terminal nobody is asked.
 */
final class Passwords implements HeldFile.Passwords {

  private static final int LONGEST = 4096;

  private final char @Nullable [] given;
  private final Sink out;

  private Passwords(char @Nullable [] given, Sink out) {
    this.given = given;
    this.out = out;
  }

  static Passwords of(Arguments arguments, Terminal terminal) throws UsageException {
    String file = arguments.value("password-file");
    if (file == null) {
      return new Passwords(null, terminal.out());
    }
    try {
      Path path = Path.of(file);
      if (terminal.gate().isDirectory(path)) {
        throw new UsageException("--password-file " + file + ": a directory, expected a file");
      }
      return new Passwords(firstLine(terminal.gate().readPassword(path, LONGEST)), terminal.out());
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("--password-file " + file + ": cannot be read");
    }
  }

  private static char[] firstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, end));
    char[] line = Arrays.copyOf(text.array(), text.length());
    Arrays.fill(text.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return line;
  }

  @Override
  @SuppressWarnings("SystemConsoleNull") // the property below keeps the meaning of null
  public char @Nullable [] of(String file, boolean needed) {
    if (given != null || !needed) {
      return given;
    }
    // Java from 22 on would take anything for a terminal
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      // a console is there only where standard output is a terminal
      out.append("Password of ").append(Characters.name(file)).append(": ").flush();
    } catch (IOException e) {
      return null;
    }
    return console.readPassword();
  }
}
