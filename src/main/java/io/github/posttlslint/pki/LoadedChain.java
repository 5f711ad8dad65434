package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key with its certificates, in the order in which a server sends them.
 *
 * @param key the key's block; null if the file that should hold it is not seen
 * @param leaf the server's or client's own certificate
 * @param issuers the certificates sent after it, be they its issuers or not
 */
public record LoadedChain(@Nullable PemBlock key, PemBlock leaf, List<PemBlock> issuers) {

  public LoadedChain {
    issuers = List.copyOf(issuers);
  }

  /** The same with no more than the first certificates. */
  public LoadedChain first(int most) {
    return issuers.size() < most ? this : new LoadedChain(key, leaf, issuers.subList(0, most - 1));
  }

  /** The block of the certificate at a place in what is sent, 0 for the leaf. */
  public PemBlock block(int at) {
    return at == 0 ? leaf : issuers.get(at - 1);
  }

  /** The certificate at a place in what is sent, 0 for the leaf, parsed. */
  public Certificate certificate(int at) {
    return parsed(block(at));
  }

  /** The leaf, parsed. */
  public Certificate certificate() {
    return parsed(leaf);
  }

  /** The certificates sent after the leaf, parsed. */
  public List<Certificate> issuerCertificates() {
    List<Certificate> certificates = new ArrayList<>(issuers.size());
    for (PemBlock issuer : issuers) {
      certificates.add(parsed(issuer));
    }
    return certificates;
  }

  private static Certificate parsed(PemBlock block) {
    Certificate certificate = block.certificate();
    if (certificate == null) {
      throw new IllegalStateException("no loader accepts a certificate that cannot be read");
    }
    return certificate;
  }
}
