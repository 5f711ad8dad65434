package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate.Purpose;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.run.Report.SetupReport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code --baseline} and {@code --write-baseline}: the first takes known findings out of a report,
 * the second writes down what is there; both together keep of the known ones what is still there.
 */
public final class BaselineFiles {

  private final Workplace workplace;
  private final @Nullable String read;
  private final @Nullable String written;

  /** The baseline that is read, and the one that is written; null for none. */
  public BaselineFiles(@Nullable String read, @Nullable String written, Workplace workplace) {
    this.read = read;
    this.written = written;
    this.workplace = workplace;
  }

  /**
   * Takes the known findings out, and writes the file that is asked for.
   *
   * @return null if the file could not be written, which standard error has been told
   * @throws UsageException if a file is none
   */
  public @Nullable List<SetupReport> apply(List<SetupReport> setups) throws UsageException {
    List<SetupReport> reports = setups;
    List<String> entries = new ArrayList<>();
    if (read != null) {
      Baseline known = read(read);
      List<String> names = names(setups, read);
      reports = applied(known, setups, read);
      entries.addAll(known.used());
      entries.addAll(known.left(names, false));
      int gone = known.left(names, true).size();
      if (gone > 0 && written == null) {
        workplace.say(
            read
                + ": "
                + gone
                + (gone == 1 ? " finding is" : " findings are")
                + " no longer there; --baseline "
                + read
                + " --write-baseline "
                + read
                + (gone == 1 ? " drops it" : " drops them"));
      }
    }
    if (written == null) {
      return reports;
    }
    if (read == null) {
      List<String> names = names(setups, written);
      for (int i = 0; i < setups.size(); i++) {
        entries.addAll(Baseline.entries(setups.get(i), names.get(i)));
      }
    }
    String text = Baseline.text(entries);
    List<String> before = before(written);
    if (!write(text, written)) {
      return null;
    }
    int listed = entries.size();
    workplace.say(
        written
            + ": "
            + listed
            + (listed == 1 ? " finding" : " findings")
            + " listed"
            + (before == null ? "" : "; " + changes(before, entries)));
    return read == null ? applied(parse(text, written), setups, written) : reports;
  }

  /** The lines of a file that is about to be replaced; null if it is no baseline. */
  private @Nullable List<String> before(String file) throws UsageException {
    Path path = path(file, "--write-baseline", workplace);
    try {
      return workplace.gate().exists(path)
          ? Baseline.read(workplace.gate().readText(path, Limits.FILE_SIZE, Purpose.BASELINE))
              .left()
          : List.of();
    } catch (IOException | Baseline.MalformedException e) {
      return null;
    }
  }

  private static String changes(List<String> before, List<String> after) {
    return without(after, before) + " added, " + without(before, after) + " dropped";
  }

  /** How many of some lines are not among others; each of these is good for one. */
  private static int without(List<String> lines, List<String> others) {
    Map<String, Integer> left = new HashMap<>();
    others.forEach(line -> left.merge(line, 1, Integer::sum));
    int count = 0;
    for (String line : lines) {
      if (left.merge(line, -1, Integer::sum) < 0) {
        count++;
      }
    }
    return count;
  }

  private List<SetupReport> applied(Baseline baseline, List<SetupReport> setups, String file)
      throws UsageException {
    List<String> names = names(setups, file);
    List<SetupReport> reports = new ArrayList<>();
    for (int i = 0; i < setups.size(); i++) {
      reports.add(baseline.apply(setups.get(i), names.get(i), file));
    }
    return reports;
  }

  private Baseline read(String file) throws UsageException {
    try {
      Path path = path(file, "--baseline", workplace);
      if (!workplace.gate().exists(path)) {
        throw new UsageException(
            "--baseline " + file + ": no such file; --write-baseline makes one");
      }
      return parse(workplace.gate().readText(path, Limits.FILE_SIZE, Purpose.BASELINE), file);
    } catch (IOException e) {
      throw new UsageException("--baseline " + file + ": " + e.getMessage());
    }
  }

  private static Baseline parse(String text, String file) throws UsageException {
    try {
      return Baseline.read(text);
    } catch (Baseline.MalformedException e) {
      throw new UsageException(file + ": " + e.getMessage());
    }
  }

  private boolean write(String text, String file) throws UsageException {
    Path path = path(file, "--write-baseline", workplace);
    if (workplace.gate().isDirectory(path)) {
      throw new UsageException("--write-baseline " + file + ": is a directory");
    }
    try {
      WholeFile.write(path, out -> out.append(text));
      return true;
    } catch (IOException e) {
      workplace.say(file + ": cannot be written; nothing was changed");
      return false;
    }
  }

  /** Where a file lies that an option names. */
  public static Path path(String file, String option, Workplace workplace) throws UsageException {
    try {
      return workplace.current().resolve(file);
    } catch (InvalidPathException e) {
      throw new UsageException(option + " " + file + ": not a path of this system");
    }
  }

  /** The directories of the setups, relative to that of the file, which may be read elsewhere. */
  private List<String> names(List<SetupReport> setups, String file) throws UsageException {
    Path folder = path(file, "--baseline", workplace).toAbsolutePath().normalize().getParent();
    List<String> names = new ArrayList<>();
    for (SetupReport setup : setups) {
      Path directory = workplace.current().resolve(setup.setup().directory());
      Path absolute = directory.toAbsolutePath().normalize();
      Path name = folder == null ? absolute : folder.relativize(absolute);
      String text = Paths.slashed(name);
      names.add(text.isEmpty() ? "." : text);
    }
    return names;
  }
}
