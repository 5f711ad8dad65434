package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that count for a setup: those of the command line before those of a configuration
 * file.
 */
public final class Settings {

  private final GivenOptions arguments;
  private final Section section;
  private final String file;
  private final Path folder;
  private final Workplace workplace;

  /**
   * An option's argument.
   *
   * @param text the argument
   * @param label how messages name it: {@code --expiry-days soon}, or with file and line
   * @param folder the directory that relative paths in it start at
   * @param ofUser whether it stands on the command line
   */
  public record Given(String text, String label, Path folder, boolean ofUser) {

    /** The same for a part of the text. */
    Given with(String part) {
      return new Given(part, label, folder, ofUser);
    }

    /**
     * The path that it names. That of a configuration file stays inside the repository that the
     * file lies in; else inside the file's folder, or the current directory if that is around it: a
     * file of a stranger must not open what lies elsewhere.
     *
     * @throws UsageException if it leads elsewhere, or is no path
     */
    public Path path(Gate gate) throws UsageException {
      try {
        Path path = folder.resolve(text);
        if (ofUser || gate.staysInside(path, folder)) {
          return path;
        }
      } catch (InvalidPathException e) {
        throw new UsageException(label + ": not a path of this system");
      }
      throw new UsageException(
          label
              + ": leads out of the folder of the configuration file, and of the repository or"
              + " current directory around it");
    }
  }

  private Settings(
      GivenOptions arguments, Section section, String file, Path folder, Workplace workplace) {
    this.arguments = arguments;
    this.section = section;
    this.file = file;
    this.folder = folder;
    this.workplace = workplace;
  }

  /** Those of the command line alone. */
  public static Settings of(GivenOptions arguments, Workplace workplace) {
    return new Settings(arguments, new Section(Map.of()), "", workplace.current(), workplace);
  }

  /**
   * Those of a file as well.
   *
   * @param file the configuration file as messages name it
   * @param folder where it lies
   */
  Settings with(Section settings, String file, Path folder) {
    return new Settings(arguments, settings, file, folder, workplace);
  }

  /** Where the run takes place. */
  Workplace workplace() {
    return workplace;
  }

  /** The words of the command line. */
  GivenOptions arguments() {
    return arguments;
  }

  /** The argument that counts; null if the option is not given. */
  public @Nullable Given given(String option) {
    String value = arguments.value(option);
    if (value != null) {
      return ofArgument(option, value);
    }
    List<Item> items = section.of(option);
    return items.isEmpty() ? null : ofItem(option, items.get(items.size() - 1));
  }

  /** All arguments of a repeatable option, those of the file first. */
  List<Given> all(String option) {
    List<Given> all = new ArrayList<>(ofFile(option));
    all.addAll(ofArguments(option));
    return all;
  }

  /** Those of the file alone. */
  List<Given> ofFile(String option) {
    List<Given> all = new ArrayList<>();
    for (Item item : section.of(option)) {
      all.add(ofItem(option, item));
    }
    return all;
  }

  /** Those of the command line alone. */
  List<Given> ofArguments(String option) {
    List<Given> all = new ArrayList<>();
    for (String value : arguments.values(option)) {
      all.add(ofArgument(option, value));
    }
    return all;
  }

  private Given ofArgument(String option, String value) {
    return new Given(value, "--" + option + " " + value, workplace.current(), true);
  }

  private Given ofItem(String option, Item item) {
    return new Given(
        item.text(), file + ":" + item.line() + ": " + option + " " + item.text(), folder, false);
  }
}
