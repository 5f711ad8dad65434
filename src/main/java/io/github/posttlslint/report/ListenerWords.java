package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.listen.Fault;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.listen.Visitors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a listener, in a few words. */
final class ListenerWords {

  private ListenerWords() {}

  /** Whether and when a client has TLS, and that it fails. */
  static String meets(Listener listener) {
    Fault fault = fault(listener);
    if (fault == null) {
      return listener.tls().words();
    }
    return switch (fault.kind()) {
      case NO_ANSWER, HIDDEN -> fault.kind().words();
      case REFUSED, HANDSHAKE, ANONYMOUS ->
          listener.tls().words() + ", but " + failure(fault.kind());
    };
  }

  private static String failure(Fault.Kind kind) {
    return switch (kind) {
      case HANDSHAKE -> "handshakes fail";
      case ANONYMOUS -> "without certificate";
      default -> "it fails";
    };
  }

  /** Why nobody gets TLS; null where TLS works, is off, or that cannot be told. */
  static @Nullable Fault fault(Listener listener) {
    return listener.fault().<@Nullable Fault>fold(one -> one, () -> null, doubt -> null);
  }

  /** Why a listener does not work, on one line and without secrets. */
  static String reason(Listener listener, Fault fault) {
    return Characters.oneLine(listener.setup().secrets().maskWords(fault.reason()));
  }

  /** The setting that decides, with its place. */
  static String decision(Listener listener) {
    Side.Written setting = listener.setting();
    Span span = setting.span();
    String place =
        span == null
            ? ShowValues.unwritten(listener.service().value(setting.parameter()))
            : Characters.name(span.file()) + ":" + span.startLine();
    return setting.parameter() + ", " + place;
  }

  /** Who connects. */
  static String visitors(Listener listener) {
    return listener.visitors().or(Visitors::words, "cannot tell", "cannot tell");
  }

  /** The protocols, such as "TLSv1.2 to TLSv1.3"; empty without TLS. */
  static String protocols(Listener listener) {
    return listener.protocols().or(list -> range(listener, list), "", "protocols unknown");
  }

  private static String range(Listener listener, List<String> known) {
    if (known.isEmpty()) {
      return listener.tls() == Tls.OFF ? "" : "no protocol";
    }
    String lowest = known.get(0);
    String highest = known.get(known.size() - 1);
    return lowest.equals(highest) ? lowest : lowest + " to " + highest;
  }

  /** The kinds of keys; empty without TLS. */
  static String keys(Listener listener) {
    return listener
        .keys()
        .or(
            keys ->
                keys.isEmpty() && listener.tls() != Tls.OFF
                    ? "no certificate"
                    : String.join(", ", keys),
            "",
            "keys unknown");
  }
}
