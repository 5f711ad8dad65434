package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a setup meets in another release, for people. */
public final class UpgradeTextWriter {

  /** Writes the setups, with an empty line between them. */
  public void write(List<Upgrade> upgrades, Sink out) throws IOException {
    String gap = "";
    for (Upgrade upgrade : upgrades) {
      out.append(gap);
      write(upgrade, out);
      gap = "\n";
    }
  }

  private static void write(Upgrade upgrade, Appendable out) throws IOException {
    Setup before = upgrade.before();
    Setup after = upgrade.after();
    line(
        out,
        before.directory()
            + ": from Postfix "
            + before.version()
            + " to "
            + after.version()
            + (upgrade.isDowngrade() ? ", a step back" : ""));
    line(out, "compatibility_level: " + level(after));
    if (upgrade.isEmpty()) {
      line(out, "");
      line(out, "Nothing that is set, and no default that is in use, changes.");
    }
    section(out, "Settings", !upgrade.settings().isEmpty() || !upgrade.values().isEmpty());
    for (SettingChange change : upgrade.settings()) {
      line(out, "  " + place(change.span(), change.service()) + sentence(change.change(), upgrade));
    }
    for (ValueChange change : upgrade.values()) {
      line(out, "  " + place(change.span(), change.service()) + sentence(change, upgrade));
    }
    section(out, "Changed defaults of parameters that are not set", upgrade.defaults());
    for (DefaultChange change : upgrade.defaults()) {
      writeDefault(change, upgrade, out);
    }
    section(out, "Values that change with a default they refer to", upgrade.indirect());
    for (DefaultChange change : upgrade.indirect()) {
      line(out, "  " + change.parameter());
      line(
          out,
          "      "
              + shown(change.oldValue(), upgrade)
              + " -> "
              + shown(change.newValue(), upgrade));
    }
    findings(out, "New findings", upgrade.appearing());
    findings(out, "Findings that go away", upgrade.vanishing());
    section(out, "New parameters", upgrade.added());
    for (String name : upgrade.added()) {
      line(out, "  " + name + " = " + shown(name, after.parameters().find(name), after));
    }
  }

  private static String level(Setup setup) {
    Value level = setup.value("compatibility_level");
    Span span = level.span();
    String where = span == null ? " (not set)" : " (" + span.file() + ":" + span.startLine() + ")";
    return level
        .known()
        .orUnset("0")
        .fold(
            text -> text + where,
            () -> where,
            doubt -> "not known (" + setup.secrets().mask(doubt) + ")");
  }

  private static String sentence(ReleaseChange change, Upgrade upgrade) {
    Parameter parameter = change.parameter();
    String release = upgrade.after().version().toString();
    Deprecation deprecation = parameter.deprecation();
    String other = deprecation == null ? null : deprecation.replacement();
    String instead = other == null ? "" : "; use " + other;
    return parameter.name()
        + switch (change.kind()) {
          case REMOVED ->
              (upgrade.isDowngrade()
                      ? " is not known before Postfix " + parameter.since()
                      : " is gone since Postfix " + parameter.removedIn())
                  + ": the setting has no effect"
                  + instead;
          case RENAMED ->
              " is a former name now: it counts only while " + change.to() + " is not set";
          case DEPRECATED ->
              ": postconf warns that support for it will be removed"
                  + (instead.isEmpty() ? "; do not set it" : instead);
          case WITHOUT_EFFECT -> " is read, but does nothing in Postfix " + release;
          case ADDED, DEFAULT, VALUE, TYPE -> throw new IllegalStateException(change.toString());
        };
  }

  private static String sentence(ValueChange change, Upgrade upgrade) {
    String shown = upgrade.after().secrets().mask(change.parameter(), change.word());
    String word = Characters.oneLine(shown);
    String what = change.parameter() + ": '" + word + "' ";
    String release = "Postfix " + upgrade.after().version();
    if (change.after() == null) {
      return what + "is not accepted by " + release;
    }
    return change.before() == null
        ? what + "was not accepted and is by " + release
        : what
            + "acts as "
            + shown(change, change.after(), upgrade)
            + " in "
            + release
            + "; it did as "
            + shown(change, change.before(), upgrade);
  }

  private static void writeDefault(DefaultChange change, Upgrade upgrade, Appendable out)
      throws IOException {
    line(out, "  " + change.parameter());
    line(
        out,
        "      " + upgrade.before().version() + ": " + shown(change, change.before(), upgrade));
    line(out, "      " + upgrade.after().version() + ": " + shown(change, change.after(), upgrade));
    switch (change.effect()) {
      case CHANGES -> {
        boolean plain =
            change.oldValue().shown().equals(change.before())
                && change.newValue().shown().equals(change.after());
        if (!plain) {
          line(
              out,
              "      here: "
                  + shown(change.oldValue(), upgrade)
                  + " -> "
                  + shown(change.newValue(), upgrade));
        }
      }
      case SHIELDED ->
          line(
              out,
              "      here: still "
                  + shown(change.newValue(), upgrade)
                  + ", by compatibility_level");
      case SAME -> line(out, "      here: still " + shown(change.newValue(), upgrade));
      case UNKNOWN -> line(out, "      here: not known (" + reason(change, upgrade) + ")");
    }
  }

  private static String reason(DefaultChange change, Upgrade upgrade) {
    Truth equal = change.newValue().known().equalTo(change.oldValue().known());
    return equal.fold(() -> "", () -> "", upgrade.after().secrets()::mask);
  }

  private static String shown(ValueChange change, @Nullable String text, Upgrade upgrade) {
    return upgrade.after().secrets().mask(change.parameter(), text == null ? "" : text);
  }

  private static String shown(DefaultChange change, @Nullable String text, Upgrade upgrade) {
    String known = text == null ? "" : text;
    return orEmpty(upgrade.after().secrets().mask(change.parameter(), known));
  }

  private static String shown(Value value, Upgrade upgrade) {
    String text = upgrade.after().secrets().mask(value.name(), value.shown());
    return orEmpty(Characters.oneLine(text));
  }

  private static String shown(String name, @Nullable Parameter parameter, Setup setup) {
    String text = parameter == null ? null : parameter.defaultIn(setup.version());
    return text == null ? name : orEmpty(text);
  }

  private static String orEmpty(String text) {
    return text.isEmpty() ? "(empty)" : text;
  }

  private static void findings(Appendable out, String title, List<Finding> findings)
      throws IOException {
    section(out, title, findings);
    for (Finding finding : findings) {
      line(
          out,
          "  "
              + place(finding.span(), null)
              + finding.severity().label()
              + ": "
              + Characters.oneLine(finding.message())
              + " ["
              + finding.rule().id()
              + "]");
    }
  }

  private static String place(Span span, @Nullable String service) {
    String of = service == null ? "" : Characters.oneLine(service) + ": ";
    return span.file() + ":" + span.startLine() + ": " + of;
  }

  private static void section(Appendable out, String title, List<?> items) throws IOException {
    section(out, title, !items.isEmpty());
  }

  private static void section(Appendable out, String title, boolean any) throws IOException {
    if (any) {
      line(out, "");
      line(out, title);
    }
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(Characters.visible(text)).append('\n');
  }
}
