package io.github.posttlslint.handshake;

import io.github.posttlslint.referee.ListeningHost;
import io.github.posttlslint.referee.Release;
import io.github.posttlslint.testkit.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One Postfix with a listener for each set-up. A listener has processes of its own; used by one
 * client at a time, it starts one, which stays.
 */
final class TlsServers implements AutoCloseable {

  private static final String MAIN =
      """
      compatibility_level = 2
      myhostname = mx.example.com
      mydestination = mx.example.com
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      local_recipient_maps =
      smtpd_peername_lookup = no
      smtpd_client_connection_count_limit = 0
      smtpd_client_port_logging = yes
      smtpd_tls_loglevel = 1
      max_use = 10000
      """;
  private static final String MASTER =
      """
      cleanup unix n - n - 0 cleanup
      tlsmgr  unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      anvil   unix - - n - 1 anvil
      """;

  private final ListeningHost host;
  private final Map<String, Integer> ports;
  private final Map<String, byte[]> files;

  private TlsServers(ListeningHost host, Map<String, Integer> ports, Map<String, byte[]> files) {
    this.host = host;
    this.ports = ports;
    this.files = files;
  }

  /** Starts it in an empty directory. */
  static TlsServers start(Release release, Path directory, List<ServerSetup> setups)
      throws IOException, InterruptedException {
    List<Integer> free = FreePorts.take(setups.size());
    Map<String, Integer> ports = new LinkedHashMap<>();
    StringBuilder master = new StringBuilder(MASTER);
    for (int i = 0; i < setups.size(); i++) {
      ports.put(setups.get(i).name(), free.get(i));
      master.append(setups.get(i).service(free.get(i)));
    }
    Map<String, byte[]> files = ServerChains.make(master.toString(), Instant.now());
    files.put("etc/postfix/main.cf", MAIN.getBytes(StandardCharsets.UTF_8));
    files.put("etc/postfix/master.cf", master.toString().getBytes(StandardCharsets.UTF_8));
    return new TlsServers(ListeningHost.start(release, directory, files), ports, files);
  }

  /** The port of 127.0.0.1 that a set-up's listener has. */
  int port(ServerSetup setup) {
    return ports.get(setup.name());
  }

  /** All files of it, by their paths without the first slash. */
  Map<String, byte[]> files() {
    return files;
  }

  /** What Postfix has logged so far. */
  List<String> log() {
    return host.log();
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
