package io.github.posttlslint.pki;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a peer gets from a leaf towards an authority that it trusts.
 *
 * @param steps the certificates of the path, the leaf first
 * @param end where it ends
 * @param problems everything that is wrong on the path or beside it, in order of {@link
 *     Problem#index}
 */
public record Path(List<Step> steps, End end, List<Problem> problems) {

  public Path {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
  }

  /** Where a path ends. */
  public enum End {
    /** In a self-signed certificate that the peer trusts. */
    TRUST_ANCHOR,
    /** The leaf itself is self-signed, and the peer does not trust it. */
    SELF_SIGNED_LEAF,
    /** In a self-signed certificate that was sent, but that the peer does not trust. */
    UNTRUSTED_ROOT,
    /** In a certificate whose issuer is neither sent nor trusted. */
    ISSUER_NOT_FOUND
  }

  /**
   * One certificate of the path.
   *
   * @param certificate the certificate
   * @param index its place in what is sent: 0 for the leaf, from 1 for those after it, -1 if it is
   *     not sent, but one of the peer's trust anchors
   */
  public record Step(Certificate certificate, int index) {}

  /**
   * One thing that is wrong.
   *
   * @param kind what it is
   * @param certificate the certificate that it is about
   * @param index its place in what is sent, as in {@link Step}
   */
  public record Problem(Kind kind, Certificate certificate, int index) {}

  /** What can be wrong. */
  public enum Kind {
    EXPIRED,
    NOT_YET_VALID,
    /** Signed an other certificate of the path, but is not a CA's. */
    NOT_A_CA,
    /** Signed an other certificate of the path, but its key usage does not permit that. */
    NO_CERT_SIGN,
    /** More CAs stand below it than its path length permits. */
    PATH_TOO_LONG,
    /** Its issuer's key did not make its signature. */
    BAD_SIGNATURE,
    /** Signed with MD5, SHA-1 or the like; the signature of a trusted root does not count. */
    WEAK_SIGNATURE,
    /** Key usage or extended key usage forbid the purpose, be it the leaf's or an issuer's. */
    WRONG_PURPOSE,
    /** Has a critical extension that OpenSSL does not know. */
    UNKNOWN_CRITICAL_EXTENSION,
    /** Has an extension that cannot be decoded. */
    MALFORMED_EXTENSION,
    /** Sent, but no ancestor of the leaf. */
    UNRELATED,
    /** Sent, but not in the order of the path. */
    OUT_OF_ORDER,
    /** Sent a second time. */
    REPEATED,
    /** Sent, although a peer either has it or does not trust it: a self-signed root. */
    ROOT_SENT
  }

  /** The name of the issuer that could not be found; null if none is missing. */
  public @Nullable DistinguishedName missingIssuer() {
    return end == End.ISSUER_NOT_FOUND ? last().issuer() : null;
  }

  /** The last certificate of the path. */
  public Certificate last() {
    return steps.get(steps.size() - 1).certificate();
  }

  /** Whether a problem of a kind is among the problems. */
  public boolean has(Kind kind) {
    for (Problem problem : problems) {
      if (problem.kind == kind) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a problem of a kind with the certificate at a place in what is sent. */
  public boolean has(Kind kind, int index) {
    for (Problem problem : problems) {
      if (problem.kind == kind && problem.index == index) {
        return true;
      }
    }
    return false;
  }

  /** The step after the certificate at a place in what is sent; null if there is none. */
  public @Nullable Step above(int index) {
    for (int i = 0; i + 1 < steps.size(); i++) {
      if (steps.get(i).index == index) {
        return steps.get(i + 1);
      }
    }
    return null;
  }
}
