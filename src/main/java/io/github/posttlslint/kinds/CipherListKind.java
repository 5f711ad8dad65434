package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.tls.CipherList;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.ProfileSuites;
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
                      one -> one.choice().inForce())
                  .known(
                      "list",
                      "the parameter that has the list of the grade",
                      one -> one.choice().listParameter())
                  .told("own-list", "the list is set by hand", one -> one.choice().hasOwnList())
                  .known("string", "what OpenSSL is given", one -> one.choice().string())
                  .told("excluded", "there are exclusions", one -> one.choice().excludes())
                  .choiceIfSet(
                      "problem",
                      CipherString.Problem.values(),
                      "why OpenSSL refuses the string",
                      CipherList::resolved,
                      CipherString::problem)
                  .choiceIfSet(
                      "list-problem",
                      CipherString.Problem.values(),
                      "why it would refuse the list without exclusions, too",
                      CipherList::listAlone,
                      CipherString::problem)
                  .knownWords(
                      "protocols", "the TLS versions that go with it", one -> one.protocols())
                  .knownWords(
                      "suites", "the suites that these versions have", one -> names(one.usable()))
                  .knownWords(
                      "weak",
                      "suites that do not encrypt, or use RC4 or 3DES where OpenSSL has them",
                      one -> names(one.weak()))
                  .told(
                      "weak-null",
                      "one of them does not encrypt",
                      one -> one.weak().is(CipherListKind::hasNull))
                  .knownWords(
                      "certificates",
                      "the kinds of keys of the server's certificates: rsa, ec, ...",
                      one -> one.certificates().map(Kind::labels))
                  .knownWords(
                      "served",
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
      kind.knownWords(
          "outside." + document,
          "the first suites that the document does not allow",
          one -> one.usable().map(suites -> ProfileSuites.outside(document, suites)));
    }
    return kind;
  }

  private static Known<List<String>> names(Known<List<CipherSuite>> suites) {
    return suites.map(
        list -> {
          List<String> names = new ArrayList<>();
          for (CipherSuite suite : list) {
            names.add(suite.name());
          }
          return names;
        });
  }

  private static boolean hasNull(List<CipherSuite> suites) {
    for (CipherSuite suite : suites) {
      if (suite.encryption().equals("NULL")) {
        return true;
      }
    }
    return false;
  }
}
