package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.reach.Callers;

/** A listener that TLS clients call. */
final class ListenerKind {

  private ListenerKind() {}

  static final Kind<Callers> KIND =
      new Kind<Callers>(
              "listener",
              "a listener where clients can have TLS: port 25, or where users submit mail; what"
                  + " clients that were captured, and count as current, get there")
          .text("port", "the port, or what stands for it", Callers::port)
          .truth("optional", "a client without TLS goes on in clear text", Callers::isOptional)
          .text("captured", "the day of the source of the clients", Callers::date)
          .told("nobody", "no client gets TLS", Callers::areAllLost)
          .knownWords(
              "lost",
              "the families of clients of which none gets TLS, while others do, and no other"
                  + " certificate would help",
              Callers::lostFamilies)
          .knownWords(
              "lost-without-rsa",
              "the same that an RSA certificate beside the others would let in",
              Callers::familiesForRsa)
          .textIfSet("reason", "why the first client that gets no TLS does not", Callers::reason)
          .including(ServiceKind.KIND, Callers::service)
          .anchor("service", "its line of master.cf", Callers::place);
}
