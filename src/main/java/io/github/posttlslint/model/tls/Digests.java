package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Value;
import java.util.Locale;

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
              int bytes = bytes(name);
              return bytes == 0 ? Known.unknown(other) : Known.of(bytes);
            });
  }

  /** 0 if it is not known. */
  private static int bytes(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "md5" -> 16;
      case "sha1" -> 20;
      case "sha224" -> 28;
      case "sha256", "sha3-256" -> 32;
      case "sha384", "sha3-384" -> 48;
      case "sha512", "sha3-512" -> 64;
      default -> 0;
    };
  }
}
