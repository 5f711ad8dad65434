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

  Answer answer() {
    NewSuite suite = suite();
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

  private @Nullable NewSuite suite() {
    NewSuite chacha = NewSuite.TLS_CHACHA20_POLY1305_SHA256;
    List<NewSuite> usable = new ArrayList<>();
    for (NewSuite suite : offer.settings().newSuites()) {
      if (suite.bits() >= offer.leastBits() && hello.suites().contains(suite.code())) {
        usable.add(suite);
      }
    }
    boolean likesChacha =
        offer.isChachaFirst()
            && !hello.suites().isEmpty()
            && hello.suites().get(0) == chacha.code();
    if (offer.isOwnOrder() && likesChacha && usable.contains(chacha)) {
      return chacha;
    }
    NewSuite best = null;
    for (NewSuite suite : usable) {
      boolean isEarlier =
          best == null
              || (!offer.isOwnOrder()
                  && hello.suites().indexOf(suite.code()) < hello.suites().indexOf(best.code()));
      best = isEarlier ? suite : best;
    }
    return best;
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
