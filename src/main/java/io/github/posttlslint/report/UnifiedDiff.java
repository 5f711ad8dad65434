package io.github.posttlslint.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.secret.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
   * @return whether all of it was written as it is, so that patch(1) will take it
   */
  public static boolean write(String file, Sources before, Sources after, Sink out)
      throws IOException {
    List<String> old = lines(file, before);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            quoted("a/" + file),
            quoted("b/" + file),
            old,
            DiffUtils.diff(old, lines(file, after)),
            CONTEXT);
    boolean whole = true;
    for (String line : lines) {
      out.exact(line);
      whole &= !line.contains(Hidden.MARK);
    }
    return whole;
  }

  /** A name as git writes it: one with odd characters is a string of C. */
  private static String quoted(String name) {
    StringBuilder out = new StringBuilder("\"");
    boolean odd = false;
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean quoted = c < ' ' || c > '~' || c == '"' || c == '\\';
      odd |= quoted && c < 0x80;
      if (quoted) {
        out.append('\\').append((char) ('0' + (c >> 6)));
        out.append((char) ('0' + ((c >> 3) & 7))).append((char) ('0' + (c & 7)));
      } else {
        out.append(c);
      }
    }
    return odd || !name.equals(Characters.name(name)) ? out.append('"').toString() : name;
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
