package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Owners;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import io.github.posttlslint.run.ConfigurationChain.Part;
import io.github.posttlslint.run.Settings.Layer;
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
  private final Map<Path, List<Part>> files = new HashMap<>();
  private final Map<List<Object>, Settings> settings = new HashMap<>();
  private final Map<Path, Settings> searches = new HashMap<>();
  private final Map<Path, String> looked = new HashMap<>();
  private final Set<Section> matched = new HashSet<>();
  private boolean withoutFile;

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
    Path file = file(absolute, typed);
    if (file == null) {
      withoutFile = true;
      return commandLine;
    }
    List<Part> parts = parts(file);
    List<Layer> matching = new ArrayList<>();
    for (Part part : parts) {
      for (Configuration.ForPaths override : part.configuration().overrides()) {
        if (matches(override.paths(), absolute, part)) {
          matching.add(part.layer(override.section()));
          matched.add(override.section());
        }
      }
    }
    List<Object> key = List.of(file, matching);
    Settings known = settings.get(key);
    if (known == null) {
      known = settings(parts, matching);
      settings.put(key, known);
    }
    return known;
  }

  /**
   * The settings of what is searched from a directory on, overrides aside, which are for setups;
   * the command line's where the file has a mistake, which is told of once a setup is found there.
   *
   * @param typed the path of the command line that is searched
   */
  Settings ofSearch(Path directory, Path typed) {
    try {
      Path file = file(directory.toAbsolutePath().normalize(), typed);
      Settings known = file == null ? commandLine : searches.get(file);
      if (known == null && file != null) {
        known = settings(parts(file), List.of());
        searches.put(file, known);
      }
      return known == null ? commandLine : known;
    } catch (UsageException e) {
      return commandLine;
    }
  }

  private @Nullable Path file(Path directory, Path typed) throws UsageException {
    return given == null ? nearest(directory, gate.absolute(typed)) : named(given);
  }

  private List<Part> parts(Path file) throws UsageException {
    List<Part> parts = files.get(file);
    if (parts == null) {
      parts = ConfigurationChain.read(file, given != null, workplace);
      files.put(file, parts);
    }
    return parts;
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
    for (List<Part> parts : files.values()) {
      try {
        checkOthers(parts);
      } catch (UsageException e) {
        if (files.size() == 1 && !withoutFile) {
          throw e;
        }
        mistakes.addAll(e.lines());
      }
    }
    return mistakes;
  }

  private void checkOthers(List<Part> parts) throws UsageException {
    List<Layer> others = new ArrayList<>();
    for (Part part : parts) {
      for (Configuration.ForPaths override : part.configuration().overrides()) {
        if (!matched.contains(override.section())) {
          others.add(part.layer(override.section()));
        }
      }
    }
    if (!others.isEmpty()) {
      RuleChoice rules = RuleChoice.of(settings(parts, others));
      for (Layer layer : others) {
        Settings own = settings(parts, List.of(layer));
        Judge.of(own, rules);
        SetupOptions.of(own, workplace);
      }
    }
  }

  /** What is extended comes first, and what is for some setups after all that is for all. */
  private Settings settings(List<Part> parts, List<Layer> overrides) {
    List<Layer> layers = new ArrayList<>();
    for (Part part : parts) {
      layers.add(part.layer(part.configuration().base()));
    }
    layers.addAll(overrides);
    return commandLine.with(layers);
  }

  /** The settings of the command line alone. */
  public Settings commandLine() {
    return commandLine;
  }

  private @Nullable Path nearest(Path directory, Path typed) throws UsageException {
    for (Path up = directory; up != null; up = up.getParent()) {
      String name = looked.get(up);
      if (name == null) {
        name = nameIn(up);
        looked.put(up, name);
      }
      if (!name.isEmpty()) {
        Path file = up.resolve(name);
        checkOwner(file, directory, typed);
        return file;
      }
    }
    return null;
  }

  /** The name of the configuration file in a directory; empty if there is none. */
  private String nameIn(Path directory) throws UsageException {
    boolean usual = isThere(directory.resolve(Configuration.FILE_NAME));
    boolean other = isThere(directory.resolve(Configuration.SHORT_NAME));
    if (usual && other) {
      throw new UsageException(
          DirectoryTree.shown(directory.resolve(Configuration.FILE_NAME), workplace.current())
              + ": "
              + Configuration.SHORT_NAME
              + " lies beside it; which of them counts? Delete one");
    }
    return usual ? Configuration.FILE_NAME : other ? Configuration.SHORT_NAME : "";
  }

  private boolean isThere(Path file) {
    Gate.Kind kind = gate.kind(file);
    return kind != Gate.Kind.NOTHING && kind != Gate.Kind.DENIED;
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

  private static boolean matches(List<Item> patterns, Path directory, Part part)
      throws UsageException {
    boolean matches = false;
    for (Item item : patterns) {
      PathPattern pattern = PathPattern.parse(item.text(), part.folder());
      if (pattern == null) {
        throw new UsageException(
            part.shown() + ":" + item.line() + ": paths " + item.text() + ": not a pattern");
      }
      matches |= pattern.matches(directory);
    }
    return matches;
  }
}
