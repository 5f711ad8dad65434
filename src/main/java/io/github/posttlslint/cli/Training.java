package io.github.posttlslint.cli;

import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Runs of many kinds in one process, for Java to note the classes that a class-data archive should
 * have: those of libraries that are used, and all of ours, since one that is missing opens the jar.
 * From Java 25 on every start links all that is noted, so there it is only what is run most often.
 * The files that the runs read lie in the directory {@code training} of the current one.
 */
final class Training {

  /** System property: do this instead of what the command line says. */
  static final String ASKED = "posttlslint.training";

  private static final String OURS = "io/github/posttlslint/";
  private static final String CLASS = ".class";

  private Training() {}

  /**
   * Runs them.
   *
   * @param terminals makes a terminal for each
   */
  static int run(Supplier<Terminal> terminals) throws IOException {
    boolean linksAll = Runtime.version().feature() >= 25;
    for (String line : linksAll ? often() : lines()) {
      Main.run(List.of(line.split(" ", -1)), terminals.get());
    }
    if (!linksAll) {
      loadOurs();
    }
    return ExitStatus.CLEAN;
  }

  /** The command lines, with a blank between words; first those that are run most often. */
  static List<String> lines() throws IOException {
    return read().lines().filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> often() throws IOException {
    return read().lines().takeWhile(line -> !line.isEmpty()).toList();
  }

  private static String read() throws IOException {
    return new String(PackedFile.read(Training.class, "training.txt"), StandardCharsets.UTF_8);
  }

  private static void loadOurs() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("java.class.path"))) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        load(entry.getName());
      }
    }
  }

  private static void load(String entry) {
    if (entry.startsWith(OURS) && entry.endsWith(CLASS) && !entry.endsWith("-info.class")) {
      String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
      try {
        Class.forName(name, false, Training.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError e) {
        // one whose library lies in another jar
      }
    }
  }
}
