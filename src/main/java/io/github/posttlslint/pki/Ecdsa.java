package io.github.posttlslint.pki;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ECDSA signatures (FIPS 186-4, section 6.4) by the arithmetic of Bouncy Castle. Its own
 * signer looks up loggers, random numbers and constraints first, and its table of curves loads all
 * of them, which takes many times longer than to verify a signature.
 */
final class Ecdsa {

  private Ecdsa() {}

  /** A curve and the point that signatures start from. */
  private record Domain(ECCurve curve, ECPoint base) {}

  /**
   * Whether the key made a signature.
   *
   * @param point the public key as the certificate has it
   * @param digest what was signed
   * @param signature its two numbers; null if it is no two numbers, so that nobody made it
   * @return null if the curve is not known
   * @throws IllegalArgumentException if the point is no key on the curve
   */
  static @Nullable Boolean verify(
      ASN1ObjectIdentifier curve, byte[] point, byte[] digest, BigInteger @Nullable [] signature) {
    Domain domain = domain(curve);
    if (domain == null) {
      return null;
    }
    ECPoint key = domain.curve.decodePoint(point);
    if (key.isInfinity()) {
      throw new IllegalArgumentException("the point at infinity is no key");
    }
    BigInteger order = domain.curve.getOrder();
    if (signature == null || !isBelow(signature[0], order) || !isBelow(signature[1], order)) {
      return false;
    }
    BigInteger r = signature[0];
    BigInteger inverse = signature[1].modInverse(order);
    BigInteger ofBase = leftmost(digest, order.bitLength()).multiply(inverse).mod(order);
    BigInteger ofKey = r.multiply(inverse).mod(order);
    ECPoint sum = ECAlgorithms.sumOfTwoMultiplies(domain.base, ofBase, key, ofKey);
    return !sum.isInfinity() && abscissa(sum).mod(order).equals(r);
  }

  /** Without {@link ECPoint#normalize()}, which asks for random numbers where it can. */
  private static BigInteger abscissa(ECPoint point) {
    int system = point.getCurve().getCoordinateSystem();
    if (system != ECCurve.COORD_JACOBIAN && system != ECCurve.COORD_JACOBIAN_MODIFIED) {
      return point.normalize().getAffineXCoord().toBigInteger();
    }
    ECFieldElement square = point.getZCoord(0).square();
    return point.getXCoord().divide(square).toBigInteger();
  }

  private static boolean isBelow(BigInteger number, BigInteger order) {
    return number.signum() > 0 && number.compareTo(order) < 0;
  }

  private static BigInteger leftmost(byte[] digest, int bits) {
    return new BigInteger(1, digest).shiftRight(Math.max(0, digest.length * 8 - bits));
  }

  /** The curves of nearly all certificates, and behind them all that Bouncy Castle knows. */
  private static @Nullable Domain domain(ASN1ObjectIdentifier oid) {
    return switch (oid.getId()) {
      case "1.2.840.10045.3.1.7" -> P256.DOMAIN;
      case "1.3.132.0.34" -> P384.DOMAIN;
      case "1.3.132.0.35" -> P521.DOMAIN;
      default -> seldomUsed(oid);
    };
  }

  // each in a class of its own, so that it is made when it is needed, and once

  private static final class P256 {
    static final Domain DOMAIN =
        domain(
            new SecP256R1Curve(),
            "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
            "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");
  }

  private static final class P384 {
    static final Domain DOMAIN =
        domain(
            new SecP384R1Curve(),
            "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A38"
                + "5502F25DBF55296C3A545E3872760AB7",
            "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C0"
                + "0A60B1CE1D7E819D7A431D7C90EA0E5F");
  }

  private static final class P521 {
    static final Domain DOMAIN =
        domain(
            new SecP521R1Curve(),
            "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D"
                + "3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66",
            "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E"
                + "662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650");
  }

  private static Domain domain(ECCurve curve, String x, String y) {
    return new Domain(curve, curve.createPoint(new BigInteger(x, 16), new BigInteger(y, 16)));
  }

  private static @Nullable Domain seldomUsed(ASN1ObjectIdentifier oid) {
    X9ECParameters fast = CustomNamedCurves.getByOID(oid);
    X9ECParameters known = fast != null ? fast : ECNamedCurveTable.getByOID(oid);
    return known == null ? null : new Domain(known.getCurve(), known.getG());
  }
}
