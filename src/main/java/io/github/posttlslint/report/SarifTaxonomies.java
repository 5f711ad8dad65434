package io.github.posttlslint.report;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** The lists that the rules of a run are tied to (SARIF 2.1.0, section 3.14.8). */
final class SarifTaxonomies {
  private final TreeMap<String, Taxon> taxa = new TreeMap<>();

  void add(List<Taxon> some) {
    for (Taxon taxon : some) {
      taxa.put(taxon.key(), taxon);
    }
  }

  /** Ties a rule to its entries. */
  static void writeRelationships(List<Taxon> taxa, Json json) throws IOException {
    if (taxa.isEmpty()) {
      return;
    }
    json.name("relationships").beginArray();
    for (Taxon taxon : taxa) {
      json.beginObject().name("target").beginObject().member("id", taxon.id());
      json.name("toolComponent").beginObject().member("name", taxon.list()).endObject();
      json.endObject().member("kinds", List.of("relevant")).endObject();
    }
    json.endArray();
  }

  /** The lists' names, a member of the tool's driver. */
  void writeSupported(Json json) throws IOException {
    if (taxa.isEmpty()) {
      return;
    }
    json.newline().name("supportedTaxonomies").beginArray();
    String list = "";
    for (Taxon taxon : taxa.values()) {
      if (!taxon.list().equals(list)) {
        list = taxon.list();
        json.beginObject().member("name", list).endObject();
      }
    }
    json.endArray();
  }

  /** The lists with the entries that are used, a member of the run. */
  void write(Json json) throws IOException {
    if (taxa.isEmpty()) {
      return;
    }
    json.name("taxonomies").beginArray();
    String list = "";
    for (Taxon taxon : taxa.values()) {
      if (!taxon.list().equals(list)) {
        if (!list.isEmpty()) {
          json.endArray().endObject();
        }
        list = taxon.list();
        begin(taxon, json);
      }
      json.beginObject().member("id", taxon.id());
      if (!taxon.url().isEmpty()) {
        json.member("helpUri", taxon.url());
      }
      json.endObject();
    }
    json.endArray().endObject().endArray().newline();
  }

  private static void begin(Taxon first, Json json) throws IOException {
    json.newline().beginObject().member("name", first.list());
    if (!first.title().isEmpty()) {
      json.member("fullName", first.title());
    }
    if (first.list().equals(Taxon.CWE)) {
      json.member("organization", "MITRE").member("informationUri", "https://cwe.mitre.org/");
    }
    json.name("taxa").beginArray();
  }
}
