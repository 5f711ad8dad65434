package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.Digest;

/** Message digests that parameters name. */
public final class Digests {

  private Digests() {}

  /** How many bytes the values of the digest have that a parameter names. */
  public static Known<Integer> bytes(Value digest) {
    Doubt other = new Doubt("the digest's length is not known", digest.name());
    return digest
        .known()
        .orUnset("")
        .then(
            name -> {
              int bytes = Digest.bytes(name);
              return bytes == 0 ? Known.unknown(other) : Known.of(bytes);
            });
  }
}
