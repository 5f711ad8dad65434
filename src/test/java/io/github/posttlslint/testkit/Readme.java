package io.github.posttlslint.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** README.md and the manual beside it, and the examples in them that users copy. */
public final class Readme {

  /** Where the chapters of the manual lie. */
  public static final Path MANUAL = Path.of("src/manual");

  private Readme() {}

  /** README.md first, then the chapters by name. */
  public static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(Path.of("README.md"));
    try (Stream<Path> chapters = Files.list(MANUAL)) {
      files.addAll(chapters.sorted().toList());
    }
    return files;
  }

  /** The texts of all of them. */
  public static String text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files()) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  /**
   * The first block of a language that has some text in it.
   *
   * @param language what stands behind the opening back quotes
   * @throws AssertionError if there is none
   */
  public static String block(String language, String part) throws IOException {
    String text = text();
    String open = "```" + language + "\n";
    for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
      int start = at + open.length();
      String block = text.substring(start, text.indexOf("```\n", start));
      if (block.contains(part)) {
        return block;
      }
    }
    throw new AssertionError("no " + language + " example with " + part);
  }
}
