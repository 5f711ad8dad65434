package io.github.posttlslint.model.listen;

import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.model.tls.TlsFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services of a setup that accept SMTP connections. */
public final class Listeners {

  private Listeners() {}

  /** All, in the order of master.cf. */
  public static List<Listener> of(Setup setup) {
    return of(setup, TlsFiles.of(setup));
  }

  /**
   * As before.
   *
   * @param files what the services of the setup load
   */
  public static List<Listener> of(Setup setup, List<TlsFiles> files) {
    Map<Service, TlsFiles> loaded = new HashMap<>();
    for (TlsFiles one : files) {
      for (Side side : one.sides()) {
        if (side.isServer()) {
          loaded.put(side.service(), one);
        }
      }
    }
    Truth lacksTlsmgr = TlsStart.lacksTlsmgr(setup);
    List<Listener> all = new ArrayList<>();
    for (Service service : setup.services()) {
      if (Listener.isListener(service)) {
        Side speaker = speaker(service);
        TlsFiles own = speaker == null ? null : loaded.get(speaker.service());
        all.add(new Listener(service, own, lacksTlsmgr));
      }
    }
    return all;
  }

  /** What the clients of an smtpd(8) meet; one without a certificate offers no TLS. */
  public static Tls meets(Service service) {
    Tls tls = new Listener(service, null, Truth.NO).tls();
    boolean isBare = !new Server(service).namesCertificate().ifUnknown(true);
    return tls == Tls.OFFERED && isBare ? Tls.OFF : tls;
  }

  /**
   * The side that does TLS with the clients of a service: for postscreen(8) up to Postfix 3.11 its
   * tlsproxy(8), which has settings of its own; null where there is none.
   */
  static @Nullable Side speaker(Service service) {
    return service.program().equals("postscreen") && !service.setup().version().isAtLeast(3, 12)
        ? Side.proxy(service, Side.Family.TLSPROXY)
        : Side.server(service);
  }
}
