package io.github.posttlslint.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The examples in README.md that users copy. */
public final class Readme {

  private Readme() {}

  /**
   * The first block of a language that has some text in it.
   *
   * @param language what stands behind the opening back quotes
   * @throws AssertionError if there is none
   */
  public static String block(String language, String part) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String open = "```" + language + "\n";
    for (int at = readme.indexOf(open); at >= 0; at = readme.indexOf(open, at + 1)) {
      int start = at + open.length();
      String block = readme.substring(start, readme.indexOf("```\n", start));
      if (block.contains(part)) {
        return block;
      }
    }
    throw new AssertionError("README.md has no " + language + " example with " + part);
  }
}
