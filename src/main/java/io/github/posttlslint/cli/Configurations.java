package io.github.posttlslint.cli;

import io.github.posttlslint.input.BoundedFile;
import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.lint.Configuration;
import io.github.posttlslint.lint.Configuration.Item;
import io.github.posttlslint.lint.Configuration.Section;
import io.github.posttlslint.lint.ConfigurationReader;
import java.io.IOException;
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
 * Finds the configuration file of each setup: that of {@code --config}, else the nearest in its
 * directory or above. Without a file nothing of YAML is loaded.
 */
final class Configurations {

  private final Terminal terminal;
  private final Settings commandLine;
  private final @Nullable String given;
  private final Map<Path, Loaded> files = new HashMap<>();
  private final Map<List<Object>, Settings> settings = new HashMap<>();
  private final Map<Path, Boolean> looked = new HashMap<>();
  private final Set<Section> matched = new HashSet<>();

  /** A file that was read. */
  private record Loaded(Configuration configuration, String shown, Path folder) {}

  Configurations(Arguments arguments, Terminal terminal) {
    this.terminal = terminal;
    this.commandLine = Settings.of(arguments, terminal);
    this.given = arguments.value("config");
  }

  /**
   * The settings for a directory; the same object for setups that share all of them.
   *
   * @throws UsageException if the file is none; the message names file and line
   */
  Settings of(Path directory) throws UsageException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path file = given == null ? nearest(absolute) : named(given);
    if (file == null) {
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
   * @throws UsageException if one is wrong; the message names file and line
   */
  void checkOthers() throws UsageException {
    for (Loaded loaded : files.values()) {
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
          SetupOptions.of(own, terminal);
        }
      }
    }
  }

  private Settings settings(Loaded loaded, List<Section> sections) {
    Section merged = Configuration.merge(loaded.configuration().base(), sections);
    return commandLine.with(merged, loaded.shown(), loaded.folder());
  }

  /** The settings of the command line alone. */
  Settings commandLine() {
    return commandLine;
  }

  private @Nullable Path nearest(Path directory) {
    for (Path up = directory; up != null; up = up.getParent()) {
      Boolean isThere = looked.get(up);
      if (isThere == null) {
        isThere = up.resolve(Configuration.FILE_NAME).toFile().exists();
        looked.put(up, isThere);
      }
      if (isThere) {
        return up.resolve(Configuration.FILE_NAME);
      }
    }
    return null;
  }

  private Path named(String name) throws UsageException {
    try {
      Path file = terminal.current().resolve(name).toAbsolutePath().normalize();
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--config " + name + ": not a path of this system");
    }
    throw new UsageException("--config " + name + ": no such file");
  }

  private Loaded load(Path file) throws UsageException {
    String shown = DirectoryTree.shown(file, terminal.current());
    Path folder = file.getParent() == null ? file : file.getParent();
    try {
      String text = BoundedFile.readText(file, Limits.CONFIGURATION_SIZE);
      return new Loaded(ConfigurationReader.read(text), shown, folder);
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
