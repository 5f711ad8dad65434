package io.github.posttlslint.rule.subject;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.SignatureCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the certificates of a chain hang together. */
final class ChainShape {

  private final Certificate leaf;
  private final List<Certificate> issuers;
  private final boolean[] ancestors;

  ChainShape(LoadedChain chain) {
    this.leaf = chain.certificate();
    this.issuers = chain.issuerCertificates();
    this.ancestors = ancestorsOf(leaf);
  }

  /** Whether one certificate issued another, as far as names, identifiers and signature tell. */
  static boolean issued(Certificate issuer, Certificate certificate) {
    return certificate.namesAsIssuer(issuer)
        && certificate.signedBy(issuer.publicKey()) != SignatureCheck.Result.INVALID;
  }

  private boolean[] ancestorsOf(Certificate certificate) {
    boolean[] found = new boolean[issuers.size()];
    List<Certificate> open = new ArrayList<>(List.of(certificate));
    while (!open.isEmpty()) {
      Certificate child = open.remove(0);
      for (int i = 0; i < found.length; i++) {
        Certificate candidate = issuers.get(i);
        if (!found[i] && !candidate.equals(child) && issued(candidate, child)) {
          found[i] = true;
          open.add(candidate);
        }
      }
    }
    return found;
  }

  /**
   * What the certificate at an index is to the leaf: {@code issuer}, {@code root} (a self-signed
   * issuer), {@code second-leaf} (the leaf of another chain), {@code second-issuer} (an issuer of
   * such a leaf only) or {@code stray}.
   */
  String position(int index) {
    Certificate certificate = issuers.get(index);
    if (ancestors[index]) {
      return certificate.isSelfSigned() ? "root" : "issuer";
    }
    if (isSecondLeaf(index)) {
      return "second-leaf";
    }
    for (int i = 0; i < issuers.size(); i++) {
      if (isSecondLeaf(i) && ancestorsOf(issuers.get(i))[index]) {
        return "second-issuer";
      }
    }
    return "stray";
  }

  private boolean isSecondLeaf(int index) {
    return !ancestors[index] && !issuers.get(index).maySignCertificates();
  }

  /** Whether each issuer comes after a certificate that it issued. */
  boolean isOrdered() {
    for (int i = 0; i < ancestors.length; i++) {
      if (ancestors[i] && !issuedEarlier(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean issuedEarlier(int index) {
    Certificate issuer = issuers.get(index);
    if (issued(issuer, leaf)) {
      return true;
    }
    for (int i = 0; i < index; i++) {
      if (ancestors[i] && issued(issuer, issuers.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The last certificate of the path that begins at the leaf; self-signed if it is whole. */
  Certificate top() {
    return top(leaf, issuers);
  }

  /** The last certificate on the way from one certificate up through a set of others. */
  static Certificate top(Certificate start, List<Certificate> others) {
    Certificate at = start;
    for (int steps = 0; steps <= others.size() && !at.isSelfSigned(); steps++) {
      Certificate next = issuerOf(at, others);
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static @Nullable Certificate issuerOf(Certificate child, List<Certificate> others) {
    Certificate found = null;
    for (Certificate other : others) {
      if (!other.equals(child) && issued(other, child)) {
        if (other.isSelfSigned()) {
          return other;
        }
        found = found == null ? other : found;
      }
    }
    return found;
  }
}
