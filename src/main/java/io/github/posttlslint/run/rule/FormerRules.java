package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids of rules that were merged, renamed or deleted, and the rules that tell the same now: who
 * named one in an option, a comment, a baseline or a configuration file still means it.
 */
public final class FormerRules {

  private static final Map<String, List<String>> NOW = load();

  private FormerRules() {}

  private static Map<String, List<String>> load() {
    try {
      byte[] bytes = PackedFile.read(FormerRules.class, "former-rules.tsv");
      Map<String, List<String>> now = new LinkedHashMap<>();
      Iterator<String> lines = new String(bytes, StandardCharsets.US_ASCII).lines().iterator();
      while (lines.hasNext()) {
        String line = lines.next();
        int tab = line.indexOf('\t');
        if (!line.startsWith("#")) {
          String ids = line.substring(tab + 1);
          now.put(line.substring(0, tab), ids.isEmpty() ? List.of() : List.of(ids.split(",")));
        }
      }
      return Map.copyOf(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rules that tell the same now, none where no rule does; null if it is no former id, in
   * capitals or not.
   */
  public static @Nullable List<String> now(String id) {
    List<String> exact = NOW.get(id);
    return exact != null ? exact : NOW.get(id.toLowerCase(Locale.ROOT));
  }

  /** All former ids with the rules that tell the same now, in no order. */
  public static Map<String, List<String>> all() {
    return NOW;
  }

  /** The ids of rules that are gone and that a rule tells the same as, in no order. */
  public static List<String> before(String id) {
    List<String> before = new ArrayList<>(0);
    NOW.forEach(
        (former, now) -> {
          if (now.contains(id)) {
            before.add(former);
          }
        });
    return before;
  }

  /** What became of a former id, for people, such as {@code the rule 'a' is told by b, c now}. */
  public static String told(String id, List<String> now) {
    return now.isEmpty()
        ? "the rule '" + id + "' is gone, and has no effect"
        : "the rule '" + id + "' is told by " + String.join(", ", now) + " now";
  }
}
