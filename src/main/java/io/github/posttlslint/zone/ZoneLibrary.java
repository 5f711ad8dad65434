package io.github.posttlslint.zone;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Finds what reads zone files. It lies in a jar beside the program that the launcher names: a run
 * without a zone has no part of it on its class path.
 */
public final class ZoneLibrary {

  /** System property: that jar. */
  private static final String JAR = "posttlslint.zones";

  private ZoneLibrary() {}

  /**
   * The reader.
   *
   * @throws IllegalStateException if the program is not whole
   */
  @SuppressWarnings("BanClassLoader") // it is as much the program's own as the jar it comes from
  public static ZoneReader reader() {
    String jar = System.getProperty(JAR);
    ClassLoader own = ZoneLibrary.class.getClassLoader();
    // never closed, for classes of the reader are loaded as long as it is in use
    ClassLoader loader = jar == null ? own : new URLClassLoader(new URL[] {url(jar)}, own);
    Iterator<ZoneReader> readers = ServiceLoader.load(ZoneReader.class, loader).iterator();
    if (!readers.hasNext()) {
      throw new IllegalStateException("the program is incomplete: nothing reads zone files");
    }
    return readers.next();
  }

  private static URL url(String jar) {
    try {
      return Path.of(jar).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("not the name of a file: " + jar, e);
    }
  }
}
