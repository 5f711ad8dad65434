package io.github.posttlslint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * Real configurations, which are not ours to hand on: the only thing outside of the checkout that
 * tests read. Those that need them are left out, and counted, where they are not.
 */
public final class Corpus {

  private Corpus() {}

  /**
   * One configuration.
   *
   * @param id its short name
   * @param directory where its files lie
   * @param kind {@code plain}, or the template language as its list names it
   */
  public record Item(String id, Path directory, String kind) {

    /** Whether Postfix can read it as it is. */
    public boolean isPlain() {
      return kind.equals("plain");
    }

    /** The bytes of a file of it. */
    public byte[] read(String file) {
      try {
        return Files.readAllBytes(directory.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether it has a file of that name. */
    public boolean has(String file) {
      return Files.isRegularFile(directory.resolve(file));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** All configurations, in the order of their list; without them, the calling test ends. */
  public static List<Item> items() {
    Path corpus = Path.of(System.getProperty("posttlslint.shared", "../shared"), "corpus");
    if (!Files.isDirectory(corpus)) {
      throw new TestAbortedException("no real configurations in " + corpus + ", test left out");
    }
    try {
      List<Item> items = new ArrayList<>();
      List<String> lines = Files.readAllLines(corpus.resolve("MANIFEST.tsv"));
      for (String line : lines.subList(1, lines.size())) {
        String[] columns = line.split("\t", -1);
        items.add(new Item(columns[0], corpus.resolve(columns[0]), columns[4]));
      }
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
