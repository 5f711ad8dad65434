package io.github.posttlslint.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The site, made into a directory of a test's. */
final class ScratchSite {

  static final String REPOSITORY = "https://forge.test/somebody/posttls-lint";
  static final String IMAGE = "forge.test/somebody/posttls-lint";

  private ScratchSite() {}

  static void make(Path directory) throws IOException {
    CompileSite.main(new String[] {".", directory.toString(), REPOSITORY, IMAGE});
  }

  /** The texts of all files, by their paths. */
  static Map<String, String> read(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
