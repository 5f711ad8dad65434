package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.Delivery;
import java.util.List;

/** A host that relayhost or a transport table names, and the service that delivers there. */
final class NextHopKind {

  private NextHopKind() {}

  static final Kind<Delivery> KIND =
      new Kind<Delivery>(
              "next-hop",
              "a host that relayhost or a transport table names, and the service that delivers"
                  + " there")
          .choice(
              "parameter",
              List.of("relayhost", "sender_dependent_relayhost_maps", "transport_maps"),
              "the parameter that has it, or that names the table",
              Delivery::parameter)
          .text("destination", "the next hop as written", to -> to.hop().text())
          .fact(
              "port",
              FactType.NUMBER,
              "the port; absent if its name is not known",
              NextHopKind::port)
          .truth("loopback", "it is this machine", to -> to.hop().isLoopback())
          .text("service", "the name of the service that delivers", to -> to.service().name())
          .known(
              "tls",
              ServiceKind.CLIENT_LEVELS,
              "the level in force, TLS policies included",
              to -> to.level())
          .told("password", "smtp_sasl_password_maps has an entry for it", to -> to.hasPassword())
          .including(SetupKind.FACTS, Delivery::setup)
          .renamed("source", "parameter")
          .anchor("value", "where it is written", Delivery::place);

  private static Fact port(Delivery to) {
    int port = to.hop().port();
    return port < 0 ? Fact.absent() : Fact.of(port);
  }
}
