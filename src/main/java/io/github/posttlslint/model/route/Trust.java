package io.github.posttlslint.model.route;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.CaDirectory;
import io.github.posttlslint.model.tls.Permissions;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import java.time.Instant;
import java.util.List;

/** The CAs that servers on a way are verified against, where its level asks for that. */
record Trust(Route route) {

  private Truth verifies() {
    return route.level().is(level -> level.equals("verify") || level.equals("secure"));
  }

  private Truth isSet(String ending) {
    return route.own(ending).known().isSet();
  }

  /** CAs that are named elsewhere than in the list of CAs and their directory. */
  private Truth hasAnchors() {
    return Truth.any(
        route.policy().is(policy -> policy.has("tafile")),
        isSet("tls_trust_anchor_file"),
        route.value("tls_append_default_CA").isYes());
  }

  private Truth hasOthers() {
    return Truth.any(hasAnchors(), isSet("tls_CApath"));
  }

  /** Whether OpenSSL finds nothing in the directory of CAs: no name there has a hash. */
  private Truth isDirectoryUseless() {
    return route.own("tls_CApath").known().fold(this::isUseless, () -> Truth.YES, Truth::unknown);
  }

  private Truth isUseless(String path) {
    SeenFile directory = route.setup().see(path);
    if (!directory.isKnown()) {
      return Truth.unknown(Doubt.of(directory.reason()));
    }
    if (directory.state() != SeenFile.State.DIRECTORY) {
      return Truth.NO;
    }
    List<String> names = route.setup().tree().list(directory.path());
    for (String name : names) {
      if (CaDirectory.isHashName(name)) {
        return Truth.NO;
      }
    }
    return names.isEmpty()
        ? isSeenEmpty(directory)
        : Truth.of(names.size() < Limits.DIRECTORY_NAMES);
  }

  /**
   * Whether the chain of a server leads to a CA that is trusted: of the file of anchors of the
   * policy or the service, which count only where certificates are verified, else of the lists of
   * CAs.
   *
   * @param issuers what the server sends after its certificate
   * @param now the moment of the handshake
   */
  Truth isTrusted(Certificate certificate, List<Certificate> issuers, Instant now) {
    return verifies()
        .choose(anchorFiles(), Known.<List<String>>unset())
        .then(files -> files)
        .fold(
            files -> Truth.any(files, file -> leadsTo(file, certificate, issuers, now)),
            () -> leadsToListed(certificate, issuers, now),
            Truth::unknown);
  }

  /** Files of anchors of the policy, which can name several, else of the service; unset if none. */
  Known<List<String>> anchorFiles() {
    return route
        .policy()
        .then(policy -> policy.has("tafile") ? Known.of(policy.all("tafile")) : Known.unset())
        .fold(
            Known::of,
            () -> route.own("tls_trust_anchor_file").known().map(List::of),
            Known::<List<String>>unknown);
  }

  /** Whether certificates are verified against anchors of a file. */
  Truth hasAnchorFiles() {
    return verifies().and(() -> anchorFiles().isSet());
  }

  /** Whether certificates are verified, and a file of anchors holds none. */
  Truth lacksAnchors() {
    return verifies()
        .and(
            () ->
                anchorFiles()
                    .fold(
                        files -> Truth.any(files, this::holdsNothing),
                        () -> Truth.NO,
                        Truth::unknown));
  }

  private Truth holdsNothing(String path) {
    SeenFile file = route.setup().see(path);
    PemFile pem = file.pem();
    if (pem == null) {
      return file.isKnown() ? Truth.YES : Truth.unknown(Doubt.of(file.reason()));
    }
    return Truth.of(pem.certificates().isEmpty());
  }

  private Truth leadsToListed(Certificate certificate, List<Certificate> issuers, Instant now) {
    Truth listed =
        route
            .own("tls_CAfile")
            .known()
            .fold(file -> leadsTo(file, certificate, issuers, now), () -> Truth.NO, Truth::unknown);
    Truth others = Truth.any(isSet("tls_CApath"), route.value("tls_append_default_CA").isYes());
    Doubt doubt = Doubt.of("which CAs are in a directory, or in the system, is not known");
    return listed.or(() -> others.and(() -> Truth.unknown(doubt)));
  }

  private Truth leadsTo(
      String path, Certificate certificate, List<Certificate> issuers, Instant now) {
    SeenFile file = route.setup().see(path);
    PemFile pem = file.pem();
    if (pem == null) {
      return file.isKnown() ? Truth.NO : Truth.unknown(Doubt.of(file.reason()));
    }
    TrustAnchors anchors = TrustAnchors.of(List.of(pem));
    Path found = PathFinder.find(certificate, issuers, anchors, now, Purpose.SERVER);
    return Truth.of(found.end() == Path.End.TRUST_ANCHOR && !isBroken(found));
  }

  private static boolean isBroken(Path path) {
    return path.has(Path.Kind.EXPIRED)
        || path.has(Path.Kind.NOT_YET_VALID)
        || path.has(Path.Kind.NOT_A_CA)
        || path.has(Path.Kind.NO_CERT_SIGN)
        || path.has(Path.Kind.BAD_SIGNATURE)
        || path.has(Path.Kind.WRONG_PURPOSE);
  }

  /** Without the right to read a directory, its names are not seen. */
  private Truth isSeenEmpty(SeenFile directory) {
    FileTree.Found found = directory.found();
    Truth readable =
        found == null
            ? Truth.NO
            : Permissions.of(route.setup(), route.name("tls_CApath"), directory.path(), found)
                .othersRead();
    return readable.ifUnknown(false)
        ? Truth.YES
        : Truth.unknown(new Doubt(directory.shown(), "whether it is empty is not known", ""));
  }

  /** Whether certificates are verified, and no CA is trusted. */
  Truth isMissing() {
    return Truth.all(verifies(), hasAnchors().not(), isSet("tls_CAfile").not())
        .and(this::isDirectoryUseless);
  }

  /** Why none is, in words. */
  String whyMissing() {
    String file = route.name("tls_CAfile");
    String directory = route.name("tls_CApath");
    String path = route.own("tls_CApath").known().or("", "");
    return path.isEmpty()
        ? file + " and " + directory + " are empty"
        : "in "
            + path
            + " of "
            + directory
            + " no name has a hash, by which OpenSSL looks for them";
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
