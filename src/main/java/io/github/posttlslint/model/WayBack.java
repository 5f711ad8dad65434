package io.github.posttlslint.model;

/**
 * The listeners by which content filters give mail back. A filter names that port in its own
 * configuration; master.cf shows it by options that serve nothing else, as in FILTER_README and
 * SMTPD_PROXY_README, or because no other listener is left for it.
 */
public final class WayBack {

  private static final String[] CHECKS_LEFT_OUT = {
    "no_unknown_recipient_checks", "no_header_body_checks", "no_milters", "no_address_mappings"
  };

  private final Setup setup;
  private final Filters filters;
  private final Lazy<Integer> candidates = new Lazy<>(this::countCandidates);

  WayBack(Setup setup) {
    this.setup = setup;
    this.filters = new Filters(setup);
  }

  /** Whether its own options show that a service takes mail back from a filter. */
  public Truth isMarked(Service service) {
    if (!isCandidate(service) || filters.isSecondPass(service)) {
      return Truth.NO;
    }
    boolean empties =
        isEmptied(service, "content_filter") || isEmptied(service, "smtpd_proxy_filter");
    boolean forwards = isFilled(service, "smtpd_authorized_xforward_hosts");
    boolean skips = skipsChecks(service);
    int signs = count(empties, forwards, skips, trustsLoopbackAlone(service));
    boolean sure = (empties || forwards) && signs > 1;
    boolean likely = empties || forwards || skips;
    Truth filtered =
        sure || !likely ? Truth.of(sure) : filters.any().and(() -> hasNoUsers(service));
    boolean elsewhere = sure && service.role() == Role.OTHER;
    return filtered.and(service::isLoopbackOnly).or(() -> Truth.of(elsewhere));
  }

  /** Whether it is the one listener that is left for a filter of this host. */
  public boolean isLeft(Service service) {
    return filters.isAnyLocalBySmtp() && isLeftOver(service) && candidates.get() == 1;
  }

  private int countCandidates() {
    int count = 0;
    for (Service service : setup.services()) {
      count += isLeftOver(service) ? 1 : 0;
    }
    return count;
  }

  private boolean isLeftOver(Service service) {
    return isCandidate(service)
        && !filters.isSecondPass(service)
        && hasNoUsers(service).ifUnknown(false)
        && service.isLoopbackOnly().ifUnknown(true)
        && !Filters.uses(service).ifUnknown(false);
  }

  /** Filters do not log in; a service with AUTH of its own is for programs that do. */
  private static boolean isCandidate(Service service) {
    String auth = "smtpd_sasl_auth_enable";
    return service.program().equals("smtpd")
        && service.type().equals("inet")
        && !(service.override(auth) != null && service.value(auth).isYes().ifUnknown(false));
  }

  /** AUTH that main.cf turns on for all services may be meant for this one, or for others. */
  private static Truth hasNoUsers(Service service) {
    Truth takes = service.value("smtpd_sasl_auth_enable").isYes();
    return takes.ifUnknown(false)
        ? Truth.unknown(
            new Doubt("whether users log in there is not known", "smtpd_sasl_auth_enable"))
        : takes.not();
  }

  private static int count(boolean... signs) {
    int count = 0;
    for (boolean sign : signs) {
      count += sign ? 1 : 0;
    }
    return count;
  }

  private static Known<String> own(Service service, String parameter) {
    return service.override(parameter) == null
        ? Known.unset()
        : service.value(parameter).known().orUnset("");
  }

  private static boolean isEmptied(Service service, String parameter) {
    return own(service, parameter).is(String::isEmpty).ifUnknown(false);
  }

  private static boolean isFilled(Service service, String parameter) {
    return own(service, parameter).is(text -> !text.isEmpty()).ifUnknown(false);
  }

  private static boolean skipsChecks(Service service) {
    String parameter = "receive_override_options";
    if (service.override(parameter) == null) {
      return false;
    }
    Value options = service.value(parameter);
    for (String check : CHECKS_LEFT_OUT) {
      if (options.hasWord(check).ifUnknown(false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean trustsLoopbackAlone(Service service) {
    String parameter = "mynetworks";
    if (!isFilled(service, parameter)) {
      return false;
    }
    for (Known<String> word : service.value(parameter).words()) {
      if (!word.is(WayBack::isLoopbackNetwork).ifUnknown(false)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLoopbackNetwork(String word) {
    int slash = word.indexOf('/');
    return Endpoint.isLoopback(slash < 0 ? word : word.substring(0, slash));
  }
}
