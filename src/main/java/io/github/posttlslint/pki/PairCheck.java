package io.github.posttlslint.pki;

import io.github.posttlslint.pki.LoadProblem.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether OpenSSL takes a key and a leaf for a pair. */
final class PairCheck {

  private PairCheck() {}

  /** The problem, or null if they are a pair or if the key's public half cannot be told. */
  static @Nullable LoadProblem check(PemBlock keyBlock, PemBlock leaf, List<PemBlock> issuers) {
    Key key = keyBlock.key();
    Certificate certificate = leaf.certificate();
    if (key == null || certificate == null) {
      return null;
    }
    PublicKey half = key.publicKey();
    boolean fits =
        half == null
            ? key.algorithm() == certificate.publicKey().algorithm()
            : half.equals(certificate.publicKey());
    if (!fits) {
      return mismatch(keyBlock, key, leaf, issuers);
    }
    if (!certificate.publicKey().algorithm().signsHandshakes()) {
      String detail =
          "no handshake can be signed with a key of algorithm "
              + certificate.publicKey().algorithm().words();
      return LoadProblem.fatal(Kind.UNUSABLE_ALGORITHM, leaf, keyBlock, detail);
    }
    return null;
  }

  private static LoadProblem mismatch(
      PemBlock keyBlock, Key key, PemBlock leaf, List<PemBlock> issuers) {
    for (PemBlock issuer : issuers) {
      Certificate certificate = issuer.certificate();
      if (certificate != null && certificate.publicKey().equals(key.publicKey())) {
        return LoadProblem.fatal(
            Kind.LEAF_NOT_FIRST,
            leaf,
            issuer,
            "the certificate of the key has to come before this one");
      }
    }
    return LoadProblem.fatal(
        Kind.KEY_DOES_NOT_MATCH,
        keyBlock,
        leaf,
        "the key is not the one of the certificate " + leaf.certificate());
  }
}
