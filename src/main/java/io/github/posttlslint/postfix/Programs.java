package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The programs that master(8) runs as services, and what is known about all of them. */
public final class Programs {

  private static final Programs LIST = new Programs(ReferenceText.load("programs"));

  private final ReferenceText text;
  private final Map<String, LifeSpan> lives = new ConcurrentHashMap<>();

  private Programs(ReferenceText text) {
    this.text = text;
  }

  /** The list, read once. */
  public static Programs load() {
    return LIST;
  }

  /** Is there a service program of this name in the version? */
  public boolean exists(String name, PostfixVersion version) {
    LifeSpan life = life(name);
    return life != null && life.contains(version);
  }

  /** The names of the programs of a release. */
  public List<String> names(PostfixVersion version) {
    List<String> names = new ArrayList<>();
    for (String name : text.keys()) {
      if (exists(name, version)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The releases that have the program; null if none has. */
  public @Nullable LifeSpan life(String name) {
    LifeSpan life = lives.get(name);
    String[] fields = life == null ? text.find(name) : null;
    if (fields != null) {
      life = LifeSpan.parse(fields[1]);
      lives.put(name, life);
    }
    return life;
  }

  /** Does the program accept TLS connections? */
  public static boolean isTlsServer(String name) {
    return name.equals("smtpd") || name.equals("postscreen") || name.equals("tlsproxy");
  }

  /** Does the program make TLS connections? (tlsproxy does so for smtp from 3.4 on.) */
  public static boolean isTlsClient(String name) {
    return name.equals("smtp") || name.equals("lmtp");
  }

  /**
   * The port of a named mail service as /etc/services lists it, or the number itself.
   *
   * @param service a name such as {@code submission}, or digits
   * @return null for other names, and for numbers that are no ports
   */
  public static @Nullable Integer port(String service) {
    return switch (service) {
      case "smtp", "mail" -> 25;
      case "lmtp" -> 24;
      case "submission" -> 587;
      case "submissions", "smtps", "ssmtp", "urd" -> 465;
      case "qmtp" -> 209;
      case "qmqp" -> 628;
      default -> number(service);
    };
  }

  private static @Nullable Integer number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > 65535) {
        return null;
      }
      value = value * 10 + c - '0';
    }
    return text.isEmpty() || value > 65535 ? null : value;
  }
}
