package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.Zones;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a zone file that says nothing that is known. */
public record ZoneLine(Setup setup, Gap gap) implements Thing {

  /** Those of all zones. */
  public static List<ZoneLine> all(Setup setup, Zones zones) {
    List<ZoneLine> all = new ArrayList<>();
    for (Zone zone : zones.all()) {
      for (Gap gap : zone.gaps()) {
        all.add(new ZoneLine(setup, gap));
      }
    }
    return all;
  }

  /** Why it cannot be told what it says; null where a name server cannot tell either. */
  public @Nullable Doubt doubt() {
    return gap.cause() == Gap.Cause.MALFORMED ? null : Doubt.of(gap.reason());
  }

  @Override
  public Span place() {
    return gap.place();
  }
}
