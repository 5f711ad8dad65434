package io.github.posttlslint.testkit;

import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.SetupLoader;
import java.nio.file.Path;
import java.util.List;

/** What finds and loads the setups of one directory, and shares nothing with others. */
public final class Loaders {

  private Loaders() {}

  /** The configuration of a directory. */
  public static SetupFinder.Location find(Path directory) {
    SetupFinder finder = new SetupFinder(directory, new Entrance(new Gate(directory), null));
    finder.add(".");
    return finder.next();
  }

  /** A loader for a directory. */
  public static SetupLoader loader(
      Path directory, Boolean complete, PostfixVersion version, Parameters parameters) {
    SetupLoader.Options options =
        new SetupLoader.Options(
            directory, null, complete, version, null, List.of(), List.of(), List.of());
    Entrance entrance = new Entrance(new Gate(directory), null);
    return new SetupLoader(parameters, options, new PemCache(), entrance, new GitIndexes());
  }
}
