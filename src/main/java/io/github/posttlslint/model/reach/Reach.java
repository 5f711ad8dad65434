package io.github.posttlslint.model.reach;

import io.github.posttlslint.handshake.Answer;
import io.github.posttlslint.handshake.Client;
import io.github.posttlslint.handshake.ServerKey;
import io.github.posttlslint.handshake.ServerOffer;
import io.github.posttlslint.handshake.Version;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.table.LookupResult;
import io.github.posttlslint.model.table.OpenManner;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.TableType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What clients get of a listener, with its own certificates or with those of a server name. */
public final class Reach {

  /** A name that no table is made for (RFC 6761, section 6.4). */
  private static final String NOBODY = "nobody.invalid";

  private static final int INTERNAL_ERROR = 80;

  private final Listener listener;
  private final @Nullable String serverName;
  private final Map<OpenSslRelease, Known<ServerOffer>> offers =
      new EnumMap<>(OpenSslRelease.class);

  /**
   * What becomes of clients that send a server name, whatever is offered; unset if nothing does.
   */
  private final Known<Answer> forNames;

  private Reach(
      Listener listener,
      @Nullable String serverName,
      Known<Answer> forNames,
      BiFunction<Offers, OpenSslRelease, Known<ServerOffer>> offered) {
    this.listener = listener;
    this.serverName = serverName;
    this.forNames = forNames;
    Known<Offers> all = Offers.of(listener);
    for (OpenSslRelease library : libraries().possible()) {
      offers.put(library, all.then(offer -> offered.apply(offer, library)));
    }
  }

  /**
   * That of a listener: first with its own certificates, then with those of each server name.
   *
   * @param tables all tables of the setup
   * @param entries those of all tables of server names
   */
  public static List<Reach> of(Listener listener, Tables tables, List<SniEntry> entries) {
    Value maps =
        Offers.of(listener).<@Nullable Value>fold(Offers::nameTables, () -> null, doubt -> null);
    String names = maps == null ? "" : maps.known().or("", "");
    List<SniEntry> own = new ArrayList<>();
    boolean isBroken = false;
    for (SniEntry entry : entries) {
      if (names.contains(entry.use().reference().text())) {
        own.add(entry);
        isBroken |= kind(entry) == TableType.Kind.INLINE && isMissing(entry);
      }
    }
    Known<Answer> forNames =
        isBroken
            ? refused("a table of " + Offers.NAMES + " names a file that is not there")
            : maps == null || names.isEmpty() ? Known.unset() : forOtherNames(maps, tables);
    List<Reach> all = new ArrayList<>();
    all.add(new Reach(listener, null, forNames, Offers::with));
    for (SniEntry entry : own) {
      if (!isLeftOut(entry, isBroken)) {
        all.add(of(listener, entry));
      }
    }
    return all;
  }

  private static TableType.Kind kind(SniEntry entry) {
    TableType type = entry.use().reference().type();
    return type == null ? TableType.Kind.OTHER : type.kind();
  }

  private static boolean isMissing(SniEntry entry) {
    return entry.missing().isSet().ifUnknown(false);
  }

  /**
   * Postfix skips a line of a text whose file is not there, and refuses a whole table in main.cf.
   */
  private static boolean isLeftOut(SniEntry entry, boolean isBroken) {
    return switch (kind(entry)) {
      case INLINE -> isBroken;
      case TEXT, PATTERN -> isMissing(entry);
      default -> false;
    };
  }

  private static Reach of(Listener listener, SniEntry entry) {
    // postmap has put what the files were then into a compiled table
    boolean isRejected =
        kind(entry) != TableType.Kind.COMPILED && entry.problem().isSet().ifUnknown(false);
    return isRejected
        ? new Reach(
            listener,
            entry.key(),
            refused("the certificates for that server name cannot be loaded"),
            Offers::with)
        : new Reach(
            listener,
            entry.key(),
            Known.unset(),
            (offers, library) -> with(offers, library, entry));
  }

  /**
   * What a name gets that no table has: nothing of its own, or the handshake ends where a table
   * cannot be asked (tls_server.c, "map lookup problem").
   */
  private static Known<Answer> forOtherNames(Value maps, Tables tables) {
    LookupResult result = tables.chain(maps, OpenManner.MAPS).find(NOBODY);
    if (result instanceof LookupResult.Failure) {
      return refused("a table of " + Offers.NAMES + " cannot be opened");
    }
    return result instanceof LookupResult.Hit
        ? Known.unknown(new Doubt("a table has certificates for every server name", Offers.NAMES))
        : Known.unset();
  }

  private static Known<Answer> refused(String reason) {
    return Known.of(new Answer.Refused(Answer.Why.NAME, INTERNAL_ERROR, reason));
  }

  /** The same as if the listener had a certificate with an RSA key besides its own. */
  static List<Reach> withRsa(Listener listener) {
    return List.of(
        new Reach(
            listener,
            null,
            Known.unset(),
            (offers, library) -> offers.with(library).map(offer -> offer.with(ServerKey.USUAL))));
  }

  private static Known<ServerOffer> with(Offers offers, OpenSslRelease library, SniEntry entry) {
    Doubt doubt = new Doubt("the certificates of " + entry.key() + " are not known", Offers.NAMES);
    Known<LoadResult> loaded = entry.result();
    if (!loaded.isSet().ifUnknown(true)) {
      return Known.unknown(new Doubt("a file of " + entry.key() + " is not there", Offers.NAMES));
    }
    return loaded.then(
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
    Known<Answer> answer = offer.then(known -> meet(client, known));
    boolean isBefore = answer.is(Reach::isBeforeNames).ifUnknown(false);
    if (isBefore || !client.hello().sendsServerName()) {
      return answer;
    }
    return forNames.fold(Known::of, () -> answer, Known::unknown);
  }

  private static Known<Answer> meet(Client client, ServerOffer offer) {
    Answer answer = client.meet(offer);
    boolean isOld =
        answer instanceof Answer.Agreed agreed && agreed.version().code() < Version.TLS_1_2.code();
    return isOld && !offer.settings().allowsSha1()
        ? Known.unknown(
            Doubt.of("OpenSSL's configuration forbids SHA-1, which TLS before 1.2 signs with"))
        : Known.of(answer);
  }

  /** Whether it ends before the server looks at the name that the client sends. */
  private static boolean isBeforeNames(Answer answer) {
    return answer instanceof Answer.Refused refused
        && (refused.why() == Answer.Why.VERSION || refused.why() == Answer.Why.FALLBACK);
  }

  /** What is offered with the newest OpenSSL that it can be. */
  public Known<ServerOffer> offer() {
    Known<ServerOffer> offer = offers.get(libraries().newest());
    return offer == null ? Known.unset() : offer;
  }
}
