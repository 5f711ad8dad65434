package io.github.posttlslint.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that were given for a run, by their long names, and the paths. */
public interface GivenOptions {

  /** Whether the option stands there. */
  boolean has(String option);

  /** The option's argument; null if it does not stand there. */
  @Nullable String value(String option);

  /** The arguments of a repeatable option, in order. */
  List<String> values(String option);

  /** What is no option. */
  List<String> paths();
}
