package io.github.posttlslint.report;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Platform;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.dns.PromisedName;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Listeners;
import io.github.posttlslint.model.table.EffectivePolicy;
import io.github.posttlslint.model.table.ListedClient;
import io.github.posttlslint.postfix.OpenSslReleases;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Effective values for people: per service a table of what is in force and where it comes from. */
public final class ShowTextWriter {

  private static final int MOST_VALUE_WIDTH = 60;

  private final boolean all;
  private final Map<Setup, List<PromisedName>> promises;

  /**
   * Makes a writer.
   *
   * @param all every parameter, not only those about TLS that are set
   * @param promises what zones say of setups
   */
  public ShowTextWriter(boolean all, Map<Setup, List<PromisedName>> promises) {
    this.all = all;
    this.promises = promises;
  }

  /** Writes the setups. */
  public void write(List<Setup> setups, Sink out) throws IOException {
    for (Setup setup : setups) {
      line(out, setup.directory() + ": " + platform(setup.platform()));
      Map<Service, Listener> listeners = listeners(setup);
      ShowListeners.write(List.copyOf(listeners.values()), out);
      ShowPromises.write(promises.getOrDefault(setup, List.of()), out);
      new ShowRoutes(setup).write(out);
      for (Service service : ShowValues.services(setup, all)) {
        line(out, "");
        line(out, heading(service, listeners.get(service)));
        writeTls(service, out);
        write(service, out);
      }
      writePolicies(EffectivePolicy.all(setup), out);
      writeClients(ListedClient.all(setup), out);
    }
  }

  /** Such as {@code Postfix 3.8 by os-release, OpenSSL 3.2 to 3.5, AlmaLinux 10}. */
  static String platform(Platform platform) {
    String text = ("Postfix " + platform.postfix() + " " + platform.source()).strip();
    if (!platform.openSsl().equals(OpenSslReleases.ANY)) {
      text += ", OpenSSL " + platform.openSsl();
    }
    String name = platform.distribution().name();
    return name.isEmpty() ? text : text + ", " + name;
  }

  private static void writeClients(List<ListedClient> clients, Appendable out) throws IOException {
    String table = "";
    for (ListedClient client : clients) {
      if (!client.parameter().equals(table)) {
        table = client.parameter();
        out.append("\nClient certificates by ").append(table).append('\n');
      }
      String file = client.file();
      out.append("  ").append(Characters.oneLine(client.key())).append("  ");
      out.append(ValueWords.place(client.span()));
      out.append("\n      ");
      out.append(
          file == null
              ? "no certificate beside the configuration has this fingerprint"
              : Characters.name(file)
                  + ": "
                  + Characters.oneLine(String.valueOf(client.subject())));
      out.append('\n');
    }
  }

  private static void writePolicies(List<EffectivePolicy> policies, Appendable out)
      throws IOException {
    String table = "";
    for (EffectivePolicy policy : policies) {
      String service = policy.service() == null ? "" : " of " + policy.service();
      String heading = policy.parameter() + service;
      if (!heading.equals(table)) {
        line(out, "");
        line(out, "TLS policies by " + heading);
        table = heading;
      }
      String key = policy.key().isEmpty() ? "(each)" : Characters.oneLine(policy.key());
      String level = policy.level().isEmpty() ? "(no level)" : Characters.oneLine(policy.level());
      out.append("  ").append(key).append(": ").append(level).append("  ");
      out.append(ValueWords.place(policy.span()));
      out.append('\n');
      for (EffectivePolicy.Setting setting : policy.settings()) {
        String value = setting.value();
        out.append("      ").append(Characters.name(setting.name())).append(" = ");
        out.append(value == null ? "(unknown)" : Characters.oneLine(value));
        out.append(setting.parameter() == null ? "" : "  by " + setting.parameter());
        out.append('\n');
      }
    }
  }

  private static String heading(Service service, @Nullable Listener listener) {
    StringBuilder line = new StringBuilder(service.id()).append(": ").append(service.program());
    Endpoint endpoint = service.endpoint();
    if (endpoint != null && endpoint.port() > 0) {
      line.append(", port ").append(endpoint.port());
    }
    if (service.isAssumed()) {
      line.append(" (assumed; no master.cf was seen)");
    } else {
      line.append(", ").append(service.role().label());
    }
    String meets = listener == null ? meets(service) : ", " + ListenerWords.meets(listener);
    return line.append(meets).toString();
  }

  private static String meets(Service service) {
    return switch (service.role()) {
      case SMTP_CLIENT, LMTP_CLIENT -> ", TLS level " + level(service);
      default -> "";
    };
  }

  private static Map<Service, Listener> listeners(Setup setup) {
    Map<Service, Listener> all = new LinkedHashMap<>();
    for (Listener listener : Listeners.of(setup)) {
      all.put(listener.service(), listener);
    }
    return all;
  }

  private static void writeTls(Service service, Appendable out) throws IOException {
    for (String line : ValueWords.tls(service)) {
      out.append("  ").append(line).append('\n');
    }
  }

  private void write(Service service, Appendable out) throws IOException {
    List<String> names =
        ShowValues.parameters(service, all).stream()
            .filter(name -> all || isOfInterest(service, name))
            .toList();
    int nameWidth = 0;
    int valueWidth = 0;
    for (String name : names) {
      nameWidth = Math.max(nameWidth, name.length());
      int width = ValueWords.shown(service.setup(), name, service.value(name)).length();
      valueWidth = Math.max(valueWidth, Math.min(width, MOST_VALUE_WIDTH));
    }
    for (String name : names) {
      Value value = service.value(name);
      out.append("  ").append(name).append(" ".repeat(nameWidth - name.length())).append(" = ");
      String shown = ValueWords.shown(service.setup(), name, value);
      out.append(shown).append(" ".repeat(Math.max(0, valueWidth - shown.length())));
      out.append("  ").append(ValueWords.origins(value)).append('\n');
    }
  }

  private static boolean isOfInterest(Service service, String name) {
    return service.value(name).isExplicit()
        || (name.endsWith("tls_security_level") && service.role() != Role.NONE);
  }

  private static String level(Service service) {
    return service.setup().secrets().mask(Side.client(service).level().shown());
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(Characters.visible(text)).append('\n');
  }
}
