package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.model.listen.Visitors;

/** A service that accepts SMTP connections, as its clients meet it. */
final class ListenerKind {

  private ListenerKind() {}

  static final Kind<Listener> KIND =
      new Kind<Listener>(
              "listener", "a service that accepts SMTP connections, as its clients meet it")
          .text("listens", "its port, by number where that is known", Listener::port)
          .choiceIfSet(
              "visitors",
              Visitors.values(),
              "who connects: strangers' mail servers, users, programs of this host, or a content"
                  + " filter that gives mail back",
              Listener::visitors)
          .told(
              "marked",
              "its own options show that a content filter gives mail back to it",
              Listener::isMarkedWayBack)
          .choice("tls", Tls.values(), "whether and when a client is to have TLS", Listener::tls)
          .text("decided-by", "the parameter that decided that", one -> one.level().decidedBy())
          .including(ServiceKind.KIND, Listener::service)
          .anchorOf(
              "setting",
              "where its level, or wrapper mode, is set",
              one -> one.setting().parameter(),
              one -> one.setting().span());
}
