package io.github.posttlslint.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A list of owners, modes and times that the files of a checkout get when they are installed: the
 * file {@value #FILE_NAME} beside main.cf. Version control keeps none of them, so without the list
 * the rules about permissions and stale tables cannot tell.
 *
 * <p>One file a line: {@code MODE OWNER:GROUP PATH [INSTANT]}, for example {@code 0600 root:root
 * /etc/postfix/key.pem 2026-01-31T00:00:00Z}. Blank lines and lines that start with {@code #} count
 * for nothing; a relative path starts at the configuration directory.
 *
 * <p>A line {@code complete PATH} says that everything below a directory of the judged system is in
 * the checkout: a file that is absent there is missing, not just unseen.
 */
public final class Manifest {

  /** The manifest's name. */
  public static final String FILE_NAME = "posttls-lint.modes";

  private static final String COMPLETE = "complete";

  /** No file is listed. */
  public static final Manifest EMPTY = new Manifest(Map.of(), Set.of(), List.of());

  /** Wrong lines that are told one by one. */
  private static final int MOST_PROBLEMS = 100;

  private static final int MOST_WORDS = 4;

  private final Map<String, Metadata> files;
  private final Set<String> complete;
  private final List<String> problems;

  private Manifest(Map<String, Metadata> files, Set<String> complete, List<String> problems) {
    this.files = files;
    this.complete = complete;
    this.problems = problems;
  }

  /**
   * Reads a manifest; lines that are none are reported by {@link #problems()} and otherwise
   * ignored.
   *
   * @param shown its name in reports
   * @param directory the configuration directory, absolute
   */
  public static Manifest parse(String text, String shown, String directory) {
    Map<String, Metadata> files = new HashMap<>();
    Set<String> complete = new HashSet<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    int wrong = 0;
    // a stream would load four dozen classes more
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.strip();
      if (files.size() + complete.size() >= Limits.MODES) {
        problems.add("only the first " + Limits.MODES + " files are known of");
        complete.clear(); // what is not listed may be there
        break;
      }
      String[] fields = words(content);
      if (fields.length == 2 && fields[0].equals(COMPLETE) && !Paths.isTooLong(fields[1])) {
        complete.add(absolute(fields[1], directory));
      } else if (!content.isEmpty()
          && !content.startsWith("#")
          && !add(fields, place(shown, number, line), directory, files)) {
        if (++wrong > MOST_PROBLEMS) {
          continue;
        }
        problems.add(
            "line "
                + number
                + ": expected 'MODE OWNER:GROUP PATH [INSTANT]', such as"
                + " '0600 root:root key.pem', or 'complete PATH'");
      }
    }
    if (wrong > MOST_PROBLEMS) {
      problems.add("and " + (wrong - MOST_PROBLEMS) + " more lines like these");
    }
    return new Manifest(files, complete, problems);
  }

  /** The first words, one more than there may be; a regular expression would load classes. */
  private static String[] words(String content) {
    StringTokenizer tokens = new StringTokenizer(content);
    String[] words = new String[Math.min(MOST_WORDS + 1, tokens.countTokens())];
    for (int i = 0; i < words.length; i++) {
      words[i] = tokens.nextToken();
    }
    return words;
  }

  private static String absolute(String path, String directory) {
    return Paths.normalise(path.startsWith("/") ? path : Paths.join(directory, path));
  }

  private static Span place(String shown, int number, String line) {
    return new Span(shown, number, 1, number, line.length() + 1);
  }

  private static boolean add(
      String[] fields, Span place, String directory, Map<String, Metadata> files) {
    if (fields.length < 3 || fields.length > MOST_WORDS || Paths.isTooLong(fields[2])) {
      return false;
    }
    int colon = fields[1].indexOf(':');
    if (colon <= 0) {
      return false;
    }
    try {
      Instant modified = fields.length == 4 ? Instant.parse(fields[3]) : null;
      int mode = Integer.parseInt(fields[0], 8);
      files.put(
          absolute(fields[2], directory),
          new Metadata(
              fields[1].substring(0, colon),
              fields[1].substring(colon + 1),
              mode,
              modified,
              place));
      return mode >= 0 && mode <= 07777;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }

  /** What the list says of a file; null if it is not in it. */
  @Nullable Metadata of(String path) {
    return files.get(path);
  }

  /** Whether everything is listed or present below a directory that holds this path. */
  boolean isComplete(String path) {
    String up = path;
    while (!complete.contains(up)) {
      if (complete.isEmpty() || up.equals("/")) {
        return false;
      }
      up = Paths.parent(up);
    }
    return true;
  }

  /** Lines that could not be read, for people. */
  public List<String> problems() {
    return problems;
  }
}
