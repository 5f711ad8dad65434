package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Where smtp(8) is told to deliver: {@code host}, {@code host:port}, {@code [host]} or {@code
 * [host]:port}; brackets turn the search for MX records off (transport(5)).
 *
 * @param text as written
 * @param host without brackets
 * @param bracketed whether the host is taken as it stands
 * @param port the number, 25 if none is written; -1 for a name that has no fixed meaning
 */
public record NextHop(String text, String host, boolean bracketed, int port) {

  /** Reads any text. */
  public static NextHop parse(String text) {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    if (close > 0) {
      String rest = text.substring(close + 1);
      int port = rest.startsWith(":") ? Endpoint.port(rest.substring(1)) : 25;
      return new NextHop(text, text.substring(1, close), true, port);
    }
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new NextHop(text, text, false, 25)
        : new NextHop(
            text, text.substring(0, colon), false, Endpoint.port(text.substring(colon + 1)));
  }

  /** All of a list: the others are tried where the first fails, since Postfix 3.5. */
  static List<NextHop> all(String text, PostfixVersion version) {
    List<NextHop> all = new ArrayList<>();
    for (String one : version.isAtLeast(3, 5) ? ListText.words(text) : List.of(text)) {
      all.add(parse(one));
    }
    return all;
  }

  /** Whether relayhost has nothing but names of this machine. */
  public static Truth isRelayhostLocal(Setup setup) {
    Value relayhost = setup.value("relayhost");
    return relayhost.known().isSet().ifUnknown(true)
        ? Truth.all(relayhost.words(), word -> word.is(text -> parse(text).isLoopback()))
        : Truth.NO;
  }

  /** Whether it is this machine. */
  public boolean isLoopback() {
    return Endpoint.isLoopback(host) || host.equalsIgnoreCase("ipv6:::1");
  }
}
