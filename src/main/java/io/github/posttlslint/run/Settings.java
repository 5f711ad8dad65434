package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options that count for a setup: those of the command line before those of a configuration
 * file.
 */
public final class Settings {

  private final GivenOptions arguments;
  private final List<Layer> layers;
  private final Workplace workplace;

  /**
   * A part of a configuration file.
   *
   * @param file the file as messages name it
   * @param path where it is
   * @param folder the directory that it lies in
   */
  record Layer(Section section, String file, Path path, Path folder) {}

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

  private Settings(GivenOptions arguments, List<Layer> layers, Workplace workplace) {
    this.arguments = arguments;
    this.layers = List.copyOf(layers);
    this.workplace = workplace;
  }

  /** Those of the command line alone. */
  public static Settings of(GivenOptions arguments, Workplace workplace) {
    return new Settings(arguments, List.of(), workplace);
  }

  /** Those of files as well; what comes later wins. */
  Settings with(List<Layer> parts) {
    return new Settings(arguments, parts, workplace);
  }

  /** Where the run takes place. */
  Workplace workplace() {
    return workplace;
  }

  /** The words of the command line. */
  GivenOptions arguments() {
    return arguments;
  }

  /** The files that say what counts: configuration files, and what they or the user name. */
  List<Path> sources() {
    List<Given> named = all("rules");
    Given baseline = given("baseline");
    if (baseline != null) {
      named.add(baseline);
    }
    named.addAll(ofFile("template-values"));
    List<Path> sources = new ArrayList<>();
    for (Layer layer : layers) {
      sources.add(layer.path());
    }
    for (Given one : named) {
      sources.add(one.folder().resolve(one.text()));
    }
    return sources;
  }

  /** The argument that counts; null if the option is not given. */
  public @Nullable Given given(String option) {
    String value = arguments.value(option);
    if (value != null) {
      return ofArgument(option, value);
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      List<Item> items = layers.get(i).section().of(option);
      if (!items.isEmpty()) {
        return ofItem(option, items.get(items.size() - 1), layers.get(i));
      }
    }
    return null;
  }

  /** All arguments of a repeatable option, those of files first. */
  List<Given> all(String option) {
    List<Given> all = new ArrayList<>(ofFile(option));
    all.addAll(ofArguments(option));
    return all;
  }

  /** Those of files alone. */
  List<Given> ofFile(String option) {
    List<Given> all = new ArrayList<>();
    for (Layer layer : layers) {
      for (Item item : layer.section().of(option)) {
        all.add(ofItem(option, item, layer));
      }
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

  private static Given ofItem(String option, Item item, Layer layer) {
    String label = layer.file() + ":" + item.line() + ": " + option + " " + item.text();
    return new Given(item.text(), label, layer.folder(), false);
  }
}
