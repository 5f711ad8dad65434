package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Answer;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.ServerOffer;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What clients get of a listener, with its own certificates or with those of a server name. */
public final class Reach {

  private final Listener listener;
  private final @Nullable String serverName;
  private final Map<OpenSslRelease, Known<ServerOffer>> offers =
      new EnumMap<>(OpenSslRelease.class);

  private Reach(
      Listener listener,
      @Nullable String serverName,
      BiFunction<Offers, OpenSslRelease, Known<ServerOffer>> offered) {
    this.listener = listener;
    this.serverName = serverName;
    Known<Offers> all = Offers.of(listener);
    for (OpenSslRelease library : libraries().possible()) {
      offers.put(library, all.then(offer -> offered.apply(offer, library)));
    }
  }

  /**
   * That of a listener: first with its own certificates, then with those of each server name.
   *
   * @param entries those of all tables of server names
   */
  public static List<Reach> of(Listener listener, List<SniEntry> entries) {
    List<Reach> all = new ArrayList<>();
    all.add(new Reach(listener, null, Offers::with));
    String tables = Offers.of(listener).or(Offers::nameTables, "", "");
    for (SniEntry entry : entries) {
      if (tables.contains(entry.use().reference().text())) {
        all.add(
            new Reach(listener, entry.key(), (offers, library) -> with(offers, library, entry)));
      }
    }
    return all;
  }

  /** The same as if the listener had a certificate with an RSA key besides its own. */
  static List<Reach> withRsa(Listener listener) {
    return List.of(
        new Reach(
            listener,
            null,
            (offers, library) -> offers.with(library).map(offer -> offer.with(ServerKey.USUAL))));
  }

  private static Known<ServerOffer> with(Offers offers, OpenSslRelease library, SniEntry entry) {
    Doubt doubt = new Doubt("the certificates of " + entry.key() + " are not known", Offers.NAMES);
    return entry
        .result()
        .then(
            result -> {
              List<ServerKey> keys = Offers.keys(result);
              return keys == null ? Known.unknown(doubt) : offers.with(library, keys);
            });
  }

  private OpenSslReleases libraries() {
    return listener.setup().platform().openSsl();
  }

  /** The listener. */
  public Listener listener() {
    return listener;
  }

  /** The server name that clients send, or a pattern for several; null if any other, or none. */
  public @Nullable String serverName() {
    return serverName;
  }

  /**
   * What becomes of a handshake with a client; unknown where something that decides is not known,
   * or OpenSSL releases that Postfix can be built with differ in it.
   */
  public Known<Answer> answer(Client client) {
    Known<Answer> one = with(client, libraries().newest());
    for (OpenSslRelease library : libraries().possible()) {
      if (library != libraries().newest() && !with(client, library).isSame(one)) {
        return Known.unknown(Doubt.of("it depends on OpenSSL, which can be " + libraries()));
      }
    }
    return one;
  }

  /** The same with each OpenSSL that it can be, the newest first. */
  List<Known<Answer>> answers(Client client) {
    List<Known<Answer>> answers = new ArrayList<>();
    for (OpenSslRelease library : libraries().possible()) {
      answers.add(0, with(client, library));
    }
    return answers;
  }

  private Known<Answer> with(Client client, OpenSslRelease library) {
    Known<ServerOffer> offer = offers.get(library);
    if (offer == null) {
      throw new IllegalStateException("no offer with OpenSSL " + library);
    }
    return offer.map(client::meet);
  }

  /** What is offered with the newest OpenSSL that it can be. */
  public Known<ServerOffer> offer() {
    Known<ServerOffer> offer = offers.get(libraries().newest());
    return offer == null ? Known.unset() : offer;
  }
}
