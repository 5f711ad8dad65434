package io.github.posttlslint.model.rewrite;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.table.IpAddress;
import java.util.Arrays;

/** The addresses that mail in brackets reaches this machine by (own_inet_addr.c). */
final class OwnAddresses {

  private static final String OWN = "inet_interfaces";
  private static final String LOOPBACK = "127.0.0.1";

  private final RewriteSettings settings;

  OwnAddresses(RewriteSettings settings) {
    this.settings = settings;
  }

  /** Whether an address is one of this machine, or of a proxy in front of it. */
  boolean has(String address) throws Stop {
    byte[] bytes = IpAddress.parse(address);
    if (bytes == null) {
      throw Stop.unknown(new Doubt(address, "how the system reads it is not known", OWN));
    }
    Stop unclear = null;
    try {
      if (isOwn(address, bytes)) {
        return true;
      }
    } catch (Stop stop) {
      unclear = stop;
    }
    if (isListed("proxy_interfaces", bytes)) {
      return true;
    } else if (unclear != null) {
      throw unclear;
    }
    return false;
  }

  private boolean isOwn(String address, byte[] bytes) throws Stop {
    String interfaces = settings.text(OWN);
    if (!interfaces.equals("all") && !interfaces.equals("loopback-only")) {
      return isListed(OWN, bytes);
    }
    if (interfaces.equals("loopback-only") && !IpAddress.isLoopback(address)) {
      return false;
    }
    String protocols = settings.text("inet_protocols");
    if (address.equals(LOOPBACK) && (protocols.contains("all") || protocols.contains("ipv4"))) {
      return true;
    }
    throw Stop.unknown(new Doubt("the addresses of the machine are not known", OWN));
  }

  private boolean isListed(String parameter, byte[] wanted) throws Stop {
    String name = "";
    for (String word : ListText.words(settings.text(parameter))) {
      boolean bracketed = word.startsWith("[") && word.endsWith("]") && word.length() > 2;
      String address = bracketed ? word.substring(1, word.length() - 1) : word;
      byte[] bytes = IpAddress.parse(address);
      if (bytes == null) {
        name = word;
      } else if (Arrays.equals(bytes, wanted)) {
        return true;
      }
    }
    if (!name.isEmpty()) {
      throw Stop.unknown(new Doubt(name, "its addresses are not known", parameter));
    }
    return false;
  }
}
