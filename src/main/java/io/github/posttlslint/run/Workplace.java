package io.github.posttlslint.run;

import io.github.posttlslint.input.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Where a run takes place, and whom it tells what does not go into reports. */
public interface Workplace {

  /** Standard input. */
  InputStream in();

  /** The current directory. */
  Path current();

  /** The process's environment. */
  Map<String, String> environment();

  /** The moment to judge at, where the user names no other. */
  Instant now();

  /** Opens files, and knows which the run has opened. */
  Gate gate();

  /** Says one line to who started the run, whatever the message holds. */
  void say(String message);

  /** The same, once in a run. */
  void note(String message);

  /**
   * Shows the difference of two states of a file.
   *
   * @return whether all of it was shown as it is, so that patch(1) will take it
   */
  boolean show(ShownText before, ShownText after) throws IOException;

  /** Tells how far a run over many setups is, where somebody sees it. */
  Progress progress();
}
