package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.util.ArrayList;
import java.util.List;

/** The file of Diffie-Hellman parameters that servers load. */
public record DhFile(TlsFiles files, FileReference reference) implements TlsThing {

  /** All that services load. */
  public static List<DhFile> all(List<TlsFiles> all) {
    List<DhFile> named = new ArrayList<>();
    for (TlsFiles files : all) {
      FileReference reference = files.dhParameters();
      if (reference != null) {
        named.add(new DhFile(files, reference));
      }
    }
    return named;
  }

  /** The label of the first PEM block; unset without one. */
  public Known<String> firstLabel() {
    return reference
        .content()
        .then(
            pem -> pem.blocks().isEmpty() ? Known.unset() : Known.of(pem.blocks().get(0).label()));
  }

  /** The size of the parameters; unset without any. */
  public Known<Integer> bits() {
    return reference.content().then(DhFile::bits);
  }

  private static Known<Integer> bits(PemFile pem) {
    for (PemBlock block : pem.blocks()) {
      if (block.dhBits() >= 0) {
        return Known.of(block.dhBits());
      }
    }
    return Known.unset();
  }
}
