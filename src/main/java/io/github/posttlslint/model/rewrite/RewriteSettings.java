package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parameters as trivial-rewrite(8) reads them: of its entry in master.cf, else of main.cf. */
final class RewriteSettings {

  private final Setup setup;
  private final @Nullable Service service;

  RewriteSettings(Setup setup) {
    this.setup = setup;
    this.service = find(setup);
  }

  private static @Nullable Service find(Setup setup) {
    String name = setup.value("rewrite_service_name").known().or("rewrite", "rewrite");
    for (Service service : setup.services()) {
      if (service.name().equals(name) && service.program().equals("trivial-rewrite")) {
        return service;
      }
    }
    return null;
  }

  Value value(String parameter) {
    return service == null ? setup.value(parameter) : service.value(parameter);
  }

  /** The text of a parameter; empty if nothing is set. */
  String text(String parameter) throws Stop {
    Known<String> known = value(parameter).known();
    stopAt(known.doubt());
    return known.or("", "");
  }

  /** The text of a parameter that must not be empty. */
  String needed(String parameter) throws Stop {
    String text = text(parameter);
    if (text.isEmpty()) {
      throw Stop.failed(parameter + " is empty, with which trivial-rewrite(8) does not start");
    }
    return text;
  }

  /** Whether a parameter is {@code yes}. */
  boolean isYes(String parameter) throws Stop {
    String text = text(parameter).toLowerCase(Locale.ROOT);
    if (!text.equals("yes") && !text.equals("no")) {
      throw Stop.failed(parameter + " is neither yes nor no, so trivial-rewrite(8) does not start");
    }
    return text.equals("yes");
  }

  /** Yes or no, where it can be told. */
  static boolean decided(Truth truth) throws Stop {
    stopAt(truth.doubt());
    return truth.ifUnknown(false);
  }

  Step step(String parameter, String text) {
    return new Step(parameter, text, value(parameter).valueSpan());
  }

  private static void stopAt(@Nullable Doubt doubt) throws Stop {
    if (doubt != null) {
      throw Stop.unknown(doubt);
    }
  }
}
