package io.github.posttlslint.git;

import io.github.posttlslint.input.WorkingTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a working tree that git does not track and is told to ignore, by gitignore(5); names
 * are relative to the working tree, with slashes.
 */
public final class IgnoredFiles {

  private final Names names;

  private IgnoredFiles(Names names) {
    this.names = names;
  }

  /**
   * Asks git.
   *
   * @param path where to look for git, as in PATH
   * @throws IOException if git is not there or refuses; the message is a clause for people
   */
  public static IgnoredFiles of(WorkingTree tree, String path) throws IOException {
    GitProgram git = GitProgram.of(tree, path);
    git.checkRepository();
    // a directory of nothing else is listed once, with a slash behind
    byte[] out =
        git.run("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory");
    List<Integer> starts = new ArrayList<>();
    for (int at = 0; at < out.length; at++) {
      starts.add(at);
      while (out[at] != 0) {
        at++;
      }
    }
    return new IgnoredFiles(Names.of(out, starts.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** Whether git ignores a file, or a directory, with a slash behind, or one that it lies in. */
  public boolean has(String name) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (names.has(name.substring(0, slash + 1))) {
        return true;
      }
    }
    return names.has(name);
  }
}
