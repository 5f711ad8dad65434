package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a setup that rules judge: a service, a setting, a certificate, an entry of a table. */
public interface Thing {

  /** The setup it belongs to. */
  Setup setup();

  /** The service it belongs to; null if it belongs to none, or to several. */
  default @Nullable Service service() {
    return null;
  }

  /** The services that it concerns; empty if it does not depend on a service. */
  default List<Service> concerned() {
    Service service = service();
    return service == null ? List.of() : List.of(service);
  }

  /** The effective value of a parameter for its service, or for main.cf if it has none. */
  default Value value(String parameter) {
    List<Service> services = concerned();
    return services.isEmpty() ? setup().value(parameter) : services.get(0).value(parameter);
  }

  /** Its own place; used where no anchor of the rule has one. */
  Span place();

  /** The parameter it is about; null if none. */
  default @Nullable String parameter() {
    return null;
  }

  /**
   * What a message may show of a fact: less where the text comes from a file that may be anything.
   *
   * @param fact the fact's name
   * @param text its text
   */
  default String quoted(String fact, String text) {
    return text;
  }

  /**
   * Whether what is shown of a fact is meant for everybody though it looks like a key, as a
   * fingerprint does.
   *
   * @param fact the fact's name
   */
  default boolean isPublic(String fact) {
    return false;
  }
}
