package io.github.posttlslint.pki;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the path that a peer with OpenSSL would build ({@code X509_verify_cert}: trusted
 * certificates first, no partial chains) and finds everything that is wrong with it, where OpenSSL
 * would stop at the first.
 *
 * <p>Name constraints, policies and revocation are not looked at.
 */
public final class PathFinder {

  /** OpenSSL's own limit is 100 certificates; nobody comes near. */
  private static final int MOST_STEPS = 100;

  private final List<Certificate> sent;
  private final TrustAnchors anchors;
  private final Instant now;
  private final Purpose purpose;
  private final boolean signatures;
  private final Map<Certificate, Integer> places = new HashMap<>();
  private final List<Path.Step> steps = new ArrayList<>();
  private final List<Path.Problem> problems = new ArrayList<>();

  private PathFinder(
      List<Certificate> sent,
      TrustAnchors anchors,
      Instant now,
      Purpose purpose,
      boolean signatures) {
    this.signatures = signatures;
    this.sent = sent;
    this.anchors = anchors;
    this.now = now;
    this.purpose = purpose;
    for (int i = 0; i < sent.size(); i++) {
      places.putIfAbsent(sent.get(i), i);
    }
  }

  /**
   * Finds the path.
   *
   * @param leaf the certificate to verify
   * @param issuers the certificates that are sent after it, in this order
   * @param anchors what the peer trusts
   * @param now the moment of the handshake
   * @param purpose what the leaf is presented as
   */
  public static Path find(
      Certificate leaf,
      List<Certificate> issuers,
      TrustAnchors anchors,
      Instant now,
      Purpose purpose) {
    return new PathFinder(sent(leaf, issuers), anchors, now, purpose, true).find();
  }

  /**
   * The path as {@link #find} finds it, without a look at signatures: they have no say in which way
   * it goes, and the first one of an elliptic curve takes as long to verify as all else.
   */
  public static Path findByNames(
      Certificate leaf,
      List<Certificate> issuers,
      TrustAnchors anchors,
      Instant now,
      Purpose purpose) {
    return new PathFinder(sent(leaf, issuers), anchors, now, purpose, false).find();
  }

  private static List<Certificate> sent(Certificate leaf, List<Certificate> issuers) {
    List<Certificate> sent = new ArrayList<>();
    sent.add(leaf);
    sent.addAll(issuers);
    return sent;
  }

  private Path find() {
    Certificate leaf = sent.get(0);
    steps.add(new Path.Step(leaf, 0));
    Path.End end = climb();
    judgeSteps(end);
    judgeSent();
    judgeOrder();
    problems.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return new Path(steps, end, problems);
  }

  private Path.End climb() {
    while (steps.size() < MOST_STEPS) {
      Path.Step top = steps.get(steps.size() - 1);
      if (isRoot(top.certificate())) {
        if (top.index() < 0 || anchors.contains(top.certificate())) {
          return Path.End.TRUST_ANCHOR;
        }
        return steps.size() == 1 ? Path.End.SELF_SIGNED_LEAF : Path.End.UNTRUSTED_ROOT;
      }
      Path.Step issuer = best(trustedIssuers(top.certificate()));
      issuer = issuer != null ? issuer : best(sentIssuers(top.certificate()));
      if (issuer == null) {
        return Path.End.ISSUER_NOT_FOUND;
      }
      steps.add(issuer);
    }
    return Path.End.ISSUER_NOT_FOUND;
  }

  /**
   * Whether OpenSSL takes it for self-signed: by names, identifiers and algorithm, for the
   * signature proves nothing about a root.
   */
  public static boolean isRoot(Certificate certificate) {
    KeyAlgorithm signer = certificate.signatureAlgorithm().key();
    KeyAlgorithm key = certificate.publicKey().algorithm();
    return certificate.namesAsIssuer(certificate)
        && (signer == key || (signer == KeyAlgorithm.RSA_PSS && key == KeyAlgorithm.RSA));
  }

  private List<Path.Step> trustedIssuers(Certificate certificate) {
    List<Path.Step> found = new ArrayList<>();
    for (Certificate candidate : anchors.withSubject(certificate.issuer())) {
      if (certificate.namesAsIssuer(candidate)) {
        found.add(new Path.Step(candidate, places.getOrDefault(candidate, -1)));
      }
    }
    return found;
  }

  private List<Path.Step> sentIssuers(Certificate certificate) {
    List<Path.Step> found = new ArrayList<>();
    for (int i = 1; i < sent.size(); i++) {
      if (certificate.namesAsIssuer(sent.get(i))) {
        found.add(new Path.Step(sent.get(i), i));
      }
    }
    return found;
  }

  /**
   * The candidate that OpenSSL takes: the first one that may sign and is valid now, else the one
   * that is valid longest; one that may not sign only if there is no other.
   */
  private Path.@Nullable Step best(List<Path.Step> candidates) {
    Path.Step best = null;
    for (Path.Step candidate : candidates) {
      if (isOnPath(candidate.certificate())) {
        continue;
      }
      if (best == null || rank(candidate) > rank(best)) {
        best = candidate;
      } else if (rank(candidate) == 1
          && rank(best) == 1
          && candidate.certificate().notAfter().isAfter(best.certificate().notAfter())) {
        best = candidate;
      }
    }
    return best;
  }

  private int rank(Path.Step candidate) {
    Certificate certificate = candidate.certificate();
    if (lacksCertSign(certificate)) {
      return 0;
    }
    return certificate.isExpired(now) || certificate.isNotYetValid(now) ? 1 : 2;
  }

  private boolean isOnPath(Certificate certificate) {
    for (Path.Step step : steps) {
      if (step.certificate().equals(certificate)) {
        return true;
      }
    }
    return false;
  }

  private static boolean lacksCertSign(Certificate certificate) {
    Set<KeyUsage> usage = certificate.keyUsage();
    return usage != null && !usage.contains(KeyUsage.KEY_CERT_SIGN);
  }

  private void judgeSteps(Path.End end) {
    int authoritiesBelow = 0;
    for (int i = 0; i < steps.size(); i++) {
      Path.Step step = steps.get(i);
      Certificate certificate = step.certificate();
      judgeAlone(step);
      if (i > 0) {
        judgeAuthority(step, authoritiesBelow, i == steps.size() - 1);
        authoritiesBelow += certificate.isSelfIssued() ? 0 : 1;
      } else if (!certificate.suits(purpose)) {
        tell(Path.Kind.WRONG_PURPOSE, step);
      }
      boolean last = i == steps.size() - 1;
      boolean trustedRoot = last && end == Path.End.TRUST_ANCHOR;
      if (certificate.signatureAlgorithm().isWeak() && !trustedRoot && !isRoot(certificate)) {
        tell(Path.Kind.WEAK_SIGNATURE, step);
      }
      if (signatures && !last && !isSignedBy(certificate, steps.get(i + 1).certificate())) {
        tell(Path.Kind.BAD_SIGNATURE, step);
      }
    }
  }

  private static boolean isSignedBy(Certificate certificate, Certificate issuer) {
    return certificate.signedBy(issuer.publicKey()) != SignatureCheck.Result.INVALID;
  }

  private void judgeAlone(Path.Step step) {
    Certificate certificate = step.certificate();
    if (certificate.isExpired(now)) {
      tell(Path.Kind.EXPIRED, step);
    }
    if (certificate.isNotYetValid(now)) {
      tell(Path.Kind.NOT_YET_VALID, step);
    }
    if (!certificate.unknownCriticalExtensions().isEmpty()) {
      tell(Path.Kind.UNKNOWN_CRITICAL_EXTENSION, step);
    }
    if (!certificate.malformedExtensions().isEmpty()) {
      tell(Path.Kind.MALFORMED_EXTENSION, step);
    }
  }

  /** OpenSSL lets old kinds of root pass that do not say that they are CAs, but no intermediate. */
  private void judgeAuthority(Path.Step step, int authoritiesBelow, boolean last) {
    Certificate certificate = step.certificate();
    boolean oldRoot = last && isRoot(certificate) && certificate.maySignCertificates();
    if (lacksCertSign(certificate)) {
      tell(Path.Kind.NO_CERT_SIGN, step);
    } else if (!certificate.isAuthority() && !oldRoot) {
      tell(Path.Kind.NOT_A_CA, step);
    }
    if (!certificate.permits(purpose)) {
      tell(Path.Kind.WRONG_PURPOSE, step);
    }
    Integer most = certificate.pathLength();
    if (most != null && authoritiesBelow > most) {
      tell(Path.Kind.PATH_TOO_LONG, step);
    }
  }

  /** What is sent beside the path, and in which order. */
  private void judgeSent() {
    Set<Certificate> seen = new HashSet<>();
    Set<DistinguishedName> ancestors = ancestors();
    for (int i = 0; i < sent.size(); i++) {
      Certificate certificate = sent.get(i);
      Path.Step step = new Path.Step(certificate, i);
      if (!seen.add(certificate)) {
        tell(Path.Kind.REPEATED, step);
      } else if (i > 0 && !ancestors.contains(certificate.subject())) {
        tell(Path.Kind.UNRELATED, step);
      } else if (i > 0 && isRoot(certificate)) {
        tell(Path.Kind.ROOT_SENT, step);
      }
    }
  }

  /** Whether each certificate sent comes after the one that it signed, whatever the peer trusts. */
  private void judgeOrder() {
    PathFinder alone = new PathFinder(sent, TrustAnchors.NONE, now, purpose, signatures);
    alone.steps.add(steps.get(0));
    alone.climb();
    int latest = 0;
    for (Path.Step step : alone.steps) {
      if (step.index() < latest) {
        tell(Path.Kind.OUT_OF_ORDER, step);
      }
      latest = Math.max(latest, step.index());
    }
  }

  /**
   * The names of everybody above the leaf. A certificate that is not on the path, but bears one of
   * these names, is another edition of an ancestor, as cross-signing makes them.
   */
  private Set<DistinguishedName> ancestors() {
    Set<DistinguishedName> names = new HashSet<>();
    for (Path.Step step : steps) {
      names.add(step.certificate().issuer());
    }
    Map<DistinguishedName, List<DistinguishedName>> issuers = new HashMap<>();
    for (int i = 1; i < sent.size(); i++) {
      issuers
          .computeIfAbsent(sent.get(i).subject(), subject -> new ArrayList<>(1))
          .add(sent.get(i).issuer());
    }
    Deque<DistinguishedName> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      for (DistinguishedName issuer : issuers.getOrDefault(open.remove(), List.of())) {
        if (names.add(issuer)) {
          open.add(issuer);
        }
      }
    }
    return names;
  }

  private void tell(Path.Kind kind, Path.Step step) {
    problems.add(new Path.Problem(kind, step.certificate(), step.index()));
  }
}
