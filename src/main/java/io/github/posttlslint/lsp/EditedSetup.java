package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.run.EditedSetups;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.Diagnostic;
import org.jspecify.annotations.Nullable;

/** A set-up that files in the editor belong to, as far as it is read and judged by now. */
final class EditedSetup {

  private final Desk desk;
  private final EditedSetups setups;
  private final Location location;
  private @Nullable Loaded loaded;
  private @Nullable SetupReport report;
  private Map<Path, List<Diagnostic>> published = Map.of();
  private boolean isJudged;

  EditedSetup(Desk desk, EditedSetups setups, Location location) {
    this.desk = desk;
    this.setups = setups;
    this.location = location;
  }

  Desk desk() {
    return desk;
  }

  Location location() {
    return location;
  }

  /** Reads it, if it is not read as it is now. */
  Loaded load() throws UsageException {
    Loaded known = loaded;
    if (known == null) {
      known = setups.load(location);
      loaded = known;
      report = null;
    }
    return known;
  }

  /** The set-up as it is now; null if it cannot be read. */
  @Nullable Setup setup() {
    try {
      return load().setup();
    } catch (UsageException e) {
      return null;
    }
  }

  /** Judges it, if it is not judged as it is now; null if it cannot be read. */
  @Nullable SetupReport judge() throws UsageException {
    Loaded known = load();
    Setup setup = known.setup();
    if (report == null && setup != null) {
      report = setups.judge(setup, known);
    }
    return report;
  }

  /** Whether what was made known of it is of its files as they are now. */
  boolean isJudged() {
    return isJudged;
  }

  /** It was judged, and the outcome made known. */
  void setPublished(Map<Path, List<Diagnostic>> diagnostics) {
    published = Map.copyOf(diagnostics);
    isJudged = true;
  }

  /** What was made known of it, by file. */
  Map<Path, List<Diagnostic>> published() {
    return published;
  }

  /** Files have changed; whether that concerns it. */
  boolean change(Set<Path> paths) {
    for (Path path : paths) {
      if (isConcernedBy(path)) {
        forget();
        return true;
      }
    }
    return false;
  }

  private boolean isConcernedBy(Path path) {
    Loaded known = loaded;
    SetupReport judged = report;
    return known == null
        || known.setup() == null
        || judged == null
        || known.stamps().containsKey(path)
        || EditedSetups.sources(known).contains(path)
        || known.setup().tree().hasLookedAt(path);
  }

  /** Its files are other ones on disk than they were. */
  boolean isStale() {
    return loaded != null && setups.isStale(loaded);
  }

  /** It is to be read again. */
  void forget() {
    loaded = null;
    report = null;
    isJudged = false;
  }

  /** Whether judging it looked at a file. */
  boolean hasLookedAt(Path real) {
    Loaded known = loaded;
    return known != null && known.setup() != null && known.setup().tree().hasLookedAt(real);
  }

  /** The path of a file as reports name it. */
  Path path(String file) {
    return desk.current().resolve(file).normalize();
  }

  /** The path of the file that a span is in. */
  Path path(Span span) {
    return path(span.file());
  }

  /** What a file can be to its set-up. */
  enum Part {
    MAIN,
    MASTER,
    /** A table, certificate or key. */
    NAMED
  }

  /** What an open file is to this set-up. */
  Part partOf(OpenText text) {
    return text.path().equals(location.main())
        ? Part.MAIN
        : text.path().equals(location.master()) ? Part.MASTER : Part.NAMED;
  }

  /**
   * The path of a file as the judged system has it; null if it has none: a file in another place
   * than those that the set-up can name.
   */
  @Nullable String judgedPath(Path file) {
    Setup setup = setup();
    if (setup == null) {
      return null;
    }
    Path directory = location.directory();
    String inside =
        file.startsWith(directory)
            ? Paths.join(
                setup.configDirectory(), directory.relativize(file).toString().replace('\\', '/'))
            : file.toString();
    Path place = setup.tree().place(inside);
    return place == null ? null : inside;
  }

  /** Its main.cf or, where there is none, its master.cf. */
  Path first() {
    Path main = location.main();
    Path master = location.master();
    return main != null ? main : master != null ? master : location.directory();
  }
}
