package io.github.posttlslint.report;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.dns.PromisedName;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.table.EffectivePolicy;
import io.github.posttlslint.model.table.ListedClient;
import io.github.posttlslint.model.written.UnusedNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Effective values as JSON, format {@code posttls-lint-show/1}: for one setup an object, for
 * several an array of such.
 */
public final class ShowJsonWriter {

  private final boolean all;
  private final Map<Setup, List<PromisedName>> promises;
  private final @Nullable RouteQuestion question;

  /**
   * Makes a writer.
   *
   * @param all every parameter, not only those about TLS
   * @param promises what zones say of setups
   * @param question which mail's way to tell, too; null for none
   */
  public ShowJsonWriter(
      boolean all, Map<Setup, List<PromisedName>> promises, @Nullable RouteQuestion question) {
    this.all = all;
    this.promises = promises;
    this.question = question;
  }

  /** Writes the setups. */
  public void write(List<Setup> setups, Sink out) throws IOException {
    Json json = new Json(out, true);
    if (setups.size() != 1) {
      json.beginArray();
    }
    for (Setup setup : setups) {
      write(setup, json);
    }
    if (setups.size() != 1) {
      json.endArray();
    }
    out.append('\n');
  }

  private void write(Setup setup, Json json) throws IOException {
    json.beginObject();
    json.member("format", "posttls-lint-show/1");
    json.member("directory", setup.directory());
    PlatformJson.write(setup.platform(), json);
    if (question != null) {
      ShownRoute.of(setup, question).write(json);
    }
    writeMain(setup, json);
    List<Listener> listeners = Listeners.of(setup);
    json.name("services").beginArray();
    for (Service service : setup.services()) {
      json.beginObject();
      json.member("name", service.name());
      json.member("type", service.type());
      json.member("command", service.program());
      json.member("role", service.role().label());
      for (Listener listener : listeners) {
        if (listener.service() == service) {
          ListenerJson.write(listener, json);
        }
      }
      write(ShowTls.of(service), json);
      json.objects(
          "parameters",
          ShowValues.parameters(service, all),
          name -> write(setup, name, service.value(name), true, json));
      json.endObject();
    }
    json.endArray();
    List<PromisedName> promised = promises.get(setup);
    if (promised != null) {
      ShowPromises.write(promised, json);
    }
    new ShowRoutes(setup).write(json);
    writePolicies(setup, json);
    writeClients(setup, json);
    json.endObject();
  }

  private static void writeClients(Setup setup, Json json) throws IOException {
    json.name("clientCertificates").beginArray();
    for (ListedClient client : ListedClient.all(setup)) {
      json.beginObject();
      json.member("parameter", client.parameter());
      json.member("fingerprint", client.key());
      String file = client.file();
      json.member("certificate", file == null ? null : Places.within(setup.directory(), file));
      json.member("subject", client.subject());
      json.member("file", Places.within(setup.directory(), client.span().file()));
      json.member("line", client.span().startLine());
      json.endObject();
    }
    json.endArray();
  }

  private static void writePolicies(Setup setup, Json json) throws IOException {
    json.name("tlsPolicies").beginArray();
    for (EffectivePolicy policy : EffectivePolicy.all(setup)) {
      json.beginObject();
      json.member("parameter", policy.parameter());
      json.member("service", policy.service());
      json.member("key", policy.key());
      json.member("level", policy.level());
      json.name("settings").beginArray();
      for (EffectivePolicy.Setting setting : policy.settings()) {
        json.beginObject();
        json.member("name", setting.name());
        json.member("value", setting.value());
        json.member("parameter", setting.parameter());
        json.endObject();
      }
      json.endArray();
      json.member("file", Places.within(setup.directory(), policy.span().file()));
      json.member("line", policy.span().startLine());
      json.endObject();
    }
    json.endArray();
  }

  private static void write(List<ShowTls> sides, Json json) throws IOException {
    for (ShowTls side : sides) {
      json.name("tls").beginObject();
      writeList("protocols", side.protocols(), json);
      writeList("suites", side.suites(), json);
      json.member("cipherString", side.cipherString());
      json.endObject();
    }
  }

  private static void writeList(String name, @Nullable List<String> words, Json json)
      throws IOException {
    if (words == null) {
      json.name(name).value((String) null);
    } else {
      json.member(name, words);
    }
  }

  /** What {@code postconf -n} prints; with {@code all} what {@code postconf} prints. */
  private void writeMain(Setup setup, Json json) throws IOException {
    UnusedNames unused = UnusedNames.of(setup);
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> left = new TreeSet<>();
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        (unused.isUnused(entry.name()) ? left : names).add(entry.name());
      }
    }
    if (all) {
      names.addAll(setup.parameters().namesOf(setup.version()));
    }
    json.objects("main", names, name -> write(setup, name, setup.value(name), false, json));
    json.objects("unused", left, name -> write(setup, name, setup.value(name), false, json));
  }

  private static void write(Setup setup, String name, Value value, boolean service, Json json)
      throws IOException {
    json.member("name", setup.secrets().mask(name));
    json.member("raw", ShowValues.shown(setup, name, value.raw()));
    json.member(
        "value",
        value
            .known()
            .<@Nullable String>fold(
                text -> ShowValues.shown(setup, name, text), () -> "", doubt -> null));
    json.member("state", value.known().fold(text -> "known", () -> "unset", doubt -> "unknown"));
    if (service) {
      json.objects("origin", value.origins(), origin -> write(setup, origin, json));
    } else {
      json.name("origin").beginObject();
      write(setup, value.origins().get(0), json);
      json.endObject();
    }
  }

  private static void write(Setup setup, Origin origin, Json json) throws IOException {
    Span span = origin.span();
    if (span != null) {
      json.member("file", Places.within(setup.directory(), span.file()));
      json.member("line", span.startLine());
    } else if (origin instanceof Origin.Stock) {
      json.member("image", ShowValues.STOCK);
    } else if (origin instanceof Origin.Default standard) {
      json.member("default", standard.release().toString());
    }
  }
}
