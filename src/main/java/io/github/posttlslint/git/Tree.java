package io.github.posttlslint.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The files of a revision, with the kind and the id of what is in them.
 *
 * @param out what git said
 * @param names the names, in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record Tree(byte[] out, Names names) {

  /**
   * Asks git.
   *
   * @param revision something that names a tree
   * @throws IOException as {@link GitProgram#run}
   */
  static Tree of(GitProgram git, String revision) throws IOException {
    byte[] out = git.run("ls-tree", "-r", "-z", "--full-tree", revision);
    int[] starts = new int[out.length / 8 + 1];
    int count = 0;
    for (int at = 0; at < out.length; at++) {
      while (out[at] != '\t') {
        at++;
      }
      starts[count++] = at + 1;
      while (out[at] != 0) {
        at++;
      }
    }
    return new Tree(out, Names.of(out, Arrays.copyOf(starts, count)));
  }

  /** The mode, as git writes it, such as {@code 100644}; {@code 160000} is a submodule. */
  String mode(int index) {
    return words(index)[0];
  }

  /** The id of the content, or of a submodule's commit. */
  String id(int index) {
    return words(index)[2];
  }

  private String[] words(int index) {
    int end = names.start(index) - 1;
    int from = end;
    while (from > 0 && out[from - 1] != 0) {
      from--;
    }
    return new String(out, from, end - from, StandardCharsets.US_ASCII).split(" ", -1);
  }
}
