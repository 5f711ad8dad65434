package io.github.posttlslint.report;

import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Secrets;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.tls.CipherChoice;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
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
    for (Side side : service.role() == Role.POSTSCREEN ? List.<Side>of() : Side.speaking(service)) {
      CipherChoice.of(side)
          .fold(
              choice -> all.add(of(side, choice)),
              () -> false,
              doubt -> all.add(new ShowTls(null, null, null)));
    }
    return all;
  }

  private static ShowTls of(Side side, CipherChoice choice) {
    List<String> protocols =
        side.versions().<@Nullable List<String>>fold(known -> known, () -> null, doubt -> null);
    Secrets secrets = side.service().setup().secrets();
    String string =
        choice.string().<@Nullable String>fold(secrets::mask, () -> null, doubt -> null);
    return new ShowTls(
        protocols,
        choice
            .resolve()
            .<@Nullable List<String>>fold(all -> names(all, protocols), List::of, doubt -> null),
        string);
  }

  private static @Nullable List<String> names(
      CipherString resolved, @Nullable List<String> protocols) {
    if (protocols == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (CipherSuite suite : resolved.usableWith(protocols)) {
      names.add(suite.name());
    }
    return names;
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
