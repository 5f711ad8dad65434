package io.github.posttlslint.report;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Level;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client meets at a service that accepts SMTP connections.
 *
 * @param service the service
 * @param tls whether and when there is TLS
 * @param protocols the TLS versions from old to new; empty without TLS, null where they cannot be
 *     told
 * @param keys the kinds of keys of the certificates, such as rsa; empty without TLS, null where
 *     they cannot be told
 * @param auth where passwords are accepted
 */
record Listener(
    Service service,
    Tls tls,
    @Nullable List<String> protocols,
    @Nullable List<String> keys,
    Auth auth) {

  /** Whether and when a client can have TLS. */
  enum Tls {
    OFF("no TLS"),
    OFFERED("TLS offered"),
    DEMANDED("TLS demanded"),
    IMMEDIATE("TLS from the first byte"),
    UNKNOWN("cannot tell");

    private final String words;

    Tls(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Where a client can send a password. */
  enum Auth {
    NONE("no AUTH"),
    UNDER_TLS("AUTH under TLS"),
    IN_CLEAR("AUTH also without TLS"),
    UNKNOWN("AUTH");

    private final String words;

    Auth(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The services of a setup that accept SMTP connections, in the order of master.cf. */
  static List<Listener> all(Setup setup) {
    return all(setup, TlsFiles.of(setup));
  }

  /**
   * As before.
   *
   * @param files what the services of the setup load
   */
  static List<Listener> all(Setup setup, List<TlsFiles> files) {
    List<Listener> all = new ArrayList<>();
    for (Service service : setup.services()) {
      if (isListener(service)) {
        all.add(of(service, files));
      }
    }
    return all;
  }

  /** Whether a service accepts SMTP connections. */
  static boolean isListener(Service service) {
    return switch (service.role()) {
      case MX, SUBMISSION, SUBMISSIONS, INTERNAL, OTHER, POSTSCREEN -> true;
      default -> false;
    };
  }

  private static Listener of(Service service, List<TlsFiles> files) {
    Tls tls = tls(service);
    Auth auth = auth(service, tls);
    if (tls == Tls.OFF) {
      return new Listener(service, tls, List.of(), List.of(), auth);
    }
    Side side = side(service);
    List<String> protocols =
        side == null
            ? null
            : side.protocols()
                .<@Nullable List<String>>fold(ProtocolList::allowed, () -> null, doubt -> null);
    return new Listener(service, tls, protocols, side == null ? null : keys(side, files), auth);
  }

  /** postscreen(8) leaves TLS to tlsproxy(8), which has settings of its own. */
  private static @Nullable Side side(Service service) {
    if (service.role() != Role.POSTSCREEN) {
      return Side.server(service);
    }
    return Side.proxy(service, Side.Family.TLSPROXY);
  }

  private static @Nullable List<String> keys(Side side, List<TlsFiles> all) {
    for (TlsFiles files : all) {
      if (files.isServer() && files.isOf(side.service())) {
        List<KeyAlgorithm> algorithms = files.keyAlgorithms();
        if (algorithms == null) {
          return null;
        }
        List<String> keys = new ArrayList<>();
        for (KeyAlgorithm algorithm : algorithms) {
          keys.add(algorithm.words().toLowerCase(Locale.ROOT));
        }
        return keys;
      }
    }
    return null;
  }

  /** Whether and when a service has TLS. */
  static Tls tls(Service service) {
    Level level = Side.server(service).level();
    boolean wrapped = level.decidedBy().equals("smtpd_tls_wrappermode");
    return level
        .name()
        .or(
            name ->
                switch (name) {
                  case "none" -> Tls.OFF;
                  case "may" -> Tls.OFFERED;
                  case "encrypt" -> wrapped ? Tls.IMMEDIATE : Tls.DEMANDED;
                  default -> Tls.UNKNOWN;
                },
            Tls.UNKNOWN,
            Tls.UNKNOWN);
  }

  /** Where a service accepts passwords; postscreen(8) itself accepts none. */
  static Auth auth(Service service, Tls tls) {
    Truth enabled = service.value("smtpd_sasl_auth_enable").known().is("yes"::equalsIgnoreCase);
    if (service.role() == Role.POSTSCREEN || !enabled.ifUnknown(true)) {
      return Auth.NONE;
    }
    return enabled
        .and(() -> new Server(service).takesPasswordsInClear())
        .fold(
            () -> Auth.IN_CLEAR,
            () -> tls == Tls.OFF ? Auth.NONE : Auth.UNDER_TLS,
            doubt -> Auth.UNKNOWN);
  }

  /** The port, or what stands for it. */
  String port() {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null) {
      return service.type().equals("pass") ? "behind postscreen" : "none";
    }
    return endpoint.port() < 0 ? endpoint.service() : Integer.toString(endpoint.port());
  }

  /** The purpose; where no master.cf was seen it is not known. */
  String role() {
    return service.isAssumed() ? "assumed" : service.role().label();
  }

  /** The protocols in a few words, such as "TLSv1.2 to TLSv1.3"; empty without TLS. */
  String protocolRange() {
    List<String> known = protocols;
    if (known == null) {
      return "protocols unknown";
    } else if (known.isEmpty()) {
      return tls == Tls.OFF ? "" : "no protocol";
    }
    String lowest = known.get(0);
    String highest = known.get(known.size() - 1);
    return lowest.equals(highest) ? lowest : lowest + " to " + highest;
  }

  /** The kinds of keys in a few words; empty without TLS. */
  String keyWords() {
    List<String> known = keys;
    if (known == null) {
      return "keys unknown";
    }
    return known.isEmpty() && tls != Tls.OFF ? "no certificate" : String.join(", ", known);
  }
}
