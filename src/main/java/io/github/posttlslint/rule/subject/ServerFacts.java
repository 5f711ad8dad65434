package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Endpoint;
import io.github.posttlslint.setup.Levels;
import io.github.posttlslint.setup.Origin;
import io.github.posttlslint.setup.Restriction;
import io.github.posttlslint.setup.RestrictionList;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a receiving service that follow from several parameters at once; {@link
 * ServiceSubject} says what they mean.
 */
final class ServerFacts {

  private final Service service;

  ServerFacts(Service service) {
    this.service = service;
  }

  /** The fact of a name; null if there is none of that name. */
  @Nullable Fact of(String name) {
    if (name.startsWith("origin.")) {
      return origin(service.value(name.substring("origin.".length())));
    }
    if (name.startsWith("restrictions.")) {
      return restrictions("smtpd_" + name.substring("restrictions.".length()) + "_restrictions");
    }
    if (name.startsWith("invalid.")) {
      return invalid(name.substring("invalid.".length()));
    }
    return switch (name) {
      case "server.refuses-relay" -> refusesRelay();
      case "server.certificate" -> certificate();
      case "server.auth-in-clear" -> authInClear();
      case "server.public" -> isPublic();
      case "tlsproxy.differing" -> new TlsProxySettings(service).differing();
      case "clientcerts.asked" -> clientCertificatesAsked();
      case "restrictions" -> allRestrictions();
      default -> null;
    };
  }

  private static Fact origin(Value value) {
    Origin origin = value.origins().isEmpty() ? null : value.origins().get(0);
    if (origin instanceof Origin.MasterCfOption) {
      return Fact.of("master");
    }
    return Fact.of(origin instanceof Origin.MainCfLine ? "main" : "default");
  }

  /** The first word that the release does not accept as a value of the parameter. */
  private Fact invalid(String parameter) {
    Setup setup = service.setup();
    Parameter known = setup.parameters().find(parameter, setup.version());
    Value value = service.value(parameter);
    boolean isBuiltIn = value.origins().size() == 1 && !value.isExplicit();
    if (known == null || value.isUnset() || (isBuiltIn && !value.isUnknown())) {
      return Fact.absent();
    }
    if (value.isUnknown()) {
      return unknown(parameter);
    }
    ValueProblem problem = ValueCheck.first(known, setup.version(), value.text());
    return problem == null ? Fact.absent() : Fact.of(problem.text());
  }

  // --- truth of three values -------------------------------------------------------------------

  private static boolean isFalse(Fact fact) {
    return fact.isFalse();
  }

  /** All hold; false if one surely does not, else unknown if one is. */
  private static Fact all(Fact... facts) {
    Fact outcome = Fact.of(true);
    for (Fact fact : facts) {
      if (isFalse(fact)) {
        return fact;
      }
      outcome = fact instanceof Fact.Unknown ? fact : outcome;
    }
    return outcome;
  }

  private static Fact not(Fact fact) {
    return fact instanceof Fact.Truth t ? Fact.of(!t.truth()) : fact;
  }

  private static Fact any(Fact... facts) {
    Fact[] negated = new Fact[facts.length];
    for (int i = 0; i < facts.length; i++) {
      negated[i] = not(facts[i]);
    }
    return not(all(negated));
  }

  private Fact yes(String parameter) {
    Value value = service.value(parameter);
    return value.isUnknown() ? unknown(parameter) : Fact.of(value.text().equalsIgnoreCase("yes"));
  }

  private Fact filled(String parameter) {
    Value value = service.value(parameter);
    return value.isUnknown() ? unknown(parameter) : Fact.of(!value.isUnset());
  }

  private Fact lists(String parameter, String word) {
    Value value = service.value(parameter);
    if (value.isUnknown()) {
      return unknown(parameter);
    }
    for (String element : ListText.words(value.text())) {
      if (element.equalsIgnoreCase(word)) {
        return Fact.of(true);
      }
    }
    return Fact.of(false);
  }

  private Fact unknown(String parameter) {
    return new Fact.Unknown(service.value(parameter).reason(), parameter);
  }

  private Fact level(String... names) {
    Levels level = Levels.server(service);
    String reason = level.reason();
    return reason == null
        ? Fact.of(List.of(names).contains(level.name()))
        : new Fact.Unknown(reason, level.decidedBy());
  }

  // --- certificates ----------------------------------------------------------------------------

  /** A file for a certificate is named (smtpd.c, pre_jail_init); {@code none} names no file. */
  private Fact certificate() {
    String prefix = service.role() == Role.TLSPROXY ? "tlsproxy_tls_" : "smtpd_tls_";
    Value file = service.value(prefix + "cert_file");
    Fact named =
        file.text().equalsIgnoreCase("none") ? Fact.of(false) : filled(prefix + "cert_file");
    Fact chain =
        service.setup().version().isAtLeast(3, 4) ? filled(prefix + "chain_files") : Fact.of(false);
    Fact any = any(named, chain, filled(prefix + "eccert_file"), filled(prefix + "dcert_file"));
    return any.isFalse() && service.setup().isFragment() && !mainSays(prefix)
        ? new Fact.Unknown("main.cf and master.cf are pieces of other files", prefix + "cert_file")
        : any;
  }

  /** Whether main.cf sets a parameter with a prefix; then it is the place for all of them. */
  private boolean mainSays(String prefix) {
    MainCf main = service.setup().main();
    for (MainCfEntry entry : main == null ? List.<MainCfEntry>of() : main.entries()) {
      if (entry.name().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** smtpd.c, pre_jail_init: {@code req_ccert} counts only where TLS is mandatory. */
  private Fact clientCertificatesAsked() {
    if (!service.program().equals("smtpd")) {
      return Fact.of(false);
    }
    return all(
        level("may", "encrypt"),
        any(yes("smtpd_tls_ask_ccert"), all(yes("smtpd_tls_req_ccert"), level("encrypt"))));
  }

  // --- passwords -------------------------------------------------------------------------------

  /**
   * smtpd.c: mandatory TLS implies smtpd_tls_auth_only; smtpd_sasl_security_options decides which
   * mechanisms there are before TLS; a discarded AUTH is not accepted either.
   */
  private Fact authInClear() {
    if (!service.program().equals("smtpd")) {
      return Fact.of(false);
    }
    return all(
        yes("smtpd_sasl_auth_enable"),
        level("none", "may"),
        not(yes("smtpd_tls_auth_only")),
        not(lists("smtpd_sasl_security_options", "noplaintext")),
        not(lists("smtpd_discard_ehlo_keywords", "auth")),
        plainMechanism());
  }

  /** Whether smtpd_sasl_mechanism_filter lets PLAIN or LOGIN through: the first match decides. */
  private Fact plainMechanism() {
    String parameter = "smtpd_sasl_mechanism_filter";
    Value filter = service.value(parameter);
    if (!service.setup().version().isAtLeast(3, 6)) {
      return Fact.of(true);
    }
    if (filter.isUnknown()) {
      return unknown(parameter);
    }
    List<String> words = ListText.words(filter.text());
    return any(passes(words, "plain", parameter), passes(words, "login", parameter));
  }

  private static Fact passes(List<String> filter, String mechanism, String parameter) {
    for (String word : filter) {
      boolean refuses = word.startsWith("!");
      String pattern = refuses ? word.substring(1) : word;
      if (pattern.equalsIgnoreCase(mechanism) || pattern.startsWith("static:")) {
        return Fact.of(!refuses);
      }
      if (pattern.indexOf(':') >= 0 || pattern.startsWith("/")) {
        return new Fact.Unknown("a table tells the mechanisms", parameter);
      }
    }
    return Fact.of(false);
  }

  // --- who may send ----------------------------------------------------------------------------

  /**
   * Whether mail of strangers is meant to arrive here: the address can be reached from outside,
   * there are domains that mail is accepted for, and no restriction list turns strangers away.
   */
  private Fact isPublic() {
    if (!service.isRoleKnown()) {
      return new Fact.Unknown("master.cf does not tell where the service listens", "");
    }
    Role role = service.role();
    boolean isOpen = role == Role.MX || role == Role.POSTSCREEN;
    if (!isOpen || service.isLoopbackOnly() || isPrivate()) {
      return Fact.of(false);
    }
    Fact receives = receives();
    return receives.isFalse() ? receives : all(receives, not(closed()));
  }

  private boolean isPrivate() {
    Endpoint endpoint = service.endpoint();
    return endpoint != null && endpoint.isPrivate();
  }

  private Fact receives() {
    Fact names = namesDomains("mydestination");
    if (names.equals(Fact.of(true))) {
      return names;
    }
    return any(
        names,
        filled("relay_domains"),
        filled("virtual_alias_domains"),
        filled("virtual_mailbox_domains"));
  }

  /** Whether mydestination has more than the names by which a host calls itself. */
  private Fact namesDomains(String parameter) {
    Value value = service.value(parameter);
    if (value.isUnknown() && !value.isExplicit()) {
      return Fact.of(true);
    }
    for (String word : ListText.words(value.text())) {
      if (!word.equals("localhost") && !word.startsWith("localhost.")) {
        return Fact.of(true);
      }
    }
    return value.isUnknown() ? unknown(parameter) : Fact.of(false);
  }

  private Fact closed() {
    Fact outcome = Fact.of(false);
    for (String parameter : RestrictionList.PARAMETERS) {
      RestrictionList list = service.restrictions(parameter);
      if (list.reason() != null) {
        outcome = new Fact.Unknown(list.reason(), parameter);
      } else if (list.refusesStrangers()) {
        return Fact.of(true);
      }
    }
    return outcome;
  }

  /**
   * smtpd_check.c, has_required: one of the two lists must have a restriction that refuses, and
   * what stands behind {@code permit}, {@code reject} or {@code defer} in the same list was dropped
   * before (smtpd_check_parse).
   */
  private Fact refusesRelay() {
    return any(requiredIn("smtpd_recipient_restrictions"), requiredIn("smtpd_relay_restrictions"));
  }

  private Fact requiredIn(String parameter) {
    RestrictionList list = service.restrictions(parameter);
    if (list.reason() != null) {
      return new Fact.Unknown(list.reason(), parameter);
    }
    Set<@Nullable String> ended = new HashSet<>();
    for (Restriction restriction : list.restrictions()) {
      if (ended.contains(restriction.restrictionClass())) {
        continue;
      }
      if (restriction.refusesRelay()
          || restriction.refusesAll()
          || (restriction.is("defer_if_permit") && !restriction.warnOnly())) {
        return Fact.of(true);
      }
      if (restriction.endsList()) {
        ended.add(restriction.restrictionClass());
      }
    }
    return Fact.of(false);
  }

  private Fact restrictions(String parameter) {
    RestrictionList list = service.restrictions(parameter);
    if (list.reason() != null) {
      return new Fact.Unknown(list.reason(), parameter);
    }
    List<String> names = new ArrayList<>();
    list.restrictions().forEach(restriction -> names.add(restriction.name()));
    return Fact.of(names);
  }

  private Fact allRestrictions() {
    List<String> names = new ArrayList<>();
    for (String parameter : RestrictionList.PARAMETERS) {
      Fact list = restrictions(parameter);
      if (list instanceof Fact.Words words) {
        names.addAll(words.words());
      } else {
        return list;
      }
    }
    return Fact.of(names);
  }
}
