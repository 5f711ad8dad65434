package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
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
          .fact(
              "missing",
              FactType.TEXT,
              "the first file that is not there",
              entry -> Fact.orAbsent(entry.missing(), Fact::of))
          .choices(
              "problem",
              FactType.TEXT,
              Labels.all(LoadProblem.Kind.values()),
              "why Postfix refuses the files' contents; absent if it does not",
              entry -> Fact.orAbsent(entry.problem(), why -> Fact.of(Labels.of(why.kind()))))
          .fact(
              "detail",
              FactType.TEXT,
              "the same for people",
              entry -> Fact.orAbsent(entry.problem(), why -> Fact.of(why.detail())))
          .fact(
              "renewed",
              FactType.TEXT,
              "the first file that was changed after the table was compiled",
              entry -> Fact.orAbsent(entry.renewed(), Fact::of))
          .including(SetupKind.FACTS, SniEntry::setup)
          .anchor("key", "the server name", SniEntry::keyPlace)
          .anchor("value", "the names of the files", SniEntry::valuePlace)
          .anchor("problem", "what Postfix refuses, in the file", SniEntry::problemPlace);
}
