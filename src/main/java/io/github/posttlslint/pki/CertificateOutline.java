package io.github.posttlslint.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over the DER of a certificate tells: enough for most of a bundle of CA certificates,
 * and thirty times faster than to read them whole.
 *
 * <p>Only for plain certificates, as nearly all are: whatever is out of the ordinary, be it sound,
 * is left to {@link CertificateReader}, which reads every certificate that has an outline.
 */
final class CertificateOutline {

  private static final int SET = 0x31;
  private static final int BOOLEAN = 0x01;
  private static final int NULL = 0x05;
  private static final int CONTEXT_3 = 0xA3;
  private static final int MOST_PARTS = 50;

  private static final byte[] VERSION_3 = {(byte) 0xA0, 3, 2, 1, 2};
  private static final byte[] KEY_USAGE = {0x55, 0x1D, 0x0F};
  private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1D, 0x13};

  private final byte[] der;
  private int subject;
  private long notBefore;
  private long notAfter;
  private boolean authority;
  private boolean mayNotSign;

  private CertificateOutline(byte[] der) {
    this.der = der;
  }

  /** The outline of a certificate that no bytes follow; null if it is not plain. */
  static @Nullable CertificateOutline of(byte[] der) {
    CertificateOutline outline = new CertificateOutline(der);
    return outline.isPlain() ? outline : null;
  }

  DistinguishedName subject() {
    Der element = Der.at(der, subject);
    DistinguishedName name =
        element == null
            ? null
            : DistinguishedName.of(Arrays.copyOfRange(der, element.start(), element.end()));
    if (name == null) {
      throw new IllegalStateException("a name that was there is gone");
    }
    return name;
  }

  Instant notBefore() {
    return Instant.ofEpochSecond(notBefore);
  }

  Instant notAfter() {
    return Instant.ofEpochSecond(notAfter);
  }

  /** Whether it surely may sign certificates; if not, its extensions have to be read to tell. */
  boolean surelySigns() {
    return authority && !mayNotSign;
  }

  private boolean isPlain() {
    Der whole = Der.at(der, 0);
    List<Der> parts =
        whole != null && whole.end() == der.length ? parts(whole, Der.SEQUENCE) : null;
    return parts != null
        && parts.size() == 3
        && isPlainSigned(parts.get(0))
        && isAlgorithm(parts.get(1), false)
        && isBits(parts.get(2));
  }

  /** Version 1, which has no extensions, or version 3 with some, and no unique identifiers. */
  private boolean isPlainSigned(Der signed) {
    List<Der> parts = parts(signed, Der.SEQUENCE);
    if (parts == null || (parts.size() != 6 && parts.size() != 8)) {
      return false;
    }
    boolean third = parts.size() == 8;
    if (third && !(is(parts.get(0), VERSION_3) && arePlainExtensions(parts.get(7)))) {
      return false;
    }
    int at = third ? 1 : 0;
    subject = parts.get(at + 4).start();
    return isInteger(parts.get(at))
        && isAlgorithm(parts.get(at + 1), false)
        && isName(parts.get(at + 2))
        && isPlainValidity(parts.get(at + 3))
        && isName(parts.get(at + 4))
        && isPlainKey(parts.get(at + 5));
  }

  private boolean isPlainKey(Der key) {
    List<Der> parts = parts(key, Der.SEQUENCE);
    return parts != null
        && parts.size() == 2
        && isAlgorithm(parts.get(0), true)
        && isBits(parts.get(1));
  }

  private boolean isAlgorithm(Der algorithm, boolean maybeCurve) {
    List<Der> parts = parts(algorithm, Der.SEQUENCE);
    if (parts == null || parts.isEmpty() || !isIdentifier(parts.get(0))) {
      return false;
    }
    Der parameter = parts.get(parts.size() - 1);
    return parts.size() == 1
        || (parts.size() == 2 && parameter.tag() == NULL && parameter.contentLength() == 0)
        || (parts.size() == 2 && maybeCurve && isIdentifier(parameter));
  }

  /** One attribute in each relative name, since several are sorted when they are read whole. */
  private boolean isName(Der name) {
    List<Der> sets = parts(name, Der.SEQUENCE);
    if (sets == null) {
      return false;
    }
    for (Der set : sets) {
      List<Der> pairs = parts(set, SET);
      List<Der> pair =
          pairs != null && pairs.size() == 1 ? parts(pairs.get(0), Der.SEQUENCE) : null;
      if (pair == null
          || pair.size() != 2
          || !isIdentifier(pair.get(0))
          || !isString(pair.get(1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isString(Der value) {
    return switch (value.tag()) {
      case 0x0C, 0x13, 0x14, 0x16 -> true;
      default -> false;
    };
  }

  private boolean isPlainValidity(Der validity) {
    List<Der> parts = parts(validity, Der.SEQUENCE);
    if (parts == null || parts.size() != 2) {
      return false;
    }
    notBefore = seconds(parts.get(0));
    notAfter = seconds(parts.get(1));
    return notBefore != PlainTime.NONE && notAfter != PlainTime.NONE;
  }

  private long seconds(Der time) {
    return switch (time.tag()) {
      case Der.UTC_TIME -> PlainTime.utc(der, time.content(), time.end());
      case Der.GENERALIZED_TIME -> PlainTime.generalized(der, time.content(), time.end());
      default -> PlainTime.NONE;
    };
  }

  private boolean arePlainExtensions(Der tagged) {
    List<Der> one = parts(tagged, CONTEXT_3);
    List<Der> extensions = one != null && one.size() == 1 ? parts(one.get(0), Der.SEQUENCE) : null;
    if (extensions == null || extensions.isEmpty()) {
      return false;
    }
    List<Der> seen = new ArrayList<>(extensions.size());
    for (Der extension : extensions) {
      List<Der> parts = parts(extension, Der.SEQUENCE);
      if (parts == null || parts.size() < 2 || parts.size() > 3 || !isIdentifier(parts.get(0))) {
        return false;
      }
      Der critical = parts.get(1);
      Der value = parts.get(parts.size() - 1);
      boolean marked = critical.tag() == BOOLEAN && critical.contentLength() == 1;
      if ((parts.size() == 3 && !marked) || value.tag() != Der.OCTET_STRING) {
        return false;
      }
      for (Der other : seen) {
        if (sameContent(other, parts.get(0))) {
          return false;
        }
      }
      seen.add(parts.get(0));
      note(parts.get(0), value);
    }
    return true;
  }

  private void note(Der identifier, Der value) {
    if (hasContent(identifier, BASIC_CONSTRAINTS)) {
      authority = isAuthority(value);
    } else if (hasContent(identifier, KEY_USAGE)) {
      mayNotSign = !isKeyUsageToSign(value);
    }
  }

  /** A CA, with or without path length, written in the usual way. */
  private boolean isAuthority(Der value) {
    int at = value.content();
    int length = value.contentLength();
    boolean limited =
        length == 8
            && der[at + 1] == 6
            && der[at + 5] == Der.INTEGER
            && der[at + 6] == 1
            && der[at + 7] >= 0;
    return (limited || (length == 5 && der[at + 1] == 3))
        && der[at] == Der.SEQUENCE
        && der[at + 2] == BOOLEAN
        && der[at + 3] == 1
        && der[at + 4] == (byte) 0xFF;
  }

  /** The sixth bit, keyCertSign, in one or two octets. */
  private boolean isKeyUsageToSign(Der value) {
    int at = value.content();
    int octets = value.contentLength() - 3;
    return (octets == 1 || octets == 2)
        && der[at] == Der.BIT_STRING
        && der[at + 1] == octets + 1
        && der[at + 2] >= 0
        && der[at + 2] <= (octets == 1 ? 2 : 7)
        && (der[at + 3] & 0x04) != 0;
  }

  // --- elements --------------------------------------------------------------------------------

  /**
   * The parts of an element of a kind; null if it is of another kind, if the parts do not fill it,
   * or if a length is not in its shortest form.
   */
  private @Nullable List<Der> parts(Der whole, int tag) {
    if (whole.tag() != tag || !whole.isShortest()) {
      return null;
    }
    List<Der> parts = new ArrayList<>(8);
    int end = whole.content();
    for (Der part = whole.firstChild(); part != null; part = part.next(whole)) {
      if (!part.isShortest() || parts.size() == MOST_PARTS) {
        return null;
      }
      parts.add(part);
      end = part.end();
    }
    return end == whole.end() ? parts : null;
  }

  private boolean isInteger(Der integer) {
    int at = integer.content();
    boolean padded = integer.contentLength() > 1 && der[at] == der[at + 1] >> 7;
    return integer.tag() == Der.INTEGER && integer.contentLength() > 0 && !padded;
  }

  private boolean isBits(Der bits) {
    return bits.tag() == Der.BIT_STRING && bits.contentLength() > 0 && der[bits.content()] == 0;
  }

  private boolean isIdentifier(Der identifier) {
    if (identifier.tag() != Der.OBJECT_IDENTIFIER || identifier.contentLength() == 0) {
      return false;
    }
    boolean first = true;
    for (int i = identifier.content(); i < identifier.end(); i++) {
      if (first && der[i] == (byte) 0x80) {
        return false;
      }
      first = der[i] >= 0;
    }
    return first;
  }

  private boolean is(Der element, byte[] bytes) {
    return Arrays.equals(der, element.start(), element.end(), bytes, 0, bytes.length);
  }

  private boolean hasContent(Der element, byte[] bytes) {
    return Arrays.equals(der, element.content(), element.end(), bytes, 0, bytes.length);
  }

  private boolean sameContent(Der one, Der other) {
    return Arrays.equals(der, one.content(), one.end(), der, other.content(), other.end());
  }
}
