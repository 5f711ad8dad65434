package io.github.posttlslint.model.listen;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Level;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.WayBack;
import io.github.posttlslint.model.listen.Fault.Kind;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A service that accepts SMTP connections, by smtpd(8) or by postscreen(8) with its tlsproxy(8):
 * where it listens, who comes there, and what a client meets.
 */
public final class Listener implements ServicePart {

  /** Whose wrong values smtpd(8) ends itself for, before it greets. */
  private static final List<String> FATAL =
      List.of(
          "smtpd_tls_wrappermode",
          "smtpd_tls_auth_only",
          "smtpd_tls_ask_ccert",
          "smtpd_tls_req_ccert",
          "smtpd_sasl_auth_enable",
          "smtpd_use_tls",
          "smtpd_enforce_tls");

  /** What it ends itself for if it is empty, in releases that do not take that. */
  private static final List<String> FILLED =
      List.of(
          "tls_eecdh_auto_curves",
          "tls_eecdh_strong_curve",
          "tls_eecdh_ultra_curve",
          "tls_high_cipherlist",
          "tls_medium_cipherlist",
          "tls_low_cipherlist",
          "tls_export_cipherlist",
          "tls_null_cipherlist");

  private final Service service;
  private final @Nullable TlsFiles files;
  private final Truth lacksTlsmgr;
  private @Nullable Known<Fault> fault;

  Listener(Service service, @Nullable TlsFiles files, Truth lacksTlsmgr) {
    this.service = service;
    this.files = files;
    this.lacksTlsmgr = lacksTlsmgr;
  }

  /** Whether a service accepts SMTP connections. */
  public static boolean isListener(Service service) {
    return switch (service.role()) {
      case MX, SUBMISSION, SUBMISSIONS, INTERNAL, OTHER, POSTSCREEN -> true;
      default -> false;
    };
  }

  @Override
  public Service service() {
    return service;
  }

  // --- where it listens ------------------------------------------------------------------------

  /** The port, or what stands for it. */
  public String port() {
    Endpoint endpoint = service.endpoint();
    if (endpoint == null) {
      return service.type().equals("pass") ? "behind postscreen" : "none";
    }
    return endpoint.port() < 0 ? endpoint.service() : Integer.toString(endpoint.port());
  }

  /** The addresses, or names of hosts; none where it does not listen to the network. */
  public Known<List<String>> addresses() {
    return service.addresses();
  }

  /** The purpose; where no master.cf was seen it is not known. */
  public String role() {
    return service.isAssumed() ? "assumed" : service.role().label();
  }

  // --- who comes there -------------------------------------------------------------------------

  /** Who connects; unknown where nothing shows it. */
  public Known<Visitors> visitors() {
    WayBack wayBack = setup().wayBack();
    Truth back = wayBack.isMarked(service);
    if (back.ifUnknown(false) || (!back.ifUnknown(true) && wayBack.isLeft(service))) {
      return Known.of(Visitors.FILTER);
    }
    Doubt doubt = back.doubt();
    return doubt != null ? Known.unknown(doubt) : others();
  }

  private Known<Visitors> others() {
    Known<Visitors> unclear =
        Known.unknown(new Doubt("who connects there is not known", "inet_interfaces"));
    if (new Server(service).isPublic().ifUnknown(false)) {
      return Known.of(Visitors.PUBLIC);
    }
    return service
        .knownRole()
        .then(
            role ->
                switch (role) {
                  case SUBMISSION, SUBMISSIONS -> Known.of(Visitors.USERS);
                  case INTERNAL -> Known.of(Visitors.LOCAL);
                  case OTHER ->
                      takesPasswords().ifUnknown(false) ? Known.of(Visitors.USERS) : unclear;
                  default -> unclear;
                });
  }

  // --- what a client meets ---------------------------------------------------------------------

  /** The side that does TLS with its clients; null where postscreen(8) has no tlsproxy(8). */
  public @Nullable Side speaker() {
    return Listeners.speaker(service);
  }

  /** What that side loads; null where it is not known. */
  public @Nullable TlsFiles files() {
    return files;
  }

  private boolean isPostscreen() {
    return service.role() == Role.POSTSCREEN;
  }

  /** The level in force and what decided it. */
  public Level level() {
    return Side.server(service).level();
  }

  /** Where the level is set, and by which parameter. */
  public Side.Written setting() {
    return Side.server(service).levelWritten();
  }

  /** Whether and when a client is to have TLS. */
  public Tls tls() {
    Level level = level();
    boolean wrapped = level.decidedBy().equals("smtpd_tls_wrappermode");
    Tls tls =
        level
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
    return tls == Tls.OFFERED && hides("starttls").ifUnknown(false) ? Tls.OFF : tls;
  }

  private Truth hides(String keyword) {
    String parameter =
        isPostscreen() ? "postscreen_discard_ehlo_keywords" : "smtpd_discard_ehlo_keywords";
    return service.value(parameter).hasWord(keyword);
  }

  /** Why no client gets the TLS that it is to have; unset where TLS works, or is off. */
  public Known<Fault> fault() {
    Known<Fault> known = fault;
    if (known == null) {
      known = findFault();
      fault = known;
    }
    return known;
  }

  private Known<Fault> findFault() {
    Known<Fault> dead = end();
    if (dead.isSet().ifUnknown(true)) {
      return dead;
    }
    Truth mechanisms = takesPasswords().and(this::limitsMechanisms);
    Doubt doubt = mechanisms.doubt();
    if (doubt != null) {
      return Known.unknown(doubt);
    }
    Tls tls = tls();
    if (tls == Tls.OFF) {
      return Known.unset();
    }
    if (tls == Tls.UNKNOWN) {
      return Known.unknown(new Doubt("the TLS level is not known", level().decidedBy()));
    }
    Truth hidden = tls == Tls.IMMEDIATE ? Truth.NO : hides("starttls");
    return hidden.fold(this::hidden, this::start, Known::unknown);
  }

  /**
   * Whether it depends on the SASL server whether a mechanism is left; if none is, smtpd(8) ends
   * itself, "no SASL authentication mechanisms".
   */
  private Truth limitsMechanisms() {
    for (String parameter :
        List.of("smtpd_sasl_security_options", "smtpd_sasl_tls_security_options")) {
      if (service.value(parameter).hasWord("noplaintext").ifUnknown(true)) {
        return Truth.unknown(new Doubt("which mechanisms are left is not known", parameter));
      }
    }
    String filter = "smtpd_sasl_mechanism_filter";
    MatchList mechanisms = new MatchList(service.value(filter));
    return Side.server(service).has(filter) && !mechanisms.has("plain").ifUnknown(false)
        ? Truth.unknown(new Doubt("which mechanisms are left is not known", filter))
        : Truth.NO;
  }

  private Known<Fault> hidden() {
    String parameter = "smtpd_discard_ehlo_keywords";
    Span place = service.value(parameter).span();
    return Known.of(
        new Fault(Kind.HIDDEN, parameter, place, parameter + " has starttls, and TLS is demanded"));
  }

  private Known<Fault> start() {
    if (lacksTlsmgr.ifUnknown(false)) {
      return Known.of(new Fault(Kind.REFUSED, "tlsmgr", null, "master.cf has no tlsmgr"));
    }
    Side speaker = speaker();
    if (speaker == null || lacksTlsproxy()) {
      return Known.of(new Fault(Kind.REFUSED, "tlsproxy", null, "master.cf has no tlsproxy"));
    }
    Known<Fault> off =
        speaker
            .isOn()
            .not()
            .then(
                () ->
                    Known.of(
                        new Fault(
                            Kind.REFUSED,
                            speaker.levelParameter(),
                            speaker.written("security_level").span(),
                            "TLS of tlsproxy is off")));
    return off.isSet().ifUnknown(true) ? off : new TlsStart(speaker, files).fault();
  }

  private boolean lacksTlsproxy() {
    return isPostscreen() && Side.proxy(service, Side.Family.TLSPROXY) == null;
  }

  /** What smtpd(8) ends itself for. */
  private Known<Fault> end() {
    if (!service.program().equals("smtpd")) {
      return Known.unset();
    }
    for (String parameter : FATAL) {
      Known<Fault> bad =
          service
              .problem(parameter)
              .map(
                  problem ->
                      new Fault(
                          Kind.NO_ANSWER,
                          parameter,
                          service.value(parameter).span(),
                          "'" + problem.text() + "' is neither yes nor no"));
      if (bad.isSet().ifUnknown(false)) {
        return bad;
      }
    }
    for (String parameter : FILLED) {
      Value value = service.value(parameter);
      boolean isEmpty =
          value.isExplicit()
              && !value.known().orUnset("").is(text -> !text.isBlank()).ifUnknown(true);
      Known<Fault> bad = isEmpty ? empty(parameter) : Known.unset();
      if (bad.isSet().ifUnknown(true)) {
        return bad;
      }
    }
    Level level = level();
    return level
        .is("none", "may", "encrypt")
        .not()
        .then(
            () ->
                Known.of(
                    new Fault(
                        Kind.NO_ANSWER,
                        level.decidedBy(),
                        setting().span(),
                        "'" + level.shown() + "' is not a level of a server")));
  }

  private Known<Fault> empty(String parameter) {
    PostfixVersion version = setup().version();
    Parameter known = setup().parameters().find(parameter, version);
    if (known == null) {
      return Known.unset();
    }
    if (known.mayBeEmptyFrom(version) != null) {
      return Known.unknown(new Doubt("not all patch levels take an empty value", parameter));
    }
    Span place = service.value(parameter).span();
    return known.minLength(version) > 0
        ? Known.of(new Fault(Kind.NO_ANSWER, parameter, place, parameter + " is empty"))
        : Known.unset();
  }

  /** The TLS versions from old to new; none where there is no TLS. */
  public Known<List<String>> protocols() {
    Known<List<String>> hidden =
        Known.unknown(new Doubt("the TLS protocols in force are not known", "tls_protocols"));
    if (tls() == Tls.OFF) {
      return Known.of(List.of());
    }
    Side speaker = speaker();
    Known<List<String>> list = speaker == null ? hidden : speaker.versions();
    return list.isSet().ifUnknown(true) ? list : hidden;
  }

  /** The kinds of keys of its certificates, such as rsa; none where there is no TLS. */
  public Known<List<String>> keys() {
    if (tls() == Tls.OFF) {
      return Known.of(List.of());
    }
    List<KeyAlgorithm> algorithms = files == null ? null : files.keyAlgorithms();
    if (algorithms == null) {
      return Known.unknown(new Doubt("the certificates were not seen", "smtpd_tls_cert_file"));
    }
    List<String> keys = new ArrayList<>();
    for (KeyAlgorithm algorithm : algorithms) {
      keys.add(algorithm.words().toLowerCase(Locale.ROOT));
    }
    return Known.of(keys);
  }

  /** What certificates of clients are good for. */
  public ClientCertificates certificates() {
    return new ClientCertificates(service);
  }

  /** Whether it has AUTH at all; postscreen(8) itself has not. */
  private Truth takesPasswords() {
    return isPostscreen()
        ? Truth.NO
        : Truth.all(service.value("smtpd_sasl_auth_enable").isYes(), hides("auth").not());
  }

  /** Where a client can send a password; under TLS alone also where TLS then fails. */
  public Auth auth() {
    Truth takes = takesPasswords();
    if (!takes.ifUnknown(true)) {
      return Auth.NONE;
    }
    Tls tls = tls();
    return takes
        .and(() -> new Server(service).takesPasswordsInClear())
        .fold(
            () -> Auth.IN_CLEAR,
            () -> tls == Tls.OFF ? Auth.NONE : Auth.UNDER_TLS,
            doubt -> Auth.UNKNOWN);
  }

  @Override
  public String toString() {
    return service.id();
  }
}
