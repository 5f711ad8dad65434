package io.github.posttlslint.run;

import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.DirectoryTree.Host;
import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Gate.Place;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.Manifest;
import io.github.posttlslint.input.Paths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which files belong to a setup: it lays the tree of them around its directory. */
record Surroundings(SetupLoader.Options options, Entrance entrance, GitIndexes gits) {

  /**
   * The directory of a setup.
   *
   * @param typed as it was typed, or found below what was typed; absolute
   * @param place where it is
   * @param path as the judged system names it
   */
  record Ground(Path typed, Place place, String path) {}

  /**
   * Goes to the directory of a setup.
   *
   * @throws IOException with a clause for people, if it is gone or leads out of what was given
   */
  Ground ground(Path typed) throws IOException {
    Place place = entrance.enter(typed);
    return new Ground(typed, place, virtualDirectory(typed, place.real()));
  }

  /** The directory as the judged system names it. */
  private String virtualDirectory(Path directory, Path real) {
    for (Mapping mapping : options.mappings()) {
      if (real.startsWith(mapping.host())) {
        return Paths.normalise(mapping.path() + "/" + mapping.host().relativize(real));
      }
    }
    Path root = options.root();
    if (root != null) {
      Path base = root.toAbsolutePath().normalize();
      return directory.startsWith(base)
          ? Paths.normalise("/" + base.relativize(directory))
          : SetupLoader.USUAL_DIRECTORY;
    }
    return isLive(directory) ? Paths.normalise(directory.toString()) : SetupLoader.USUAL_DIRECTORY;
  }

  private boolean isLive(Path directory) {
    return options.root() == null && Entrance.isLive(directory);
  }

  /** The files around a setup, with what a list says of them. */
  FileTree tree(Ground ground, Manifest manifest) {
    boolean live = isLive(ground.typed());
    Boolean said = options.complete();
    boolean complete = said != null ? said : live || options.root() != null;
    Host host = new Host(entrance.gate(), gits, null);
    List<Mapping> mappings = new ArrayList<>(options.mappings());
    Path real = ground.place().real();
    Path root = options.root();
    if (root != null) {
      Path typed = root.toAbsolutePath().normalize();
      host = addRoot(typed, mappings, host);
      if (!ground.typed().startsWith(typed)) {
        mappings.add(new Mapping(ground.path(), real, ground.typed()));
      }
    } else if (live) {
      mappings.add(new Mapping("/", real.getRoot()));
    } else {
      host = addCheckout(ground, mappings, host);
      mappings.add(new Mapping(ground.path(), real, ground.typed()));
    }
    return new DirectoryTree(
        mappings, complete, options.current(), manifest, options.notHere(), host);
  }

  /** Adds a directory that is the judged system's root, and has its accounts. */
  private Host addRoot(Path typed, List<Mapping> mappings, Host host) {
    try {
      Path real = entrance.gate().enter(typed).real();
      mappings.add(new Mapping("/", real, typed));
      return real.getParent() == null
          ? host
          : new Host(host.gate(), host.gits(), Entrance.tree(host.gate(), real));
    } catch (IOException e) {
      return host; // it is gone, and with it the setup
    }
  }

  /** Adds what lies around a setup that is not in force where it lies. */
  private Host addCheckout(Ground ground, List<Mapping> mappings, Host host) {
    Path typed = ground.typed();
    Path real = ground.place().real();
    mappings.add(new Mapping(Paths.normalise(typed.toString()), real, typed));
    if (!real.equals(typed)) {
      mappings.add(new Mapping(Paths.normalise(real.toString()), real, typed));
    }
    Path above = typed.endsWith(Path.of("etc", "postfix")) ? typed.getParent() : null;
    Path around = above == null ? null : above.getParent();
    try {
      if (around != null
          && around.getParent() != null
          && host.gate().mayBeRoot(host.gate().enter(around).real(), ground.place())) {
        return addRoot(around, mappings, host);
      }
    } catch (IOException e) {
      // a part of the way leads elsewhere: only the directory itself is seen
    }
    return host;
  }
}
