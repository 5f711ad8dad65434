package io.github.posttlslint.handshake;

import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All by which a server decides on a handshake.
 *
 * @param library the OpenSSL that it is built with
 * @param versions those that it takes
 * @param suites the cipher suites up to TLS 1.2, the most preferred first
 * @param isOwnOrder whether its order of suites, groups and signatures counts, not the client's
 *     (tls_preempt_cipherlist)
 * @param isChachaFirst whether clients that prefer ChaCha20 get it ({@code PRIORITIZE_CHACHA})
 * @param groups the groups in their tuples, by the names of {@link
 *     io.github.posttlslint.pki.GroupList}
 * @param primeBits the size of its prime for Diffie-Hellman; 0 where that follows the key
 * @param securityLevel what {@code @SECLEVEL} in the cipher list sets, or Postfix where it demands
 *     certificates of clients; 0 without
 * @param hasNames whether a table has certificates for server names (tls_server_sni_maps)
 * @param settings what OpenSSL's own configuration sets
 * @param keys its certificates; at most one of an algorithm
 */
public record ServerOffer(
    OpenSslRelease library,
    Set<Version> versions,
    List<CipherSuite> suites,
    boolean isOwnOrder,
    boolean isChachaFirst,
    List<List<String>> groups,
    int primeBits,
    int securityLevel,
    boolean hasNames,
    LibrarySettings settings,
    List<ServerKey> keys) {

  public ServerOffer {
    versions = Set.copyOf(versions);
    suites = List.copyOf(suites);
    groups = groups.stream().map(List::copyOf).toList();
    keys = List.copyOf(keys);
  }

  /** The same with one more certificate, if there is none of its kind. */
  public ServerOffer with(ServerKey key) {
    if (keys.stream().anyMatch(own -> own.algorithm() == key.algorithm())) {
      return this;
    }
    List<ServerKey> all = new ArrayList<>(keys);
    all.add(key);
    return new ServerOffer(
        library,
        versions,
        suites,
        isOwnOrder,
        isChachaFirst,
        groups,
        primeBits,
        securityLevel,
        hasNames,
        settings,
        all);
  }

  /** How it may sign, the most preferred first. */
  List<SignatureScheme> signatures() {
    List<SignatureScheme> own = SignatureScheme.of(library);
    List<SignatureScheme> set = settings.signatures();
    List<SignatureScheme> all = new ArrayList<>(set == null ? own : set);
    all.removeIf(scheme -> !own.contains(scheme) || !settings.allows(scheme));
    return all;
  }

  /** All groups, the most preferred first. */
  List<String> allGroups() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** How many bits of security the level asks for at least. */
  int leastBits() {
    return switch (securityLevel) {
      case 0 -> 0;
      case 1 -> 80;
      case 2 -> 112;
      case 3 -> 128;
      case 4 -> 192;
      default -> 256;
    };
  }
}
