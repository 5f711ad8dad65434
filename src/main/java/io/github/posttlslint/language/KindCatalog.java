package io.github.posttlslint.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of things that rules can judge. */
public interface KindCatalog {

  /** The names of all kinds, in the order of their documentation. */
  List<String> names();

  /** The kind of a name; null if there is none. */
  @Nullable Kind<?> find(String name);
}
