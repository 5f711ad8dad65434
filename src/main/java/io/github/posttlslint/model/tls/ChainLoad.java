package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.LoadResult;
import java.util.ArrayList;
import java.util.List;

/**
 * One attempt to load certificates with their keys.
 *
 * @param loader how it is done
 * @param files the files, in the order in which they are opened
 * @param result what comes of it
 */
public record ChainLoad(Loader loader, List<FileReference> files, LoadResult result) {

  public ChainLoad {
    files = List.copyOf(files);
  }

  /** The file that a place is in; the first one if it is in none of them. */
  public FileReference reference(Span place) {
    for (FileReference reference : files) {
      if (reference.file().shown().equals(place.file())) {
        return reference;
      }
    }
    return files.get(0);
  }

  /**
   * What a load leaves: {@code refused}, and TLS is off; {@code nothing}, no certificate though it
   * does not fail; {@code certificates}, perhaps not all that the files have.
   */
  public static final List<String> OUTCOMES = List.of("refused", "nothing", "certificates");

  /** What it leaves; not known where that depends on a file that was not seen. */
  Known<String> outcome() {
    if (result instanceof LoadResult.Unknown unknown) {
      Doubt doubt = new Doubt(unknown.unseen(), "it was not seen", files.get(0).parameter());
      return Known.unknown(doubt);
    }
    if (result instanceof LoadResult.Rejected) {
      return Known.of(OUTCOMES.get(0));
    }
    return Known.of(OUTCOMES.get(result.chains().isEmpty() ? 1 : 2));
  }

  /** The ways to load (src/tls/tls_certkey.c). */
  public enum Loader {
    /** {@code *_chain_files}: key, leaf, issuers, key, leaf, issuers, over one or several files. */
    LIST,
    /** One file for certificates and key, since Postfix 3.4. */
    MIXED,
    /** A file of certificates and one of the key. */
    PAIR
  }

  /** The same, where it comes to something else for what is loaded before and after it. */
  ChainLoad with(LoadResult other) {
    return new ChainLoad(loader, files, other);
  }

  static ChainLoad list(List<FileReference> files) {
    List<ChainElement> elements = new ArrayList<>();
    for (FileReference file : files) {
      elements.add(file.file().element());
    }
    return new ChainLoad(Loader.LIST, files, ChainLoader.list(elements));
  }

  static ChainLoad mixed(FileReference file) {
    return new ChainLoad(Loader.MIXED, List.of(file), ChainLoader.mixed(file.file().element()));
  }

  static ChainLoad pair(FileReference certificates, FileReference key) {
    LoadResult result = ChainLoader.pair(certificates.file().element(), key.file().element());
    List<FileReference> files =
        certificates.path().equals(key.path()) ? List.of(certificates) : List.of(certificates, key);
    return new ChainLoad(Loader.PAIR, files, result);
  }
}
