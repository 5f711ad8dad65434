package io.github.posttlslint.dane;

import io.github.posttlslint.pki.make.Recipes;
import io.github.posttlslint.referee.ListeningHost;
import io.github.posttlslint.referee.Release;
import io.github.posttlslint.testkit.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Postfix with a listener for each way to present certificates, and beside it the same listener
 * as the only one of a set-up, on port 25.
 */
final class DaneServers implements AutoCloseable {

  /** The name by which clients look for the server. */
  static final String HOST = "mx.example.org";

  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = mx.example.org
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      local_recipient_maps =
      smtpd_peername_lookup = no
      smtpd_client_connection_count_limit = 0
      smtpd_client_port_logging = yes
      smtpd_tls_security_level = may
      """;
  private static final String MASTER =
      """
      cleanup unix n - n - 0 cleanup
      tlsmgr  unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      anvil   unix - - n - 1 anvil
      """;

  /** The files of each listener's chains; behind a bar those for clients that send the name. */
  static final Map<String, String> LISTENERS =
      new TreeMap<>(
          Map.of(
              "leaf", "leaf.pem",
              "intermediate", "intermediate.pem",
              "whole", "whole.pem",
              "unordered", "unordered.pem",
              "ec", "ec.pem",
              "both", "whole.pem, ec.pem",
              "self-signed", "self.pem",
              "other-name", "other.pem",
              "expired", "expired.pem",
              "by-name", "self.pem|ec.pem"));

  private final ListeningHost host;
  private final Map<String, Integer> ports;

  private DaneServers(ListeningHost host, Map<String, Integer> ports) {
    this.host = host;
    this.ports = ports;
  }

  /** Starts it in an empty directory. */
  static DaneServers start(Path directory) throws IOException, InterruptedException {
    Map<String, byte[]> files = certificates();
    List<Integer> free = FreePorts.take(LISTENERS.size());
    Map<String, Integer> ports = new LinkedHashMap<>();
    StringBuilder master = new StringBuilder(MASTER);
    for (String name : LISTENERS.keySet()) {
      int port = free.get(ports.size());
      ports.put(name, port);
      master.append("127.0.0.1:" + port + " inet n - n - 20 smtpd\n").append(options(name));
      Path alone = Files.createDirectories(directory.resolve("alone/" + name + "/etc/postfix"));
      Files.writeString(alone.resolve("main.cf"), MAIN.replace("= 127.0.0.1", "= all"));
      Files.writeString(
          alone.resolve("master.cf"), MASTER + "25 inet n - n - 20 smtpd\n" + options(name));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(alone.resolve("../..").resolve(file.getKey()), file.getValue());
      }
    }
    files.put("etc/postfix/main.cf", MAIN.getBytes(StandardCharsets.UTF_8));
    files.put("etc/postfix/master.cf", master.toString().getBytes(StandardCharsets.UTF_8));
    Path running = Files.createDirectory(directory.resolve("running"));
    return new DaneServers(ListeningHost.start(Release.installed(), running, files), ports);
  }

  private static String options(String name) {
    String[] chains = LISTENERS.get(name).split("\\|");
    String own = "  -o {smtpd_tls_chain_files = " + paths(chains[0]) + "}\n";
    return chains.length == 1
        ? own
        : own
            + "  -o {tls_server_sni_maps = inline:{ {"
            + HOST
            + " = "
            + paths(chains[1])
            + "} }}\n";
  }

  private static String paths(String files) {
    return "/etc/postfix/" + files.replace(", ", ", /etc/postfix/");
  }

  private static Map<String, byte[]> certificates() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("root.pem", certificate(Map.of("for", "Root", "ca", true, "key", "rsa-2048")));
    recipe.put(
        "ca.pem",
        certificate(Map.of("for", "CA", "ca", true, "key", "ec-p256", "issuer", "root.pem")));
    recipe.put("stranger.pem", certificate(Map.of("for", HOST, "key", "ec-p384")));
    recipe.put("~key", Map.of("key", "rsa-2048"));
    recipe.put("~ec-key", Map.of("key", "ec-p256"));
    recipe.put("rsa-cert.pem", leaf("~key", HOST, 90));
    recipe.put("ec-cert.pem", leaf("~ec-key", HOST, 90));
    recipe.put("other-cert.pem", leaf("~key", "www.example.org", 90));
    recipe.put("expired-cert.pem", leaf("~key", HOST, -3));
    recipe.put("self-cert.pem", certificate(Map.of("for", HOST, "key", "~key")));
    recipe.put("leaf.pem", List.of("~key", "rsa-cert.pem"));
    recipe.put("intermediate.pem", List.of("~key", "rsa-cert.pem", "ca.pem"));
    recipe.put("whole.pem", List.of("~key", "rsa-cert.pem", "ca.pem", "root.pem"));
    recipe.put("unordered.pem", List.of("~key", "rsa-cert.pem", "root.pem", "ca.pem"));
    recipe.put("ec.pem", List.of("~ec-key", "ec-cert.pem", "ca.pem"));
    recipe.put("self.pem", List.of("~key", "self-cert.pem"));
    recipe.put("other.pem", List.of("~key", "other-cert.pem", "ca.pem", "root.pem"));
    recipe.put("expired.pem", List.of("~key", "expired-cert.pem", "ca.pem", "root.pem"));
    Map<String, byte[]> files = new LinkedHashMap<>();
    Recipes.build(recipe, Instant.now())
        .forEach((name, bytes) -> files.put("etc/postfix/" + name, bytes));
    return files;
  }

  private static Map<String, Object> leaf(String key, String host, int until) {
    return certificate(
        Map.of("for", host, "key", key, "issuer", "ca.pem", "from", -90, "until", until));
  }

  private static Map<String, Object> certificate(Map<String, Object> all) {
    return Map.of("certificate", all);
  }

  /** The port of 127.0.0.1 of a listener. */
  int port(String listener) {
    return ports.get(listener);
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
