package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Levels;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.FingerprintList;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.postfix.ProtocolList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of TLS on a way: of the policy that applies, and for what that leaves open of
 * the service's parameters (smtp_tls_policy.c, policy_create()).
 */
public final class Terms {

  private static final String NEWEST = "TLSv1.3";

  private final Route route;

  Terms(Route route) {
    this.route = route;
  }

  private Known<Side> side() {
    return Known.ofNullable(route.service()).map(Side::client);
  }

  /** Whether mail may not go in clear; no at levels that do not exist. */
  public Truth isMandatory() {
    return route.level().is(Levels::isMandatory);
  }

  /** The protocols at the level in force; unset where there is no TLS, or none can be read. */
  public Known<ProtocolList> protocols() {
    return route
        .level()
        .then(
            level ->
                isOff(level)
                    ? Known.unset()
                    : attribute("protocols")
                        .fold(
                            own ->
                                Known.ofNullable(ProtocolList.parse(own, route.setup().version())),
                            () -> side().then(side -> side.protocols(!level.equals("may"))),
                            Known::unknown));
  }

  private static boolean isOff(String level) {
    return level.equals("none") || !Levels.has(level);
  }

  /** The suites up to TLS 1.2 at the level in force; unset where OpenSSL is given none. */
  public Known<CipherString> ciphers() {
    return route.level().then(level -> isOff(level) ? Known.unset() : ciphers(level));
  }

  private Known<CipherString> ciphers(String level) {
    return route
        .policy()
        .fold(
            policy -> ciphers(level, policy.find("ciphers"), policy.find("exclude")),
            () -> ciphers(level, null, null),
            Known::unknown);
  }

  private Known<CipherString> ciphers(
      String level, @Nullable String grade, @Nullable String exclusions) {
    return side().then(side -> CipherChoice.ofPolicy(side, level, grade, exclusions));
  }

  private Known<String> attribute(String name) {
    return route.policy().then(policy -> Known.ofNullable(policy.find(name)));
  }

  /**
   * The versions of TLS that a handshake can come to, from old to new; none where protocols, grade
   * and exclusions leave nothing: "Cannot start TLS: handshake failure".
   */
  public Known<List<String>> versions() {
    return protocols()
        .orUnset(new ProtocolList(List.of(), false, false, null, null))
        .then(
            protocols ->
                ciphers()
                    .fold(
                        suites -> Known.of(versions(protocols, suites)),
                        () -> Known.of(List.of()),
                        Known::unknown));
  }

  private static List<String> versions(ProtocolList protocols, CipherString suites) {
    List<String> versions = new ArrayList<>();
    for (String version : suites.problem() == null ? protocols.offered() : List.<String>of()) {
      if (version.equals(NEWEST) || !suites.usableWith(List.of(version)).isEmpty()) {
        versions.add(version);
      }
    }
    return versions;
  }

  /**
   * Why the client does not even connect, in its own words; unset if it does. The policy cannot be
   * used, or there is nothing to verify a server with; or TLS from the first byte goes with no such
   * level (smtp_connect.c, smtp_connect_inet()).
   */
  public Known<String> fault() {
    Truth invalid =
        route
            .level()
            .is(level -> !Levels.has(level))
            .or(() -> route.policy().is(RefusedPolicy::isRefused))
            .or(this::lacksFingerprints)
            .or(() -> new Trust(route).lacksAnchors());
    Truth inVain = route.isWrapped().and(() -> isMandatory().not());
    return invalid.fold(
        () -> Known.of("client TLS configuration problem"),
        () -> inVain.then(() -> Known.of("server unavailable or unable to receive mail")),
        Known::unknown);
  }

  private Truth lacksFingerprints() {
    return route
        .level()
        .is("fingerprint"::equals)
        .and(() -> new ServerMatch(route).wanted().is(this::hasNone));
  }

  private boolean hasNone(List<String> fingerprints) {
    for (String one : fingerprints) {
      if (!route.setup().version().isAtLeast(3, 6)
          || FingerprintList.bytes(one) != FingerprintList.MALFORMED) {
        return false;
      }
    }
    return true;
  }

  /** What is known of a server in a session at the level in force. */
  public enum Judgement {
    /** Nothing that is trusted has signed its certificate, or it is not what the level asks for. */
    UNTRUSTED,
    /** Something has, and the level asks for no more. */
    TRUSTED,
    /** It is what the level asks for. */
    VERIFIED
  }

  /**
   * How the client judges a server's certificate; unset where there is no TLS.
   *
   * @param issuers what the server sends after it
   * @param now the moment of the handshake
   */
  public Known<Judgement> judge(Certificate certificate, List<Certificate> issuers, Instant now) {
    return route
        .level()
        .then(
            level ->
                switch (level) {
                  case "may", "encrypt" ->
                      isTrusted(certificate, issuers, now)
                          .choose(Judgement.TRUSTED, Judgement.UNTRUSTED);
                  case "fingerprint" -> verified(match(certificate));
                  case "verify", "secure" ->
                      verified(isTrusted(certificate, issuers, now).and(() -> match(certificate)));
                  case "none" -> Known.unset();
                  default -> Known.unknown(Doubt.of("what DNS says of the server is not known"));
                });
  }

  private Truth match(Certificate certificate) {
    return new ServerMatch(route).fits(certificate);
  }

  private Truth isTrusted(Certificate certificate, List<Certificate> issuers, Instant now) {
    return new Trust(route).isTrusted(certificate, issuers, now);
  }

  /** A certificate of the wrong name is not told from one of an unknown CA (since 3.6). */
  private static Known<Judgement> verified(Truth truth) {
    return truth.choose(Judgement.VERIFIED, Judgement.UNTRUSTED);
  }
}
