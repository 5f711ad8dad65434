package io.github.posttlslint.report;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.Effect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The defaults that change, for people: parameters that change in the same way together. */
final class UpgradeDefaults {

  /** The longest change that is written in one line, without the name. */
  private static final int SHORT = 70;

  /** A list that is longer is told by what comes and what goes. */
  private static final int LONG = 200;

  private final Upgrade upgrade;
  private final Appendable out;

  UpgradeDefaults(Upgrade upgrade, Appendable out) {
    this.upgrade = upgrade;
    this.out = out;
  }

  void write() throws IOException {
    Map<List<String>, List<String>> open = new LinkedHashMap<>();
    for (DefaultChange change : upgrade.defaults()) {
      if (change.isOpen()) {
        open.computeIfAbsent(lines(change), lines -> new ArrayList<>()).add(change.parameter());
      }
    }
    write("Changed defaults of parameters that are not set", open);
    Map<List<String>, List<String>> indirect = new LinkedHashMap<>();
    for (DefaultChange change : upgrade.indirect()) {
      List<String> line = List.of(shown(change.oldValue()) + " -> " + shown(change.newValue()));
      indirect.computeIfAbsent(line, lines -> new ArrayList<>()).add(change.parameter());
    }
    write("Values that change with a default they refer to", indirect);
    writeNames("Changed defaults whose old value compatibility_level keeps here", Effect.SHIELDED);
    writeNames("Changed defaults with the same value here", Effect.SAME);
    String release = upgrade.after().version().toString();
    writeNames("Changed defaults of parameters that do nothing in " + release, Effect.NO_EFFECT);
  }

  private void write(String title, Map<List<String>, List<String>> groups) throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    line("");
    line(title);
    for (Map.Entry<List<String>, List<String>> group : groups.entrySet()) {
      List<String> lines = group.getKey();
      List<String> names = UpgradeTextWriter.wrapped(group.getValue());
      if (lines.size() == 1 && names.size() == 1) {
        line("  " + names.get(0) + ": " + lines.get(0));
      } else {
        for (String text : names) {
          line("  " + text);
        }
        for (String text : lines) {
          line("      " + text);
        }
      }
    }
  }

  private void writeNames(String title, Effect effect) throws IOException {
    List<String> names = new ArrayList<>();
    for (DefaultChange change : upgrade.defaults()) {
      if (change.effect() == effect) {
        names.add(change.parameter());
      }
    }
    if (!names.isEmpty()) {
      line("");
      line(title + " (" + names.size() + ")");
      for (String text : UpgradeTextWriter.wrapped(names)) {
        line("  " + text);
      }
    }
  }

  private List<String> lines(DefaultChange change) {
    List<String> lines = new ArrayList<>();
    String was = only(change, change.before());
    String is = only(change, change.after());
    if (was != null && is != null && was.length() + is.length() <= SHORT) {
      lines.add(was + " -> " + is);
    } else if (was != null && is != null && was.length() + is.length() > LONG) {
      addDifference(was, is, lines);
    } else {
      addVariants(change, upgrade.before().version(), change.before(), lines);
      addVariants(change, upgrade.after().version(), change.after(), lines);
    }
    boolean isPlain = shown(change.oldValue()).equals(was) && shown(change.newValue()).equals(is);
    boolean isVaried = change.before().size() + change.after().size() > 2;
    if (change.effect() == Effect.CHANGES && !isPlain && !isVaried) {
      lines.add("here: " + shown(change.oldValue()) + " -> " + shown(change.newValue()));
    } else if (change.effect() == Effect.UNKNOWN && !isVaried) {
      lines.add("here: not known (" + reason(change) + ")");
    }
    return lines;
  }

  /** The default of all builds; null if it is not the same in all. */
  private @Nullable String only(DefaultChange change, List<DefaultVariant> variants) {
    return variants.size() == 1 ? shown(change, variants.get(0)) : null;
  }

  private void addVariants(
      DefaultChange change,
      PostfixVersion release,
      List<DefaultVariant> variants,
      List<String> lines) {
    for (DefaultVariant variant : variants) {
      String where = variant.where().isEmpty() ? "" : " " + variant.where();
      lines.add(release + where + ": " + shown(change, variant));
    }
  }

  private void addDifference(String was, String is, List<String> lines) {
    List<String> old = ListText.words(was);
    List<String> now = ListText.words(is);
    List<String> gone = new ArrayList<>(old);
    gone.removeAll(now);
    List<String> added = new ArrayList<>(now);
    added.removeAll(old);
    if (!added.isEmpty()) {
      lines.add(upgrade.after().version() + " has in addition:");
      UpgradeTextWriter.wrapped(added).forEach(text -> lines.add("  " + text));
    }
    if (!gone.isEmpty()) {
      lines.add(upgrade.after().version() + " no longer has:");
      UpgradeTextWriter.wrapped(gone).forEach(text -> lines.add("  " + text));
    }
  }

  private String reason(DefaultChange change) {
    return change
        .newValue()
        .known()
        .equalTo(change.oldValue().known())
        .fold(() -> "", () -> "", upgrade.after().secrets()::mask);
  }

  private String shown(DefaultChange change, DefaultVariant variant) {
    String value = variant.value();
    return value == null
        ? "not there"
        : orEmpty(upgrade.after().secrets().mask(change.parameter(), value));
  }

  private String shown(Value value) {
    String text = upgrade.after().secrets().mask(value.name(), value.shown());
    return orEmpty(Characters.oneLine(text));
  }

  private static String orEmpty(String text) {
    return text.isEmpty() ? "(empty)" : text;
  }

  private void line(String text) throws IOException {
    UpgradeTextWriter.line(out, text);
  }
}
