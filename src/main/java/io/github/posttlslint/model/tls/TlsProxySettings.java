package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * What smtp(8) and lmtp(8) expect of the tlsproxy(8) that keeps their connections open, and what it
 * has (tlsproxy.c, tlsp_client_init): the settings of the TLS library, and the files that it cannot
 * open any more when the first request comes.
 */
public final class TlsProxySettings {

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

  private final Side client;

  /** Those of a service of its own program. */
  public TlsProxySettings(Service service) {
    this.client = Side.client(service);
  }

  /** The parameters of the client for which the two differ. */
  public Known<List<String>> differing() {
    return client
        .value("connection_reuse")
        .isYes()
        .then(() -> client.service().value("tlsproxy_service_name").known().orUnset(""))
        .map(name -> differences())
        .orUnset(List.of());
  }

  private List<String> differences() {
    List<String> differing = new ArrayList<>();
    Side proxy = Side.proxy(client.service(), Side.Family.TLSPROXY_CLIENT);
    if (proxy != null) {
      addLibrarySettings(proxy.service(), differing);
      addFiles(proxy, differing);
    }
    return differing;
  }

  private void addLibrarySettings(Service proxy, List<String> differing) {
    Service service = client.service();
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

  private void addFiles(Side proxy, List<String> differing) {
    for (String file : FILES) {
      Value own = client.value(file);
      if (own.known().isSet().ifUnknown(true) && differ(own, proxy.value(file))) {
        differing.add(client.name(file));
      }
    }
  }

  private static boolean differ(Value one, Value other) {
    return !one.known().equalTo(other.known()).ifUnknown(true);
  }
}
