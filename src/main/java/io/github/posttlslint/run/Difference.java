package io.github.posttlslint.run;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is set otherwise, or is there for certain, in one of two readings of the same texts. */
final class Difference {

  private final Set<String> names = new HashSet<>();
  private final Set<String> options = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private final Set<String> lines = new HashSet<>();

  private Difference() {}

  /** The one between two readings. */
  static Difference of(Setup one, Setup other) {
    Difference difference = new Difference();
    MainCf main = one.main();
    MainCf otherMain = other.main();
    if (main != null && otherMain != null) {
      for (MainCfEntry entry : main.entries()) {
        difference.compare(entry, otherMain.find(entry.name()), main.isInForce(entry));
      }
      for (MainCfEntry entry : otherMain.entries()) {
        difference.compare(entry, main.find(entry.name()), otherMain.isInForce(entry));
      }
    }
    MasterCf master = one.master();
    MasterCf otherMaster = other.master();
    if (master != null && otherMaster != null) {
      difference.compare(master.entries(), otherMaster.entries());
    }
    return difference;
  }

  /** Whether more is known of a parameter in the other reading. */
  boolean tellsOf(String parameter, Setup one, Setup other) {
    Set<String> used = one.resolved(parameter).used();
    if (!Collections.disjoint(options, used)) {
      return true;
    }
    if (Collections.disjoint(names, used)) {
      return false;
    }
    Value before = one.value(parameter);
    Value after = other.value(parameter);
    return !after.known().isHidden() || !after.shown().equals(before.shown());
  }

  /** Whether a finding is about something of it. */
  boolean concerns(Finding finding) {
    return names.contains(String.valueOf(finding.parameter()))
        || lines.contains(line(finding.span()))
        || !Collections.disjoint(services, finding.services());
  }

  private static String line(Span span) {
    return span.file() + ":" + span.startLine();
  }

  private void compareOption(
      ParameterOverride one, @Nullable ParameterOverride other, boolean counts) {
    compare(one, other, counts);
    if (counts && isOther(one, other)) {
      options.add(one.name());
    }
  }

  private static boolean isOther(Assignment one, @Nullable Assignment other) {
    return other == null
        || one.conditional() != other.conditional()
        || !one.value().text().equals(other.value().text());
  }

  private void compare(Assignment one, @Nullable Assignment other, boolean counts) {
    if (counts && isOther(one, other)) {
      names.add(one.name());
      lines.add(line(one.nameSpan()));
    }
  }

  private void compare(List<MasterEntry> ones, List<MasterEntry> others) {
    Map<Span, MasterEntry> byPlace = new HashMap<>();
    others.forEach(entry -> byPlace.put(entry.span(MasterField.SERVICE), entry));
    for (MasterEntry one : ones) {
      MasterEntry other = byPlace.get(one.span(MasterField.SERVICE));
      if (other == null || other.conditional() != one.conditional()) {
        services.add(one.service() + "/" + one.type());
        lines.add(line(one.span()));
      }
      for (ParameterOverride option : one.overrides()) {
        ParameterOverride same = other == null ? null : other.find(option.name());
        compareOption(option, same, one.isInForce(option));
      }
      if (other != null) {
        for (ParameterOverride option : other.overrides()) {
          compareOption(option, one.find(option.name()), other.isInForce(option));
        }
      }
    }
  }
}
