package io.github.posttlslint.input;

import java.nio.file.Files;
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

  /** Those of a directory that can be read. */
  static ConfigurationFiles of(Path directory) {
    String[] names = directory.toAbsolutePath().toFile().list();
    return of(directory, names == null ? NOTHING : names);
  }

  /** Those among the names in a directory. */
  static ConfigurationFiles of(Path directory, String[] names) {
    return new ConfigurationFiles(
        best(directory, "main.cf", names), best(directory, "master.cf", names));
  }

  /** What main.cf or master.cf can be called, the plain name first, then those of templates. */
  static List<String> names(String base) {
    List<String> names = new ArrayList<>(TEMPLATE_ENDINGS.size());
    for (String ending : TEMPLATE_ENDINGS) {
      names.add(base + ending);
    }
    return names;
  }

  private static @Nullable Path best(Path directory, String base, String[] names) {
    Path best = null;
    int least = TEMPLATE_ENDINGS.size();
    for (String name : names) {
      int rank =
          name.startsWith(base) ? TEMPLATE_ENDINGS.indexOf(name.substring(base.length())) : -1;
      if (rank >= 0 && rank < least) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          best = file;
          least = rank;
        }
      }
    }
    return best;
  }
}
