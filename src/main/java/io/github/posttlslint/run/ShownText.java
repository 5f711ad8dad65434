package io.github.posttlslint.run;

import io.github.posttlslint.input.SourceText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file as it may be shown: passwords are taken out.
 *
 * @param file the name of the file
 * @param charset the encoding of the file
 * @param lines its lines, each with its end, LF or CR LF; the last one may have none
 */
public record ShownText(String file, Charset charset, List<String> lines) {

  public ShownText {
    lines = List.copyOf(lines);
  }

  /**
   * The text of a file.
   *
   * @param shown the lines as they may be shown, by number, without their ends
   */
  static ShownText of(SourceText source, IntFunction<@Nullable String> shown) {
    String text = source.text();
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= source.lineCount(); number++) {
      int start = source.startOfLine(number);
      int next = number < source.lineCount() ? source.startOfLine(number + 1) : text.length();
      String line = shown.apply(number);
      if (line != null && start < next) {
        lines.add(line + text.substring(start + source.line(number).length(), next));
      }
    }
    return new ShownText(source.file(), source.charset(), lines);
  }

  /** The same under another name of the file. */
  ShownText named(String name) {
    return new ShownText(name, charset, lines);
  }
}
