package io.github.posttlslint.pki;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a TLSA record wants of a certificate (RFC 6698, section 2.1; RFC 7671).
 *
 * @param usage 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE
 * @param selector 0 the whole certificate, 1 its public key
 * @param matching 0 the thing itself, 1 its SHA-256, 2 its SHA-512
 * @param data in lower-case hexadecimal digits
 */
public record Tlsa(int usage, int selector, int matching, String data) {

  /** The usage of a trust anchor that the record names. */
  public static final int DANE_TA = 2;

  /** The usage of the server's own certificate or key. */
  public static final int DANE_EE = 3;

  private static final int MOST_SHOWN = 16;

  /** Why no client can use a record. */
  public enum Fault {
    /** No such usage, selector or matching type is known. */
    UNKNOWN_TYPE,
    /** The length is not that of the digest. */
    LENGTH,
    /** What is to be a certificate or key is none. */
    NOT_DER
  }

  /** The record that a certificate fulfils. */
  public static Tlsa of(Certificate certificate, int usage, int selector, int matching) {
    return new Tlsa(usage, selector, matching, data(certificate, selector, matching));
  }

  /** The record, with selector 1, that every certificate of a key fulfils. */
  public static Tlsa of(PublicKey key, int usage, int matching) {
    return new Tlsa(usage, 1, matching, data(key.encodedUncopied(), matching));
  }

  /** The data of records that a certificate fulfils; empty for types that are not known. */
  private static String data(Certificate certificate, int selector, int matching) {
    return switch (selector) {
      case 0 -> data(certificate.encoded(), matching);
      case 1 -> data(certificate.publicKey().encodedUncopied(), matching);
      default -> "";
    };
  }

  private static String data(byte[] whole, int matching) {
    return switch (matching) {
      case 0 -> HexFormat.of().formatHex(whole);
      case 1 -> HexFormat.of().formatHex(Hash.require("sha256", whole));
      case 2 -> HexFormat.of().formatHex(Hash.require("sha512", whole));
      default -> "";
    };
  }

  /** Whether it is of a usage that SMTP has: 2 or 3 (RFC 7672, section 3.1). */
  public boolean isForSmtp() {
    return usage == DANE_TA || usage == DANE_EE;
  }

  /** How many bytes its digest has; 0 where there is none, or it is not known. */
  public int digestLength() {
    return matching == 1 ? 32 : matching == 2 ? 64 : 0;
  }

  /** How many bytes there are. */
  public int length() {
    return data.length() / 2;
  }

  /** Why no client can use it, whatever it uses TLSA records for; null if one can. */
  public @Nullable Fault fault() {
    if (usage > DANE_EE || selector > 1 || matching > 2) {
      return Fault.UNKNOWN_TYPE;
    }
    if (matching > 0) {
      return length() == digestLength() ? null : Fault.LENGTH;
    }
    return (selector == 0 ? certificate() : key()) == null ? Fault.NOT_DER : null;
  }

  /** Whether senders of mail use it. */
  public boolean isUsable() {
    return isForSmtp() && fault() == null;
  }

  /** Whether a certificate fulfils it. */
  public boolean matches(Certificate certificate) {
    return !data.isEmpty() && data.equals(data(certificate, selector, matching));
  }

  /** The certificate that it is itself; null if it is none. */
  @Nullable Certificate certificate() {
    if (selector != 0 || matching != 0) {
      return null;
    }
    return Certificate.parse(HexFormat.of().parseHex(data));
  }

  /** The public key that it is itself; null if it is none. */
  @Nullable PublicKey key() {
    if (selector != 1 || matching != 0) {
      return null;
    }
    try {
      return PublicKey.of(SubjectPublicKeyInfo.getInstance(HexFormat.of().parseHex(data)));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Usage, selector and matching type, such as {@code 3 1 1}. */
  public String type() {
    return usage + " " + selector + " " + matching;
  }

  /** As it stands in a zone file. */
  public String presentation() {
    return type() + " " + data;
  }

  /** The first digits of the data, for people. */
  public String shown() {
    return data.length() <= MOST_SHOWN
        ? presentation()
        : type() + " " + data.substring(0, MOST_SHOWN) + "...";
  }

  /** Those of several that senders use. */
  public static List<Tlsa> usable(List<Tlsa> all) {
    return all.stream().filter(Tlsa::isUsable).toList();
  }
}
