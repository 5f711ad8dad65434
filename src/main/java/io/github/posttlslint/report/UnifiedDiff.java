package io.github.posttlslint.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.posttlslint.lint.Report.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two states of a file, as patch(1) takes it. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  private UnifiedDiff() {}

  /**
   * Writes it; nothing where the lines that may be shown are the same.
   *
   * @param file the file's name
   * @param before its lines as they may be shown; a password is not among them
   * @param after its lines after the change, likewise
   */
  public static void write(String file, Sources before, Sources after, Appendable out)
      throws IOException {
    List<String> old = lines(file, before);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + file, "b/" + file, old, DiffUtils.diff(old, lines(file, after)), CONTEXT);
    for (String line : lines) {
      out.append(Characters.visible(line)).append('\n');
    }
  }

  private static List<String> lines(String file, Sources sources) {
    List<String> lines = new ArrayList<>();
    @Nullable String line = sources.line(file, 1);
    while (line != null) {
      lines.add(line);
      line = sources.line(file, lines.size() + 1);
    }
    // what follows the last line end is no line
    if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
