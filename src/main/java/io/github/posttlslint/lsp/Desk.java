package io.github.posttlslint.lsp;

import io.github.posttlslint.input.Gate;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.EditedSetups;
import io.github.posttlslint.run.GivenOptions;
import io.github.posttlslint.run.Progress;
import io.github.posttlslint.run.ShownText;
import io.github.posttlslint.run.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A folder that set-ups are edited in: what {@code check} would be for in that current directory.
 *
 * @param current the folder
 * @param gate opens files as they are in the editor or, if they are not open there, on disk
 * @param clock tells the moment to judge at
 * @param log tells the client what does not go into reports
 */
record Desk(
    Path current,
    Gate gate,
    Map<String, String> environment,
    Supplier<Instant> clock,
    Consumer<String> log)
    implements Workplace {

  /** Reads and judges the set-ups of this folder. */
  EditedSetups setups(GivenOptions options, Shared shared) {
    return new EditedSetups(
        options, this, shared.parameters().get(), shared.pems(), shared.rules().get());
  }

  @Override
  public InputStream in() {
    return InputStream.nullInputStream();
  }

  @Override
  public Instant now() {
    return clock.get();
  }

  @Override
  public void say(String message) {
    log.accept(Characters.name(message));
  }

  @Override
  public void note(String message) {
    say(message);
  }

  @Override
  public boolean show(ShownText before, ShownText after) throws IOException {
    throw new IOException("nothing is shown in an editor");
  }

  @Override
  public Progress progress() {
    return new Progress() {
      @Override
      public void more() {}

      @Override
      public void step() {}

      @Override
      public void end() {}
    };
  }
}
