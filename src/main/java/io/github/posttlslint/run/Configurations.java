package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Owners;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import java.io.IOException;
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
 * Finds the configuration file of each setup: that of {@code --config}, else the nearest in its
 * directory or above. Without a file nothing of YAML is loaded.
 */
public final class Configurations {

  private final Workplace workplace;
  private final Gate gate;
  private final Settings commandLine;
  private final @Nullable String given;
  private final Map<Path, Loaded> files = new HashMap<>();
  private final Map<List<Object>, Settings> settings = new HashMap<>();
  private final Map<Path, Boolean> looked = new HashMap<>();
  private final Set<Section> matched = new HashSet<>();
  private boolean withoutFile;

  /** A file that was read. */
  private record Loaded(Configuration configuration, String shown, Path folder) {}

  /** The configuration files of a run. */
  public Configurations(GivenOptions arguments, Workplace workplace) {
    this.workplace = workplace;
    this.gate = workplace.gate();
    this.commandLine = Settings.of(arguments, workplace);
    this.given = arguments.value("config");
  }

  /**
   * The settings for a directory; the same object for setups that share all of them.
   *
   * @param typed the path of the command line that the directory was found at or below
   * @throws UsageException if the file is none; the message names file and line
   */
  public Settings of(Path directory, Path typed) throws UsageException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path file = given == null ? nearest(absolute, gate.absolute(typed)) : named(given);
    if (file == null) {
      withoutFile = true;
      return commandLine;
    }
    Loaded loaded = files.get(file);
    if (loaded == null) {
      loaded = load(file);
      files.put(file, loaded);
    }
    List<Section> matching = new ArrayList<>();
    for (Configuration.ForPaths override : loaded.configuration().overrides()) {
      if (matches(override.paths(), absolute, loaded)) {
        matching.add(override.section());
        matched.add(override.section());
      }
    }
    List<Object> key = List.of(file, matching);
    Settings known = settings.get(key);
    if (known == null) {
      known = settings(loaded, matching);
      settings.put(key, known);
    }
    return known;
  }

  /**
   * Looks at overrides that were for no setup of this run, so that a mistake in one is not found
   * only when its setup is judged.
   *
   * @return mistakes in files that do not count for all setups, with file and line
   * @throws UsageException if the only file is wrong; the message names file and line
   */
  public List<String> checkOthers() throws UsageException {
    List<String> mistakes = new ArrayList<>();
    for (Loaded loaded : files.values()) {
      try {
        checkOthers(loaded);
      } catch (UsageException e) {
        if (files.size() == 1 && !withoutFile) {
          throw e;
        }
        mistakes.addAll(e.lines());
      }
    }
    return mistakes;
  }

  private void checkOthers(Loaded loaded) throws UsageException {
    List<Section> others = new ArrayList<>();
    for (Configuration.ForPaths override : loaded.configuration().overrides()) {
      if (!matched.contains(override.section())) {
        others.add(override.section());
      }
    }
    if (!others.isEmpty()) {
      RuleChoice rules = RuleChoice.of(settings(loaded, others));
      for (Section section : others) {
        Settings own = settings(loaded, List.of(section));
        Judge.of(own, rules);
        SetupOptions.of(own, workplace);
      }
    }
  }

  private Settings settings(Loaded loaded, List<Section> sections) {
    Section merged = Configuration.merge(loaded.configuration().base(), sections);
    return commandLine.with(merged, loaded.shown(), loaded.folder());
  }

  /** The settings of the command line alone. */
  public Settings commandLine() {
    return commandLine;
  }

  private @Nullable Path nearest(Path directory, Path typed) throws UsageException {
    for (Path up = directory; up != null; up = up.getParent()) {
      Path file = up.resolve(Configuration.FILE_NAME);
      Boolean isThere = looked.get(up);
      if (isThere == null) {
        Gate.Kind kind = gate.kind(file);
        isThere = kind != Gate.Kind.NOTHING && kind != Gate.Kind.DENIED;
        looked.put(up, isThere);
      }
      if (isThere) {
        checkOwner(file, directory, typed);
        return file;
      }
    }
    return null;
  }

  /**
   * Above the repository, or without one above what was typed, a file counts only if it belongs to
   * somebody who is trusted there anyway; inside, as in a container, its owner does not matter.
   */
  private void checkOwner(Path file, Path directory, Path typed) throws UsageException {
    Path repository = gate.repository(directory);
    Path given = gate.isDirectory(typed) || typed.getParent() == null ? typed : typed.getParent();
    boolean inside = (repository != null && file.startsWith(repository)) || file.startsWith(given);
    if (!inside && !Owners.isTrusted(file, repository == null ? given : repository)) {
      throw new UsageException(
          DirectoryTree.shown(file, workplace.current())
              + ": belongs to another user, and lies above what is judged; it does not count."
              + " --config FILE names a configuration file");
    }
  }

  private Path named(String name) throws UsageException {
    try {
      Path file = workplace.current().resolve(name).toAbsolutePath().normalize();
      if (gate.exists(file) && !gate.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--config " + name + ": not a path of this system");
    }
    throw new UsageException("--config " + name + ": no such file");
  }

  private Loaded load(Path file) throws UsageException {
    String shown = DirectoryTree.shown(file, workplace.current());
    Path folder = file.getParent() == null ? file : file.getParent();
    try {
      Path real = given == null ? gate.follow(file, gate.enter(folder)) : gate.enter(file).real();
      byte[] bytes = gate.read(real, Limits.CONFIGURATION_SIZE, Gate.Purpose.CONFIGURATION);
      return new Loaded(ConfigurationReader.read(Gate.text(bytes)), shown, folder);
    } catch (ConfigurationReader.MalformedException e) {
      throw new UsageException(shown + ":" + e.line() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UsageException(shown + ": " + e.getMessage() + "; expected a configuration file");
    }
  }

  private static boolean matches(List<Item> patterns, Path directory, Loaded loaded)
      throws UsageException {
    if (!directory.startsWith(loaded.folder())) {
      return false;
    }
    Path relative = loaded.folder().relativize(directory);
    for (Item item : patterns) {
      String text = item.text();
      String glob = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      Glob pattern = Glob.parse(glob);
      if (pattern == null) {
        throw new UsageException(
            loaded.shown() + ":" + item.line() + ": paths " + text + ": not a pattern");
      }
      if (pattern.matches(relative.toString().replace('\\', '/'))) {
        return true;
      }
    }
    return false;
  }
}
