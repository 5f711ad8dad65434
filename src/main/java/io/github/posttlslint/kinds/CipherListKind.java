package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.tls.CipherList;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.ProfileSuites;
import io.github.posttlslint.postfix.ProtocolList;
import java.util.ArrayList;
import java.util.List;

/** The cipher suites up to TLS 1.2 of a service. */
final class CipherListKind {

  private CipherListKind() {}

  static final Kind<CipherList> KIND =
      withProfiles(
              new Kind<CipherList>(
                      "cipher-list",
                      "the cipher suites up to TLS 1.2 of a service, after the grade's list and the"
                          + " exclusions, as OpenSSL 3 resolves them")
                  .choice(
                      "side",
                      List.of("server", "client"),
                      "the side of TLS",
                      one -> one.side().label())
                  .told(
                      "in-force",
                      "whether it counts at the TLS level; cannot be told where a policy table decides",
                      one -> one.side().inForce(one.choice().mandatory()))
                  .known(
                      "list",
                      "the parameter that has the list of the grade",
                      one -> one.choice().listParameter())
                  .told("own-list", "the list is set by hand", one -> one.choice().hasOwnList())
                  .known("string", "what OpenSSL is given", one -> one.choice().string())
                  .told("excluded", "there are exclusions", one -> one.choice().excludes())
                  .choices(
                      "problem",
                      FactType.TEXT,
                      List.of("unreadable", "empty"),
                      "why OpenSSL refuses the string",
                      one -> problem(one.resolved()))
                  .choices(
                      "list-problem",
                      FactType.TEXT,
                      List.of("unreadable", "empty"),
                      "why it would refuse the list without exclusions, too",
                      one -> problem(one.listAlone()))
                  .knownWords(
                      "protocols",
                      "the TLS versions that go with it",
                      one -> one.protocols().map(ProtocolList::allowed))
                  .fact(
                      "suites",
                      FactType.WORDS,
                      "the suites that these versions have",
                      one -> names(one.usable()))
                  .fact(
                      "weak",
                      FactType.WORDS,
                      "suites that do not encrypt, or use RC4 or 3DES where OpenSSL has them",
                      one -> names(one.weak()))
                  .told(
                      "weak-null",
                      "one of them does not encrypt",
                      one -> one.weak().is(CipherListKind::hasNull))
                  .knownWords(
                      "certificates",
                      "the kinds of keys of the server's certificates: rsa, ec, ...",
                      one -> one.certificates().map(CipherListKind::labels))
                  .fact(
                      "served",
                      FactType.WORDS,
                      "the suites with a certificate that one of these can serve",
                      one -> names(one.served())))
          .including(ServiceKind.KIND, one -> one.side().service())
          .anchor("exclusions", "the list of exclusions", CipherList::exclusions)
          .anchor("more-exclusions", "the list for mandatory TLS", CipherList::moreExclusions)
          .anchor("list", "the list of the grade", one -> one.choice().listPlace())
          .anchor("protocols", "the list of protocols", CipherList::protocolsPlace)
          .anchor("service", "the line of the service", one -> one.side().service().span());

  private static Kind<CipherList> withProfiles(Kind<CipherList> kind) {
    for (String document : ProfileSuites.DOCUMENTS) {
      kind.fact(
          "outside." + document,
          FactType.WORDS,
          "the first suites that the document does not allow",
          one -> Fact.ofWords(one.usable().map(suites -> ProfileSuites.outside(document, suites))));
    }
    return kind;
  }

  private static Fact problem(Known<CipherString> resolved) {
    return resolved.fold(
        string -> {
          CipherString.Problem problem = string.problem();
          if (problem == null) {
            return Fact.absent();
          }
          return Fact.of(
              switch (problem) {
                case INVALID -> "unreadable";
                case EMPTY -> "empty";
              });
        },
        Fact::absent,
        Fact::unknown);
  }

  private static Fact names(Known<List<CipherSuite>> suites) {
    return Fact.ofWords(
        suites.map(
            list -> {
              List<String> names = new ArrayList<>();
              for (CipherSuite suite : list) {
                names.add(suite.name());
              }
              return names;
            }));
  }

  private static boolean hasNull(List<CipherSuite> suites) {
    for (CipherSuite suite : suites) {
      if (suite.encryption().equals("NULL")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> labels(List<KeyAlgorithm> keys) {
    List<String> labels = new ArrayList<>();
    for (KeyAlgorithm key : keys) {
      labels.add(Labels.of(key));
    }
    return labels;
  }
}
