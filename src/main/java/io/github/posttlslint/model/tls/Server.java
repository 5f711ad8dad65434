package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.MatchList;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Restriction;
import io.github.posttlslint.model.RestrictionList;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from several parameters at once for a service that receives mail. */
public record Server(Service service, Side side) {

  /** A service as a server. */
  public Server(Service service) {
    this(service, Side.server(service));
  }

  private Truth yes(String parameter) {
    return service.value(parameter).isYes();
  }

  private Truth filled(String parameter) {
    return service.value(parameter).isFilled();
  }

  private Truth lists(String parameter, String word) {
    return service.value(parameter).hasWord(word);
  }

  private Truth level(String... names) {
    return side.level().is(names);
  }

  // --- certificates ----------------------------------------------------------------------------

  /** A file for a certificate is named (smtpd.c, pre_jail_init); {@code none} names no file. */
  public Truth namesCertificate() {
    String prefix = side.family() == Side.Family.TLSPROXY ? side.name("") : "smtpd_tls_";
    Truth file =
        service.value(prefix + "cert_file").known().is(text -> !text.equalsIgnoreCase("none"));
    boolean hasChains = service.setup().version().isAtLeast(3, 4);
    Truth any =
        Truth.any(
            file,
            hasChains ? filled(prefix + "chain_files") : Truth.NO,
            filled(prefix + "eccert_file"),
            filled(prefix + "dcert_file"));
    boolean nowhere = !any.ifUnknown(true);
    return nowhere && service.setup().isFragment() && !mainSays(prefix)
        ? Truth.unknown(
            new Doubt("main.cf and master.cf are pieces of other files", prefix + "cert_file"))
        : any;
  }

  /** Whether main.cf sets a parameter with a prefix; then it is the place for all of them. */
  private boolean mainSays(String prefix) {
    for (MainCfEntry entry : service.setup().mainEntries()) {
      if (entry.name().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** smtpd.c, pre_jail_init: {@code req_ccert} counts only where TLS is mandatory. */
  public Truth asksForCertificates() {
    if (!service.program().equals("smtpd")) {
      return Truth.NO;
    }
    Truth required = Truth.all(yes("smtpd_tls_req_ccert"), level("encrypt"));
    return Truth.all(level("may", "encrypt"), Truth.any(yes("smtpd_tls_ask_ccert"), required));
  }

  /**
   * Whether the system's file of all public CAs is trusted for clients' certificates. What is in a
   * directory its name does not tell: that of Red Hat has no CA that OpenSSL finds.
   */
  public Truth trustsPublicAuthorities() {
    return service.value("smtpd_tls_CAfile").known().is(SystemAuthorities::isFile);
  }

  // --- passwords -------------------------------------------------------------------------------

  /**
   * Whether a password is accepted before TLS (smtpd.c): mandatory TLS implies smtpd_tls_auth_only;
   * smtpd_sasl_security_options decides which mechanisms there are before TLS; a discarded AUTH is
   * not accepted either.
   */
  public Truth takesPasswordsInClear() {
    if (!service.program().equals("smtpd") || service.isStillborn()) {
      return Truth.NO;
    }
    return Truth.all(
        yes("smtpd_sasl_auth_enable"),
        level("none", "may"),
        yes("smtpd_tls_auth_only").not(),
        // smtpd ends where it is neither yes nor no
        service.problem("smtpd_tls_auth_only").isSet().not(),
        lists("smtpd_sasl_security_options", "noplaintext").not(),
        lists("smtpd_discard_ehlo_keywords", "auth").not(),
        hasPlainMechanism());
  }

  /** Whether smtpd_sasl_mechanism_filter lets PLAIN or LOGIN through: the first match decides. */
  private Truth hasPlainMechanism() {
    String parameter = "smtpd_sasl_mechanism_filter";
    if (!service.setup().version().isAtLeast(3, 6)) {
      return Truth.YES;
    }
    MatchList filter = new MatchList(service.value(parameter));
    return filter.has("plain").or(() -> filter.has("login"));
  }

  // --- who may send ----------------------------------------------------------------------------

  /**
   * Whether mail of strangers is meant to arrive here: port 25 or postscreen(8), an address that
   * can be reached from outside, domains that mail is accepted for, and no restriction list that
   * turns strangers away.
   */
  public Truth isPublic() {
    return service
        .knownRole()
        .is(role -> role == Role.MX || role == Role.POSTSCREEN)
        .and(() -> service.isLoopbackOnly().not())
        .and(() -> Truth.of(!isPrivate()))
        .and(this::receives)
        .and(() -> isClosed().not());
  }

  private boolean isPrivate() {
    Endpoint endpoint = service.endpoint();
    return endpoint != null && endpoint.isPrivate();
  }

  private Truth receives() {
    return namesDomains("mydestination")
        .or(() -> filled("relay_domains"))
        .or(() -> filled("virtual_alias_domains"))
        .or(() -> filled("virtual_mailbox_domains"));
  }

  /** Whether mydestination has more than the names by which a host calls itself. */
  private Truth namesDomains(String parameter) {
    Value value = service.value(parameter);
    return Truth.any(new MatchList(value).patterns(), pattern -> isDomain(pattern, value));
  }

  /** A table of domains is meant to have some, and the host's name is one. */
  private static Truth isDomain(MatchList.Pattern pattern, Value value) {
    if (pattern.kind() == MatchList.Kind.HIDDEN) {
      boolean meant = !value.isExplicit() || Resolver.isOfHost(value);
      return meant ? Truth.YES : Truth.unknown(pattern.doubt());
    }
    boolean host = pattern.text().equals("localhost") || pattern.text().startsWith("localhost.");
    return Truth.of(!pattern.excludes() && !host);
  }

  private Truth isClosed() {
    Truth outcome = Truth.NO;
    for (String parameter : RestrictionList.OF_MAIL) {
      Truth others = outcome;
      Known<RestrictionList> list = service.restrictions(parameter).known();
      outcome = list.is(RestrictionList::refusesStrangers).or(() -> others);
    }
    return outcome;
  }

  /**
   * smtpd_check.c, has_required: one of the two lists must have a restriction that refuses, and
   * what stands behind {@code permit}, {@code reject} or {@code defer} in the same list was dropped
   * before (smtpd_check_parse).
   */
  public Truth refusesRelay() {
    return Truth.any(
        requiredIn("smtpd_recipient_restrictions"), requiredIn("smtpd_relay_restrictions"));
  }

  private Truth requiredIn(String parameter) {
    return service.restrictions(parameter).known().is(Server::hasRequired);
  }

  private static boolean hasRequired(RestrictionList list) {
    Set<@Nullable String> ended = new HashSet<>();
    for (Restriction restriction : list.restrictions()) {
      if (ended.contains(restriction.restrictionClass())) {
        continue;
      }
      if (restriction.refusesRelay()
          || restriction.refusesAll()
          || (restriction.is("defer_if_permit") && !restriction.warnOnly())) {
        return true;
      }
      if (restriction.endsList()) {
        ended.add(restriction.restrictionClass());
      }
    }
    return false;
  }

  /** The names of the access restrictions of one list, with classes put in place. */
  public Known<List<String>> restrictions(String parameter) {
    return service.restrictions(parameter).known().map(Server::names);
  }

  private static List<String> names(RestrictionList list) {
    List<String> names = new ArrayList<>();
    list.restrictions().forEach(restriction -> names.add(restriction.name()));
    return names;
  }

  /** The names of all access restrictions. */
  public Known<List<String>> restrictions() {
    Known<List<String>> all = Known.of(List.of());
    for (String parameter : RestrictionList.PARAMETERS) {
      all = all.then(before -> restrictions(parameter).map(names -> together(before, names)));
    }
    return all;
  }

  private static List<String> together(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
