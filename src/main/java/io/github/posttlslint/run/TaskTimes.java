package io.github.posttlslint.run;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Upgrade.When;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something is to be done before Postfix is replaced, or after: before, what the
 * release left understands; after, what only the release come to knows, and what has no effect any
 * more.
 */
final class TaskTimes {

  private final Parameters parameters;
  private final PostfixVersion from;

  TaskTimes(Parameters parameters, PostfixVersion from) {
    this.parameters = parameters;
    this.from = from;
  }

  /** When a setting is to be replaced or removed. */
  When ofSetting(ReleaseChange change) {
    return switch (change.kind()) {
      case WITHOUT_EFFECT -> When.AFTER;
      case RENAMED -> ofReplacement(change.to());
      default -> {
        Deprecation deprecation = change.parameter().deprecation();
        yield ofReplacement(deprecation == null ? null : deprecation.replacement());
      }
    };
  }

  private When ofReplacement(@Nullable String parameter) {
    return parameter == null || !isTooNew(parameter) ? When.BEFORE : When.AFTER;
  }

  /** When the cause of a finding is to be removed: its help tells what that needs. */
  When ofFinding(Finding finding) {
    String help = finding.help();
    int start = 0;
    for (int at = 0; at <= help.length(); at++) {
      if (at == help.length() || !Chars.isName(help.charAt(at))) {
        if (isTooNew(help.substring(start, at))) {
          return When.AFTER;
        }
        start = at + 1;
      }
    }
    return When.BEFORE;
  }

  /** Whether a name is that of a parameter which the release left does not know. */
  private boolean isTooNew(String name) {
    Parameter parameter = parameters.find(name);
    return parameter != null && !parameter.existsIn(from) && isLater(parameter);
  }

  private boolean isLater(Parameter parameter) {
    return parameter.life().nextSince(from) != null;
  }
}
