package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main.cf and master.cf of a directory: the plain file if there is one, else a template.
 *
 * @param main null if there is none
 * @param master null if there is none
 */
record ConfigurationFiles(@Nullable Path main, @Nullable Path master) {

  private static final String[] NOTHING = {};

  /** What docker-mailserver puts over the main.cf of its image. */
  private static final String MAIN_OVERRIDES = "postfix-main.cf";

  /** What docker-mailserver puts over the master.cf of its image. */
  private static final String MASTER_OVERRIDES = "postfix-master.cf";

  private static final List<String> TEMPLATE_ENDINGS =
      List.of(
          "",
          ".j2",
          ".jinja2",
          ".jinja",
          ".erb",
          ".epp",
          ".tmpl",
          ".tpl",
          ".gotmpl",
          ".template",
          ".in",
          ".dist",
          ".example",
          ".sample",
          ".mustache",
          ".hbs",
          ".envsubst",
          ".tt");

  /**
   * Those of a directory.
   *
   * @param directory as it was typed
   * @param real where it is
   */
  static ConfigurationFiles of(Path directory, Path real) {
    String[] names = Gate.names(real);
    return of(directory, real, names == null ? NOTHING : names);
  }

  /** Those among the names in a directory. */
  static ConfigurationFiles of(Path directory, Path real, String[] names) {
    return new ConfigurationFiles(
        best(directory, real, "main.cf", names), best(directory, real, "master.cf", names));
  }

  /** docker-mailserver's files among the names in a directory; null if there is none. */
  static SetupFinder.@Nullable Location overrides(Path directory, Path real, String[] names) {
    Path main = null;
    Path master = null;
    for (String name : names) {
      if (areOverrides(name) && isCandidate(real.resolve(name))) {
        main = name.equals(MAIN_OVERRIDES) ? directory.resolve(name) : main;
        master = name.equals(MASTER_OVERRIDES) ? directory.resolve(name) : master;
      }
    }
    return main == null && master == null
        ? null
        : new SetupFinder.Location(directory, main, master, List.of(names));
  }

  /** Whether a file has the name of one that docker-mailserver puts over those of its image. */
  static boolean areOverrides(String name) {
    return name.equals(MAIN_OVERRIDES) || name.equals(MASTER_OVERRIDES);
  }

  /** What main.cf or master.cf can be called, the plain name first, then those of templates. */
  static List<String> names(String base) {
    List<String> names = new ArrayList<>(TEMPLATE_ENDINGS.size());
    for (String ending : TEMPLATE_ENDINGS) {
      names.add(base + ending);
    }
    return names;
  }

  /**
   * The one that Postfix, or a template's reader, would take: also a link, or a FIFO, which whoever
   * reads it has to refuse; but no directory.
   */
  private static @Nullable Path best(Path directory, Path real, String base, String[] names) {
    Path best = null;
    int least = TEMPLATE_ENDINGS.size();
    for (String name : names) {
      int rank =
          name.startsWith(base) ? TEMPLATE_ENDINGS.indexOf(name.substring(base.length())) : -1;
      if (rank >= 0 && rank < least && isCandidate(real.resolve(name))) {
        best = directory.resolve(name);
        least = rank;
      }
    }
    return best;
  }

  private static boolean isCandidate(Path file) {
    try {
      return !Gate.attributes(file).isDirectory();
    } catch (IOException e) {
      return false;
    }
  }
}
