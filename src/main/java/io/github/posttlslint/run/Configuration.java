package io.github.posttlslint.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file {@value #FILE_NAME} says, unjudged: each setting stands for an option
 * of the command line, and is checked where that option is.
 *
 * @param base what counts for all setups
 * @param overrides what counts for some, in the order of the file
 * @param extended the file whose settings count as well, where this one says nothing else; null if
 *     there is none
 */
public record Configuration(Section base, List<ForPaths> overrides, @Nullable Item extended) {

  /** The file's usual name. */
  public static final String FILE_NAME = ".posttls-lint.yaml";

  /** The other name that it can have. */
  public static final String SHORT_NAME = ".posttls-lint.yml";

  public Configuration {
    overrides = List.copyOf(overrides);
  }

  /**
   * A word of the file.
   *
   * @param text as YAML reads it
   * @param line from 1
   */
  public record Item(String text, int line) {}

  /**
   * Settings by the name of their option; those of a mapping as {@code key=value}.
   *
   * @param options never empty lists
   */
  public record Section(Map<String, List<Item>> options) {

    /** What the file says of an option, in order; empty if nothing. */
    public List<Item> of(String option) {
      return options.getOrDefault(option, List.of());
    }
  }

  /**
   * Settings for setups in certain directories.
   *
   * @param paths patterns of directories, relative to the file's
   */
  public record ForPaths(List<Item> paths, Section section) {}
}
