package io.github.posttlslint.cli;

import io.github.posttlslint.input.BoundedFile;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.lint.ReportedSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run has read: no report may take the place of it, by whatever link or name. */
final class Inputs {

  private final Path current;
  private final List<Path> files = new ArrayList<>();
  private final List<ReportedSetup> setups = new ArrayList<>();

  Inputs(Path current) {
    this.current = current;
  }

  /** Adds files of the command line and of a configuration file: archives, rules. */
  void add(List<Settings.Given> given) {
    for (Settings.Given one : given) {
      files.add(one.folder().resolve(one.text()));
    }
  }

  /** Adds a setup with all files that were opened for it. */
  void add(ReportedSetup setup) {
    setups.add(setup);
    setup.texts().forEach(this::add);
  }

  private void add(SourceText source) {
    files.add(current.resolve(source.file()));
    Path place = source.place();
    if (place != null) {
      files.add(place);
    }
  }

  /**
   * Refuses a file to write to if it was read.
   *
   * @param option the option with its argument, for the message
   */
  void refuse(String option, Path file) throws UsageException {
    boolean read = false;
    for (Path one : files) {
      boolean rules = Files.isDirectory(one) && file.toString().endsWith(".yaml");
      read |= rules ? Files.exists(file) && file.startsWith(one) : BoundedFile.isSame(one, file);
    }
    for (ReportedSetup setup : setups) {
      read |= setup.tree().hasRead(file);
    }
    if (read) {
      throw new UsageException(option + ": this file was read, and is not to be overwritten");
    }
  }
}
