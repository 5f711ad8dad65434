package io.github.posttlslint.git;

import java.io.IOException;
import java.util.Arrays;

/**
 * What git lists of a working tree.
 *
 * @param tracked what its index has
 * @param untracked what is there beside, and not ignored; a repository inside ends with a slash
 * @param deleted what the index has and is not there, though it is meant to be
 * @param sparse what the index has and is not meant to be there
 */
record Listing(Names tracked, Names untracked, Names deleted, Names sparse) {

  /**
   * Asks git.
   *
   * @throws IOException as {@link GitProgram#run}
   */
  static Listing of(GitProgram git) throws IOException {
    byte[] out =
        git.run("ls-files", "-z", "-t", "--cached", "--deleted", "--others", "--exclude-standard");
    return new Listing(names(out, "HSMUC"), names(out, "?K"), names(out, "R"), names(out, "S"));
  }

  /** The names after one of these letters. */
  private static Names names(byte[] out, String letters) throws IOException {
    int[] starts = new int[out.length / 4 + 1];
    int count = 0;
    for (int at = 0; at < out.length; at++) {
      if (at + 2 < out.length && letters.indexOf(out[at]) >= 0) {
        starts[count++] = at + 2;
      }
      while (out[at] != 0) {
        at++;
      }
    }
    return Names.of(out, Arrays.copyOf(starts, count));
  }
}
