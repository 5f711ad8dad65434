package io.github.posttlslint.zone;

import io.github.posttlslint.input.SourceText;
import java.io.IOException;

/** Reads master files (RFC 1035, section 5). */
public interface ZoneReader {

  /** Opens what a file includes. */
  @FunctionalInterface
  interface Includes {

    /**
     * The file of a name.
     *
     * @throws IOException with a clause for people, if it is not to be read
     */
    SourceText open(String name) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param origin the zone's name, if the user gives it; else empty
   */
  Zone read(SourceText text, String origin, Includes includes);
}
