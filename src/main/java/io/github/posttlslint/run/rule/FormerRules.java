package io.github.posttlslint.run.rule;

import java.util.Map;

/**
 * Ids of rules that are gone, and the rules that tell the same now: who named one in an option, a
 * comment or a configuration file still means it.
 */
public final class FormerRules {

  private static final Map<String, String> NOW =
      Map.of("protocols-wrong-list", "mandatory-lists-unused");

  private FormerRules() {}

  /** The id of the rule that an id stands for; the id itself if it is no former one. */
  public static String now(String id) {
    return NOW.getOrDefault(id, id);
  }
}
