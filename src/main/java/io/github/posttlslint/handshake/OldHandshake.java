package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a server up to TLS 1.2: the suite by what its certificates are good for (s3_lib.c,
 * ssl3_choose_cipher; ssl_lib.c, ssl_set_masks), then the certificate by how it can sign (t1_lib.c,
 * tls_choose_sigalg).
 *
 * @param signatures the schemes that both have; null where the version has none, or the client
 *     names none
 */
record OldHandshake(
    ClientHello hello,
    ServerOffer offer,
    Map<KeyAlgorithm, ServerKey> keys,
    Version version,
    @Nullable List<SignatureScheme> signatures) {

  private static final List<KeyAlgorithm> EDWARDS =
      List.of(KeyAlgorithm.ED25519, KeyAlgorithm.ED448);

  private static final String UNSIGNED = "no signature algorithm for a certificate of the service";

  Answer answer() {
    CipherSuite suite = suite();
    if (suite == null) {
      return new Refused(Why.SUITE, noSuite());
    }
    if (suite.isAnonymous()) {
      return agreed(suite, null, null);
    }
    if (signatures != null) {
      return signed(suite, signatures);
    }
    ServerKey key = usualKey(suite);
    SignatureScheme usual = key == null ? null : SignatureScheme.usual(key.algorithm());
    if (version != Version.TLS_1_2) {
      boolean isStrong = usual == null || key == null || isStrongBefore12(key, usual);
      return key == null || !isStrong
          ? new Refused(Why.SIGNATURE, Handshake.INTERNAL_ERROR, UNSIGNED)
          : checked(suite, key, null);
    }
    return key == null || usual == null || !isOffered(usual)
        ? unsigned()
        : checked(suite, key, usual);
  }

  /** RSA signs with MD5 and SHA-1 together there, which OpenSSL 3 counts for 67 bits. */
  private boolean isStrongBefore12(ServerKey key, SignatureScheme usual) {
    boolean isOld = offer.library() == OpenSslRelease.V1_1_1;
    return key.algorithm() == KeyAlgorithm.RSA ? isOld || offer.leastBits() == 0 : isStrong(usual);
  }

  private boolean isStrong(SignatureScheme scheme) {
    return scheme.strength(offer.library()) >= offer.leastBits();
  }

  private boolean isOffered(SignatureScheme scheme) {
    return isStrong(scheme) && offer.signatures().contains(scheme);
  }

  private static Refused unsigned() {
    return new Refused(Why.SIGNATURE, UNSIGNED);
  }

  private Answer signed(CipherSuite suite, List<SignatureScheme> shared) {
    for (SignatureScheme scheme : shared) {
      ServerKey key = keys.get(scheme.key());
      boolean isForTransport =
          suite.keyExchange().equals("RSA") && scheme.key() == KeyAlgorithm.RSA_PSS;
      if (key != null
          && !isForTransport
          && authenticates(key.algorithm(), suite)
          && isValid(key)
          && Handshake.takesCertificate(hello, key)
          && Handshake.hasRoom(key, scheme)) {
        return checked(suite, key, scheme);
      }
    }
    return unsigned();
  }

  private Answer checked(CipherSuite suite, ServerKey key, @Nullable SignatureScheme scheme) {
    Refused weak = Handshake.weak(offer, key);
    return weak != null ? weak : agreed(suite, key, scheme);
  }

  private Answer agreed(
      CipherSuite suite, @Nullable ServerKey key, @Nullable SignatureScheme scheme) {
    Exchange exchange =
        switch (suite.keyExchange()) {
          case "ECDHE" -> new Exchange.Group(sharedGroups().get(0), false);
          case "DHE" -> new Exchange.Prime(primeBits(suite, key));
          default -> new Exchange.Transport();
        };
    if (exchange instanceof Exchange.Prime prime
        && ServerKey.ofModulus(prime.bits(), offer.library()) < offer.leastBits()) {
      String reason = "the prime of " + prime.bits() + " bits is too small for security level ";
      return new Refused(Why.LEVEL, reason + offer.securityLevel());
    }
    boolean signs = !(exchange instanceof Exchange.Transport);
    return new Agreed(version, suite.name(), suite.code(), exchange, key, signs ? scheme : null);
  }

  /** t1_lib.c, ssl_get_auto_dh: as strong as the key, or as half of the suite without one. */
  private int primeBits(CipherSuite suite, @Nullable ServerKey key) {
    if (offer.primeBits() > 0) {
      return offer.primeBits();
    }
    int own = key != null ? key.strength(offer.library()) : suite.bits() == 256 ? 128 : 80;
    int wanted = Math.max(own, offer.leastBits());
    if (wanted >= 192) {
      return 8192;
    } else if (wanted >= 152) {
      return 4096;
    } else if (wanted >= 128) {
      return 3072;
    }
    return wanted >= 112 ? 2048 : 1024;
  }

  // --- the suite -------------------------------------------------------------------------------

  private @Nullable CipherSuite suite() {
    for (CipherSuite suite : inOrder()) {
      if (isUsable(suite)) {
        return suite;
      }
    }
    return null;
  }

  /** Those that both have. */
  private List<CipherSuite> inOrder() {
    List<CipherSuite> shared = new ArrayList<>();
    if (!offer.isOwnOrder()) {
      for (int code : hello.suites()) {
        for (CipherSuite suite : offer.suites()) {
          if (suite.code() == code && !shared.contains(suite)) {
            shared.add(suite);
          }
        }
      }
      return shared;
    }
    for (CipherSuite suite : offer.suites()) {
      if (hello.suites().contains(suite.code())) {
        shared.add(suite);
      }
    }
    if (offer.isChachaFirst() && likesChacha()) {
      shared.sort((a, b) -> Boolean.compare(isChacha(b), isChacha(a)));
    }
    return shared;
  }

  private boolean likesChacha() {
    // by the first suite that OpenSSL knows, one of TLS 1.3 included
    for (int code : hello.suites()) {
      if (code >= 0x1301 && code <= 0x1303) {
        return code == 0x1303;
      }
      if (code == 0xcca8 || code == 0xcca9 || code == 0xccaa) {
        return true;
      }
      if (code != 0xff && (code & 0x0f0f) != 0x0a0a) {
        return false;
      }
    }
    return false;
  }

  private static boolean isChacha(CipherSuite suite) {
    return suite.encryption().equals("CHACHA20");
  }

  private boolean isUsable(CipherSuite suite) {
    return suite.isIn(version.label())
        && (!suite.keyExchange().equals("ECDHE") || !sharedGroups().isEmpty())
        && (!suite.keyExchange().equals("RSA") || isValid(keys.get(KeyAlgorithm.RSA)))
        && (suite.isAnonymous() || isAuthenticated(suite));
  }

  /** Whether some certificate serves the suite, before it is known whether it can sign. */
  private boolean isAuthenticated(CipherSuite suite) {
    return switch (suite.authentication()) {
      case "RSA" -> isValid(keys.get(KeyAlgorithm.RSA)) || signsExplicitly(KeyAlgorithm.RSA_PSS);
      case "DSS" -> isValid(keys.get(KeyAlgorithm.DSA));
      case "ECDSA" -> signsWithCurve() || EDWARDS.stream().anyMatch(this::signsExplicitly);
      default -> false;
    };
  }

  private boolean signsWithCurve() {
    ServerKey key = keys.get(KeyAlgorithm.EC);
    boolean signs = version != Version.TLS_1_2 || hasScheme(KeyAlgorithm.EC);
    return key != null && isValid(key) && key.signs() && signs;
  }

  private boolean hasScheme(KeyAlgorithm algorithm) {
    if (signatures == null) {
      SignatureScheme usual = SignatureScheme.usual(algorithm);
      return usual != null && isOffered(usual);
    }
    return signatures.stream().anyMatch(scheme -> scheme.key() == algorithm);
  }

  private boolean signsExplicitly(KeyAlgorithm algorithm) {
    return version == Version.TLS_1_2
        && keys.containsKey(algorithm)
        && signatures != null
        && hasScheme(algorithm);
  }

  /** t1_lib.c, tls1_check_cert_param: the client has the curve of the key, and its form. */
  private boolean isValid(@Nullable ServerKey key) {
    if (key == null || key.algorithm() != KeyAlgorithm.EC) {
      return key != null;
    }
    List<Integer> formats = hello.pointFormats();
    String curve = key.curve();
    boolean isStrong = curve != null && NamedGroup.strength(curve) >= offer.leastBits();
    return isStrong
        && (formats == null || formats.contains(0))
        && (hello.groups() == null || theirGroups().contains(curve));
  }

  private static boolean authenticates(KeyAlgorithm algorithm, CipherSuite suite) {
    return switch (algorithm) {
      case RSA, RSA_PSS -> suite.authentication().equals("RSA");
      case EC, ED25519, ED448 -> suite.authentication().equals("ECDSA");
      case DSA -> suite.authentication().equals("DSS");
      default -> false;
    };
  }

  private @Nullable ServerKey usualKey(CipherSuite suite) {
    return switch (suite.authentication()) {
      case "RSA" -> keys.get(KeyAlgorithm.RSA);
      case "ECDSA" -> keys.get(KeyAlgorithm.EC);
      case "DSS" -> keys.get(KeyAlgorithm.DSA);
      default -> null;
    };
  }

  // --- groups ----------------------------------------------------------------------------------

  private List<String> theirGroups() {
    List<String> groups = new ArrayList<>();
    for (int code : hello.groups() == null ? List.<Integer>of() : hello.groups()) {
      String name = NamedGroup.of(code);
      if (name != null) {
        groups.add(name);
      }
    }
    return groups;
  }

  /** Those that both have and the version can use, the most preferred first. */
  private List<String> sharedGroups() {
    List<String> theirs = theirGroups();
    List<String> ours = offer.allGroups();
    List<String> shared = new ArrayList<>();
    for (String group : offer.isOwnOrder() ? ours : theirs) {
      boolean isStrong = NamedGroup.strength(group) >= offer.leastBits();
      if (isStrong
          && (offer.isOwnOrder() ? theirs : ours).contains(group)
          && NamedGroup.isIn(group, version, offer.library())) {
        shared.add(group);
      }
    }
    return shared;
  }

  // --- words -----------------------------------------------------------------------------------

  private String noSuite() {
    boolean isKeyless =
        inOrder().stream().anyMatch(suite -> suite.isIn(version.label()) && !suite.isAnonymous());
    return isKeyless
        ? "no cipher suite in common that a certificate or group of the service fits, in "
            + version.words()
        : "no cipher suite in common in " + version.words();
  }
}
