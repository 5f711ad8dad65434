package io.github.posttlslint.run;

import io.github.posttlslint.git.Changes;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Manifest;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.input.WorkingTree;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Sources;
import io.github.posttlslint.run.Report.Suppressed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code --changed-since}: what has changed since a revision, files that git does not track yet
 * among them.
 */
public final class GitChanges {

  private static final String OPTION = "--changed-since ";

  private final String revision;
  private final Path current;
  private final String path;
  private final Map<Path, Changes> changes = new HashMap<>();
  private final Map<Path, Way> ways = new HashMap<>();

  /**
   * Makes the filter.
   *
   * @throws UsageException if the text cannot be a revision
   */
  public GitChanges(String revision, Workplace workplace) throws UsageException {
    if (revision.isEmpty() || revision.startsWith("-")) {
      throw new UsageException(OPTION + revision + ": expected a revision such as origin/main");
    }
    this.revision = revision;
    this.current = workplace.current().toAbsolutePath().normalize();
    this.path = path(workplace);
  }

  /** Where git is looked for. */
  static String path(Workplace workplace) {
    String path = workplace.environment().get("PATH");
    return path == null ? System.getenv().getOrDefault("PATH", "") : path;
  }

  /**
   * Whether a file of the setup has changed, or one that a finding is about.
   *
   * @param left what {@link #filter} has left
   */
  public boolean concerns(SetupReport left) throws UsageException {
    Path directory = current.resolve(left.setup().directory());
    Changes changed = changesAt(directory);
    return !left.findings().isEmpty()
        || !left.suppressed().isEmpty()
        || isIn(directory, changed)
        || changed.hasChangedBelow(name(way(directory).end(), changed));
  }

  /**
   * The findings that have their own place, or one that belongs to it, in a changed file, or in a
   * line that names a file which is gone; all of them where the list of owners and modes has
   * changed.
   */
  public SetupReport filter(SetupReport report) throws UsageException {
    Path directory = current.resolve(report.setup().directory());
    Changes changed = changesAt(directory);
    if (isIn(directory.resolve(Manifest.FILE_NAME), changed)) {
      return report; // it may say something else of each file
    }
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.removeIf(finding -> !concerns(finding, changed, report.sources()));
    List<Suppressed> suppressed = new ArrayList<>(report.suppressed());
    suppressed.removeIf(one -> !concerns(one.finding(), changed, report.sources()));
    return report.with(findings, suppressed);
  }

  private boolean concerns(Finding finding, Changes changed, Sources sources) {
    if (isIn(finding.span(), changed) || names(finding.span(), changed.gone(), sources)) {
      return true;
    }
    for (Finding.Related related : finding.related()) {
      if (isIn(related.span(), changed)) {
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

  private boolean isIn(Span span, Changes changed) {
    try {
      return isIn(current.resolve(span.file()), changed);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether a file has changed, the archive that it lies in, or a link by which it is reached. */
  private boolean isIn(Path file, Changes changed) {
    Way way = way(file);
    if (isChanged(way.end(), changed)) {
      return true;
    }
    for (Path link : way.links()) {
      if (isChanged(link, changed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isChanged(Path place, Changes changed) {
    return place.startsWith(changed.top()) && changed.isChanged(name(place, changed));
  }

  private static String name(Path place, Changes changed) {
    return changed.top().relativize(place).toString();
  }

  /**
   * How a file is reached.
   *
   * @param links the links that are followed
   * @param end where it really lies, or would
   */
  private record Way(Set<Path> links, Path end) {}

  /** The way to a file; files in one directory share most of it. */
  private Way way(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      return new Way(Set.of(), file);
    }
    Way known = ways.computeIfAbsent(parent, names -> follow(new Way(Set.of(), root(file)), names));
    return follow(known, parent.relativize(file));
  }

  private static Way follow(Way from, Path names) {
    Set<Path> links = new LinkedHashSet<>(from.links());
    Deque<Path> left = new ArrayDeque<>();
    names.forEach(left::add);
    Path place = from.end();
    int followed = 0;
    while (!left.isEmpty()) {
      String name = left.remove().toString();
      Path parent = place.getParent();
      Path next = place.resolve(name);
      if (name.equals("..")) {
        place = parent == null ? place : parent;
      } else if (Files.isSymbolicLink(next) && followed++ < Limits.LINKS) {
        links.add(next);
        Path target = target(next);
        place = target.isAbsolute() ? root(target) : place;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          left.push(target.getName(i));
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        place = next;
      }
    }
    return new Way(links, place);
  }

  private static Path root(Path absolute) {
    Path root = absolute.getRoot();
    return root == null ? absolute : root;
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return Path.of(""); // it has just gone
    }
  }

  private Changes changesAt(Path directory) throws UsageException {
    try {
      Path place = way(directory).end();
      WorkingTree tree = workingTree(place);
      if (tree == null) {
        throw new IOException("there is no git repository at " + place + " or above");
      }
      Changes known = changes.get(tree.top());
      if (known == null) {
        known = Changes.since(revision, tree, path);
        changes.put(tree.top(), known);
      }
      return known;
    } catch (IOException e) {
      throw new UsageException(OPTION + revision + ": " + e.getMessage());
    }
  }

  /**
   * The working tree whose revision is meant. What a submodule's own revisions are is up to whoever
   * proposes it: seen from outside, what counts is the commit that the outer repository has for it.
   */
  private @Nullable WorkingTree workingTree(Path place) throws IOException {
    WorkingTree tree = WorkingTree.around(place);
    Path here = way(current.resolve(".")).end();
    while (tree != null && !here.startsWith(tree.top())) {
      WorkingTree outer = tree.outer();
      if (outer == null) {
        break;
      }
      tree = outer;
    }
    return tree;
  }
}
