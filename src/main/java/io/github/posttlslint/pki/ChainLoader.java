package io.github.posttlslint.pki;

import java.util.List;

/**
 * What happens when a server or client of today loads its own certificates, as three loaders do it
 * that differ in what they accept. None of them checks that the certificates form a path; {@link
 * PathFinder} does.
 *
 * <p>The rules are those of Postfix 3.4 to 3.11 (src/tls/tls_certkey.c) with OpenSSL 1.1.1 to 3.x.
 */
public final class ChainLoader {

  private ChainLoader() {}

  /**
   * A list of files that together hold key, leaf, issuers, key, leaf, issuers and so on, one key
   * for each algorithm. Between files there may be a break anywhere.
   */
  public static LoadResult list(List<ChainElement> files) {
    return new SequenceLoader(false).load(files);
  }

  /** One file that holds a leaf, its issuers in this order, and a key anywhere between them. */
  public static LoadResult mixed(ChainElement file) {
    return new SequenceLoader(true).load(List.of(file));
  }

  /**
   * A file of certificates, the leaf first, and another file whose first key is the leaf's. Both
   * may hold other blocks, and both names may lead to the same file.
   */
  public static LoadResult pair(ChainElement certificates, ChainElement key) {
    return new PairLoader(certificates, key).load();
  }
}
