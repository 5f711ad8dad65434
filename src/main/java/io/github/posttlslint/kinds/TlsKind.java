package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.TlsThing;
import io.github.posttlslint.model.tls.TlsUsers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all kinds of things have that services load for TLS. */
final class TlsKind {

  private TlsKind() {}

  /** Can be told even where it is not known whether TLS is on, so that the thing is loaded. */
  static final Kind<TlsThing> FACTS =
      new Kind<TlsThing>("loaded", "a thing that services load for TLS")
          .choice(
              "side",
              TlsUsers.SIDES,
              "server or client: what the services are that load it",
              thing -> users(thing).side())
          .text("parameter", "the parameter that names it", TlsThing::parameter)
          .knownWords(
              "levels",
              "the TLS levels of the services that load it",
              thing -> users(thing).levels())
          .truth(
              "users",
              "a service for users' mail programs is among them",
              thing -> users(thing).serveUsers())
          .truth(
              "mx", "all of them take mail from the whole Internet", thing -> users(thing).areMx())
          .told(
              "opportunistic",
              "all of them are at level may",
              thing -> users(thing).areOpportunistic())
          .told(
              "verifies",
              "one of them checks its peers' certificates against its CAs",
              thing -> users(thing).verifyPeers())
          .including(SetupKind.FACTS, TlsThing::setup);

  private static TlsUsers users(TlsThing thing) {
    return thing.files().users();
  }

  /** Begins a kind of things that services load: its facts are unknown where TLS is in doubt. */
  static <T extends TlsThing> Kind<T> kind(String name, String documentation) {
    return new Kind<T>(name, documentation)
        .unless(TlsThing::doubt)
        .including(FACTS, thing -> thing)
        .anchor(
            "reference",
            "name and value of the parameter that names it",
            TlsThing::reference,
            FileReference::span);
  }

  /** Where a list of modes tells owner, mode and time of a file; null where that is not so. */
  static @Nullable Span recorded(Thing thing, Known<String> path) {
    String known = path.or("", "");
    return known.isEmpty() ? null : thing.setup().tree().recorded(known);
  }

  /** Adds what a missing file is nearly called. */
  static <T extends TlsThing> Kind<T> withNear(Kind<T> kind) {
    return withNear(kind, TlsThing::near)
        .text("near.value", "the parameter's value with that name", TlsThing::valueWithNear)
        .anchor("value", "the value of the parameter that names it", TlsThing::valuePlace);
  }

  /** Adds how a parameter for a file of CAs can become one for a directory of them. */
  static <T extends TlsThing> Kind<T> withSibling(Kind<T> kind) {
    return kind.text(
            "sibling",
            "the parameter for a directory of CAs where this is one for a file, and the other way"
                + " round; absent if that is set",
            TlsThing::sibling)
        .anchor("name", "the name of the parameter that names it", TlsThing::namePlace);
  }

  /** Adds what a file is called that is not there under the name that is given. */
  static <T extends Thing> Kind<T> withNear(Kind<T> kind, Function<T, @Nullable NearMiss> near) {
    return kind.text(
            "near",
            "the name of a file or directory that is there and nearly the same, if it is missing",
            near,
            NearMiss::name)
        .text(
            "near.question",
            "the question whether that is meant, with a blank before it",
            near,
            one -> " Did you mean '" + one.name() + "'?");
  }
}
