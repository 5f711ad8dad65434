package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Value;
import java.util.Locale;

/** Facts of a message digest that a parameter names. */
final class Digests {

  private Digests() {}

  /** Its name, as written. */
  static Fact name(Value digest, String parameter) {
    return digest.isUnknown()
        ? new Fact.Unknown(digest.reason(), parameter)
        : Fact.of(digest.text());
  }

  /** How many bytes its values have. */
  static Fact length(Value digest, String parameter) {
    if (digest.isUnknown()) {
      return new Fact.Unknown(digest.reason(), parameter);
    }
    return switch (digest.text().toLowerCase(Locale.ROOT)) {
      case "md5" -> Fact.of(16);
      case "sha1" -> Fact.of(20);
      case "sha224" -> Fact.of(28);
      case "sha256", "sha3-256" -> Fact.of(32);
      case "sha384", "sha3-384" -> Fact.of(48);
      case "sha512", "sha3-512" -> Fact.of(64);
      default -> new Fact.Unknown("the digest's length is not known", parameter);
    };
  }
}
