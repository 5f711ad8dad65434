package io.github.posttlslint.model;

import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What files of a setup are called that are not there under the names that are given for them. */
final class NearMisses {

  private static final List<String> COMPILED = List.of(".db", ".lmdb", ".cdb", ".dir", ".pag");

  private final Setup setup;

  /** Whatever parameters name: it is not meant in the place of another. */
  private final Set<String> named = new HashSet<>();

  private final Map<String, Optional<NearMiss>> found = new HashMap<>();

  NearMisses(Setup setup) {
    this.setup = setup;
    for (MainCfEntry entry : setup.mainEntries()) {
      if (setup.parameters().find(entry.name()) != null) {
        add(setup.value(entry.name()).shown());
      }
    }
    for (Service service : setup.services()) {
      for (ParameterOverride option : service.entry().overrides()) {
        add(service.value(option.name()).shown());
      }
    }
  }

  private void add(String value) {
    for (String word : value.indexOf('/') < 0 ? new String[0] : value.split("[\\s,{}]+", -1)) {
      int slash = word.indexOf('/');
      if (slash == 0 || (slash > 0 && word.charAt(slash - 1) == ':')) {
        String path = word.substring(slash);
        named.add(path);
        COMPILED.forEach(ending -> named.add(path + ending));
      }
    }
  }

  /** The nearest name for an absolute path at which nothing is; null if none is near. */
  synchronized @Nullable NearMiss of(String path) {
    return found
        .computeIfAbsent(
            path, missing -> Optional.ofNullable(NearMiss.find(setup.tree(), missing, named)))
        .orElse(null);
  }
}
