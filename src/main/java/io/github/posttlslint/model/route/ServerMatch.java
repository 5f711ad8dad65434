package io.github.posttlslint.model.route;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.FingerprintList;
import io.github.posttlslint.model.table.PolicyAttribute;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.postfix.HostName;
import io.github.posttlslint.table.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the certificates of servers on a way have to match, where its level asks for that. */
final class ServerMatch {

  private static final String FINGERPRINT = "fingerprint";

  private final Route route;

  ServerMatch(Route route) {
    this.route = route;
  }

  /**
   * Names or fingerprints at the level in force: of the policy, else of the parameter for the
   * level; unset at levels that ask for none.
   */
  Known<List<String>> wanted() {
    return route.level().then(this::wanted);
  }

  private Known<List<String>> wanted(String level) {
    return switch (level) {
      case "verify", "secure", FINGERPRINT ->
          route
              .policy()
              .fold(
                  policy ->
                      policy.has("match") ? Known.of(wanted(policy)) : wantedByParameter(level),
                  () -> wantedByParameter(level),
                  Known::unknown);
      default -> Known.unset();
    };
  }

  /** Several attributes add up (smtp_tls_policy.c, tls_policy_lookup_one()). */
  private static List<String> wanted(TlsPolicy policy) {
    List<String> all = new ArrayList<>();
    boolean fingerprints = policy.levelName().equals(FINGERPRINT);
    for (String value : policy.all("match")) {
      all.addAll(
          fingerprints ? FingerprintList.ofPolicy(value).texts() : ListText.words(value, ":"));
    }
    return all;
  }

  private Known<List<String>> wantedByParameter(String level) {
    String separators = level.equals(FINGERPRINT) ? ", \t\r\n" : ", \t\r\n:";
    return route
        .own("tls_" + level + "_cert_match")
        .known()
        .orUnset("")
        .map(text -> ListText.words(text, separators));
  }

  /** Where these are written; null for a default. */
  @Nullable Span place() {
    return route
        .policy()
        .<@Nullable Span>fold(
            policy -> {
              for (PolicyAttribute attribute : policy.attributes()) {
                if (attribute.name().equals("match")) {
                  return policy.span(attribute.text());
                }
              }
              return placeOfParameter();
            },
            this::placeOfParameter,
            doubt -> null);
  }

  private @Nullable Span placeOfParameter() {
    return route
        .level()
        .<@Nullable Span>fold(
            level -> route.own("tls_" + level + "_cert_match").valueSpan(),
            () -> null,
            doubt -> null);
  }

  /**
   * The first name with a star, where all have one: it stands for nothing but itself, and so for a
   * name with a star in a certificate alone (X509_check_host(3)).
   */
  Known<String> star() {
    return wanted().then(ServerMatch::star);
  }

  private static Known<String> star(List<String> names) {
    for (String name : names) {
      if (name.indexOf('*') < 0) {
        return Known.unset();
      }
    }
    return names.isEmpty() ? Known.unset() : Known.of(names.get(0));
  }

  /**
   * The first name that no certificate has, where none of them can match: the next hop is no name
   * where it is an address, what is below a host's name is not the host, and brackets, a dot at the
   * end or a slash are no part of names.
   */
  Known<String> vain() {
    return wanted().then(names -> route.hop().then(to -> vain(names, to)));
  }

  private static Known<String> vain(List<String> names, NextHop to) {
    String first = "";
    for (String name : names) {
      if (!isVain(name, to, names.size() == 1)) {
        return Known.unset();
      }
      first = first.isEmpty() ? name : first;
    }
    return first.isEmpty() ? Known.unset() : Known.of(first);
  }

  /** OpenSSL compares one name that is an address with those in a certificate, but not several. */
  private static boolean isVain(String name, NextHop to, boolean alone) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "nexthop", "hostname" -> to.isAddress() && !alone;
      case "dot-nexthop" -> to.form() == NextHop.Form.HOST;
      default -> !mayBeName(name);
    };
  }

  /** Names of other alphabets are converted first; a star is a matter of its own. */
  private static boolean mayBeName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127 || name.charAt(i) == '*') {
        return true;
      }
    }
    return HostName.isValid(name.startsWith(".") ? name.substring(1) : name)
        || IpAddress.parse(name) != null;
  }

  /**
   * Whether a server's certificate matches; no at levels that ask for nothing. Which host it is of
   * is not known where MX records tell that.
   */
  Truth fits(Certificate certificate) {
    return wanted()
        .fold(
            wanted ->
                route.level().is(FINGERPRINT::equals).ifUnknown(false)
                    ? hasFingerprint(certificate, wanted)
                    : route
                        .hop()
                        .fold(
                            to -> hasName(certificate, wanted, to), () -> Truth.NO, Truth::unknown),
            () -> Truth.NO,
            Truth::unknown);
  }

  /** Letter case and colons do not matter (tls_fprint.c, tls_digest_byname()). */
  private Truth hasFingerprint(Certificate certificate, List<String> wanted) {
    return route
        .own("tls_fingerprint_digest")
        .known()
        .then(digest -> Known.ofNullable(certificate.fingerprint(digest)))
        .is(
            own -> {
              for (String one : wanted) {
                if (one.replace(":", "").equalsIgnoreCase(own.replace(":", ""))) {
                  return true;
                }
              }
              return false;
            });
  }

  /**
   * One of the names, and the address if one of them is an address (tls_client.c, add_namechecks();
   * X509_VERIFY_PARAM_set1_ip(3)).
   */
  private static Truth hasName(Certificate certificate, List<String> wanted, NextHop to) {
    Truth name = Truth.NO;
    boolean asksForName = false;
    boolean hasAddress = true;
    for (String written : wanted) {
      String word = written.toLowerCase(Locale.ROOT);
      boolean below = word.equals("dot-nexthop");
      String host = below || word.equals("nexthop") || word.equals("hostname") ? to.host() : word;
      if (!below && IpAddress.parse(host) != null) {
        hasAddress &= certificate.ipAddresses().contains(host);
        continue;
      }
      asksForName = true;
      Truth one =
          word.equals("hostname") && to.form() != NextHop.Form.HOST
              ? Truth.unknown(Doubt.of("the names that MX records lead to are not known"))
              : Truth.of(certificate.matchesHost(below ? "." + host : host));
      name = Truth.any(name, one);
    }
    if (!hasAddress || wanted.isEmpty()) {
      return Truth.NO;
    }
    return asksForName ? name : Truth.YES;
  }
}
