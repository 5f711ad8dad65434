package io.github.posttlslint.handshake;

import io.github.posttlslint.postfix.PostfixVersion;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one listener is set to.
 *
 * @param name a short name of its own
 * @param since the first release that knows its settings
 * @param settings by parameter; files lie in /etc/postfix
 * @param serverName the name that clients look for; null if they send none
 */
record ServerSetup(
    String name, PostfixVersion since, Map<String, String> settings, @Nullable String serverName) {

  private static final PostfixVersion FIRST = version("3.5");

  ServerSetup {
    settings = Map.copyOf(settings);
  }

  /**
   * One.
   *
   * @param chains the names of its chains, see {@link ServerChains}
   * @param settings {@code name = value}, on a line each
   */
  static ServerSetup of(String name, String chains, String settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("smtpd_tls_security_level", "may");
    all.put("smtpd_tls_chain_files", ServerChains.files(chains));
    settings
        .lines()
        .map(line -> line.split(" *= *", 2))
        .forEach(sides -> all.put(sides[0], sides[1]));
    return new ServerSetup(name, FIRST, all, null);
  }

  /** The same for releases from one on. */
  ServerSetup since(String release) {
    return new ServerSetup(name, version(release), settings, serverName);
  }

  /** The same for clients that look for a name. */
  ServerSetup lookedForAs(String host) {
    return new ServerSetup(name, since, settings, host);
  }

  /** Whether a release knows its settings. */
  boolean isFor(PostfixVersion version) {
    return version.isAtLeast(since.major(), since.minor());
  }

  /** Whether TLS begins by the command of SMTP, and not with the connection. */
  boolean isStartTls() {
    return !"yes".equals(settings.get("smtpd_tls_wrappermode"));
  }

  /** Its line in master.cf. */
  String service(int port) {
    StringBuilder line = new StringBuilder("# " + name + "\n127.0.0.1:" + port);
    line.append(" inet n - n - 20 smtpd\n");
    new TreeMap<>(settings)
        .forEach((key, value) -> line.append("  -o {" + key + " = " + value + "}\n"));
    return line.toString();
  }

  private static PostfixVersion version(String text) {
    return Objects.requireNonNull(PostfixVersion.parse(text), text);
  }

  @Override
  public String toString() {
    return name;
  }
}
