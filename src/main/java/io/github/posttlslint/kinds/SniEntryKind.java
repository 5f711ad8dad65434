package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.SniEntry;
import io.github.posttlslint.pki.LoadProblem;

/** A server name and its files in a table of tls_server_sni_maps. */
final class SniEntryKind {

  private SniEntryKind() {}

  static final Kind<SniEntry> KIND =
      new Kind<SniEntry>(
              "sni-entry", "a server name and its files in a table of tls_server_sni_maps")
          .text("key", "the server name", SniEntry::key)
          .textIfSet("missing", "the first file that is not there", entry -> entry.missing())
          .choiceIfSet(
              "problem",
              LoadProblem.Kind.values(),
              "why Postfix refuses the files' contents; absent if it does not",
              entry -> entry.problem(),
              why -> why.kind())
          .textIfSet("detail", "the same for people", entry -> entry.problem(), why -> why.detail())
          .wordsIfSet(
              "other-names",
              "the names that the certificates have; absent if the server name is among them",
              entry -> entry.otherNames())
          .textIfSet(
              "missing-issuer",
              "the CA of a certificate that is sent without that of the CA, which is no root",
              entry -> entry.missingIssuer())
          .textIfSet(
              "renewed",
              "the first file that was changed after the table was compiled",
              entry -> entry.renewed())
          .textIfSet(
              "subject",
              "whose the certificate is that ends first; absent where an entry above names the same"
                  + " files, as what follows of it",
              entry -> entry.ending(),
              chain -> chain.certificate().toString())
          .textIfSet(
              "not-after",
              "its last day",
              entry -> entry.ending(),
              chain -> CertificateKind.date(chain.certificate().notAfter()))
          .numberIfSet(
              "days-left",
              "whole days until it expires",
              entry -> entry.ending().map(entry::daysLeft))
          .truthIfSet("expired", "it has expired", entry -> entry.ending().map(entry::isExpired))
          .truthIfSet(
              "expires-soon",
              "it expires within the days of --expiry-days",
              entry -> entry.ending().map(entry::expiresSoon))
          .truthIfSet(
              "self-signed",
              "its own key signed it",
              entry -> entry.ending().map(chain -> chain.certificate().isSelfSigned()))
          .including(SetupKind.FACTS, SniEntry::setup)
          .anchor("certificate", "the certificate that ends first", SniEntry::endingPlace)
          .anchor("star", "the star that the server name begins with", SniEntry::star)
          .anchor("key", "the server name", SniEntry::keyPlace)
          .anchor("value", "the names of the files", SniEntry::valuePlace)
          .anchor(
              "recorded",
              "the line of posttls-lint.modes that tells the time of 'renewed'",
              entry -> TlsKind.recorded(entry, entry.renewed()))
          .anchor("problem", "what Postfix refuses, in the file", SniEntry::problemPlace);
}
