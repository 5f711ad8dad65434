package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.SentCertificate.Position;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.DistinguishedName;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.SignatureCheck;
import io.github.posttlslint.pki.TrustAnchors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far peers get from a leaf to a root, and what each certificate sent is to that path. */
final class ChainPath {

  private final LoadedChain chain;
  private final ChainCompletion completion;
  private final Purpose purpose;
  private final Instant now;
  private final Certificate leaf;
  private final TrustAnchors peers;

  /** What is sent after the leaf; filled when the path is found. */
  private List<Certificate> issuers = List.of();

  private final Lazy<Path> path = new Lazy<>(this::findPath);
  private final Lazy<List<Path>> others = new Lazy<>(this::pathsOfOthers);

  /**
   * Makes one; the path is found when it is first asked for.
   *
   * @param chain what is loaded
   * @param completion what OpenSSL adds to a lone leaf by itself
   * @param peers roots that peers have, as far as they are known
   */
  ChainPath(
      LoadedChain chain,
      ChainCompletion completion,
      TrustAnchors peers,
      Purpose purpose,
      Instant now) {
    this.leaf = chain.certificate();
    this.peers = peers;
    this.chain = chain;
    this.completion = completion;
    this.purpose = purpose;
    this.now = now;
  }

  /** What OpenSSL adds to a lone leaf by itself. */
  ChainCompletion completion() {
    return completion;
  }

  /** The path. */
  Path path() {
    return path.get();
  }

  private Path findPath() {
    issuers = chain.issuers().isEmpty() ? completion.certificates() : chain.issuerCertificates();
    boolean isRoot = PathFinder.isRoot(leaf) || leaf.isSelfSigned();
    TrustAnchors anchors = isRoot ? TrustAnchors.NONE : peers;
    return PathFinder.findByNames(leaf, issuers, anchors, now, purpose);
  }

  /** Whether the path ends with a certificate that is not a root, for want of its issuer's. */
  boolean isIncomplete() {
    return path().end() == Path.End.ISSUER_NOT_FOUND;
  }

  /** Whether it ends with the leaf itself for want of its issuer's. */
  boolean isLeafAlone() {
    return isIncomplete() && path().steps().size() == 1;
  }

  /** What the certificate at a place in what is sent is. */
  Position position(int at) {
    if (at == 0) {
      return Position.LEAF;
    }
    if (path().has(Path.Kind.REPEATED, at)) {
      return Position.REPEATED;
    }
    if (!path().has(Path.Kind.UNRELATED, at)) {
      return path().has(Path.Kind.ROOT_SENT, at) ? Position.ROOT : Position.ISSUER;
    }
    if (isSecondLeaf(at - 1)) {
      return Position.SECOND_LEAF;
    }
    for (Path other : others.get()) {
      if (!other.has(Path.Kind.UNRELATED, at)) {
        return Position.SECOND_ISSUER;
      }
    }
    return Position.STRAY;
  }

  /** Those of the leaves of other chains. */
  private List<Path> pathsOfOthers() {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < issuers.size(); i++) {
      if (isSecondLeaf(i)) {
        paths.add(PathFinder.findByNames(issuers.get(i), issuers, TrustAnchors.NONE, now, purpose));
      }
    }
    return paths;
  }

  private boolean isSecondLeaf(int index) {
    return path().has(Path.Kind.UNRELATED, index + 1) && !issuers.get(index).maySignCertificates();
  }

  /**
   * Whether peers go through the certificate at a place in what is sent. Not through one at the end
   * of what is known that is called a root: where CAs sign each other, peers have it as a root.
   */
  boolean isOnPath(int at) {
    List<Path.Step> steps = path().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).index() == at) {
        boolean last = i == steps.size() - 1;
        return !(last
            && i > 0
            && isIncomplete()
            && isCalledRoot(steps.get(i).certificate().subject()));
      }
    }
    return false;
  }

  /** Whether a CA's name says that it is a root. */
  static boolean isCalledRoot(DistinguishedName name) {
    for (String commonName : name.commonNames()) {
      if (commonName.toLowerCase(Locale.ROOT).contains("root")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the certificate at a place is signed by another key than that of its issuer sent. */
  Truth forged(Certificate certificate, int at) {
    Path.Step above = path().above(at);
    if (above == null || above.index() <= 0) {
      return Truth.NO;
    }
    PublicKey key = above.certificate().publicKey();
    SignatureCheck.Result result = certificate.signedBy(key);
    if (result != SignatureCheck.Result.CANNOT_TELL) {
      return Truth.of(result == SignatureCheck.Result.INVALID);
    }
    String why =
        key.bits() > Limits.KEY_BITS
            ? "its issuer's key has " + key.bits() + " bits, more than " + Limits.KEY_BITS
            : "signatures of its kind are not verified here";
    return Truth.unknown(Doubt.of("the signature of " + certificate + ": " + why));
  }

  /** Why peers do not let the certificate at a place sign those below it, as clauses for people. */
  List<String> unfitFor(int at) {
    List<String> reasons = new ArrayList<>();
    if (path().has(Path.Kind.NOT_A_CA, at)) {
      reasons.add("it is not marked as a CA");
    }
    if (path().has(Path.Kind.NO_CERT_SIGN, at)) {
      reasons.add("its key usage lacks keyCertSign");
    }
    if (path().has(Path.Kind.WRONG_PURPOSE, at)) {
      reasons.add("its extended key usage lacks " + purpose.words());
    }
    return reasons;
  }
}
