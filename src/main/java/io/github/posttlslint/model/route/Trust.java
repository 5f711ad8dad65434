package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import java.util.List;

/** The CAs that servers on a way are verified against, where its level asks for that. */
record Trust(Route route) {

  private Truth verifies() {
    return route.level().is(level -> level.equals("verify") || level.equals("secure"));
  }

  private Truth isSet(String ending) {
    return route.own(ending).known().isSet();
  }

  /** CAs that are named elsewhere than in the list of CAs. */
  private Truth hasOthers() {
    return Truth.any(
        route.policy().is(policy -> policy.has("tafile")),
        isSet("tls_trust_anchor_file"),
        isSet("tls_CApath"),
        route.value("tls_append_default_CA").isYes());
  }

  /** Whether certificates are verified, and no CA is trusted. */
  Truth isMissing() {
    return Truth.all(verifies(), hasOthers().not(), isSet("tls_CAfile").not());
  }

  /**
   * Whether the only CAs that are trusted are those of a certificate for this host that stands in
   * the same file: its chain was taken for a list of CAs.
   */
  Truth isOwnChainAlone() {
    return Truth.all(verifies(), hasOthers().not())
        .and(
            () ->
                route
                    .own("tls_CAfile")
                    .known()
                    .fold(this::holdsOwnChainAlone, () -> Truth.NO, Truth::unknown));
  }

  private Truth holdsOwnChainAlone(String path) {
    SeenFile file = route.setup().see(path);
    PemFile pem = file.pem();
    if (pem == null) {
      return file.isKnown() ? Truth.NO : Truth.unknown(Doubt.of(file.reason()));
    }
    List<Certificate> certificates = pem.certificates();
    return route.value("myhostname").known().is(host -> isChainOf(host, certificates));
  }

  private static boolean isChainOf(String host, List<Certificate> certificates) {
    boolean hasOwn = false;
    for (Certificate certificate : certificates) {
      hasOwn |= !certificate.isAuthority() && certificate.matchesHost(host);
      if (certificate.isAuthority() && !isIssuerAmong(certificate, certificates)) {
        return false;
      }
    }
    return hasOwn;
  }

  private static boolean isIssuerAmong(Certificate authority, List<Certificate> certificates) {
    for (Certificate certificate : certificates) {
      if (!certificate.equals(authority) && certificate.namesAsIssuer(authority)) {
        return true;
      }
    }
    return false;
  }
}
