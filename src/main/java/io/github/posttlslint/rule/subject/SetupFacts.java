package io.github.posttlslint.rule.subject;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Setup;
import org.jspecify.annotations.Nullable;

/**
 * Facts that every subject has: {@code release}, {@code compatibility}, {@code master.seen} (there
 * is a master.cf; if not, the services are assumed).
 */
final class SetupFacts {

  private SetupFacts() {}

  static @Nullable Fact of(Setup setup, String name) {
    return switch (name) {
      case "release" -> new Fact.Release(setup.version());
      case "master.seen" -> Fact.of(setup.master() != null);
      case "compatibility" -> compatibility(setup);
      default -> null;
    };
  }

  private static Fact compatibility(Setup setup) {
    PostfixVersion level = setup.compatibility();
    return level == null
        ? new Fact.Unknown("the compatibility level is not known", "compatibility_level")
        : new Fact.Release(level);
  }
}
