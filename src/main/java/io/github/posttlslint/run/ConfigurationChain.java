package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.VersionControl;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import io.github.posttlslint.run.Settings.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a configuration file, the one that it extends, the one that that extends, and so on. */
final class ConfigurationChain {

  private final Workplace workplace;
  private final Gate gate;
  private final List<Part> parts = new ArrayList<>();
  private final List<Path> seen = new ArrayList<>();

  private ConfigurationChain(Workplace workplace) {
    this.workplace = workplace;
    this.gate = workplace.gate();
  }

  /**
   * A file of the chain.
   *
   * @param shown its name in messages
   * @param path where it is
   * @param folder the directory that it lies in
   */
  record Part(Configuration configuration, String shown, Path path, Path folder) {

    /** A section of the file, with what is needed to tell of it. */
    Settings.Layer layer(Section section) {
      return new Settings.Layer(section, shown, path, folder);
    }
  }

  /**
   * Reads a file and all that it extends.
   *
   * @param file its path as it was found or typed
   * @param typed whether the user named it
   * @return the files, each before the one that extends it
   * @throws UsageException if one is none; the message names file and line
   */
  static List<Part> read(Path file, boolean typed, Workplace workplace) throws UsageException {
    ConfigurationChain chain = new ConfigurationChain(workplace);
    chain.begin(file, typed);
    return chain.parts;
  }

  private void begin(Path file, boolean typed) throws UsageException {
    String shown = DirectoryTree.shown(file, workplace.current());
    try {
      Path folder = folder(file);
      read(file, typed ? gate.enter(file).real() : gate.follow(file, gate.enter(folder)));
    } catch (IOException e) {
      throw new UsageException(shown + ": " + e.getMessage() + "; expected a configuration file");
    }
  }

  private void read(Path file, Path real) throws IOException, UsageException {
    String shown = DirectoryTree.shown(file, workplace.current());
    byte[] bytes = gate.read(real, Limits.CONFIGURATION_SIZE, Gate.Purpose.CONFIGURATION);
    Configuration configuration;
    try {
      configuration = ConfigurationReader.read(Gate.text(bytes));
    } catch (ConfigurationReader.MalformedException e) {
      throw new UsageException(shown + ":" + e.line() + ": " + e.getMessage());
    }
    Part part = new Part(configuration, shown, file, folder(file));
    seen.add(real);
    parts.add(0, part);
    Item extended = configuration.extended();
    if (extended != null) {
      extend(part, extended);
    }
  }

  private void extend(Part part, Item extended) throws UsageException {
    String text = extended.text();
    String label = part.shown() + ":" + extended.line() + ": extends " + text;
    if (!text.endsWith(".yaml") && !text.endsWith(".yml")) {
      // mistakes are told with the words of the file, which may not be those of a file of secrets
      throw new UsageException(label + ": expected a .yaml or .yml file");
    }
    Path file = gate.absolute(new Given(text, label, part.folder(), false).path(gate));
    try {
      Path real = gate.follow(file, gate.enter(part.folder()));
      if (VersionControl.isIn(real)) {
        throw new UsageException(label + ": " + VersionControl.REFUSED);
      }
      if (seen.contains(real)) {
        throw new UsageException(label + ": a circle, " + circle(real));
      }
      if (parts.size() > Limits.EXTENDED_FILES) {
        throw new UsageException(
            label + ": more than " + Limits.EXTENDED_FILES + " files deep; expected no more");
      }
      read(file, real);
    } catch (IOException e) {
      throw new UsageException(label + ": " + e.getMessage());
    }
  }

  /** The files from one on, each before the one that it extends, and that one again. */
  private String circle(Path real) {
    StringBuilder names = new StringBuilder();
    int first = parts.size() - 1 - seen.indexOf(real);
    for (int i = first; i >= 0; i--) {
      names.append(parts.get(i).shown()).append(" extends ");
    }
    return names.append(parts.get(first).shown()).toString();
  }

  private static Path folder(Path file) {
    return file.getParent() == null ? file : file.getParent();
  }
}
