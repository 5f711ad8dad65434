package io.github.posttlslint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected reports, kept as files. {@code -Dgolden.update=true} writes them anew, for a look at
 * what changed with {@code git diff}.
 */
final class Golden {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden/report");

  private Golden() {}

  static void assertSame(String name, String actual) throws IOException {
    Path file = DIRECTORY.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }
}
