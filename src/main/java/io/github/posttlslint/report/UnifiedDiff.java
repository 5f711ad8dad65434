package io.github.posttlslint.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.posttlslint.run.ShownText;
import io.github.posttlslint.secret.Hidden;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The difference of two states of a file, as patch(1) and git-apply(1) take it. */
public final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /** What follows a line without an end, in the words that both programs know. */
  private static final String NO_END = "\\ No newline at end of file";

  /** How many lines name the two files, and begin like those that are taken away or put in. */
  private static final int HEADINGS = 2;

  private UnifiedDiff() {}

  /**
   * Writes it; nothing where the lines that may be shown are the same.
   *
   * @param before the file as it is
   * @param after the same file after the change
   * @return whether all of it was written as it is, so that patch(1) will take it
   */
  public static boolean write(ShownText before, ShownText after, Sink out) throws IOException {
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            named("a", before.file()),
            named("b", after.file()),
            before.lines(),
            DiffUtils.diff(before.lines(), after.lines()),
            CONTEXT);
    boolean whole = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean isOwn = i < HEADINGS || line.startsWith("@@");
      write(line, isOwn, line.startsWith("+") ? after.charset() : before.charset(), out);
      whole &= !line.contains(Hidden.MARK);
    }
    return whole;
  }

  private static void write(String line, boolean isOwn, Charset charset, Sink out)
      throws IOException {
    if (isOwn) {
      out.exact(line, StandardCharsets.UTF_8);
    } else if (line.endsWith("\n")) {
      out.exact(line.substring(0, line.length() - 1), charset);
    } else {
      out.exact(line, charset);
      out.exact(NO_END, StandardCharsets.UTF_8);
    }
  }

  /** A file below a directory that both programs take away; an absolute one is below it, too. */
  private static String named(String directory, String file) {
    return quoted(directory + (file.startsWith("/") ? "" : "/") + file);
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
}
