package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.KeyUsage;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.pki.SignatureAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a server with its key, as far as a handshake depends on it.
 *
 * @param algorithm what kind of key it is
 * @param bits its size; 0 if it is not known
 * @param curve the curve of an EC key, by the name of {@link GroupList}; null for other keys, and
 *     where it is not known
 * @param signs whether its key usage lets it sign
 * @param signatures how it and the certificates sent with it were signed, the leaf first; without
 *     those that are signed with their own key
 * @param issuers the keys of the certificates sent with it
 * @param words what people call it, such as {@code EC prime256v1}
 */
public record ServerKey(
    KeyAlgorithm algorithm,
    int bits,
    @Nullable String curve,
    boolean signs,
    List<Signature> signatures,
    List<Size> issuers,
    String words) {

  /** What most servers have. */
  public static final ServerKey USUAL =
      new ServerKey(
          KeyAlgorithm.RSA,
          2048,
          null,
          true,
          List.of(new Signature(KeyAlgorithm.RSA, "sha256")),
          List.of(),
          "RSA 2048 bit");

  /**
   * How a certificate was signed.
   *
   * @param key the kind of key that signed
   * @param digest such as {@code sha256}; empty where the key alone decides
   */
  public record Signature(KeyAlgorithm key, String digest) {

    static Signature of(SignatureAlgorithm algorithm) {
      String digest = algorithm.digest();
      return new Signature(algorithm.key(), digest == null ? "" : digest);
    }

    /** How many bits of security OpenSSL counts it for (x509_set.c, x509_sig_info_init). */
    int strength(OpenSslRelease library) {
      boolean isOld = library == OpenSslRelease.V1_1_1;
      return switch (digest) {
        case "md5" -> isOld ? 64 : 39;
        case "sha1" -> isOld ? 80 : 63;
        case "sha224" -> 112;
        case "sha384" -> 192;
        case "sha512" -> 256;
        default -> 128;
      };
    }
  }

  /**
   * How strong a key is.
   *
   * @param bits its size; 0 if it is not known
   * @param curve the curve of an EC key; null for other keys, and where it is not known
   * @param words what people call it
   */
  public record Size(KeyAlgorithm algorithm, int bits, @Nullable String curve, String words) {

    static Size of(PublicKey key) {
      return new Size(key.algorithm(), key.bits(), group(key), key.words());
    }

    /** How many bits of security OpenSSL counts it for (EVP_PKEY_get_security_bits(3)). */
    int strength(OpenSslRelease library) {
      return switch (algorithm) {
        case EC -> curve == null ? bits / 2 : NamedGroup.strength(curve);
        case ED448 -> 224;
        case ML_DSA_87 -> 256;
        case ML_DSA_65 -> 192;
        case RSA, RSA_PSS, DSA -> ofModulus(bits, library);
        default -> 128;
      };
    }
  }

  public ServerKey {
    signatures = List.copyOf(signatures);
    issuers = List.copyOf(issuers);
  }

  /** That of a chain that a server loads. */
  public static ServerKey of(LoadedChain chain) {
    Certificate leaf = chain.certificate();
    PublicKey key = leaf.publicKey();
    Set<KeyUsage> usage = leaf.keyUsage();
    List<Signature> signatures = new ArrayList<>();
    List<Size> issuers = new ArrayList<>();
    signatures.add(Signature.of(leaf.signatureAlgorithm()));
    for (Certificate issuer : chain.issuerCertificates()) {
      issuers.add(Size.of(issuer.publicKey()));
      if (!issuer.isSelfSigned()) {
        signatures.add(Signature.of(issuer.signatureAlgorithm()));
      }
    }
    return new ServerKey(
        key.algorithm(),
        key.bits(),
        group(key),
        usage == null || usage.contains(KeyUsage.DIGITAL_SIGNATURE),
        signatures,
        issuers,
        key.words());
  }

  private static @Nullable String group(PublicKey key) {
    String curve = key.curve();
    return curve == null ? null : GroupList.group(curve);
  }

  /** Whether it is known what its key is good for: not for a curve that is spelled out. */
  public boolean isUnderstood() {
    return algorithm != KeyAlgorithm.EC || bits > 0;
  }

  /** How the leaf was signed. */
  Signature signature() {
    return signatures.get(0);
  }

  /** How many bits of security OpenSSL counts the key for. */
  int strength(OpenSslRelease library) {
    return new Size(algorithm, bits, curve, words).strength(library);
  }

  /** NIST SP 800-57; since OpenSSL 3.0 also its values between (rsa_lib.c). */
  static int ofModulus(int bits, OpenSslRelease library) {
    if (bits >= 15360) {
      return 256;
    } else if (bits >= 7680) {
      return 192;
    } else if (bits >= 4096 && library != OpenSslRelease.V1_1_1) {
      return 152;
    } else if (bits >= 3072) {
      return 128;
    } else if (bits >= 2048) {
      return 112;
    }
    return bits >= 1024 ? 80 : 0;
  }
}
