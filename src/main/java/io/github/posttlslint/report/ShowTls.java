package io.github.posttlslint.report;

import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.setup.CipherChoice;
import io.github.posttlslint.setup.Role;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.TlsSide;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The TLS protocols and cipher suites of one side of a service.
 *
 * @param protocols from old to new; null where they cannot be told
 * @param suites those up to TLS 1.2 that the protocols have, the preferred ones first; null where
 *     they cannot be told
 * @param cipherString what Postfix hands to OpenSSL; null where that cannot be told, or nothing is
 */
record ShowTls(
    @Nullable List<String> protocols,
    @Nullable List<String> suites,
    @Nullable String cipherString) {

  /** How many suites are named in a text. */
  private static final int FIRST = 3;

  /** The sides of a service that have TLS by their level. */
  static List<ShowTls> of(Service service) {
    List<ShowTls> all = new ArrayList<>();
    for (TlsSide side :
        service.role() == Role.POSTSCREEN ? List.<TlsSide>of() : TlsSide.of(service)) {
      CipherChoice choice = CipherChoice.of(side);
      if (choice != null) {
        all.add(of(side, choice));
      }
    }
    return all;
  }

  private static ShowTls of(TlsSide side, CipherChoice choice) {
    ProtocolList list = side.protocols();
    List<String> protocols = list == null ? null : list.allowed();
    if (choice.reason() != null) {
      return new ShowTls(protocols, null, null);
    }
    CipherString resolved = choice.resolve();
    if (resolved == null) {
      return new ShowTls(protocols, List.of(), null);
    }
    List<String> suites = null;
    if (protocols != null) {
      suites = new ArrayList<>();
      for (CipherSuite suite : resolved.usableWith(protocols)) {
        suites.add(suite.name());
      }
    }
    return new ShowTls(protocols, suites, choice.string());
  }

  String protocolWords() {
    List<String> known = protocols;
    if (known == null) {
      return "unknown";
    }
    return known.isEmpty() ? "none" : String.join(", ", known);
  }

  /** How many suites there are, and the first few; null where that cannot be told. */
  @Nullable String suiteWords() {
    List<String> known = suites;
    if (known == null) {
      return null;
    }
    if (known.isEmpty()) {
      return "none";
    }
    String first = String.join(", ", known.subList(0, Math.min(FIRST, known.size())));
    return known.size() + " (" + first + (known.size() > FIRST ? ", ...)" : ")");
  }
}
