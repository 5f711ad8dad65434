package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
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
          .textIfSet("database", "its type and path", one -> one.database())
          .textIfSet(
              "type", "what stands before the colon, or default_database_type", one -> one.type())
          .told(
              "gone",
              "its type is one of Berkeley DB's, which this Postfix is built without",
              one -> one.isGone())
          .told(
              "deprecated",
              "a warning is logged that its type has no future",
              one -> one.isDeprecated())
          .textIfSet("path", "what stands after the colon", one -> one.path())
          .truthIfSet(
              "in-data-directory", "it is in the data directory", one -> one.isInDataDirectory())
          .truthIfSet("capitals", "its type has a capital letter", one -> one.hasCapitals())
          .textIfSet(
              "missing-folder",
              "the directory that it is to lie in, if that is not there",
              one -> one.missingFolder())
          .told("approved", "proxy_write_maps lists it", one -> one.isApproved())
          .textIfSet(
              "other",
              "another parameter that names the same database",
              one -> one.database().then(database -> Known.ofNullable(one.other())))
          .text(
              "timeout-parameter",
              "the parameter that tells how long a session is kept",
              SessionCache::timeoutParameter)
          .renamed("timeout-setting", "timeout-parameter")
          .numberIfSet("timeout", "how long a session is kept, in seconds", one -> one.timeout())
          .including(SetupKind.FACTS, SessionCache::setup)
          .anchor("value", "the value", one -> one.value(one.parameter()).valueSpan())
          .anchor("other", "where the other parameter is set", SessionCacheKind::otherPlace)
          .anchor(
              "timeout", "where the time is set", one -> one.value(one.timeoutParameter()).span())
          .anchor(
              "timeout.value",
              "the time alone",
              one -> one.value(one.timeoutParameter()).valueSpan());

  private static @Nullable Span otherPlace(SessionCache cache) {
    String other = cache.other();
    return other == null ? null : cache.value(other).span();
  }
}
