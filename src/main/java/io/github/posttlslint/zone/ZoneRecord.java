package io.github.posttlslint.zone;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.Tlsa;

/**
 * A record of a zone.
 *
 * @param owner its absolute name in lower case, without the dot at the end
 * @param place its line
 */
public record ZoneRecord(String owner, Data data, Span place) {

  /** What it says. */
  public sealed interface Data {}

  /** A host that takes a domain's mail; {@code .} is none at all (RFC 7505). */
  public record Mx(int preference, String host) implements Data {}

  /** An address, as it is written in the shortest way. */
  public record Address(String address) implements Data {}

  /** Another name (CNAME). */
  public record Alias(String target) implements Data {}

  /** What a certificate has to be (RFC 6698). */
  public record Certificate(Tlsa tlsa) implements Data {}

  /** A text; its strings one after another. */
  public record Text(String text) implements Data {}

  /** The start of a zone (SOA). */
  public record Start() implements Data {}

  /** The start of a zone that is another's, or at the zone's own name its servers (NS). */
  public record Delegation() implements Data {}

  /** Another name for all names below (DNAME). */
  public record Redirection() implements Data {}

  /** Of another type; that its name is there counts for wildcards. */
  public record Other() implements Data {}
}
