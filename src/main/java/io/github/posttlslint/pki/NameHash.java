package io.github.posttlslint.pki;

import io.github.posttlslint.pki.DistinguishedName.Attribute;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes of names that OpenSSL looks for in a directory of CA certificates: as {@code
 * xxxxxxxx.N} for a certificate and {@code xxxxxxxx.rN} for a revocation list (openssl-rehash(1)).
 */
public final class NameHash {

  private NameHash() {}

  /**
   * What OpenSSL 1.0.0 and later look for, {@code openssl x509 -subject_hash}.
   *
   * @return eight lower-case hex digits
   */
  public static String of(DistinguishedName name) {
    return hex(Hash.require("sha1", name.canonical()));
  }

  /**
   * What OpenSSL looked for before 1.0.0, {@code openssl x509 -subject_hash_old}.
   *
   * @return eight lower-case hex digits
   */
  public static String oldOf(DistinguishedName name) {
    return hex(Hash.require("md5", name.der()));
  }

  /** The first four bytes as a little-endian number. */
  private static String hex(byte[] digest) {
    int first = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return HexFormat.of().toHexDigits(first);
  }

  /**
   * The form by which OpenSSL compares names: every string in UTF-8, ASCII letters small, blanks at
   * the ends gone and others single; the relative names one after another, without a header.
   */
  static byte[] canonical(DistinguishedName name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> set = new ArrayList<>();
    for (Attribute attribute : name.attributes()) {
      if (attribute.firstOfSet()) {
        writeSet(set, out);
      }
      set.add(pair(attribute));
    }
    writeSet(set, out);
    return out.toByteArray();
  }

  private static void writeSet(List<byte[]> set, ByteArrayOutputStream out) {
    if (set.isEmpty()) {
      return;
    }
    set.sort(Arrays::compareUnsigned);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    set.forEach(content::writeBytes);
    write(0x31, content.toByteArray(), out);
    set.clear();
  }

  private static byte[] pair(Attribute attribute) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    write(Der.OBJECT_IDENTIFIER, attribute.oidBytes(), content);
    if (isString(attribute.tag())) {
      byte[] text = DistinguishedName.text(attribute).getBytes(StandardCharsets.UTF_8);
      write(0x0C, squeeze(text), content);
    } else {
      write(attribute.tag(), attribute.value(), content);
    }
    ByteArrayOutputStream pair = new ByteArrayOutputStream();
    write(Der.SEQUENCE, content.toByteArray(), pair);
    return pair.toByteArray();
  }

  /** The types of OpenSSL's ASN1_MASK_CANON. */
  private static boolean isString(int tag) {
    return switch (tag) {
      case 0x0C, 0x13, 0x14, 0x16, 0x1A, 0x1C, 0x1E -> true;
      default -> false;
    };
  }

  private static byte[] squeeze(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    boolean blank = false;
    for (byte b : text) {
      if (isBlank(b)) {
        blank = out.size() > 0;
        continue;
      }
      if (blank) {
        out.write(' ');
        blank = false;
      }
      out.write(b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b);
    }
    return out.toByteArray();
  }

  static boolean isBlank(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static void write(int tag, byte[] content, ByteArrayOutputStream out) {
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
      out.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    out.writeBytes(content);
  }
}
