package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fingerprints as smtp(8) reads them from a list (tls_dane.c, tls_dane_add_fpt_digests()).
 *
 * @param texts as they are written
 * @param lengths the numbers of bytes of those that are not malformed
 */
public record FingerprintList(List<String> texts, Set<Integer> lengths) {

  /** What Postfix reads before it gives up: three characters for each byte of the widest digest. */
  private static final int LONGEST = 3 * 64;

  /** What {@link #bytes} tells of a text that is no fingerprint. */
  public static final int MALFORMED = -1;

  public FingerprintList {
    texts = List.copyOf(texts);
    lengths = Set.copyOf(lengths);
  }

  /** A list of fingerprints that have been told apart. */
  static FingerprintList of(List<String> texts) {
    Set<Integer> lengths = new HashSet<>();
    for (String text : texts) {
      lengths.add(bytes(text));
    }
    lengths.remove(MALFORMED);
    return new FingerprintList(texts, lengths);
  }

  /** Those of smtp_tls_fingerprint_cert_match: blanks and commas separate them, a bar does not. */
  public static FingerprintList ofParameter(String value) {
    return of(ListText.words(value, ", \t\r\n"));
  }

  /** Those of a policy: a bar separates them, and blanks belong to them. */
  public static FingerprintList ofPolicy(String value) {
    return of(ListText.words(value, "|"));
  }

  /** The bytes of one in hexadecimal and lower case; empty if it is malformed. */
  public static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (at + 1 >= text.length() || !isHex(text.charAt(at)) || !isHex(text.charAt(at + 1))) {
        return "";
      }
      digits.append(text, at, at + 2);
      at += 2;
      // a colon is only skipped where two characters follow it
      at += at + 2 < text.length() && text.charAt(at) == ':' ? 1 : 0;
    }
    return text.length() > LONGEST ? "" : digits.toString().toLowerCase(Locale.ROOT);
  }

  /** How many bytes one has, or {@link #MALFORMED}. */
  public static int bytes(String text) {
    int digits = digits(text).length();
    return digits == 0 ? MALFORMED : digits / 2;
  }

  /** Pairs of digits without colons, with colons between them. */
  static String withColons(String pairs) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + 1 < pairs.length(); i += 2) {
      out.append(i == 0 ? "" : ":").append(pairs, i, i + 2);
    }
    return out.toString();
  }

  /**
   * Whether there is one of a single character, on which a Postfix since 3.6 ends: "panic:
   * vstring_alloc: bad length 0".
   */
  public static boolean isDeadly(String text) {
    return text.length() == 1;
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }
}
