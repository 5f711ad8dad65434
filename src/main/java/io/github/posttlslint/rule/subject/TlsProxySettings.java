package io.github.posttlslint.rule.subject;

import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What smtp(8) and lmtp(8) expect of the tlsproxy(8) that keeps their connections open, and what it
 * has (tlsproxy.c, tlsp_client_init): the settings of the TLS library, and the files that it cannot
 * open any more when the first request comes.
 */
final class TlsProxySettings {

  private static final List<String> FILES =
      List.of(
          "CAfile",
          "CApath",
          "chain_files",
          "cert_file",
          "key_file",
          "dcert_file",
          "dkey_file",
          "eccert_file",
          "eckey_file");

  private final Service service;
  private final String prefix;

  TlsProxySettings(Service service) {
    this.service = service;
    this.prefix = service.role() == Role.LMTP_CLIENT ? "lmtp_tls_" : "smtp_tls_";
  }

  /** The parameters of the client for which the two differ. */
  Fact differing() {
    Value reuse = service.value(prefix + "connection_reuse");
    if (reuse.isUnknown()) {
      return new Fact.Unknown(reuse.reason(), prefix + "connection_reuse");
    }
    Service proxy = reuse.text().equalsIgnoreCase("yes") ? proxy() : null;
    List<String> differing = new ArrayList<>();
    if (proxy != null) {
      addLibrarySettings(proxy, differing);
      addFiles(proxy, differing);
    }
    return Fact.of(differing);
  }

  private @Nullable Service proxy() {
    String name = service.value("tlsproxy_service_name").text();
    for (Service other : service.setup().services()) {
      if (other.role() == Role.TLSPROXY && other.name().equals(name)) {
        return other;
      }
    }
    return null;
  }

  private void addLibrarySettings(Service proxy, List<String> differing) {
    Setup setup = service.setup();
    Parameters parameters = setup.parameters();
    for (String name : parameters.all()) {
      Parameter parameter = name.startsWith("tls_") ? parameters.find(name, setup.version()) : null;
      if (parameter != null
          && parameter.readBy(service.program())
          && parameter.readBy("tlsproxy")
          && differ(service.value(name), proxy.value(name))) {
        differing.add(name);
      }
    }
  }

  private void addFiles(Service proxy, List<String> differing) {
    for (String file : FILES) {
      Value own = service.value(prefix + file);
      if (!own.isUnset() && differ(own, proxy.value("tlsproxy_client_" + file))) {
        differing.add(prefix + file);
      }
    }
  }

  private static boolean differ(Value one, Value other) {
    return !one.isUnknown() && !other.isUnknown() && !one.text().equals(other.text());
  }
}
