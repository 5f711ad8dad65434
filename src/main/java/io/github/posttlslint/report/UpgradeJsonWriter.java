package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.DefaultChange;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.TableChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import io.github.posttlslint.run.Upgrade.When;
import java.io.IOException;
import java.util.ArrayList;
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
    json.member("fromSource", source(upgrade));
    json.member("fromOpenssl", openSsl(upgrade.before()));
    json.member("toOpenssl", openSsl(setup));
    json.member("downgrade", upgrade.isDowngrade());
    json.member("compatibilityLevel", text(setup.value("compatibility_level")));
    json.objects("settings", upgrade.settings(), change -> write(setup, change, json));
    json.objects("values", upgrade.values(), change -> write(setup, change, json));
    json.objects("tables", upgrade.tables(), change -> write(setup, change, json));
    writeDefaults(setup, "defaults", upgrade.defaults(), json);
    writeDefaults(setup, "indirect", upgrade.indirect(), json);
    json.objects(
        "newFindings",
        upgrade.appearing(),
        change -> {
          write(setup, change.finding(), json);
          json.member("when", word(change.when()));
        });
    json.objects("goneFindings", upgrade.vanishing(), finding -> write(setup, finding, json));
    json.objects(
        "clients", upgrade.clients().changed(), change -> ComparisonWriter.write(change, json));
    json.member("newParameters", names(upgrade.added()));
    json.member("goneParameters", names(upgrade.gone()));
    json.name("verdict").beginObject();
    json.member("before", upgrade.toDo(When.BEFORE));
    json.member("after", upgrade.toDo(When.AFTER));
    json.member("changedDefaults", upgrade.changedDefaults());
    json.member("text", new UpgradeWords(upgrade).verdict());
    json.endObject();
    json.endObject();
  }

  /** What tells the release that is left; null if somebody has named it. */
  private static @Nullable String source(Upgrade upgrade) {
    String source = upgrade.before().versionSource();
    return source.isEmpty() || source.equals("as told") ? null : source;
  }

  private static @Nullable String openSsl(Setup setup) {
    OpenSslReleases openSsl = setup.platform().openSsl();
    return openSsl.equals(OpenSslReleases.ANY) ? null : openSsl.toString();
  }

  private static List<String> names(List<ReleaseChange> changes) {
    List<String> names = new ArrayList<>();
    changes.forEach(change -> names.add(change.parameter().name()));
    return names;
  }

  private static void write(Setup setup, ValueChange change, Json json) throws IOException {
    json.member("parameter", change.parameter());
    json.member("word", setup.secrets().mask(change.parameter(), change.word()));
    json.member("before", shown(setup, change.parameter(), change.before()));
    json.member("after", shown(setup, change.parameter(), change.after()));
    json.member("patchLevels", change.where().isEmpty() ? null : change.where());
    json.member("replacement", change.replacement());
    json.member("when", word(change.when()));
    writePlace(setup, change.span(), change.service(), json);
  }

  private static void write(Setup setup, TableChange change, Json json) throws IOException {
    json.member("matter", word(change.matter()));
    json.member("when", word(change.when()));
    json.objects("places", change.places(), span -> writePlace(setup, span, null, json));
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
    json.member("when", word(change.when()));
    writePlace(setup, change.span(), change.service(), json);
  }

  private static void writeDefaults(
      Setup setup, String name, List<DefaultChange> changes, Json json) throws IOException {
    json.objects(
        name,
        changes,
        change -> {
          String parameter = change.parameter();
          json.member("parameter", parameter);
          json.member("oldDefault", shown(setup, parameter, newest(change.before())));
          json.member("newDefault", shown(setup, parameter, newest(change.after())));
          json.member("oldValue", shown(setup, change.oldValue()));
          json.member("newValue", shown(setup, change.newValue()));
          json.member("effect", word(change.effect()));
          writeVariants(setup, "oldDefaults", change, change.before(), json);
          writeVariants(setup, "newDefaults", change, change.after(), json);
        });
  }

  private static @Nullable String newest(List<DefaultVariant> variants) {
    return variants.get(variants.size() - 1).value();
  }

  /** The defaults of all builds that there can be, where they are not the same. */
  private static void writeVariants(
      Setup setup, String name, DefaultChange change, List<DefaultVariant> variants, Json json)
      throws IOException {
    if (variants.size() > 1) {
      json.objects(
          name,
          variants,
          variant -> {
            json.member("value", shown(setup, change.parameter(), variant.value()));
            json.member("builds", variant.where());
          });
    }
  }

  private static void write(Setup setup, Finding finding, Json json) throws IOException {
    json.member("rule", finding.rule().id());
    json.member("severity", finding.severity().label());
    json.member("message", finding.message());
    writePlace(setup, finding.span(), null, json);
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
