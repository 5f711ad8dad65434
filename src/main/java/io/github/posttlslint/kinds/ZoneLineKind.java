package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.dns.ZoneLine;

/** A line of a zone file that says nothing. */
final class ZoneLineKind {

  private ZoneLineKind() {}

  static final Kind<ZoneLine> KIND =
      new Kind<ZoneLine>(
              "zone-line",
              "a line of a zone file that cannot be read; not known where a template fills it in")
          .unless(ZoneLine::doubt)
          .text("reason", "why it cannot be read", line -> line.gap().reason())
          .including(SetupKind.FACTS, ZoneLine::setup);
}
