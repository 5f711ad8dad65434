package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.tls.SessionCache;
import org.jspecify.annotations.Nullable;

/** A TLS session cache that tlsmgr(8) opens. */
final class SessionCacheKind {

  private SessionCacheKind() {}

  static final Kind<SessionCache> KIND =
      new Kind<SessionCache>("session-cache", "a TLS session cache that tlsmgr opens")
          .text("parameter", "the parameter that names it", SessionCache::parameter)
          .renamed("setting", "parameter")
          .fact("database", FactType.TEXT, "its type and path", one -> text(one.database()))
          .fact("type", FactType.TEXT, "what stands before the colon", one -> text(one.type()))
          .fact("path", FactType.TEXT, "what stands after the colon", one -> text(one.path()))
          .fact(
              "in-data-directory",
              FactType.TRUTH,
              "it is in the data directory",
              one -> one.isInDataDirectory().fold(Fact::of, Fact::absent, Fact::unknown))
          .fact(
              "other",
              FactType.TEXT,
              "another parameter that names the same database",
              one -> text(one.database().then(database -> other(one))))
          .text(
              "timeout-parameter",
              "the parameter that tells how long a session is kept",
              SessionCache::timeoutParameter)
          .renamed("timeout-setting", "timeout-parameter")
          .fact(
              "timeout",
              FactType.NUMBER,
              "how long a session is kept, in seconds",
              one -> one.timeout().fold(Fact::of, Fact::absent, Fact::unknown))
          .including(SetupKind.FACTS, SessionCache::setup)
          .anchor("value", "the value", one -> one.value(one.parameter()).valueSpan())
          .anchor("other", "where the other parameter is set", SessionCacheKind::otherPlace)
          .anchor(
              "timeout", "where the time is set", one -> one.value(one.timeoutParameter()).span());

  private static Fact text(Known<String> text) {
    return text.fold(Fact::of, Fact::absent, Fact::unknown);
  }

  private static Known<String> other(SessionCache cache) {
    String other = cache.other();
    return other == null ? Known.unset() : Known.of(other);
  }

  private static @Nullable Span otherPlace(SessionCache cache) {
    String other = cache.other();
    return other == null ? null : cache.value(other).span();
  }
}
