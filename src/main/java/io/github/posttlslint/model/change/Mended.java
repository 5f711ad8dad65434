package io.github.posttlslint.model.change;

import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Value;

/** What Postfix did not take for what it was meant to be, and takes now. */
final class Mended {

  private Mended() {}

  /** Whether a value is what another one was meant to be, which Postfix does not understand. */
  static boolean is(String before, String after) {
    return !before.equals(after) && bare(before).equals(bare(after));
  }

  /** The same for values, both of which must be known. */
  static boolean is(Value before, Value after) {
    return before
        .known()
        .orUnset("")
        .with(after.known().orUnset(""), (was, now) -> is(was, now))
        .or(false, false);
  }

  /** Whether it is a default that no program could work out, so that none ran, and now is known. */
  static boolean wasBroken(Value before, boolean stillUnknown) {
    return (before.isHidden(Resolver.BROKEN) || before.isHidden(Resolver.CIRCLE))
        && !before.isExplicit()
        && !stillUnknown;
  }

  /** A value without a comment, quotation marks and a comma at its end. */
  static String bare(String text) {
    String bare = text;
    for (int i = 1; i < bare.length(); i++) {
      if (bare.charAt(i) == '#' && Character.isWhitespace(bare.charAt(i - 1))) {
        bare = bare.substring(0, i);
      }
    }
    bare = bare.strip();
    int last = bare.length() - 1;
    boolean quoted =
        last > 0 && "\"'".indexOf(bare.charAt(0)) >= 0 && bare.charAt(last) == bare.charAt(0);
    bare = quoted ? bare.substring(1, last) : bare;
    while (bare.endsWith(",")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }
}
