package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.route.NextHop;
import io.github.posttlslint.model.route.Route;
import io.github.posttlslint.model.route.Terms;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.table.TableWords;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.report.ShownRoute.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What holds on a way of mail, in words that may be shown. */
final class RouteWords {

  private RouteWords() {}

  /** Whose mail goes there. */
  static String source(Route route) {
    return switch (route.source()) {
      case DEFAULT -> "to other domains";
      case RELAY -> "to relay_domains";
      case SENDER -> "from some senders";
      case RECIPIENT -> "to some recipients";
      case MAILBOX -> "to mailboxes here";
      case PROBE -> "to probed addresses";
      case FILTER -> "to a content filter";
      case FALLBACK -> "if other ways fail";
    };
  }

  /** The next hop as written, or whose hosts it means. */
  static String destination(Route route) {
    return route.quoted("destination", route.destination());
  }

  private static String masked(Route route, String text) {
    return route.setup().secrets().mask(text);
  }

  private static String cannotTell(Route route, Doubt doubt) {
    return "cannot tell: " + route.setup().secrets().mask(doubt);
  }

  /** Where connections go. */
  static String hosts(Route route) {
    return route.hop().or(to -> hosts(route, to), "", "hosts that are not known");
  }

  private static String hosts(Route route, NextHop to) {
    if (to.form() == NextHop.Form.SOCKET) {
      return "the socket " + destination(route);
    }
    if (to.fault() != null) {
      return "nowhere: " + masked(route, to.fault());
    }
    String port = to.port() < 0 ? "a port by name" : "port " + to.port();
    if (to.form() == NextHop.Form.RECIPIENT) {
      return (to.isAny() ? "" : "the MX hosts of ") + destination(route) + ", " + port;
    }
    String host = TableWords.key(Purpose.TRANSPORT, to.host());
    return (to.form() == NextHop.Form.DOMAIN ? "the MX hosts of " + host : host) + ", " + port;
  }

  /** The level, with wrapper mode. */
  static String level(Route route) {
    String level =
        route.level().or(name -> masked(route, quotedLevel(route, name)), "none", "cannot tell");
    boolean isNone = route.level().is(name -> !Levels.has(name)).ifUnknown(false);
    if (isNone) {
      return level + " (no such level: the mail is deferred)";
    }
    return route.isWrapped().ifUnknown(false) ? level + ", TLS from the first byte" : level;
  }

  private static String quotedLevel(Route route, String level) {
    return route
        .policy()
        .or(policy -> TableWords.fits(policy) ? level : "(not shown)", level, level);
  }

  /** What sets the level: a policy, or a parameter. */
  static String decision(Route route) {
    return route.policy().or(RouteWords::policy, route.levelParameter(), route.levelParameter());
  }

  private static String policy(TlsPolicy policy) {
    String key = TableWords.fits(policy) ? policy.key().text() : "";
    return "the policy"
        + (key.isEmpty() || policy.isPattern() ? "" : " of " + key)
        + " in "
        + policy.parameter();
  }

  /** All that holds on the way, a line for each. */
  static List<Line> lines(Route route) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("goes to:", hosts(route), null));
    Doubt doubt = route.level().doubt();
    String level =
        doubt == null ? level(route) + ", by " + decision(route) : cannotTell(route, doubt);
    lines.add(new Line("TLS level:", level, route.levelPlace()));
    terms(route, lines);
    boolean verifies = route.level().is(RouteWords::verifies).ifUnknown(false);
    if (verifies) {
      lines.add(new Line("certificate:", "has to match " + match(route), route.matchPlace()));
      lines.add(trust(route));
    }
    lines.add(password(route));
    return lines;
  }

  /** What TLS can come to, where there is any; nothing where it cannot be told. */
  private static void terms(Route route, List<Line> lines) {
    Terms terms = route.terms();
    String fault = terms.fault().or("", "");
    if (!fault.isEmpty()) {
      lines.add(new Line("fails:", "no connection is made: " + masked(route, fault), null));
    } else if (route.level().is(level -> !level.equals("none")).ifUnknown(false)) {
      String versions =
          terms
              .versions()
              .or(
                  all -> all.isEmpty() ? "none: every handshake fails" : String.join(", ", all),
                  "",
                  "");
      if (!versions.isEmpty()) {
        lines.add(new Line("TLS versions:", versions, null));
      }
    }
  }

  private static boolean verifies(String level) {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "verify", "secure", "fingerprint" -> true;
      default -> false;
    };
  }

  private static String match(Route route) {
    return route
        .match()
        .or(
            names ->
                names.isEmpty()
                    ? "no name: nothing matches"
                    : masked(route, String.join(", ", names)),
            "nothing",
            "names that are not known");
  }

  private static Line trust(Route route) {
    boolean byName = route.level().is(level -> !level.equals("fingerprint")).ifUnknown(false);
    if (!byName) {
      return new Line("trusted:", "that fingerprint alone", null);
    }
    String parameter = route.name("tls_CAfile");
    Known<String> file = route.own("tls_CAfile").known();
    Span place = route.own("tls_CAfile").valueSpan();
    return route
        .isWithoutTrust()
        .fold(
            () -> new Line("trusted:", "no CA: nothing can be verified", null),
            () -> {
              String named =
                  file.or(path -> parameter + " = " + masked(route, path), "other CAs", "not told");
              return new Line("trusted:", named, place);
            },
            doubt -> new Line("trusted:", cannotTell(route, doubt), null));
  }

  private static Line password(Route route) {
    String parameter = route.name("sasl_password_maps");
    if (!route.authenticates().ifUnknown(true)) {
      return new Line("password:", "none, " + route.name("sasl_auth_enable") + " is off", null);
    }
    String text =
        route
            .passwordKey()
            .or(
                key -> "the entry " + TableWords.key(Purpose.PASSWORD, key) + " of " + parameter,
                none(route, parameter),
                "cannot tell: what " + parameter + " has is not known");
    return new Line("password:", text, route.own("sasl_password_maps").valueSpan());
  }

  private static String none(Route route, String parameter) {
    return route
        .hasPassword()
        .fold(
            () -> "one of " + parameter,
            () -> "no entry of " + parameter,
            doubt -> cannotTell(route, doubt));
  }
}
