package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One end of TLS connections that a service is: a server for its clients, or a client of other
 * servers. It has its own family of parameters for its level, protocols, ciphers, certificates,
 * keys, trusted CAs and tables.
 */
public final class Side {

  /** The families of parameters. */
  public enum Family {
    SMTPD("smtpd_", "smtpd_tls_", true),
    POSTSCREEN("postscreen_", "postscreen_tls_", true),
    /** tlsproxy(8) as the server for postscreen(8). */
    TLSPROXY("tlsproxy_", "tlsproxy_tls_", true),
    SMTP("smtp_", "smtp_tls_", false),
    LMTP("lmtp_", "lmtp_tls_", false),
    /** tlsproxy(8) as the client for smtp(8) and lmtp(8). */
    TLSPROXY_CLIENT("tlsproxy_client_", "tlsproxy_client_", false);

    private final String program;
    private final String prefix;
    private final boolean server;

    Family(String program, String prefix, boolean server) {
      this.program = program;
      this.prefix = prefix;
      this.server = server;
    }

    /** The family of a client's parameter. */
    public static Family ofClient(String parameter) {
      return parameter.startsWith(LMTP.program) ? LMTP : SMTP;
    }

    /** The parameter of the program with an ending, such as {@code sasl_auth_enable}. */
    public String ofProgram(String ending) {
      return program + ending;
    }

    /** The parameter with an ending, such as {@code cert_file}. */
    public String name(String ending) {
      return prefix + ending;
    }
  }

  private static final String MANDATORY = "mandatory_";

  private final Service service;
  private final Family family;
  private @Nullable Level level;

  private Side(Service service, Family family) {
    this.service = service;
    this.family = family;
  }

  // --- which there are -------------------------------------------------------------------------

  /** All sides of a service; none for programs without TLS. */
  public static List<Side> of(Service service) {
    return switch (service.program()) {
      case "smtpd" -> List.of(new Side(service, Family.SMTPD));
      case "postscreen" -> List.of(new Side(service, Family.POSTSCREEN));
      case "tlsproxy" ->
          List.of(new Side(service, Family.TLSPROXY), new Side(service, Family.TLSPROXY_CLIENT));
      case "smtp" -> List.of(new Side(service, Family.SMTP));
      case "lmtp" -> List.of(new Side(service, Family.LMTP));
      default -> List.of();
    };
  }

  /** The sides of a service that do TLS themselves. */
  public static List<Side> speaking(Service service) {
    List<Side> sides = new ArrayList<>();
    for (Side side : of(service)) {
      if (side.speaksTls()) {
        sides.add(side);
      }
    }
    return sides;
  }

  /** The sides of all services that do TLS themselves, in the order of master.cf. */
  static List<Side> speaking(Setup setup) {
    List<Side> sides = new ArrayList<>();
    for (Service service : setup.services()) {
      sides.addAll(speaking(service));
    }
    return sides;
  }

  /** A service as a server; one whose program is no server is taken for an smtpd(8). */
  public static Side server(Service service) {
    return new Side(
        service,
        switch (service.program()) {
          case "postscreen" -> Family.POSTSCREEN;
          case "tlsproxy" -> Family.TLSPROXY;
          default -> Family.SMTPD;
        });
  }

  /** A service as a client; one whose program is no client is taken for an smtp(8). */
  public static Side client(Service service) {
    return new Side(service, service.program().equals("lmtp") ? Family.LMTP : Family.SMTP);
  }

  /** The tlsproxy(8) that a service hands connections to; null where master.cf has none. */
  public static @Nullable Side proxy(Service service, Family family) {
    Service proxy = service.setup().tlsProxies().of(service);
    return proxy == null ? null : new Side(proxy, family);
  }

  // --- what it is ------------------------------------------------------------------------------

  /** The service. */
  public Service service() {
    return service;
  }

  /** Its family of parameters. */
  public Family family() {
    return family;
  }

  /** Whether it accepts connections. */
  public boolean isServer() {
    return family.server;
  }

  /** {@code server} or {@code client}. */
  public String label() {
    return family.server ? "server" : "client";
  }

  /**
   * Whether it does TLS itself: postscreen(8) leaves that to tlsproxy(8), and has no parameters for
   * it before 3.12, when it tells tlsproxy(8) what to do; so do smtp(8) and lmtp(8).
   */
  private boolean speaksTls() {
    return family == Family.POSTSCREEN
        ? service.setup().version().isAtLeast(3, 12)
        : family != Family.TLSPROXY_CLIENT;
  }

  /**
   * Whether peers meet it: tlsproxy(8) as a server only behind a postscreen(8) that has TLS, up to
   * Postfix 3.11, and as a client only before an smtp(8) or lmtp(8) that keeps connections open.
   */
  public Truth meetsPeers() {
    Setup setup = service.setup();
    if (family == Family.TLSPROXY_CLIENT) {
      return setup.tlsProxies().servesClients(service);
    }
    if (family != Family.TLSPROXY) {
      return Truth.of(speaksTls());
    }
    return setup.version().isAtLeast(3, 12)
        ? Truth.NO
        : setup.tlsProxies().servesPostscreen(service);
  }

  // --- parameters ------------------------------------------------------------------------------

  /** The name of a parameter of the side's family. */
  public String name(String ending) {
    return family.name(ending);
  }

  /** The name of the parameter for mandatory or for optional TLS, such as {@code protocols}. */
  public String name(boolean mandatory, String ending) {
    return family.name(mandatory ? MANDATORY + ending : ending);
  }

  /**
   * A parameter of the side's family.
   *
   * @param ending the name without its prefix, such as {@code cert_file}
   */
  public Value value(String ending) {
    return service.value(name(ending));
  }

  /** Whether the release has a parameter. */
  public boolean has(String parameter) {
    Setup setup = service.setup();
    return setup.parameters().find(parameter, setup.version()) != null;
  }

  private Truth isYes(String parameter) {
    return service.value(parameter).isYes();
  }

  /**
   * Where a value is written.
   *
   * @param parameter the parameter that is set there: not the one asked for if that has its default
   *     and the default refers to another
   * @param span name and value; null if all of it is built in
   * @param valueSpan the value alone
   */
  public record Written(String parameter, @Nullable Span span, @Nullable Span valueSpan) {}

  /** Where the value of a parameter of the side's family is written. */
  public Written written(String ending) {
    return writtenOf(name(ending));
  }

  /** Where the value of any parameter is written. */
  public Written writtenOf(String parameter) {
    for (Origin origin : service.value(parameter).origins()) {
      if (origin instanceof Origin.MainCfLine line) {
        return new Written(line.name(), line.span(), line.valueSpan());
      } else if (origin instanceof Origin.MasterCfOption option) {
        return new Written(option.name(), option.span(), option.valueSpan());
      }
    }
    return new Written(parameter, null, null);
  }

  // --- the level -------------------------------------------------------------------------------

  /** The TLS level in force; of a client, that for destinations in no policy table. */
  public Level level() {
    Level known = level;
    if (known == null) {
      known = findLevel();
      level = known;
    }
    return known;
  }

  /**
   * Where the level in force is set: where no older parameter is, by the one for the level, which
   * can be set to nothing.
   */
  public Written levelWritten() {
    Written deciding = writtenOf(level().decidedBy());
    return deciding.span() == null && has(levelParameter())
        ? writtenOf(levelParameter())
        : deciding;
  }

  /**
   * Servers (smtpd.c, pre_jail_init): wrapper mode, then the level, then the obsolete parameters.
   * Clients (smtp.c, pre_init): the level, then the obsolete parameters.
   */
  private Level findLevel() {
    if (family == Family.SMTPD) {
      String parameter = name("wrappermode");
      Truth wrapper = isYes(parameter);
      if (wrapper.ifUnknown(true)) {
        return new Level(wrapper.choose("encrypt", ""), parameter);
      }
    }
    String parameter = levelParameter();
    Known<String> own = service.value(parameter).known();
    return own.isSet().ifUnknown(true)
        ? new Level(own.map(this::normalized), parameter)
        : obsoleteLevel();
  }

  /** The parameter that has its level: that of tlsproxy(8) as a client is another before 3.7. */
  public String levelParameter() {
    String parameter = name("security_level");
    return family == Family.TLSPROXY_CLIENT && !has(parameter)
        ? "tlsproxy_client_level"
        : parameter;
  }

  /** For servers, levels beyond {@code encrypt} count as {@code encrypt}. */
  private String normalized(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "fingerprint", "verify", "secure" -> family.server ? "encrypt" : name;
      default -> name;
    };
  }

  private Level obsoleteLevel() {
    String enforce = family.program + "enforce_tls";
    Truth enforced = isYes(enforce);
    if (enforced.ifUnknown(true)) {
      return new Level(
          enforced.fold(this::enforcedLevel, this::enforcedLevel, Known::unknown), enforce);
    }
    String use = family.program + "use_tls";
    return new Level(isYes(use).choose("may", "none"), use);
  }

  private Known<String> enforcedLevel() {
    String peername =
        family == Family.TLSPROXY_CLIENT ? "smtp_tls_enforce_peername" : name("enforce_peername");
    Truth verifies = family.server ? Truth.NO : isYes(peername);
    return verifies.choose("verify", "encrypt");
  }

  /** Whether the level by itself, without a policy table, means TLS. */
  public Truth isOn() {
    return family.server
        ? level().is("may", "encrypt")
        : level().is("may", "encrypt", "dane", "dane-only", "fingerprint", "verify", "secure");
  }

  /** Whether the level makes TLS mandatory, so that the mandatory protocols and ciphers count. */
  public Truth isMandatory() {
    return isOn().and(() -> level().is("may").not());
  }

  /**
   * Whether the parameters for mandatory TLS, or those for optional TLS, are in force: a policy
   * table can demand more or less than the level does.
   *
   * @param attributes the policy attributes that take the place of the parameters that are meant
   */
  public Truth inForce(boolean mandatory, PolicyLevels policies, String... attributes) {
    return meetsPeers()
        .and(
            () ->
                family.server
                    ? level().is(mandatory ? "encrypt" : "may")
                    : inForceOfClient(mandatory, policies, attributes));
  }

  private Truth inForceOfClient(boolean mandatory, PolicyLevels policies, String... attributes) {
    // at the level dane optional TLS is for the many servers without TLSA records
    Truth byLevel = mandatory ? level().is("none", "may").not() : level().is("may", "dane");
    return byLevel.or(() -> hasPolicies().and(() -> policies.ask(this, mandatory, attributes)));
  }

  // --- what it works with ----------------------------------------------------------------------

  /** The protocols by the level alone; unset where TLS is off. */
  public Known<ProtocolList> protocols() {
    return isOn().then(() -> protocols(isMandatory().ifUnknown(false)));
  }

  /** The protocols for mandatory or optional TLS. */
  public Known<ProtocolList> protocols(boolean mandatory) {
    String parameter = name(mandatory, "protocols");
    Known<ProtocolList> hidden =
        Known.unknown(new Doubt("the TLS protocols in force are not known", parameter));
    if (!has(parameter)) {
      return hidden;
    }
    Known<String> text = service.value(parameter).known().orUnset("");
    PostfixVersion version = service.setup().version();
    Known<ProtocolList> list =
        text.then(known -> Known.ofNullable(ProtocolList.parse(known, version)));
    return list.isSet().ifUnknown(true) ? list : hidden;
  }

  /** The versions that it takes or offers by the level alone; unset where TLS is off. */
  public Known<List<String>> versions() {
    return protocols().map(list -> list.usable(family.server));
  }

  /** The versions that it takes or offers where TLS is mandatory or optional. */
  public Known<List<String>> versions(boolean mandatory) {
    return protocols(mandatory).map(list -> list.usable(family.server));
  }

  /**
   * Whether it opens its files: with a policy table a client does so whatever its level (smtp.c,
   * pre_init).
   */
  public Truth opensFiles() {
    return level().is("none").not().or(this::hasPolicies);
  }

  /** Whether a table tells a client levels for single destinations. */
  public Truth hasPolicies() {
    return family.server
        ? Truth.NO
        : Truth.any(value("policy_maps").known().isSet(), value("per_site").known().isSet());
  }

  @Override
  public String toString() {
    return service.id() + " as " + label();
  }
}
