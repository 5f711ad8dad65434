package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a client offers, by names; a number stands for what OpenSSL has no name for. */
public final class HelloWords {

  private static final List<String> NEW_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_CCM_SHA256",
          "TLS_AES_128_CCM_8_SHA256");

  private static final int FIRST_NEW_SUITE = 0x1301;

  /** {@code TLS_EMPTY_RENEGOTIATION_INFO_SCSV} and {@code TLS_FALLBACK_SCSV}: no suites. */
  private static final List<Integer> SIGNALS = List.of(0x00ff, 0x5600);

  private final Client client;
  private final ClientHello hello;

  /** Those of a client. */
  public HelloWords(Client client) {
    this.client = client;
    this.hello = client.hello();
  }

  /** The versions, from old to new. */
  public List<String> versions() {
    List<Integer> listed = hello.versions();
    List<String> names = new ArrayList<>();
    if (listed == null) {
      for (int code : List.of(0x0200, 0x0300, 0x0301, 0x0302, 0x0303)) {
        if (code >= client.limits().oldest() && code <= hello.version()) {
          names.add(Version.words(code));
        }
      }
      return names;
    }
    listed.stream()
        .filter(code -> !isGrease(code))
        .sorted()
        .forEach(code -> names.add(Version.words(code)));
    return names;
  }

  /** The cipher suites, the most preferred first. */
  public List<String> suites() {
    Map<Integer, String> known = new HashMap<>();
    String all = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
    for (CipherSuite suite : CipherString.resolve(all, CipherSuite.Build.WEAK).suites()) {
      known.put(suite.code(), suite.name());
    }
    for (int i = 0; i < NEW_SUITES.size(); i++) {
      known.put(FIRST_NEW_SUITE + i, NEW_SUITES.get(i));
    }
    List<Integer> suites = new ArrayList<>(hello.suites());
    suites.removeAll(SIGNALS);
    return named(suites, known::get);
  }

  /** The groups of a key exchange, the most preferred first. */
  public List<String> groups() {
    return named(hello.groups(), NamedGroup::of);
  }

  /** Those of them that it sends a key for at once. */
  public List<String> keyShares() {
    return named(hello.keyShares(), NamedGroup::of);
  }

  /** The signature algorithms, the most preferred first. */
  public List<String> signatures() {
    return named(hello.signatures(), HelloWords::signature);
  }

  /** Those for certificates, where they are others. */
  public List<String> certificateSignatures() {
    return named(hello.certificateSignatures(), HelloWords::signature);
  }

  private static @Nullable String signature(int code) {
    SignatureScheme scheme = SignatureScheme.of(code);
    return scheme == null ? null : name(scheme);
  }

  /** The name of a signature algorithm in IANA's registry. */
  public static String name(SignatureScheme scheme) {
    return switch (scheme) {
      case ECDSA_P256_SHA256 -> "ecdsa_secp256r1_sha256";
      case ECDSA_P384_SHA384 -> "ecdsa_secp384r1_sha384";
      case ECDSA_P521_SHA512 -> "ecdsa_secp521r1_sha512";
      case ECDSA_BRAINPOOL256_SHA256 -> "ecdsa_brainpoolP256r1tls13_sha256";
      case ECDSA_BRAINPOOL384_SHA384 -> "ecdsa_brainpoolP384r1tls13_sha384";
      case ECDSA_BRAINPOOL512_SHA512 -> "ecdsa_brainpoolP512r1tls13_sha512";
      default ->
          scheme
              .name()
              .toLowerCase(Locale.ROOT)
              .replace("pss_", "rsa_pss_")
              .replace("rsa_pss_rsa_pss_", "rsa_pss_pss_")
              .replace("pkcs1", "rsa_pkcs1");
    };
  }

  private static List<String> named(
      @Nullable List<Integer> codes, IntFunction<@Nullable String> names) {
    List<String> all = new ArrayList<>();
    for (int code : codes == null ? List.<Integer>of() : codes) {
      if (!isGrease(code)) {
        String name = names.apply(code);
        all.add(name == null ? String.format("0x%04x", code) : name);
      }
    }
    return all;
  }

  /** Numbers that stand for nothing (RFC 8701). */
  private static boolean isGrease(int code) {
    return (code & 0x0f0f) == 0x0a0a && code >> 8 == (code & 0xff);
  }

  /** What it does not take of a server, in clauses. */
  public List<String> limits() {
    Client.Limits limits = client.limits();
    List<String> clauses = new ArrayList<>();
    add(limits.leastPrime(), "a prime for Diffie-Hellman of fewer than ", clauses);
    add(limits.mostPrime(), "one of more than ", clauses);
    add(limits.leastRsa(), "an RSA key of fewer than ", clauses);
    add(limits.mostRsa(), "an RSA key of more than ", clauses);
    add(limits.leastEcdsa(), "a key on a curve of fewer than ", clauses);
    if (limits.needsSha2()) {
      clauses.add("a certificate signed with SHA-1");
    }
    return clauses;
  }

  private static void add(int bits, String words, List<String> clauses) {
    if (bits > 0) {
      clauses.add(words + bits + " bits");
    }
  }
}
