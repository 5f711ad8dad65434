package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.SentCertificate;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One certificate that services send, be it their own or one of those that follow it. */
final class CertificateKind {

  private CertificateKind() {}

  static final Kind<SentCertificate> KIND =
      TlsKind.<SentCertificate>kind("certificate", "one certificate that services send")
          .choice(
              "position",
              SentCertificate.Position.values(),
              "what it is to the leaf, the services' own: an issuer by name, a self-signed root,"
                  + " repeated, the leaf of another chain, an issuer of that only, stray",
              one -> one.position())
          .choice(
              "loader",
              ChainLoad.Loader.values(),
              "how it is loaded: a list of chain files, one file mixed with the key, a pair",
              one -> one.loader())
          .text("path", "the file it is in", one -> one.reference().path())
          .text("subject", "whose it is", one -> one.certificate().toString())
          .text("issuer", "who issued it", one -> one.certificate().issuer().toString())
          .words("names", "the names that hosts are compared with", CertificateKind::names)
          .truth("san", "it has a DNS name", one -> !one.certificate().dnsNames().isEmpty())
          // time
          .truth("expired", "it has expired", SentCertificate::isExpired)
          .truth("not-yet-valid", "its time has not begun", SentCertificate::isNotYetValid)
          .number("days-left", "whole days until it expires", one -> one.daysLeft())
          .truth(
              "expires-soon",
              "it expires within the days of --expiry-days",
              SentCertificate::expiresSoon)
          .number("lifetime", "the days that it is valid", one -> one.lifetime())
          .text("not-before", "its first day", one -> date(one.certificate().notBefore()))
          .text("not-after", "its last day", one -> date(one.certificate().notAfter()))
          // key and signature
          .text("key", "such as RSA 2048 bit", one -> one.certificate().publicKey().words())
          .choice(
              "algorithm",
              KeyAlgorithm.values(),
              "the algorithm of its key",
              one -> one.certificate().publicKey().algorithm())
          .number("bits", "the size of its key", one -> one.certificate().publicKey().bits())
          .text("curve", "that of an EC key", one -> one.certificate().publicKey().curve())
          .text(
              "signature",
              "the algorithm it is signed with",
              one -> one.certificate().signatureAlgorithm().name())
          .truth(
              "weak-digest",
              "its digest no longer protects a signature: MD5, SHA-1 and older ones",
              one -> one.certificate().signatureAlgorithm().isWeak())
          .truth("self-signed", "its own key signed it", SentCertificate::isSelfSigned)
          // uses
          .truth("ca", "it is marked as a CA", one -> one.certificate().isAuthority())
          .words("key-usage", "its key usages", SentCertificate::keyUsage)
          .truth(
              "key-usage.fits-server",
              "a server may have it by its key usages",
              one -> one.certificate().hasKeyUsageFor(Purpose.SERVER))
          .truth(
              "key-usage.fits-client",
              "a client may have it by its key usages",
              one -> one.certificate().hasKeyUsageFor(Purpose.CLIENT))
          .words("extended-key-usage", "its extended key usages", SentCertificate::extendedKeyUsage)
          .truth(
              "permits-server",
              "a server may have it by its extended key usages",
              one -> one.certificate().permits(Purpose.SERVER))
          .truth(
              "permits-client",
              "a client may have it by its extended key usages",
              one -> one.certificate().permits(Purpose.CLIENT))
          .truth(
              "must-staple",
              "it demands a stapled OCSP response",
              one -> one.certificate().mustStaple())
          .words(
              "unknown-extensions",
              "critical ones that OpenSSL refuses",
              one -> List.copyOf(one.certificate().unknownCriticalExtensions()))
          // the way to a root
          .truth("on-path", "peers go through it on their way to a root", SentCertificate::isOnPath)
          .told("forged", "another key than its issuer's signed it", one -> one.isForged())
          .words("unfit", "why peers do not let it sign those below it", SentCertificate::unfit)
          .onlyFor(SentCertificate::isLeaf)
          .knownWords(
              "uncovered-hosts",
              "of a leaf: the values of myhostname that no name of it covers",
              one -> one.uncoveredHosts())
          .words(
              "uncovered-names",
              "of a leaf: those of --name that no name of it covers",
              SentCertificate::uncoveredNames)
          .words("uncovered", "of a leaf: both of these", SentCertificate::uncovered)
          .words(
              "useless-wildcards",
              "of a leaf: names that match nothing",
              SentCertificate::uselessWildcards)
          .knownWords(
              "near-wildcards",
              "of a leaf: wildcards that stand one label off from myhostname",
              one -> one.nearWildcards())
          .words("poor-wildcards", "of a leaf: both of these", SentCertificate::poorWildcards)
          .told(
              "issuer-missing",
              "of a leaf: what is sent does not lead to a root",
              one -> one.isIssuerMissing())
          .text(
              "missing-issuer",
              "of a leaf: the name of the first issuer that is not sent",
              SentCertificate::missingIssuer)
          .truth(
              "issuer-intermediate",
              "of a leaf: that issuer is known to be no root: a file beside has its certificate, or"
                  + " it is one of a public CA's",
              SentCertificate::isIssuerIntermediate)
          .text(
              "completion",
              "of a leaf: how a file beside completes what is sent, in words for people",
              SentCertificate::completion)
          .text(
              "completed",
              "of a leaf: the parameter's value with that file, where that has all",
              SentCertificate::completedValue)
          .told(
              "from-ca-file",
              "of a leaf: CAs that the services trust complete what is sent",
              one -> one.isCompleted())
          .truth(
              "ordered",
              "of a leaf: each certificate is followed by its issuer's",
              SentCertificate::isOrdered)
          .truth(
              "path-too-long",
              "of a leaf: an issuer's path length is exceeded",
              SentCertificate::isPathTooLong)
          .anchor("certificate", "its BEGIN line", SentCertificate::place)
          .anchor(
              "value",
              "the value of the parameter that names its file",
              SentCertificate::valuePlace);

  private static List<String> names(SentCertificate one) {
    List<String> names = new ArrayList<>(one.certificate().hostNames());
    names.removeIf(String::isBlank);
    return names.isEmpty() ? List.of("no host") : names;
  }

  static String date(Instant moment) {
    String text = moment.toString();
    return text.substring(0, text.indexOf('T'));
  }
}
