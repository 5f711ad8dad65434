package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a setup meets in another release as JSON, format {@code posttls-lint-upgrade/1}: for one
 * setup an object, for several an array of such.
 */
public final class UpgradeJsonWriter {

  /** Writes the setups. */
  public void write(List<Upgrade> upgrades, Sink out) throws IOException {
    Json json = new Json(out, true);
    if (upgrades.size() != 1) {
      json.beginArray();
    }
    for (Upgrade upgrade : upgrades) {
      write(upgrade, json);
    }
    if (upgrades.size() != 1) {
      json.endArray();
    }
    out.append('\n');
  }

  private static void write(Upgrade upgrade, Json json) throws IOException {
    Setup setup = upgrade.after();
    json.beginObject();
    json.member("format", "posttls-lint-upgrade/1");
    json.member("directory", setup.directory());
    json.member("from", upgrade.before().version().toString());
    json.member("to", setup.version().toString());
    json.member("downgrade", upgrade.isDowngrade());
    json.member("compatibilityLevel", text(setup.value("compatibility_level")));
    json.objects("settings", upgrade.settings(), change -> write(setup, change, json));
    json.name("values").beginArray();
    for (ValueChange change : upgrade.values()) {
      json.beginObject();
      json.member("parameter", change.parameter());
      json.member("word", setup.secrets().mask(change.parameter(), change.word()));
      json.member("before", shown(setup, change.parameter(), change.before()));
      json.member("after", shown(setup, change.parameter(), change.after()));
      writePlace(setup, change.span(), change.service(), json);
      json.endObject();
    }
    json.endArray();
    writeDefaults(setup, "defaults", upgrade.defaults(), json);
    writeDefaults(setup, "indirect", upgrade.indirect(), json);
    writeFindings(setup, "newFindings", upgrade.appearing(), json);
    writeFindings(setup, "goneFindings", upgrade.vanishing(), json);
    json.member("newParameters", upgrade.added());
    json.endObject();
  }

  private static void write(Setup setup, SettingChange change, Json json) throws IOException {
    ReleaseChange what = change.change();
    Deprecation deprecation = what.parameter().deprecation();
    String replacement =
        what.kind() == ReleaseChange.Kind.RENAMED
            ? what.to()
            : deprecation == null ? null : deprecation.replacement();
    json.member("parameter", what.parameter().name());
    json.member("change", word(what.kind()));
    json.member("replacement", replacement);
    writePlace(setup, change.span(), change.service(), json);
  }

  private static void writeDefaults(
      Setup setup, String name, List<DefaultChange> changes, Json json) throws IOException {
    json.name(name).beginArray();
    for (DefaultChange change : changes) {
      json.beginObject();
      json.member("parameter", change.parameter());
      json.member("oldDefault", shown(setup, change.parameter(), change.before()));
      json.member("newDefault", shown(setup, change.parameter(), change.after()));
      json.member("oldValue", shown(setup, change.oldValue()));
      json.member("newValue", shown(setup, change.newValue()));
      json.member("effect", word(change.effect()));
      json.endObject();
    }
    json.endArray();
  }

  private static void writeFindings(Setup setup, String name, List<Finding> findings, Json json)
      throws IOException {
    json.name(name).beginArray();
    for (Finding finding : findings) {
      json.beginObject();
      json.member("rule", finding.rule().id());
      json.member("severity", finding.severity().label());
      json.member("message", finding.message());
      writePlace(setup, finding.span(), null, json);
      json.endObject();
    }
    json.endArray();
  }

  private static void writePlace(Setup setup, Span span, @Nullable String service, Json json)
      throws IOException {
    json.member("file", Places.within(setup.directory(), span.file()));
    json.member("line", span.startLine());
    if (service != null) {
      json.member("service", service);
    }
  }

  private static @Nullable String text(Value value) {
    return value.known().<@Nullable String>fold(text -> text, () -> "", doubt -> null);
  }

  private static @Nullable String shown(Setup setup, Value value) {
    return shown(setup, value.name(), text(value));
  }

  private static @Nullable String shown(Setup setup, String parameter, @Nullable String text) {
    return text == null ? null : setup.secrets().mask(parameter, text);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
