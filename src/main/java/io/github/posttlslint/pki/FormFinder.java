package io.github.posttlslint.pki;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what a file without a PEM block is, by its first bytes and the outline of its DER. */
final class FormFinder {

  private FormFinder() {}

  static FileForm formOf(byte[] bytes) {
    if (isBlank(bytes)) {
      return FileForm.EMPTY;
    }
    int first = (at(bytes, 0) << 8) | at(bytes, 1);
    if (first == 0xFEFF || first == 0xFFFE) {
      return FileForm.UTF16_TEXT;
    }
    int second = (at(bytes, 2) << 8) | at(bytes, 3);
    if ((first == 0xFEED && second == 0xFEED) || (first == 0xCECE && second == 0xCECE)) {
      return FileForm.JAVA_KEY_STORE;
    }
    if (first >> 8 == Der.SEQUENCE) {
      FileForm form = formOfDer(bytes);
      if (form != FileForm.BINARY) {
        return form;
      }
    }
    return isText(bytes) ? formOfText(bytes) : FileForm.BINARY;
  }

  private static FileForm formOfText(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1).strip();
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("putty-user-key-file")) {
      return FileForm.PUTTY_KEY;
    }
    if (lower.startsWith("ssh-")
        || lower.startsWith("ecdsa-sha2-")
        || lower.startsWith("sk-")
        || lower.startsWith("---- begin ssh2 public key")) {
      return FileForm.SSH_PUBLIC_KEY;
    }
    return FileForm.TEXT;
  }

  /** By the tags of the first elements; RFC 5280, 2986, 5958, 8017, 5915, 7292, 5652. */
  private static FileForm formOfDer(byte[] bytes) {
    Der outer = Der.at(bytes, 0);
    if (outer == null) {
      return FileForm.BINARY;
    }
    Der a = outer.firstChild();
    Der b = a == null ? null : a.next(outer);
    Der c = b == null ? null : b.next(outer);
    if (a == null || b == null) {
      return FileForm.BINARY;
    }
    if (a.tag() == Der.SEQUENCE) {
      return formOfSequence(a, b, c);
    }
    if (a.tag() == Der.OBJECT_IDENTIFIER) {
      return b.tag() == Der.CONTEXT_0 ? FileForm.DER_PKCS7 : FileForm.BINARY;
    }
    if (a.tag() != Der.INTEGER) {
      return FileForm.BINARY;
    }
    if (b.tag() == Der.SEQUENCE) {
      boolean key = c != null && c.tag() == Der.OCTET_STRING;
      return key ? FileForm.DER_PRIVATE_KEY : FileForm.PKCS12;
    }
    if (b.tag() == Der.OCTET_STRING) {
      return FileForm.DER_PRIVATE_KEY;
    }
    if (b.tag() == Der.INTEGER) {
      return formOfIntegers(outer, a, c);
    }
    return FileForm.BINARY;
  }

  /** PKCS#1 and DSA keys are many integers after a small one, DH parameters two or three. */
  private static FileForm formOfIntegers(Der outer, Der first, @Nullable Der third) {
    Der fourth = third == null ? null : third.next(outer);
    if (fourth != null && first.contentLength() == 1) {
      return FileForm.DER_PRIVATE_KEY;
    }
    return first.contentLength() > 16 ? FileForm.DER_DH_PARAMETERS : FileForm.BINARY;
  }

  private static FileForm formOfSequence(Der a, Der b, @Nullable Der c) {
    if (c == null) {
      return switch (b.tag()) {
        case Der.OCTET_STRING -> FileForm.DER_ENCRYPTED_PRIVATE_KEY;
        case Der.BIT_STRING -> FileForm.DER_PUBLIC_KEY;
        default -> FileForm.BINARY;
      };
    }
    if (b.tag() != Der.SEQUENCE || c.tag() != Der.BIT_STRING) {
      return FileForm.BINARY;
    }
    // a is what was signed: its elements tell certificate, request and revocation list apart
    Der first = a.firstChild();
    Der second = first == null ? null : first.next(a);
    Der third = second == null ? null : second.next(a);
    Der fourth = third == null ? null : third.next(a);
    if (first == null || second == null || third == null) {
      return FileForm.BINARY;
    }
    if (first.tag() == Der.CONTEXT_0) {
      return FileForm.DER_CERTIFICATE;
    }
    if (first.tag() == Der.SEQUENCE || isTime(fourth)) {
      return FileForm.DER_CRL;
    }
    if (fourth != null && fourth.tag() == Der.SEQUENCE) {
      return FileForm.DER_CERTIFICATE;
    }
    return FileForm.DER_CERTIFICATE_REQUEST;
  }

  private static boolean isTime(@Nullable Der element) {
    return element != null
        && (element.tag() == Der.UTC_TIME || element.tag() == Der.GENERALIZED_TIME);
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** No control characters but the usual ones in the first few thousand bytes. */
  private static boolean isText(byte[] bytes) {
    int most = Math.min(bytes.length, 4096);
    for (int i = 0; i < most; i++) {
      int b = bytes[i];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }
}
