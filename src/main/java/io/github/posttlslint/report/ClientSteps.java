package io.github.posttlslint.report;

import io.github.posttlslint.handshake.Answer;
import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.Handshake;
import io.github.posttlslint.handshake.HelloWords;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.ServerOffer;
import io.github.posttlslint.handshake.SignatureScheme;
import io.github.posttlslint.handshake.Version;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.reach.Audience;
import io.github.posttlslint.model.reach.Meeting;
import io.github.posttlslint.model.reach.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The handshake of a client with a listener, one step after the other. */
final class ClientSteps {

  private static final String SUITE = "cipher suite";
  private static final String EXCHANGE = "key exchange";
  private static final String CERTIFICATE = "certificate";

  private final List<Step> steps = new ArrayList<>();
  private final Client client;
  private final ServerOffer offer;

  private ClientSteps(Client client, ServerOffer offer) {
    this.client = client;
    this.offer = offer;
  }

  /** A step: what is agreed on, and how. */
  record Step(String what, String words) {}

  /** Those of a meeting; none where the listener does not get as far, or that cannot be told. */
  static List<Step> of(Audience audience, Meeting meeting) {
    ServerOffer offer =
        audience.reach().offer().<@Nullable ServerOffer>fold(one -> one, () -> null, doubt -> null);
    if (audience.common() != null || offer == null) {
      return List.of();
    }
    ClientSteps steps = new ClientSteps(meeting.client(), offer);
    steps.add("start", start(audience));
    steps.handshake();
    if (meeting.outcome() instanceof Outcome.Fails fails && fails.isInClear()) {
      steps.add("then", "TLS is only offered: a server that does not insist on it sends in clear");
    }
    return steps.steps;
  }

  private static String start(Audience audience) {
    return audience.listener().tls() == Tls.IMMEDIATE
        ? "TLS from the first byte"
        : "EHLO, then STARTTLS";
  }

  private void handshake() {
    Answer answer = Handshake.of(client.hello(), offer);
    Version version = Handshake.version(client.hello(), offer);
    if (answer instanceof Agreed agreed) {
      version(agreed.version());
      add(SUITE, agreed.suite() + ", " + order());
      add(EXCHANGE, exchange(agreed.exchange()));
      add(CERTIFICATE, certificate(agreed));
      boolean isRefused = client.meet(offer) instanceof Refused;
      add("the client", isRefused ? refusal() : "takes it");
    } else if (answer instanceof Refused refused) {
      boolean isOfVersion = refused.why() == Why.VERSION || refused.why() == Why.FALLBACK;
      if (isOfVersion || version == null) {
        add("version", versions() + ": " + end(refused));
      } else {
        version(version);
        add(what(refused.why()), end(refused));
      }
    }
  }

  private static String what(Why why) {
    return switch (why) {
      case SUITE -> SUITE;
      case GROUP -> EXCHANGE;
      default -> CERTIFICATE;
    };
  }

  private String refusal() {
    return client.meet(offer) instanceof Refused refused ? "ends it: " + refused.reason() : "";
  }

  private static String end(Refused refused) {
    return refused.reason() + "; the service ends it with alert " + refused.alert();
  }

  private void version(Version version) {
    add("version", version.words() + ", the newest of both; " + versions());
  }

  private String versions() {
    List<String> ours = new ArrayList<>();
    offer.versions().stream().sorted().forEach(version -> ours.add(version.words()));
    return "the client has "
        + String.join(", ", new HelloWords(client).versions())
        + ", the service "
        + (ours.isEmpty() ? "none" : String.join(", ", ours));
  }

  private String order() {
    return offer.isOwnOrder()
        ? "by the order of the service (tls_preempt_cipherlist)"
        : "by the order of the client";
  }

  private static String exchange(Exchange exchange) {
    if (exchange instanceof Exchange.Group group) {
      return group.name()
          + (group.retried()
              ? ", which the service has to ask for: one round trip more (HelloRetryRequest)"
              : "");
    }
    return exchange instanceof Exchange.Prime prime
        ? "Diffie-Hellman with a prime of " + prime.bits() + " bits"
        : "by the RSA key of the certificate, without forward secrecy";
  }

  private static String certificate(Agreed agreed) {
    ServerKey key = agreed.key();
    SignatureScheme signature = agreed.signature();
    if (key == null) {
      return "none: the suite is anonymous";
    }
    return key.words()
        + (signature == null ? "" : ", the handshake signed with " + HelloWords.name(signature));
  }

  private void add(String what, String words) {
    steps.add(new Step(what, words));
  }
}
