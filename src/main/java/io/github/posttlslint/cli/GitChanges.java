package io.github.posttlslint.cli;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.lint.Report.SetupReport;
import io.github.posttlslint.lint.Report.Sources;
import io.github.posttlslint.lint.Report.Suppressed;
import io.github.posttlslint.rule.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code --changed-since}: what git says has changed since a revision, files that it does not track
 * yet among them. It runs git, which no other part of the program does.
 */
final class GitChanges {

  private static final String OPTION = "--changed-since ";

  private final String revision;
  private final Path current;
  private final Map<Path, Changed> changed = new HashMap<>();

  /**
   * The changes of one repository.
   *
   * @param files all files
   * @param gone the names, without directories, of those that are no longer there
   */
  private record Changed(Set<Path> files, Set<String> gone) {}

  /**
   * Makes the filter.
   *
   * @throws UsageException if the text cannot be a revision
   */
  GitChanges(String revision, Terminal terminal) throws UsageException {
    if (revision.isEmpty() || revision.startsWith("-")) {
      throw new UsageException(OPTION + revision + ": expected a revision such as origin/main");
    }
    this.revision = revision;
    this.current = terminal.current().toAbsolutePath().normalize();
  }

  /**
   * Whether a file of the setup has changed, or one that a finding is about.
   *
   * @param left what {@link #filter} has left
   */
  boolean concerns(SetupReport left) throws UsageException {
    Path directory = directory(left);
    Set<Path> files = changedAt(directory).files();
    boolean inside = isIn(directory, files);
    for (Path file : files) {
      inside |= file.startsWith(directory);
    }
    return inside || !left.findings().isEmpty() || !left.suppressed().isEmpty();
  }

  private Path directory(SetupReport report) {
    return real(current.resolve(report.setup().directory()));
  }

  /**
   * The findings that have their own place, or one that belongs to it, in a changed file, or in a
   * line that names a file which is gone.
   */
  SetupReport filter(SetupReport report) throws UsageException {
    Changed changes = changedAt(directory(report));
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.removeIf(finding -> !concerns(finding, changes, report.sources()));
    List<Suppressed> suppressed = new ArrayList<>(report.suppressed());
    suppressed.removeIf(one -> !concerns(one.finding(), changes, report.sources()));
    return report.with(findings, suppressed);
  }

  private boolean concerns(Finding finding, Changed changes, Sources sources) {
    if (isIn(finding.span(), changes.files()) || names(finding.span(), changes.gone(), sources)) {
      return true;
    }
    for (Finding.Related related : finding.related()) {
      if (isIn(related.span(), changes.files())) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(Span span, Set<String> gone, Sources sources) {
    for (int line = span.startLine(); !gone.isEmpty() && line <= span.endLine(); line++) {
      String text = sources.line(span.file(), line);
      for (String name : gone) {
        if (text != null && text.contains(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isIn(Span span, Set<Path> files) {
    try {
      return isIn(real(current.resolve(span.file())), files);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether a file has changed, or the archive that it lies in. */
  private static boolean isIn(Path file, Set<Path> files) {
    for (Path up = file; up != null; up = up.getParent()) {
      if (files.contains(up)) {
        return true;
      }
    }
    return false;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private Changed changedAt(Path directory) throws UsageException {
    Path folder = Files.isDirectory(directory) ? directory : current;
    Path top = Path.of(git(folder, "rev-parse", "--show-toplevel").strip());
    Changed changes = changed.get(top);
    if (changes == null) {
      changes = new Changed(new HashSet<>(), new HashSet<>());
      // of a renamed file both names are wanted
      String[] diff = {
        "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", revision, "--"
      };
      add(git(top, diff), top, changes);
      add(git(top, "ls-files", "--others", "--exclude-standard", "-z"), top, changes);
      changed.put(top, changes);
    }
    return changes;
  }

  private static void add(String names, Path top, Changed changes) {
    for (String name : names.split("\0", -1)) {
      if (!name.isEmpty()) {
        Path file = top.resolve(name);
        changes.files().add(real(file));
        if (!Files.exists(file)) {
          changes.gone().add(name.substring(name.lastIndexOf('/') + 1));
        }
      }
    }
  }

  private String git(Path folder, String... words) throws UsageException {
    // a repository's own settings must not start programs
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-C", folder.toString()));
    command.addAll(List.of(words));
    Path errors = null;
    try {
      errors = Files.createTempFile("posttls-lint", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      // in a hook these name another place than the folder
      builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"));
      Process process = builder.start();
      process.getOutputStream().close();
      String out;
      try (InputStream in = process.getInputStream()) {
        out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (process.waitFor() == 0) {
        return out;
      }
      String said = Files.readString(errors).lines().findFirst().orElse("");
      throw new UsageException(OPTION + revision + ": git says: " + said);
    } catch (IOException e) {
      throw new UsageException(OPTION + revision + ": git cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException(OPTION + revision + ": interrupted");
    } finally {
      delete(errors);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
