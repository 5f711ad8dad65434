package io.github.posttlslint.pki;

/**
 * Names of elliptic curves as OpenSSL writes them, with the size of their field.
 *
 * @param name such as {@code prime256v1}; the dotted object identifier if the curve is unknown here
 * @param bits the field's size, 0 if unknown
 */
record Curve(String name, int bits) {

  static Curve ofOid(String oid) {
    return switch (oid) {
      case "1.2.840.10045.3.1.1" -> new Curve("prime192v1", 192);
      case "1.2.840.10045.3.1.7" -> new Curve("prime256v1", 256);
      case "1.3.132.0.33" -> new Curve("secp224r1", 224);
      case "1.3.132.0.34" -> new Curve("secp384r1", 384);
      case "1.3.132.0.35" -> new Curve("secp521r1", 521);
      case "1.3.132.0.10" -> new Curve("secp256k1", 256);
      case "1.3.36.3.3.2.8.1.1.7" -> new Curve("brainpoolP256r1", 256);
      case "1.3.36.3.3.2.8.1.1.11" -> new Curve("brainpoolP384r1", 384);
      case "1.3.36.3.3.2.8.1.1.13" -> new Curve("brainpoolP512r1", 512);
      case "1.2.156.10197.1.301" -> new Curve("SM2", 256);
      default -> new Curve(oid, 0);
    };
  }
}
