package io.github.posttlslint.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject or issuer name (RFC 5280, section 4.1.2.4). Two are equal if OpenSSL takes them for the
 * same: by {@linkplain NameHash canonical form}, without regard to case and to runs of blanks.
 */
public final class DistinguishedName {

  private static final int MOST_ATTRIBUTES = 200;

  private final byte[] der;
  private final List<Attribute> attributes;
  private volatile byte @Nullable [] canonical;
  private volatile @Nullable String written;

  /**
   * One attribute.
   *
   * @param firstOfSet whether it begins a new relative name and is not joined by {@code +}
   * @param oidBytes the type's object identifier as DER has it, without tag and length
   * @param tag the tag of the value's string type
   * @param value the string's bytes as they are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  record Attribute(boolean firstOfSet, byte[] oidBytes, int tag, byte[] value) {

    /** The type's dotted object identifier. */
    String oid() {
      return DistinguishedName.oid(oidBytes);
    }
  }

  private DistinguishedName(byte[] der, List<Attribute> attributes) {
    this.der = der;
    this.attributes = attributes;
  }

  /** Reads a Name in DER; null if it is none. */
  static @Nullable DistinguishedName of(byte[] der) {
    Der name = Der.at(der, 0);
    if (name == null || name.tag() != Der.SEQUENCE || name.end() != der.length) {
      return null;
    }
    List<Attribute> attributes = new ArrayList<>();
    for (Der set = name.firstChild(); set != null; set = set.next(name)) {
      boolean first = true;
      for (Der pair = set.firstChild(); pair != null; pair = pair.next(set)) {
        Der type = pair.firstChild();
        Der value = type == null ? null : type.next(pair);
        if (type == null || value == null || attributes.size() >= MOST_ATTRIBUTES) {
          return null;
        }
        byte[] bytes = Arrays.copyOfRange(der, value.content(), value.end());
        byte[] oid = Arrays.copyOfRange(der, type.content(), type.end());
        attributes.add(new Attribute(first, oid, value.tag(), bytes));
        first = false;
      }
    }
    return new DistinguishedName(der, List.copyOf(attributes));
  }

  /** Whether there is no attribute at all, as in certificates that have names elsewhere. */
  public boolean isEmpty() {
    return attributes.isEmpty();
  }

  /** The common names in the order of the name. */
  public List<String> commonNames() {
    return values("2.5.4.3");
  }

  /** The organizations in the order of the name. */
  public List<String> organizations() {
    return values("2.5.4.10");
  }

  private List<String> values(String oid) {
    List<String> values = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute.oid().equals(oid)) {
        values.add(text(attribute));
      }
    }
    return values;
  }

  byte[] der() {
    return der;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  byte[] canonical() {
    byte[] form = canonical;
    if (form == null) {
      form = NameHash.canonical(this);
      canonical = form;
    }
    return form;
  }

  /**
   * As RFC 2253 writes names, last attribute first, such as {@code CN=mx.example.org,O=Example}.
   * Control characters are escaped: the name is the certificate's maker's choice.
   */
  @Override
  public String toString() {
    String text = written;
    if (text == null) {
      text = write();
      written = text;
    }
    return text;
  }

  private String write() {
    StringBuilder text = new StringBuilder();
    int end = attributes.size();
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && !attributes.get(start).firstOfSet) {
        start--;
      }
      text.append(text.length() > 0 ? "," : "");
      for (int i = start; i < end; i++) {
        Attribute attribute = attributes.get(i);
        text.append(i > start ? "+" : "").append(shortName(attribute.oid())).append('=');
        escape(text(attribute), text);
      }
      end = start;
    }
    return text.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DistinguishedName name
        && (Arrays.equals(der, name.der)
            || (hashCode() == name.hashCode() && Arrays.equals(canonical(), name.canonical())));
  }

  /** Of what stays the same in the canonical form, which is slow to make: ASCII but blanks. */
  @Override
  public int hashCode() {
    int sum = 0;
    for (Attribute attribute : attributes) {
      switch (attribute.tag) {
        case 0x0C, 0x13, 0x14, 0x16, 0x1A -> sum += sumOf(attribute.value);
        case 0x1C, 0x1E -> sum += sumOf(text(attribute).getBytes(StandardCharsets.UTF_8));
        default -> {}
      }
    }
    return sum;
  }

  private static int sumOf(byte[] text) {
    int sum = 0;
    for (byte b : text) {
      int small = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
      sum += small > ' ' ? small * small * small : small >= 0 && !NameHash.isBlank(b) ? small : 0;
    }
    return sum;
  }

  /** The value as text, by its string type. */
  static String text(Attribute attribute) {
    return switch (attribute.tag) {
      case 0x0C -> new String(attribute.value, StandardCharsets.UTF_8);
      case 0x1E -> new String(attribute.value, StandardCharsets.UTF_16BE);
      case 0x1C -> utf32(attribute.value);
      default -> new String(attribute.value, StandardCharsets.ISO_8859_1);
    };
  }

  private static String utf32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 3 < bytes.length; i += 4) {
      int c =
          ((bytes[i] & 0xFF) << 24)
              | ((bytes[i + 1] & 0xFF) << 16)
              | ((bytes[i + 2] & 0xFF) << 8)
              | (bytes[i + 3] & 0xFF);
      text.appendCodePoint(Character.isValidCodePoint(c) ? c : 0xFFFD);
    }
    return text.toString();
  }

  private static void escape(String value, StringBuilder to) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = i == 0 || i == value.length() - 1;
      int kind = Character.getType(c);
      if (c < ' '
          || kind == Character.CONTROL
          || kind == Character.FORMAT
          || kind == Character.LINE_SEPARATOR
          || kind == Character.PARAGRAPH_SEPARATOR) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          to.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
      } else if (",+\"\\<>;".indexOf(c) >= 0 || (c == ' ' && edge) || (c == '#' && i == 0)) {
        to.append('\\').append(c);
      } else {
        to.append(c);
      }
    }
  }

  private static String oid(byte[] der) {
    StringBuilder text = new StringBuilder();
    long part = 0;
    for (byte b : der) {
      part = (part << 7) | (b & 0x7F);
      if ((b & 0x80) == 0) {
        if (text.length() == 0) {
          long first = Math.min(part / 40, 2);
          text.append(first).append('.').append(part - 40 * first);
        } else {
          text.append('.').append(part);
        }
        part = 0;
      }
    }
    return text.toString();
  }

  private static String shortName(String oid) {
    return switch (oid) {
      case "2.5.4.3" -> "CN";
      case "2.5.4.4" -> "SN";
      case "2.5.4.5" -> "serialNumber";
      case "2.5.4.6" -> "C";
      case "2.5.4.7" -> "L";
      case "2.5.4.8" -> "ST";
      case "2.5.4.9" -> "street";
      case "2.5.4.10" -> "O";
      case "2.5.4.11" -> "OU";
      case "2.5.4.12" -> "title";
      case "2.5.4.15" -> "businessCategory";
      case "2.5.4.17" -> "postalCode";
      case "2.5.4.42" -> "GN";
      case "2.5.4.97" -> "organizationIdentifier";
      case "0.9.2342.19200300.100.1.1" -> "UID";
      case "0.9.2342.19200300.100.1.25" -> "DC";
      case "1.2.840.113549.1.9.1" -> "emailAddress";
      default -> oid;
    };
  }
}
