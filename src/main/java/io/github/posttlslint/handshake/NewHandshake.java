package io.github.posttlslint.handshake;

import io.github.posttlslint.handshake.Answer.Agreed;
import io.github.posttlslint.handshake.Answer.Exchange;
import io.github.posttlslint.handshake.Answer.Refused;
import io.github.posttlslint.handshake.Answer.Why;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.postfix.OpenSslRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choices of a server in TLS 1.3 (extensions_srvr.c; t1_lib.c, find_sig_alg). */
record NewHandshake(
    ClientHello hello,
    ServerOffer offer,
    Map<KeyAlgorithm, ServerKey> keys,
    @Nullable List<SignatureScheme> signatures) {

  /** In the order of OpenSSL (TLS_DEFAULT_CIPHERSUITES); Postfix does not change it. */
  private enum Suite {
    TLS_AES_256_GCM_SHA384(0x1302, 256),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, 256),
    TLS_AES_128_GCM_SHA256(0x1301, 128);

    private final int code;
    private final int bits;

    Suite(int code, int bits) {
      this.code = code;
      this.bits = bits;
    }

    private int code() {
      return code;
    }
  }

  Answer answer() {
    Suite suite = suite();
    if (suite == null) {
      return new Refused(Why.SUITE, "no cipher suite of TLS 1.3 in common");
    }
    Exchange.Group group = group();
    if (group == null) {
      return new Refused(Why.GROUP, "no group of TLS 1.3 in common");
    }
    for (SignatureScheme scheme : signatures == null ? List.<SignatureScheme>of() : signatures) {
      ServerKey key = keys.get(scheme.key());
      if (key != null && fits(scheme, key)) {
        Refused weak = Handshake.weak(offer, key);
        return weak != null
            ? weak
            : new Agreed(Version.TLS_1_3, suite.name(), suite.code(), group, key, scheme);
      }
    }
    return new Refused(
        Why.SIGNATURE, "no certificate of the service that its signature algorithms are for");
  }

  private boolean fits(SignatureScheme scheme, ServerKey key) {
    return scheme.isIn13()
        && (scheme.curve() == null || scheme.curve().equals(key.curve()))
        && Handshake.hasRoom(key, scheme)
        && Handshake.takesCertificate(hello, key);
  }

  private @Nullable Suite suite() {
    boolean likesChacha =
        offer.isChachaFirst()
            && !hello.suites().isEmpty()
            && hello.suites().get(0) == Suite.TLS_CHACHA20_POLY1305_SHA256.code();
    if (offer.isOwnOrder()) {
      if (likesChacha) {
        return Suite.TLS_CHACHA20_POLY1305_SHA256;
      }
      for (Suite suite : Suite.values()) {
        if (isStrong(suite) && hello.suites().contains(suite.code())) {
          return suite;
        }
      }
      return null;
    }
    for (int code : hello.suites()) {
      for (Suite suite : Suite.values()) {
        if (isStrong(suite) && suite.code() == code) {
          return suite;
        }
      }
    }
    return null;
  }

  private boolean isStrong(Suite suite) {
    return suite.bits >= offer.leastBits();
  }

  // --- the group -------------------------------------------------------------------------------

  /**
   * Up to OpenSSL 3.3 the first key that it sent for a group that the server has, else the server's
   * first group that it has, too. Since 3.5 tuple by tuple, in the order of the server.
   */
  private Exchange.@Nullable Group group() {
    List<String> shares = names(hello.keyShares());
    List<String> groups = names(hello.groups());
    for (List<String> tuple : offer.groups()) {
      List<String> usable = usable(tuple);
      boolean isRich = offer.library().isAtLeast(OpenSslRelease.V3_5);
      String sent = first(shares, usable, isRich && offer.isOwnOrder());
      if (sent != null) {
        return new Exchange.Group(sent, false);
      }
      String known = first(groups, usable, !isRich || offer.isOwnOrder());
      if (known != null) {
        return new Exchange.Group(known, true);
      }
    }
    return null;
  }

  private List<String> usable(List<String> tuple) {
    List<String> usable = new ArrayList<>();
    for (String group : tuple) {
      boolean isStrong = NamedGroup.strength(group) >= offer.leastBits();
      if (isStrong && NamedGroup.isIn(group, Version.TLS_1_3, offer.library())) {
        usable.add(group);
      }
    }
    return usable;
  }

  /** The first in both lists, by the order of one of them; null if there is none. */
  private static @Nullable String first(List<String> theirs, List<String> ours, boolean byOurs) {
    for (String one : byOurs ? ours : theirs) {
      if ((byOurs ? theirs : ours).contains(one)) {
        return one;
      }
    }
    return null;
  }

  private static List<String> names(@Nullable List<Integer> codes) {
    List<String> names = new ArrayList<>();
    for (int code : codes == null ? List.<Integer>of() : codes) {
      String name = NamedGroup.of(code);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }
}
