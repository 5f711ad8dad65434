package io.github.posttlslint.pki;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a word of a cipher string selects. An empty set puts no condition.
 *
 * @param keyExchange one of these
 * @param authentication one of these
 * @param encryption one of these
 * @param mac one of these
 * @param classes one of these strength classes
 * @param outsideDefault only what {@code DEFAULT} leaves out
 * @param lowest the oldest protocol that has it; null puts no condition
 * @param name this suite alone; null puts no condition
 */
record CipherFilter(
    Set<String> keyExchange,
    Set<String> authentication,
    Set<String> encryption,
    Set<String> mac,
    Set<String> classes,
    boolean outsideDefault,
    @Nullable String lowest,
    @Nullable String name) {

  static final CipherFilter ANY =
      new CipherFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false, null, null);

  /** What the name of a suite means, also in a combination such as {@code AES128-SHA+RSA}. */
  static CipherFilter of(CipherSuite suite) {
    return new CipherFilter(
        Set.of(suite.keyExchange()),
        Set.of(suite.authentication()),
        Set.of(suite.encryption()),
        Set.of(suite.mac()),
        suite.classes(),
        suite.outsideDefault(),
        null,
        suite.name());
  }

  /**
   * This and the next word of a combination; null if OpenSSL finds that they exclude each other. A
   * strength class makes it forget that only suites outside of the default were asked for, and each
   * word the name of the suite before (ssl_ciph.c, ssl_cipher_process_rulestr).
   */
  @Nullable CipherFilter and(CipherFilter next) {
    boolean firstClass = classes.isEmpty() && !next.classes.isEmpty();
    Set<String> both = common(keyExchange, next.keyExchange);
    Set<String> authentications = common(authentication, next.authentication);
    Set<String> encryptions = common(encryption, next.encryption);
    Set<String> macs = common(mac, next.mac);
    Set<String> strengths = common(classes, next.classes);
    if (both == null
        || authentications == null
        || encryptions == null
        || macs == null
        || strengths == null
        || (lowest != null && next.lowest != null && !lowest.equals(next.lowest))) {
      return null;
    }
    return new CipherFilter(
        both,
        authentications,
        encryptions,
        macs,
        strengths,
        next.outsideDefault || (outsideDefault && !firstClass),
        next.lowest != null ? next.lowest : lowest,
        next.name);
  }

  private static @Nullable Set<String> common(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    return common.isEmpty() ? null : common;
  }

  boolean selects(CipherSuite suite) {
    return (name == null || name.equals(suite.name()))
        && has(keyExchange, suite.keyExchange())
        && has(authentication, suite.authentication())
        && has(encryption, suite.encryption())
        && has(mac, suite.mac())
        && (classes.isEmpty() || common(classes, suite.classes()) != null)
        && (!outsideDefault || suite.outsideDefault())
        && (lowest == null || lowest.equals(suite.lowest()));
  }

  private static boolean has(Set<String> wanted, String property) {
    return wanted.isEmpty() || wanted.contains(property);
  }
}
