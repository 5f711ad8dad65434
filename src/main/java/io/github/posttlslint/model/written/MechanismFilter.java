package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.ListText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code *_sasl_mechanism_filter}: names of SASL mechanisms as servers announce them
 * (RFC 4422, section 3.1; letter case does not matter), files and tables of them; {@code !} before
 * one leaves it out. The first that matches decides, and a mechanism that none matches is left out
 * (string_list.c).
 *
 * @param words what stands between commas and white space
 */
record MechanismFilter(List<String> words) {

  /** The registry of IANA, and what servers announce without being in it. */
  private static final List<String> KNOWN =
      List.of(
          "9798-M-DSA-SHA1",
          "9798-M-ECDSA-SHA1",
          "9798-M-RSA-SHA1-ENC",
          "9798-U-DSA-SHA1",
          "9798-U-ECDSA-SHA1",
          "9798-U-RSA-SHA1-ENC",
          "ANONYMOUS",
          "APOP",
          "CRAM-MD5",
          "DIGEST-MD5",
          "EAP-AES128",
          "EAP-AES128-PLUS",
          "ECDH-X25519-CHALLENGE",
          "ECDSA-NIST256P-CHALLENGE",
          "EXTERNAL",
          "GSS-SPNEGO",
          "GSSAPI",
          "KERBEROS_V4",
          "KERBEROS_V5",
          "LOGIN",
          "NMAS-SAMBA-AUTH",
          "NMAS_AUTHEN",
          "NMAS_LOGIN",
          "NTLM",
          "OAUTH10A",
          "OAUTHBEARER",
          "OPENID20",
          "OTP",
          "PASSDSS-3DES-1",
          "PLAIN",
          "PLAIN-CLIENTTOKEN",
          "RPA",
          "SAML20",
          "SCRAM-SHA-1",
          "SCRAM-SHA-1-PLUS",
          "SCRAM-SHA-224",
          "SCRAM-SHA-224-PLUS",
          "SCRAM-SHA-256",
          "SCRAM-SHA-256-PLUS",
          "SCRAM-SHA-384",
          "SCRAM-SHA-384-PLUS",
          "SCRAM-SHA-512",
          "SCRAM-SHA-512-PLUS",
          "SCRAM-SHA3-512",
          "SCRAM-SHA3-512-PLUS",
          "SECURID",
          "SKEY",
          "SPNEGO",
          "SPNEGO-PLUS",
          "SRP",
          "SXOVER-PLUS",
          "XOAUTH",
          "XOAUTH2",
          "XYMCOOKIE");

  /** What a word lets through. */
  private enum Meaning {
    MECHANISM,
    /** A file, a table, or a mechanism of one of the families with a name for each member. */
    OTHER,
    NO_MECHANISM
  }

  static MechanismFilter parse(String value) {
    return new MechanismFilter(ListText.words(value));
  }

  private static String name(String word) {
    int start = 0;
    while (start < word.length() && word.charAt(start) == '!') {
      start++;
    }
    return word.substring(start);
  }

  private static Meaning meaning(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (KNOWN.contains(upper)) {
      return Meaning.MECHANISM;
    }
    boolean isOther =
        name.startsWith("/")
            || name.indexOf(':') >= 0
            || upper.startsWith("GS2-")
            || upper.startsWith("X-");
    return isOther ? Meaning.OTHER : Meaning.NO_MECHANISM;
  }

  /** The first word that is no mechanism's name, without exclamation marks; null if all are. */
  @Nullable String unknown() {
    for (String word : words) {
      if (meaning(name(word)) == Meaning.NO_MECHANISM) {
        return name(word);
      }
    }
    return null;
  }

  /** Whether words are there, and no mechanism that is known to exist gets through. */
  boolean isClosed() {
    for (String word : words) {
      boolean isNegative = (word.length() - name(word).length()) % 2 == 1;
      if (!isNegative && meaning(name(word)) != Meaning.NO_MECHANISM) {
        return false;
      }
    }
    return !words.isEmpty();
  }
}
