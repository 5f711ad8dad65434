package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL as a server answers to a client: first the version (statem_lib.c,
 * ssl_choose_server_version), then how it may sign (t1_lib.c, tls1_set_server_sigalgs), then what
 * that version still leaves to choose.
 */
public final class Handshake {

  /** SSL 3.0, which the libraries are built without, and above it. */
  private static final int SSL_3_0 = 0x0300;

  private static final int PROTOCOL_VERSION = 70;
  private static final int INAPPROPRIATE_FALLBACK = 86;

  /** {@code internal_error}: what OpenSSL says of what it did not expect of itself. */
  static final int INTERNAL_ERROR = 80;

  private final ClientHello hello;
  private final ServerOffer offer;
  private final Map<KeyAlgorithm, ServerKey> keys = new EnumMap<>(KeyAlgorithm.class);

  private Handshake(ClientHello hello, ServerOffer offer) {
    this.hello = hello;
    this.offer = offer;
    offer.keys().forEach(key -> keys.put(key.algorithm(), key));
  }

  /** Works the answer out. */
  public static Answer of(ClientHello hello, ServerOffer offer) {
    return new Handshake(hello, offer).answer();
  }

  /** The version that both agree on, whatever becomes of the rest; null if there is none. */
  public static @Nullable Version version(ClientHello hello, ServerOffer offer) {
    return new Handshake(hello, offer).version();
  }

  private Answer answer() {
    Version version = version();
    if (version == null) {
      return noVersion();
    }
    Version newest = newest();
    if (hello.isFallback() && newest != null && version.code() < newest.code()) {
      String reason = "it falls back from a newer version, which the service has";
      return new Refused(Why.FALLBACK, INAPPROPRIATE_FALLBACK, reason);
    }
    List<SignatureScheme> signatures =
        version == Version.TLS_1_2 || version == Version.TLS_1_3 ? shared(version) : null;
    if (signatures != null && signatures.isEmpty()) {
      return new Refused(Why.SIGNATURE, "no signature algorithm in common");
    }
    return version == Version.TLS_1_3
        ? new NewHandshake(hello, offer, keys, signatures).answer()
        : new OldHandshake(hello, offer, keys, version, signatures).answer();
  }

  // --- the version -----------------------------------------------------------------------------

  private boolean takes(Version version) {
    if (!offer.versions().contains(version) || (version == Version.TLS_1_3 && !isCapable())) {
      return false;
    }
    int level = offer.securityLevel();
    int least =
        !offer.library().isAtLeast(OpenSslRelease.V3_2)
            ? level >= 4 ? Version.TLS_1_2.code() : level == 3 ? Version.TLS_1_1.code() : 0
            : level >= 1 ? Version.TLS_1_2.code() : 0;
    return version.code() >= least;
  }

  /**
   * Whether some certificate can be for TLS 1.3 (statem_lib.c, is_tls13_capable): neither DSA nor a
   * curve that no signature scheme has; where a server name can bring others, that is not looked
   * at.
   */
  private boolean isCapable() {
    boolean isCapable = offer.hasNames();
    for (ServerKey key : offer.keys()) {
      isCapable |=
          switch (key.algorithm()) {
            case DSA -> false;
            case EC ->
                offer.signatures().stream()
                    .anyMatch(one -> one.curve() != null && one.curve().equals(key.curve()));
            default -> true;
          };
    }
    return isCapable;
  }

  private @Nullable Version newest() {
    Version newest = null;
    for (Version version : Version.values()) {
      newest = takes(version) ? version : newest;
    }
    return newest;
  }

  /** The newest that both have; null if there is none. */
  private @Nullable Version version() {
    List<Integer> listed = hello.versions();
    Version best = null;
    for (Version version : Version.values()) {
      boolean isOffered =
          listed == null
              ? version != Version.TLS_1_3 && version.code() <= hello.version()
              : listed.contains(version.code());
      best = isOffered && takes(version) ? version : best;
    }
    return listed != null && hello.version() <= SSL_3_0 ? null : best;
  }

  private Refused noVersion() {
    int theirs = hello.newest();
    List<String> ours = new ArrayList<>();
    for (Version version : Version.values()) {
      if (takes(version)) {
        ours.add(version.words());
      }
    }
    Version newest = newest();
    String reason =
        ours.isEmpty()
            ? "the service has no version"
            : newest != null && theirs < newest.code()
                ? "it ends at " + Version.words(theirs) + ", the service begins at " + ours.get(0)
                : "it offers others than " + String.join(", ", ours);
    // SSL 3.0 has no alert of that name, and the server talks to the client in its version
    String why = "no common version: " + reason;
    boolean isUnset = ours.isEmpty() && offer.library().isAtLeast(OpenSslRelease.V3_2);
    return hello.version() <= SSL_3_0 && !isUnset
        ? new Refused(Why.VERSION, why)
        : new Refused(Why.VERSION, PROTOCOL_VERSION, why);
  }

  // --- signatures ------------------------------------------------------------------------------

  /**
   * The schemes that both have, the most preferred first; null where the client of TLS 1.2 names
   * none.
   */
  private @Nullable List<SignatureScheme> shared(Version version) {
    List<Integer> theirs = hello.signatures();
    List<SignatureScheme> ours = new ArrayList<>();
    for (SignatureScheme scheme : offer.signatures()) {
      boolean isStrong = scheme.strength(offer.library()) >= offer.leastBits();
      // one that has no place in the version does not count (since 3.2: tls_sigalg_compat)
      boolean isIn = version == Version.TLS_1_3 || scheme.isIn12();
      if (isStrong && isIn) {
        ours.add(scheme);
      }
    }
    if (theirs == null) {
      return version == Version.TLS_1_3 ? List.of() : null;
    }
    List<SignatureScheme> shared = new ArrayList<>();
    if (offer.isOwnOrder()) {
      for (SignatureScheme scheme : ours) {
        if (theirs.contains(scheme.code())) {
          shared.add(scheme);
        }
      }
      return shared;
    }
    for (int code : theirs) {
      SignatureScheme scheme = SignatureScheme.of(code);
      if (scheme != null && ours.contains(scheme)) {
        shared.add(scheme);
      }
    }
    return shared;
  }

  /** Whether the client takes a certificate that is signed so. */
  static boolean takesCertificate(ClientHello hello, ServerKey key) {
    List<Integer> asked = hello.certificateSignatures();
    if (asked == null) {
      return true;
    }
    for (int code : asked) {
      SignatureScheme scheme = SignatureScheme.of(code);
      if (scheme != null && scheme.isOf(key.signature())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the modulus has room for a PSS signature with salt (rsa_pss_check_min_key_size). */
  static boolean hasRoom(ServerKey key, SignatureScheme scheme) {
    if (!scheme.isPss() || scheme.digest() == null) {
      return true;
    }
    int digest =
        switch (scheme.digest()) {
          case "sha384" -> 48;
          case "sha512" -> 64;
          default -> 32;
        };
    return (key.bits() + 7) / 8 >= 2 * digest + 2;
  }

  /** Why the certificate may not be sent at the security level; null if it may. */
  static @Nullable Refused weak(ServerOffer offer, ServerKey key) {
    int least = offer.leastBits();
    if (least == 0) {
      return null;
    }
    String level = "security level " + offer.securityLevel();
    if (key.strength(offer.library()) < least) {
      return new Refused(
          Why.LEVEL, INTERNAL_ERROR, "the key " + key.words() + " is too small for " + level);
    }
    for (ServerKey.Size issuer : key.issuers()) {
      if (issuer.strength(offer.library()) < least) {
        String reason = "a certificate sent along has the key " + issuer.words();
        return new Refused(Why.LEVEL, INTERNAL_ERROR, reason + ", which is too small for " + level);
      }
    }
    // 3.5.9 and 3.6.5 send such certificates all the same
    boolean looksAtSignatures = !offer.library().isAtLeast(OpenSslRelease.V3_5);
    for (ServerKey.Signature signature : key.signatures()) {
      if (looksAtSignatures && signature.strength(offer.library()) < least) {
        String reason = "a certificate signed with " + signature.digest() + " is too weak for ";
        return new Refused(Why.LEVEL, INTERNAL_ERROR, reason + level);
      }
    }
    return null;
  }
}
