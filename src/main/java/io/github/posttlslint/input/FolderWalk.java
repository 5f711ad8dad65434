package io.github.posttlslint.input;

import io.github.posttlslint.input.Gate.Kind;
import io.github.posttlslint.input.Gate.Named;
import io.github.posttlslint.input.Gate.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the files of a folder and those below it. */
final class FolderWalk {

  private final Gate gate;
  private final Place place;
  private final String ending;
  private final List<Named> files = new ArrayList<>();
  private int looked;

  /**
   * Begins.
   *
   * @param place links to files are followed inside its bound, links to directories are not
   * @param ending how the names of the files end
   */
  FolderWalk(Gate gate, Place place, String ending) {
    this.gate = gate;
    this.place = place;
    this.ending = ending;
  }

  /**
   * The files, in no order.
   *
   * @throws IOException with a clause for people, if they are too many or cannot be listed
   */
  List<Named> from(Named top) throws IOException {
    collect(top, 0);
    return files;
  }

  private void collect(Named named, int depth) throws IOException {
    if (++looked > Limits.RULE_FILES) {
      throw new IOException("more than " + Limits.RULE_FILES + " files");
    }
    Kind kind = gate.kind(named.real());
    if (kind == Kind.DIRECTORY) {
      addBelow(named, depth);
    } else if (named.shown().toString().endsWith(ending)) {
      try {
        files.add(
            kind == Kind.LINK ? new Named(named.shown(), gate.follow(named.real(), place)) : named);
      } catch (IOException e) {
        throw new IOException(named.shown() + ": " + e.getMessage(), e);
      }
    }
  }

  private void addBelow(Named directory, int depth) throws IOException {
    String[] names = depth < Limits.SEARCH_DEPTH ? Gate.names(directory.real()) : new String[0];
    if (names == null) {
      throw new IOException("a folder in it cannot be read");
    }
    for (String name : names) {
      if (!VersionControl.isIn(name)) {
        collect(
            new Named(directory.shown().resolve(name), directory.real().resolve(name)), depth + 1);
      }
    }
  }
}
