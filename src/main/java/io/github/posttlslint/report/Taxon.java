package io.github.posttlslint.report;

import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleText;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a published list that a rule is about: a weakness of the Common Weakness Enumeration,
 * or a section of a policy.
 *
 * @param list the list's short name, such as {@code CWE} or {@code rfc9325}
 * @param title the list's full name; empty if there is none
 * @param id the entry, such as {@code 319} or {@code section 4.2}
 * @param url where it can be read; empty if nowhere
 */
record Taxon(String list, String title, String id, String url) {
  static final String CWE = "CWE";

  /** How tags name the entries of the Common Weakness Enumeration: {@code cwe-319}. */
  private static final String TAG = "cwe-";

  /** The entries that a rule is tied to: by its tags, and as a policy's by its references. */
  static List<Taxon> of(Rule rule, RuleText text) {
    List<Taxon> taxa = new ArrayList<>();
    for (String tag : text.tags()) {
      if (isWeakness(tag)) {
        String id = tag.substring(TAG.length());
        String url = "https://cwe.mitre.org/data/definitions/" + id + ".html";
        taxa.add(new Taxon(CWE, "Common Weakness Enumeration", id, url));
      }
    }
    String profile = rule.profile();
    if (profile != null) {
      for (RuleText.Reference reference : text.references()) {
        taxa.add(ofPolicy(profile, reference));
      }
    }
    return taxa;
  }

  /** Of a reference such as "RFC 9325 (2022-11): section 4.2". */
  private static Taxon ofPolicy(String profile, RuleText.Reference reference) {
    String text = reference.text();
    int colon = text.lastIndexOf(": ");
    String url = reference.url();
    return new Taxon(
        profile,
        colon < 0 ? "" : text.substring(0, colon),
        colon < 0 ? text : text.substring(colon + 2),
        url != null && RuleTexts.isUrl(url) ? url : "");
  }

  /** Whether a tag names a weakness. */
  static boolean isWeakness(String tag) {
    return tag.startsWith(TAG);
  }

  /** Sorts by list, then by entry. */
  String key() {
    return list + '\n' + id;
  }
}
