package io.github.posttlslint.model;

/**
 * Where mail goes, as transport(5) and parameters such as default_transport have it: {@code
 * transport:nexthop}.
 *
 * @param name the service of master.cf that delivers
 * @param hop the next hop; empty if there is none
 */
public record Transport(String name, String hop) {

  /** Reads any text; one without colon is a name. */
  public static Transport parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Transport(text, "")
        : new Transport(text.substring(0, colon), text.substring(colon + 1));
  }
}
